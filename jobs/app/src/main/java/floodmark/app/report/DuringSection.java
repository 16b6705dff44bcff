package floodmark.app.report;

import floodmark.app.result.Result;
import floodmark.evidence.Evidence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What came before and during the trouble: makeup, senders and answers as shares on one scale, services and links as multiples
 * of what is usual for them or of what they carry.
 */
final class DuringSection {
    private static final double LEFT = 340;
    private static final double RIGHT = 150;
    private static final double TOP = 34;
    private static final double ROW = 26;
    /** A share below this, before and during, is not worth a line. */
    private static final double LEAST = 0.005;

    private static final Map<String, String> SHARES = shares();
    private static final Set<String> RESPONSES = Set.of("answered-share", "completion", "resets-in", "resets-out");

    /**
     * A row of a drawing.
     *
     * @param label what is measured, and where
     * @param before the usual value, or null if it is unknown
     * @param during the value in the trouble window
     */
    private record Pair(String label, @Nullable Double before, double during) {}

    private DuringSection() {}

    private static Map<String, String> shares() {
        Map<String, String> words = new TreeMap<>();
        words.put("makeup.syn-flood", "unanswered SYN packets");
        words.put("makeup.reflection", "UDP from services that amplify");
        words.put("makeup.syn-ack-reflection", "SYN-ACK or RST to nobody's request");
        words.put("makeup.icmp-flood", "ICMP beyond any exchange");
        words.put("makeup.udp-flood", "UDP that the service does not speak");
        words.put("makeup.ack-flood", "TCP segments of no connection");
        words.put("makeup.other-protocol", "protocols that the service does not use");
        words.put("sources.seen-before", "packets from networks seen before");
        words.put("sources.bogon-share", "packets from addresses that cannot send");
        words.put("response.answered-share", "senders that got an answer");
        words.put("response.completion", "connection attempts completed");
        words.put("response.resets-in", "connections reset by the users");
        words.put("response.resets-out", "connections reset by the service");
        return words;
    }

