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
    /** Of the hours recorded each day, the part that lies before the trouble's clock time. */
    private static final double BEFORE = 0.75;

    Timing {
        coverage = List.copyOf(coverage);
    }

    static Timing draw(Chance chance, Request request, boolean tiedToEvent) {
        double length = chance.logBetween(300, 4 * HOUR);
        long minutes = chance.happens(0.5) ? 5 * chance.below(288) : chance.below(1440);
        long drawn = EPOCH + chance.below(DAYS) * Times.DAY + minutes * Times.MINUTE;
        drawn += chance.happens(0.3) ? chance.below(60) * Times.SECOND : 0;
        long start = request.trouble().time("start", drawn);
        length = request.trouble().seconds("duration", 60, 7 * 86_400, StrictMath.rint(length / 30) * 30);
        Window trouble = new Window(start, start + (long) (length * Times.SECOND));

        Knobs history = request.history();
        double kind = chance.uniform();
        double drawnDays = chance.happens(0.7) ? 19 + chance.below(10) : 2 + chance.below(17);
        int days = (int) history.number("days", 0, 120, kind < 0.45 ? 0 : drawnDays);
        boolean none = days == 0 && kind < 0.1;
        boolean whole = history.flag("whole_days", days > 0 && chance.happens(0.3) && length >= 1500);
        double little = chance.between(0, StrictMath.max(1200, length / 4) - 60);
        double hours = chance.logBetween(2, 14) * HOUR;
        double pad = chance.logBetween(0.4, 3) * HOUR;
        double before = history.seconds("before", 0, 30 * 86_400, none ? little : days == 0 ? hours : pad);
        double after = chance.between(0.1, 1) * HOUR;
        after = history.seconds("after", 0, 86_400, chance.happens(0.4) ? 0 : after);
        double daily = history.number("hours_a_day", 0.1, 24, Double.NaN) * HOUR;
        if (daily > length && days > 0) {
            before = (daily - length) * BEFORE;
            after = (daily - length) * (1 - BEFORE);
        }
        double bin = request.top().seconds("bin", 0.001, 86_400, bin(chance, length, days, whole));
        long about =
                trouble.startNanos() + (tiedToEvent ? 0 : (long) (chance.between(-0.2, 0.3) * length) * Times.SECOND);
        boolean known = chance.happens(tiedToEvent ? 0.8 : 0.25) && !request.specified();
        long scheduled = request.top().time("scheduled_start", known ? about : Long.MIN_VALUE);
        return new Timing(
                trouble,
                coverage(trouble, days, whole, before, after),
                (long) (bin * Times.SECOND),
                StrictMath.min(MOST_STEP, StrictMath.max(10 * Times.SECOND, (long) (bin * Times.SECOND))),
                scheduled == Long.MIN_VALUE ? null : scheduled);
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
