package floodmark.simulate.shifted;

import floodmark.model.Address;
import floodmark.model.Times;
import floodmark.stats.Draws;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The case file of an incident: what somebody would have known and said. */
final class CaseText {
    private final Scene scene;
    private final Draws draws;
    private final Scale scale;
    private final double usualBps;
    private final double floodBps;
    private final double floodPps;

    /**
     * @param usualBps what usually comes in
     * @param floodBps of the flood, 0 for none
     * @param floodPps of the flood
     */
    CaseText(Scene scene, Draws draws, Scale scale, double usualBps, double floodBps, double floodPps) {
        this.scene = scene;
        this.draws = draws;
        this.scale = scale;
        this.usualBps = usualBps;
        this.floodBps = floodBps;
        this.floodPps = floodPps;
    }

    String text(String name, List<Address> comparison, List<String> paths) {
        Schedule schedule = scene.schedule();
        StringBuilder yaml = new StringBuilder(2000);
        line(yaml, "floodmark: 1");
        line(yaml, "case: " + name);
        line(yaml, "subject:");
        line(yaml, "  name: Example");
        if (Laws.chance(draws, .4)) {
            long link = (long) (scene.link() * scale.subject() * Laws.between(draws, .9, 1.1));
            line(yaml, "  capacity_bps: " + StrictMath.max(1000, link));
        }
        line(yaml, "  services:");
        boolean narrowed = Laws.chance(draws, .2);
        for (Service service : scene.services()) {
            String to = service.addresses.stream().map(Address::toString).collect(Collectors.joining(", "));
            String ports = narrowed ? ", ports: [" + service.port + "]" : "";
            line(yaml, "    " + service.name + ": {destinations: [" + to + "]" + ports + "}");
        }
        line(yaml, "trouble: " + window(schedule.start(), schedule.end()));
        long from = schedule.firstSecond();
        long before = StrictMath.min(schedule.start(), schedule.causeStart()) - 600;
        if (Laws.chance(draws, .15) && before - from > 7200) {
            line(yaml, "baseline: " + window(from, before / 60 * 60));
        }
        boolean due =
                scene.mechanism().oneOf(Mechanism.PREMIERE, Mechanism.TIMETABLE, Mechanism.HIDDEN, Mechanism.EXITS);
        if (Laws.chance(draws, due ? .9 : scene.mechanism() == Mechanism.RELEASE ? .6 : .05)) {
            long at = due ? schedule.causeStart() : schedule.causeStart() / 1800 * 1800;
            line(yaml, "scheduled_start: " + Times.text(at * Times.SECOND));
        }
        line(yaml, "bin: " + schedule.binSeconds() + "s");
        if (Laws.chance(draws, .12)) {
            long tested = 1000L * (1 + draws.below(2000));
            line(
                    yaml,
                    "demand: {peak_users: " + (long) (tested * Laws.lognormal(draws, 1, .7)) + ", tested_users: "
                            + tested + "}");
        }
        if (!comparison.isEmpty()) {
            String others = comparison.stream().map(Address::toString).collect(Collectors.joining(", "));
            line(yaml, "comparison: {destinations: [" + others + "]}");
        }
        Sight sight = scene.sight();
        line(yaml, "captures:");
        for (String path : paths) {
            line(yaml, "  - path: \"" + path.replace("\\", "\\\\").replace("\"", "\\\"") + "\"");
            String sees = sight.both() ? "both" : "inbound";
            line(
                    yaml,
                    "    vantage: {place: " + sight.place() + ", sees: " + sees + ", share: " + sight.stated() + "}");
        }
        line(yaml, "statements:");
        line(yaml, "  - {id: attack, asserts: attack" + size() + "}");
        line(yaml, "  - {id: crowd, asserts: flash-crowd}");
        line(yaml, "  - {id: failure, asserts: service-failure}");
        line(yaml, "  - {id: network, asserts: network-event}");
        line(yaml, "  - {id: cause, asserts: attack-caused-trouble}");
        if (Laws.chance(draws, .3)) {
            line(yaml, "  - {id: none, asserts: no-attack}");
        }
        return yaml.toString();
    }

    /** People exaggerate more often than not, and some name a size where there was nothing. */
    private String size() {
        if (!Laws.chance(draws, .3)) {
            return "";
        }
        double told = Laws.lognormal(draws, 1.3, .8);
        if (floodPps > 0 && Laws.chance(draws, .3)) {
            return String.format(Locale.ROOT, ", at_least_pps: %d", StrictMath.max(1, (long) (floodPps * told)));
        }
        double bps = floodBps > 0 ? floodBps : usualBps * Laws.lognormal(draws, 3, 1);
        return String.format(Locale.ROOT, ", at_least_bps: %d", StrictMath.max(1, (long) (bps * told)));
    }

    private static String window(long from, long to) {
        return "{start: " + Times.text(from * Times.SECOND) + ", end: " + Times.text(to * Times.SECOND) + "}";
    }

    private static void line(StringBuilder yaml, String text) {
        yaml.append(text).append('\n');
    }
}