    /** Empty where the captures show none of it, such as counts. */
    static Optional<Html> of(Result result) {
        Rows rows = new Rows(Evidence.table("", result.evidence()));
        List<Pair> shares = new ArrayList<>();
        List<Pair> services = new ArrayList<>();
        List<Pair> links = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            String name = rows.string(i, "family") + "." + rows.string(i, "test");
            Double observed = rows.number(i, "observed");
            Double expected = rows.number(i, "expected");
            if (observed == null) {
                continue;
            }
            if (SHARES.containsKey(name) && share(rows, i, name)) {
                if (Math.max(observed, expected == null ? 0 : expected) >= LEAST) {
                    shares.add(new Pair(label(rows, i, SHARES.get(name)), expected, observed));
                }
            } else if (name.equals("scope.service-departure") && expected != null && expected > 0) {
                services.add(new Pair(label(rows, i, ""), 1.0, observed / expected));
            } else if (name.equals("saturation.fullest-bin")) {
                links.add(new Pair(
                        "bps-utilisation".equals(rows.string(i, "metric")) ? "received" : "sent", 1.0, observed));
            }
        }
        if (shares.isEmpty() && services.size() < 2 && links.isEmpty()) {
            return Optional.empty();
        }
        Html section = Html.of("section")
                .attr("aria-labelledby", "during")
                .add(Html.of("h2", "Before and during").attr("id", "during"));
        if (!shares.isEmpty()) {
            section.add(Html.of("h3", "Makeup, senders and answers"), shareFigure(shares), table(shares, true));
        }
        if (services.size() > 1) {
            section.add(
                    Html.of("h3", "Service by service"),
                    multiples(
                            "services",
                            services,
                            "Volume received, as a multiple of what is usual for the service at this hour"),
                    table(services, false));
        }
        if (!links.isEmpty()) {
            section.add(
                    Html.of("h3", "How full the subject's line ran"),
                    multiples(
                            "links", links, "Fullest bin of the trouble window, as a multiple of the stated capacity"),
                    table(links, false));
        }
        return Optional.of(section);
    }

    /** A share of senders, packets or connections; rows of other metrics carry the same test name. */
    private static boolean share(Rows rows, int row, String name) {
        String metric = rows.string(row, "metric");
        return "packet-share".equals(metric) || RESPONSES.contains(name.substring(name.indexOf('.') + 1));
    }

    private static String label(Rows rows, int row, @Nullable String words) {
        String service = rows.string(row, "service");
        if (words == null || words.isEmpty()) {
            return service == null ? "rest of the subject" : service;
        }
        return service == null ? words : service + ": " + words;
    }

    private static Html shareFigure(List<Pair> pairs) {
        double bottom = TOP + pairs.size() * ROW;
        Html svg = Drawing.of(
                "shares",
                "Shares before and during the trouble",
                "For each kind of traffic its usual share and its share in the trouble window; the table below holds the"
                        + " numbers.",
                bottom + 14);
        for (int percent = 0; percent <= 100; percent += 25) {
            double x = x(percent / 100.0);
            svg.add(Drawing.line(x, TOP - 6, x, bottom, "grid"), Drawing.text(percent + " %", x, TOP - 14, "middle"));
        }
        for (int i = 0; i < pairs.size(); i++) {
            Pair pair = pairs.get(i);
            double y = TOP + (i + 0.5) * ROW;
            svg.add(Drawing.text(pair.label(), LEFT - 12, y + 4, "end own"));
            if (pair.before() != null) {
                svg.add(
                        Drawing.line(x(pair.before()), y, x(pair.during()), y, "zero"),
                        Html.of("circle")
                                .attr("class", "before")
                                .attr("cx", x(pair.before()))
                                .attr("cy", y)
                                .attr("r", 5));
            }
            svg.add(Html.of("circle")
                    .attr("class", "dot")
                    .attr("cx", x(pair.during()))
                    .attr("cy", y)
                    .attr("r", 5));
            svg.add(Drawing.text(
                    (pair.before() == null ? "" : percent(pair.before()) + " \u2192 ") + percent(pair.during()),
                    Drawing.WIDTH - RIGHT + 14,
                    y + 4,
                    "value"));
        }
        return Drawing.figure("Shares before and during the trouble")
                .attr("class", "ratio")
                .add(svg, Html.of("figcaption", "Open circle: usual share; full circle: share in the trouble window."));
    }

    /** Bars from 1 on a scale of factors of ten, so that a half and a double are equally long. */
    private static Html multiples(String id, List<Pair> pairs, String title) {
        double bottom = TOP + pairs.size() * ROW;
        double reach = pairs.stream()
                .mapToDouble(p -> Math.abs(StrictMath.log10(Math.max(p.during(), 1e-4))))
                .max()
                .orElse(1);
        int decades = Math.max(1, (int) Math.ceil(reach));
        Html svg = Drawing.of(id, title, "One bar a row; the table below holds the numbers.", bottom + 14);
        for (int decade = -decades; decade <= decades; decade++) {
            double x = LEFT + (Drawing.WIDTH - LEFT - RIGHT) * (decade + decades) / (2.0 * decades);
            svg.add(
                    Drawing.line(x, TOP - 6, x, bottom, decade == 0 ? "zero" : "grid"),
                    Drawing.text(
                            decade == 0 ? "1" : Quantity.of(StrictMath.pow(10, decade), ""), x, TOP - 14, "middle"));
        }
        double zero = LEFT + (Drawing.WIDTH - LEFT - RIGHT) / 2;
        for (int i = 0; i < pairs.size(); i++) {
            Pair pair = pairs.get(i);
            double y = TOP + (i + 0.5) * ROW;
            double log = StrictMath.log10(Math.max(pair.during(), 1e-4));
            double length = (Drawing.WIDTH - LEFT - RIGHT) / 2 * log / decades;
            svg.add(
                    Drawing.text(pair.label(), LEFT - 12, y + 4, "end own"),
                    Html.of("rect")
                            .attr("class", "bar")
                            .attr("x", Math.min(zero, zero + length))
                            .attr("y", y - 6)
                            .attr("width", Math.max(1, Math.abs(length)))
                            .attr("height", 12),
                    Drawing.text(
                            Quantity.of(pair.during(), "") + " times", Drawing.WIDTH - RIGHT + 14, y + 4, "value"));
        }
        return Drawing.figure(title).attr("class", "ratio").add(svg, Html.of("figcaption", title + "."));
    }

    private static Html table(List<Pair> pairs, boolean shares) {
        List<Html> rows = new ArrayList<>();
        for (Pair pair : pairs) {
            Html row = Html.of("tr").add(Html.of("th", pair.label()).attr("scope", "row"));
            if (shares) {
                row.add(
                        Tables.number(pair.before() == null ? "unknown" : percent(pair.before())),
                        Tables.number(percent(pair.during())));
            } else {
                row.add(Tables.number(Quantity.of(pair.during(), "")));
            }
            rows.add(row);
        }
        return Html.of("details")
                .add(
                        Html.of("summary", "Numbers behind the chart"),
                        Tables.body(
                                shares ? "Shares" : "Multiples",
                                shares ? List.of("What", "#Usual", "#In the trouble") : List.of("What", "#Times"),
                                rows));
    }

    private static String percent(double share) {
        return (share < 5e-5 ? "0" : Quantity.of(100 * share, "")) + " %";
    }

    private static double x(double share) {
        return LEFT + (Drawing.WIDTH - LEFT - RIGHT) * Math.max(0, Math.min(1, share));
    }
}
