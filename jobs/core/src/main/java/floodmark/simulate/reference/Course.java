package floodmark.simulate.reference;

import floodmark.model.Times;
import floodmark.model.Window;

/**
 * How strong a cause is over time, from 0 to 1.
 *
 * @param window from onset to end
 * @param riseNanos time of a linear rise at the onset; 0 is a step
 * @param fallNanos time of a linear fall before the end
 * @param periodNanos length of a pulse and its pause together; 0 without pulses
 * @param duty share of a period that the pulse fills
 */
record Course(Window window, long riseNanos, long fallNanos, long periodNanos, double duty) {

    static Course step(Window window) {
        return new Course(window, 0, 0, 0, 1);
    }

    /** The strength at a moment. */
    double at(long nanos) {
        if (!window.contains(nanos)) {
            return 0;
        }
        long since = nanos - window.startNanos();
        if (periodNanos > 0 && since % periodNanos >= duty * periodNanos) {
            return 0;
        }
        double rise = riseNanos == 0 ? 1 : StrictMath.min(1, since / (double) riseNanos);
        double fall = fallNanos == 0 ? 1 : StrictMath.min(1, (window.endNanos() - nanos) / (double) fallNanos);
        return StrictMath.min(rise, fall);
    }

    /** Mean strength from one moment to another. */
    double mean(long from, long to) {
        long start = StrictMath.max(from, window.startNanos());
        long end = StrictMath.min(to, window.endNanos());
        if (end <= start || to <= from) {
            return 0;
        }
        long grain = periodNanos > 0 ? StrictMath.max(periodNanos / 20, 1) : Times.SECOND;
        int points = (int) StrictMath.max(1, StrictMath.min(2000, (end - start) / grain));
        double sum = 0;
        for (int i = 0; i < points; i++) {
            sum += at(start + (long) ((i + 0.5) * (end - start) / points));
        }
        return sum / points * (end - start) / (to - from);
    }

    /** Mean strength while it lasts. */
    double mean() {
        return mean(window.startNanos(), window.endNanos());
    }
}
