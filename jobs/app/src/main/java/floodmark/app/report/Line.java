package floodmark.app.report;

/**
 * One line of a chart.
 *
 * @param label for people
 * @param startNanos starts of the intervals, ascending
 * @param endNanos their ends
 * @param value what was measured in each
 * @param gapsAreZero true if an interval that is not there had no traffic, and all have the same length
 */
record Line(String label, long[] startNanos, long[] endNanos, double[] value, boolean gapsAreZero) {
    int size() {
        return value.length;
    }

    /** An interval belongs to a window if its midpoint does. */
    private boolean within(int i, long from, long to) {
        long middle = startNanos[i] + (endNanos[i] - startNanos[i]) / 2;
        return middle >= from && middle < to;
    }

    /** Mean, weighted by time, over the intervals in [from, to); NaN if there is none. */
    double mean(long from, long to) {
        double sum = 0;
        double weight = 0;
        for (int i = 0; i < value.length; i++) {
            if (within(i, from, to)) {
                double length = endNanos[i] - startNanos[i];
                sum += value[i] * length;
                weight += length;
            }
        }
        if (gapsAreZero && value.length > 0) {
            weight = (double) intervals(from, to) * (endNanos[0] - startNanos[0]);
        }
        return weight > 0 ? sum / weight : Double.NaN;
    }

    /** Number of equally long intervals between the first and the last one whose midpoint lies in [from, to). */
    private long intervals(long from, long to) {
        long length = endNanos[0] - startNanos[0];
        long firstMiddle = startNanos[0] + length / 2;
        long all = (startNanos[value.length - 1] - startNanos[0]) / length + 1;
        long below = Math.min(all, Math.max(0, ceilDiv(to - firstMiddle, length)));
        long before = Math.min(all, Math.max(0, ceilDiv(from - firstMiddle, length)));
        return Math.max(0, below - before);
    }

    private static long ceilDiv(long a, long b) {
        return -Math.floorDiv(-a, b);
    }

    /** Largest value of the intervals in [from, to); NaN if there is none. */
    double peak(long from, long to) {
        double peak = Double.NaN;
        for (int i = 0; i < value.length; i++) {
            if (within(i, from, to) && !(value[i] <= peak)) {
                peak = value[i];
            }
        }
        return peak;
    }
}
