package floodmark.stats;

/**
 * Self-normalised CUSUM {@code max_k D_k^2 / V_k} of Shao and Zhang (2010, JASA 105(491)), edges of 5 % left out, and its law under
 * fractional Gaussian noise: D_k is the tied-down partial sum at k, V_k the sum of squares of the partial sums tied down at the ends of each of
 * the two parts. Level and scale cancel, so the law depends on the memory alone.
 */
final class SelfNormalisedCusum {
    /** Relative variance below which a series counts as constant. */
    private static final double ROUNDING = 1e-24;
    /** Standard errors by which the estimate of H is raised. */
    private static final double MARGIN = 2.6;

    private static final double[] TAIL = {1, .5, .2, .1, .05, .02, .01, .005, .002, .001};
    private static final double LEAST_HURST = 0.5;
    private static final double HURST_STEP = 0.1;
    /** Points of the law at {@link #TAIL} for H = .5, .6, .7, .8 and .9. */
    private static final double[][] POINTS = {
        {0, 7.7, 18.7, 28.5, 39.7, 56.0, 70.1, 86.7, 110.2, 126.3},
        {0, 9.1, 23.9, 37.2, 52.3, 75.6, 95.3, 119.8, 157.6, 179.6},
        {0, 10.8, 29.8, 47.9, 67.7, 100.0, 126.7, 162.5, 210.8, 246.0},
        {0, 12.9, 37.1, 60.1, 86.4, 128.4, 166.0, 208.1, 271.5, 339.0},
        {0, 15.6, 45.4, 73.5, 107.2, 160.9, 207.9, 264.8, 350.3, 404.9},
    };

    /** Smallest p-value that is given. */
    static final double SMALLEST_P = TAIL[TAIL.length - 1];

    private SelfNormalisedCusum() {}

    /** The statistic; 0 if the series is constant. */
    static double statistic(double[] y) {
        int n = y.length;
        double mean = 0;
        for (double v : y) {
            mean += v / n;
        }
        double[] s = new double[n + 1];
        double squares = 0;
        for (int i = 0; i < n; i++) {
            s[i + 1] = s[i] + y[i] - mean;
            squares += (y[i] - mean) * (y[i] - mean);
        }
        if (squares <= ROUNDING * n * mean * mean) {
            return 0;
        }
        int edge = StrictMath.max(2, n / 20);
        double best = 0;
        for (int k = edge; k <= n - edge; k++) {
            double v = bridge(s, 0, k) + bridge(s, k, n);
            double d = (s[k] - (double) k / n * s[n]) * (s[k] - (double) k / n * s[n]);
            // V is divided by n^2 and D^2 by n.
            double ratio = d == 0 ? 0 : d * n / v;
            best = StrictMath.max(best, ratio);
        }
        return best;
    }

    /** Sum of squares of the partial sums between two indices, tied down at both ends. */
    private static double bridge(double[] s, int from, int to) {
        double slope = (s[to] - s[from]) / (to - from);
        double sum = 0;
        for (int t = from + 1; t <= to; t++) {
            double u = s[t] - s[from] - slope * (t - from);
            sum += u * u;
        }
        return sum;
    }

    /**
     * p-value under the memory that the series shows.
     *
     * @param residuals the series without the change that is tested
     */
    static double pValue(double statistic, double[] residuals) {
        return tail(statistic, memory(residuals));
    }

    /** Upper limit of the Hurst exponent of the residuals, on the scale of the table. */
    static double memory(double[] residuals) {
        double most = LEAST_HURST + HURST_STEP * (POINTS.length - 1);
        double standardError = 0.5 / StrictMath.sqrt(LongMemory.frequencies(residuals.length));
        double upper = LongMemory.hurst(residuals) + MARGIN * standardError;
        return upper < most ? StrictMath.max(LEAST_HURST, upper) : most;
    }

    /** p-value by interpolation, linear in H for the logarithm of the points and log-linear in p; beyond the table its last value. */
    static double tail(double statistic, double hurst) {
        double place = (hurst - LEAST_HURST) / HURST_STEP;
        int row = StrictMath.min(POINTS.length - 2, (int) place);
        double weight = place - row;
        double lower = 0;
        for (int i = 1; i < TAIL.length; i++) {
            double point = StrictMath.exp(
                    (1 - weight) * StrictMath.log(POINTS[row][i]) + weight * StrictMath.log(POINTS[row + 1][i]));
            if (statistic <= point) {
                double part = (statistic - lower) / (point - lower);
                return StrictMath.exp((1 - part) * StrictMath.log(TAIL[i - 1]) + part * StrictMath.log(TAIL[i]));
            }
            lower = point;
        }
        return TAIL[TAIL.length - 1];
    }
}
