package floodmark.app.report;

import floodmark.model.Times;
import floodmark.model.Window;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Positions and labels of times, UTC. */
final class TimeAxis {
    private static final long[] STEPS = {
        Times.SECOND,
        5 * Times.SECOND,
        15 * Times.SECOND,
        Times.MINUTE,
        5 * Times.MINUTE,
        15 * Times.MINUTE,
        30 * Times.MINUTE,
        60 * Times.MINUTE,
        3 * 60 * Times.MINUTE,
        6 * 60 * Times.MINUTE,
        12 * 60 * Times.MINUTE,
        Times.DAY,
        2 * Times.DAY,
        7 * Times.DAY,
        14 * Times.DAY,
        28 * Times.DAY,
        91 * Times.DAY,
        365 * Times.DAY
    };
    private static final int MOST_TICKS = 9;

    private final Window range;
    private final double left;
    private final double width;

    TimeAxis(Window range, double left, double width) {
        this.range = range;
        this.left = left;
        this.width = width;
    }

    double x(long nanos) {
        double part = (nanos - range.startNanos()) / (double) Math.max(1, range.lengthNanos());
        return left + width * Math.min(1, Math.max(0, part));
    }

    boolean shows(long nanos) {
        return nanos >= range.startNanos() && nanos <= range.endNanos();
    }

    private long step() {
        long step = STEPS[0];
        for (long candidate : STEPS) {
            step = candidate;
            if (range.lengthNanos() / candidate <= MOST_TICKS) {
                break;
            }
        }
        while (range.lengthNanos() / step > MOST_TICKS) {
            step *= 2;
        }
        return step;
    }

    /** Times at round distances since the epoch. */
    List<Long> ticks() {
        long step = step();
        List<Long> ticks = new ArrayList<>();
        long first = -Math.floorDiv(-range.startNanos(), step);
        long last = Math.floorDiv(range.endNanos(), step);
        for (long k = first; k <= last; k++) {
            ticks.add(k * step);
        }
        return ticks;
    }

    /** Time of day, with the date where a day begins; dates alone if the steps are days. */
    String label(long nanos) {
        long step = step();
        String pattern;
        if (step >= 28 * Times.DAY) {
            pattern = "yyyy-MM-dd";
        } else if (step >= Times.DAY || nanos % Times.DAY == 0) {
            pattern = "MM-dd";
        } else {
            pattern = step < Times.MINUTE ? "HH:mm:ss" : "HH:mm";
        }
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT)
                .withZone(ZoneOffset.UTC)
                .format(Times.instant(nanos));
    }
}
