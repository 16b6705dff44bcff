package floodmark.evidence;

import floodmark.model.Times;
import floodmark.model.Window;
import java.util.Arrays;
import java.util.List;

/** Removes the daily course from a signal, by the median of the same clock time on the baseline's days. */
final class ClockTime {
    private static final int FEWEST_DAYS = 5;

    private ClockTime() {}

    /**
     * What each bin [from, to) holds: amounts for each bin, not rates. Where the baseline has the clock time on enough days,
     * relative to their median and brought back to the size of the baseline's mean; else as measured.
     */
    static double[] amounts(Signal signal, int from, int to, List<Window> baseline) {
        return course(signal, from, to, baseline).amounts();
    }

    /**
     * Amounts of bins.
     *
     * @param removed whether the daily course has been taken out of them
     */
    record Course(double[] amounts, boolean removed) {}

    /** The same, and whether there were enough days for it. */
    static Course course(Signal signal, int from, int to, List<Window> baseline) {
        double[] out = new double[to - from];
        double mean = Departure.baselineMean(signal, baseline);
        boolean daily = signal.binNanos() < Times.DAY && Times.DAY % signal.binNanos() == 0 && mean > 0;
        double[] usual = daily ? usual(signal, from, to, baseline) : new double[0];
        boolean relative = daily && Arrays.stream(usual).allMatch(u -> u > 0);
        for (int i = from; i < to; i++) {
            double value = signal.value()[i] * signal.binSeconds();
            out[i - from] = relative ? value / usual[i - from] * mean : value;
        }
        return new Course(out, relative);
    }

    /** Median of the same clock time over the baseline's days; NaN where there are fewer than {@value #FEWEST_DAYS}. */
    static double[] usual(Signal signal, int from, int to, List<Window> baseline) {
        double[] usual = new double[to - from];
        if (Times.DAY % signal.binNanos() != 0) {
            // Bins that do not divide a day have no clock time.
            Arrays.fill(usual, Double.NaN);
            return usual;
        }
        int day = (int) (Times.DAY / signal.binNanos());
        for (int i = from; i < to; i++) {
            double[] earlier = new double[i / day + 1];
            int n = 0;
            for (int j = i - day; j >= 0; j -= day) {
                int at = j;
                if (!Double.isNaN(signal.value()[j]) && baseline.stream().anyMatch(w -> signal.inWindow(at, w))) {
                    earlier[n++] = signal.value()[j];
                }
            }
            Arrays.sort(earlier, 0, n);
            usual[i - from] = n < FEWEST_DAYS ? Double.NaN : (earlier[(n - 1) / 2] + earlier[n / 2]) / 2;
        }
        return usual;
    }
}
