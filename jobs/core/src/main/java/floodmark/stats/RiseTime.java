package floodmark.stats;

import java.util.Arrays;

/**
 * How long a rise took: the time from a tenth to nine tenths of the way up (IEEE Std 181-2011, transition duration), on the
 * series smoothed by a running median over a fifteenth of the series, at least five bins: a
 * median keeps steps sharp, whatever its width, and bridges dips shorter than half of it. The level before is the median of the first fifth of the series, the top the
 * largest smoothed value; the tenth is crossed for the last time before the top, the nine tenths for the first time after that:
 * {@code min{t > s: m_t >= b + .9 h} - s} with {@code s = max{t < top: m_t <= b + .1 h}}. Unit: bins.
 *
 * <p>A description, not a test: it has no p-value. Special cases: NaN if the series has fewer than {@value #MIN_BINS} covered bins or
 * does not rise above its first fifth. NaN bins take the last covered value.
 */
public final class RiseTime {
    /** Registry entry. */
    public static final StatTest ABOUT = new Described(
            "rise-time",
            "rise time (10-90 %)",
            "Did it rise in one step or build up?",
            "IEEE Std 181-2011, transition duration");

    /** Fewest bins. */
    public static final int MIN_BINS = 20;

    private static final int WIDTH_SHARE = 15;

    private RiseTime() {}

    /** Rise time in bins, at least 1; NaN if there is no rise to measure. */
    public static double bins(double[] series) {
        double[] y = filled(series);
        if (y.length < MIN_BINS) {
            return Double.NaN;
        }
        double[] smooth = smoothed(y);
        double before = OrderStatistics.median(Arrays.copyOf(smooth, y.length / 5));
        int top = 0;
        for (int i = 1; i < smooth.length; i++) {
            top = smooth[i] > smooth[top] ? i : top;
        }
        double height = smooth[top] - before;
        if (!(height > 0)) {
            return Double.NaN;
        }
        int start = top;
        while (start > 0 && smooth[start] > before + 0.1 * height) {
            start--;
        }
        int end = start;
        while (end < top && smooth[end] < before + 0.9 * height) {
            end++;
        }
        return StrictMath.max(1, end - start);
    }

    private static double[] filled(double[] series) {
        double[] out = new double[series.length];
        int n = 0;
        double last = Double.NaN;
        for (double value : series) {
            last = Double.isNaN(value) ? last : value;
            if (!Double.isNaN(last)) {
                out[n++] = last;
            }
        }
        return Arrays.copyOf(out, n);
    }

    private static double[] smoothed(double[] y) {
        int half = StrictMath.max(2, y.length / WIDTH_SHARE / 2);
        double[] out = new double[y.length];
        for (int i = 0; i < y.length; i++) {
            out[i] = OrderStatistics.median(
                    Arrays.copyOfRange(y, StrictMath.max(0, i - half), StrictMath.min(y.length, i + half + 1)));
        }
        return out;
    }
}
