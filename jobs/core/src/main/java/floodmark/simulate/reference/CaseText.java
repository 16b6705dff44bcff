package floodmark.simulate.reference;

import floodmark.claim.Vantage.Place;
import floodmark.claim.Vantage.Sees;
import floodmark.model.Address;
import floodmark.model.Times;
import floodmark.model.Window;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** Writes the case file of a planned incident. */
final class CaseText {
    private CaseText() {}

    static String of(Plan plan, List<String> paths) {
        StringBuilder out = new StringBuilder();
        Timing timing = plan.timing();
        Claims claims = plan.claims();
        out.append("floodmark: 1\n");
        out.append("case: ").append(plan.id()).append('\n');
        out.append("title: ").append(quoted(plan.title())).append('\n');
        out.append("subject:\n  name: ").append(quoted("Simulated service")).append('\n');
        if (claims.capacityBps() != null) {
            out.append("  capacity_bps: ").append(claims.capacityBps()).append('\n');
        }
        out.append("  services:\n");
        services(out, plan.site());
        out.append("trouble: ").append(window(timing.trouble())).append('\n');
        if (timing.scheduled() != null) {
            out.append("scheduled_start: ")
                    .append(Times.text(timing.scheduled()))
                    .append('\n');
        }
        if (claims.baseline() != null) {
            out.append("baseline: ").append(window(claims.baseline())).append('\n');
        }
        long millis = timing.binNanos() / 1_000_000;
        out.append("bin: ").append(millis % 1000 == 0 ? millis / 1000 + "s\n" : millis + "ms\n");
        if (plan.elsewhere() != null) {
            out.append("comparison:\n  destinations: ")
                    .append(list(plan.elsewhere().addresses().stream()
                            .map(Address::toString)
                            .toList()))
                    .append('\n');
        }
        if (!claims.demand().isEmpty()) {
            out.append("demand: ").append(claims.demand()).append('\n');
        }
        out.append("captures:\n");
        for (String path : paths) {
            out.append("  - path: ").append(quoted(path)).append('\n');
            out.append("    vantage: ").append(vantage(plan.view())).append('\n');
        }
        out.append("statements:\n");
        out.append(claims.statements().isEmpty() ? statements(claims) : claims.statements());
        return out.toString();
    }

    private static void services(StringBuilder out, Site site) {
        if (site.asPrefix()) {
            out.append("    network: {destinations: [").append(site.prefix()).append("]}\n");
            return;
        }
        for (Service service : site.services()) {
            out.append("    ")
                    .append(service.name())
                    .append(": {destinations: ")
                    .append(list(service.declared()));
            if (service.narrowed()) {
                out.append(", ports: [")
                        .append(service.port())
                        .append("], protocols: [")
                        .append(service.protocol())
                        .append(']');
            }
            out.append("}\n");
        }
    }

    private static String vantage(View view) {
        StringBuilder out = new StringBuilder("{name: simulated, place: ")
                .append(view.place().name().toLowerCase(Locale.ROOT));
        if (view.place() == Place.TELESCOPE) {
            int length = Objects.requireNonNull(view.telescope()).length();
            return out.append(", addresses: ")
                    .append(1L << 32 - length)
                    .append('}')
                    .toString();
        }
        out.append(", sees: ").append(view.sees() == Sees.BOTH ? "both" : "inbound");
        if (view.share() < 1) {
            out.append(", share: [")
                    .append(view.shareLow())
                    .append(", ")
                    .append(view.shareHigh())
                    .append(']');
        }
        return out.append('}').toString();
    }

    private static String statements(Claims claims) {
        StringBuilder size = new StringBuilder();
        if (claims.atLeastBps() != null) {
            size.append(", at_least_bps: ").append(claims.atLeastBps());
        }
        if (claims.atLeastPps() != null) {
            size.append(", at_least_pps: ").append(claims.atLeastPps());
        }
        return "  - {id: attack, asserts: attack" + size + "}\n"
                + "  - {id: crowd, asserts: flash-crowd}\n"
                + "  - {id: failure, asserts: service-failure}\n"
                + "  - {id: network, asserts: network-event}\n"
                + "  - {id: cause, asserts: attack-caused-trouble}\n";
    }

    private static String window(Window window) {
        return "{start: " + Times.text(window.startNanos()) + ", end: " + Times.text(window.endNanos()) + "}";
    }

    private static String list(List<String> items) {
        return "[" + String.join(", ", items.stream().map(CaseText::quoted).toList()) + "]";
    }

    static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
