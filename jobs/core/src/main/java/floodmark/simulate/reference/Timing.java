package floodmark.simulate.reference;

import floodmark.model.Times;
import floodmark.model.Window;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When the trouble was, and when flows were recorded.
 *
 * @param trouble when users noticed
 * @param coverage what was recorded, ascending
 * @param binNanos bins of the case
 * @param stepNanos steps of the simulation
 * @param scheduled when an event was due to begin, or null
 */
record Timing(
        Window trouble,
        List<Window> coverage,
        long binNanos,
        long stepNanos,
        @Nullable Long scheduled) {
    /** Days from 2019 on. */
    private static final int DAYS = 2700;

    private static final long EPOCH = Times.nanos(Instant.parse("2019-01-01T00:00:00Z"));
    private static final long MOST_STEP = 5 * Times.MINUTE;
    private static final int HOUR = 3600;

    Timing {
        coverage = List.copyOf(coverage);
    }

    static Timing draw(Chance chance, Knobs knobs, boolean tiedToEvent) {
        double length = chance.logBetween(300, 4 * HOUR);
        long minutes = chance.happens(0.5) ? 5 * chance.below(288) : chance.below(1440);
        long drawn = EPOCH + chance.below(DAYS) * Times.DAY + minutes * Times.MINUTE;
        drawn += chance.happens(0.3) ? chance.below(60) * Times.SECOND : 0;
        long start = knobs.time("trouble_start", drawn);
        length = knobs.seconds("trouble_duration", 60, 7 * 86_400, StrictMath.rint(length / 30) * 30);
        Window trouble = new Window(start, start + (long) (length * Times.SECOND));
        double before = chance.logBetween(0.4, 3) * HOUR;
        double after = chance.happens(0.4) ? 0 : chance.between(0.1, 1) * HOUR;
        before = knobs.seconds("before", 0, 86_400, before);
        after = knobs.seconds("after", 0, 86_400, after);

        double kind = chance.uniform();
        double drawnDays =
                kind < 0.1 ? -1 : kind < 0.45 ? 0 : chance.happens(0.7) ? 19 + chance.below(10) : 2 + chance.below(17);
        int days = (int) knobs.number("days", -1, 120, drawnDays);
        boolean whole = knobs.flag("whole_days", days > 0 && chance.happens(0.3) && length >= 1500);
        double hours = knobs.seconds("hours_before", 60, 30 * 86_400, chance.logBetween(2, 14) * HOUR);
        double little = chance.between(0, StrictMath.max(1200, length / 4) - 60);
        double bin = bin(chance, length, days, whole);
        bin = knobs.seconds("bin", 0.001, 86_400, bin);
        long scheduled =
                trouble.startNanos() + (tiedToEvent ? 0 : (long) (chance.between(-0.2, 0.3) * length) * Times.SECOND);
        boolean known = knobs.flag("scheduled", chance.happens(tiedToEvent ? 0.8 : 0.15));
        return new Timing(
                trouble,
                coverage(trouble, days, whole, days < 0 ? little : days == 0 ? hours : before, after),
                (long) (bin * Times.SECOND),
                StrictMath.min(MOST_STEP, StrictMath.max(10 * Times.SECOND, (long) (bin * Times.SECOND))),
                known ? scheduled : null);
    }

    private static double bin(Chance chance, double length, int days, boolean whole) {
        double u = chance.uniform();
        if (whole) {
            return 300;
        }
        if (days > 0) {
            return u < 0.3 && length >= 1800 ? 300 : u < 0.6 && length >= 1200 ? 120 : 60;
        }
        return u < 0.1 ? 30 : u < 0.2 && length < 1800 ? 10 : u < 0.3 && length >= 3000 ? 300 : 60;
    }

    private static List<Window> coverage(Window trouble, int days, boolean whole, double before, double after) {
        long from = trouble.startNanos() - (long) (before * Times.SECOND);
        long to = trouble.endNanos() + (long) (after * Times.SECOND);
        if (days <= 0) {
            return List.of(new Window(from, to));
        }
        if (whole || to - from >= Times.DAY) {
            return List.of(new Window(from - days * Times.DAY, to));
        }
        List<Window> coverage = new ArrayList<>();
        for (int d = days; d >= 0; d--) {
            coverage.add(new Window(from, to).shifted(-d * Times.DAY));
        }
        return coverage;
    }

    /** The recorded stretch in which the trouble lies. */
    Window last() {
        return coverage.get(coverage.size() - 1);
    }

    double recordedSeconds() {
        return coverage.stream().mapToDouble(Window::seconds).sum();
    }
}
