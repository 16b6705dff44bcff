package floodmark.stats;

import java.util.Arrays;

/**
 * When did the level change, by how much, in one step or as a ramp?
 *
 * <p>On the scale log(1 + x). Location: least squares, the split that explains most variation. Whether there is a change at all:
 * self-normalised CUSUM {@code max_k D_k^2 / V_k} (Shao and Zhang 2010, JASA 105(491)), which needs no variance estimate; its p-value
 * is read from the law under fractional Gaussian noise with H = .9 (simulated, 40,000 series of 256 values), so memory alone is
 * not taken for a change; for traffic with shorter memory it is conservative. Interval of the location: moving-block bootstrap of the residuals, symmetric, with
 * blocks of 1.5 sqrt(n) bins, residuals widened by a quarter, and a fixed seed; interval of the size from the variance of block means on both sides. Step or
 * ramp: difference of BIC with the sample size cut to its effective part; positive favours the step.
 *
 * <p>Refuses with fewer than 20 covered bins and when p exceeds .05 ("nothing changes"). NaN bins take the last covered value.
 */
public final class ChangePoint {
    /** Registry entry. */
    public static final StatTest ABOUT = new Described(
            "change-point",
            "single change in level (self-normalised CUSUM)",
            "When did the level change, by how much, in one step or as a ramp?",
            "Shao and Zhang 2010, JASA 105(491)");

    /** Fewest bins. */
    public static final int MIN_BINS = 20;
    /** Largest p-value at which a change is located. */
    public static final double LEVEL = 0.05;

    private static final int RESAMPLES = 200;
    private static final long SEED = 0x5eed_0001L;
    /** Relative variance below which a series counts as constant. */
    private static final double ROUNDING = 1e-24;
    /** Fitted residuals are smaller than the errors they stand for, the more so under dependence. */
    private static final double RESIDUAL_INFLATION = 1.25;

    private static final int RAMP_KNOTS = 120;
    private static final double[] TAIL = {1, .5, .2, .1, .05, .02, .01, .005, .002, .001};
    private static final double[] POINT = {0, 15.6, 45.6, 74.3, 107.9, 158.4, 205.1, 255, 328.7, 377.1};

    private ChangePoint() {}

    /**
     * A located change.
     *
     * @param index first bin of the new level
     * @param low earliest bin of the 95 % interval
     * @param high latest bin of the 95 % interval
     * @param direction GREATER if the level rose
     * @param before level before, back on the scale of the series
     * @param after level after
     * @param logRatio log((1 + after) / (1 + before))
     * @param logRatioLow lower end of its 95 % interval
     * @param logRatioHigh upper end of its 95 % interval
     * @param stepShare share of the change that the two bins at the location make, 1 for a clean step
     * @param bicStepOverRamp BIC of the best ramp minus that of the step; above 2 favours the step, below -2 the ramp
     * @param rampStart first bin of the best ramp
     * @param rampEnd last bin of the best ramp
     * @param statistic self-normalised CUSUM
     * @param pValue p-value under H = .9
     * @param refusal empty, or why no change is located
     */
    public record Change(
            int index,
            int low,
            int high,
            Side direction,
            double before,
            double after,
            double logRatio,
            double logRatioLow,
            double logRatioHigh,
            double stepShare,
            double bicStepOverRamp,
            int rampStart,
            int rampEnd,
            double statistic,
            double pValue,
            String refusal) {
        public boolean refused() {
            return !refusal.isEmpty();
        }
    }

    /**
     * Whether the level changes at all. Statistic: self-normalised CUSUM.
     *
     * @return refused with too few bins; the effect is log((1 + after) / (1 + before)) of the change that explains most
     */
    public static TestResult test(double[] series) {
        double[] y = logged(series);
        int n = y.length;
        double smallest = TAIL[TAIL.length - 1];
        if (n < MIN_BINS) {
            return TestResult.refused(ABOUT.id(), smallest, n, tooShort(n));
        }
        double statistic = selfNormalised(y);
        int k = split(y);
        double none = Double.NaN;
        return new TestResult(
                ABOUT.id(),
                statistic,
                tail(statistic),
                smallest,
                mean(y, k, n) - mean(y, 0, k),
                none,
                none,
                0,
                none,
                none,
                n,
                "");
    }

    private static String tooShort(int n) {
        return "a change point needs " + MIN_BINS + " bins, there are " + n;
    }

    /** The best single change in the series, refused if p exceeds {@link #LEVEL}. */
    public static Change locate(double[] series) {
        return locate(series, LEVEL);
    }

    /**
     * The best single change in the series.
     *
     * @param level largest p-value at which a change is located; 1 where another test has shown that there is one and only
     *     its place is asked for
     */
    public static Change locate(double[] series, double level) {
        double[] y = logged(series);
        int n = y.length;
        if (n < MIN_BINS) {
            return refused(Double.NaN, Double.NaN, tooShort(n));
        }
        double statistic = selfNormalised(y);
        double p = tail(statistic);
        if (!(p <= level)) {
            return refused(statistic, p, "nothing changes beyond what memory explains");
        }
        int k = split(y);
        double before = mean(y, 0, k);
        double after = mean(y, k, n);
        double[] residuals = new double[n];
        for (int i = 0; i < n; i++) {
            residuals[i] = y[i] - (i < k ? before : after);
        }
        double difference = after - before;
        double half =
                SamplingError.Z975 * StrictMath.sqrt(meanVariance(residuals, 0, k) + meanVariance(residuals, k, n));
        int[] interval = interval(residuals, k, before, after);
        Ramp ramp = Ramp.fit(y);
        double effective = n / inflation(residuals);
        double rss = StrictMath.max(squares(residuals), 1e-12);
        double bic = effective * StrictMath.log(StrictMath.max(ramp.rss, 1e-12) / rss) + StrictMath.log(effective);
        double jump = y[StrictMath.min(n - 1, k + 1)] - y[StrictMath.max(0, k - 2)];
        double nearest = StrictMath.max((y[k] - y[k - 1]) / difference, jump / difference);
        return new Change(
                k,
                interval[0],
                interval[1],
                difference > 0 ? Side.GREATER : Side.LESS,
                StrictMath.expm1(before),
                StrictMath.expm1(after),
                difference,
                difference - half,
                difference + half,
                StrictMath.max(0, StrictMath.min(1, nearest)),
                bic,
                ramp.start,
                ramp.end,
                statistic,
                p,
                "");
    }

    private static Change refused(double statistic, double p, String why) {
        double none = Double.NaN;
        return new Change(
                -1, -1, -1, Side.TWO_SIDED, none, none, none, none, none, none, none, -1, -1, statistic, p, why);
    }

    private static double[] logged(double[] series) {
        double[] y = new double[series.length];
        int n = 0;
        for (double v : series) {
            if (!Double.isNaN(v)) {
                y[n] = StrictMath.log1p(v);
                n++;
            } else if (n > 0) {
                y[n] = y[n - 1];
                n++;
            }
        }
        // Bins before the first covered one have no value to take; they are put back as the first one.
        int missing = series.length - n;
        double[] out = new double[series.length];
        if (n > 0) {
            Arrays.fill(out, 0, missing, y[0]);
            System.arraycopy(y, 0, out, missing, n);
        }
        return n < MIN_BINS ? Arrays.copyOf(y, n) : out;
    }

    /** max over k of D_k^2 / V_k, edges of 5 % left out; 0 if the series is constant. */
    static double selfNormalised(double[] y) {
        int n = y.length;
        double mean = mean(y, 0, n);
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

    /** p-value by log-linear interpolation; beyond the table its last value. */
    static double tail(double statistic) {
        for (int i = 1; i < POINT.length; i++) {
            if (statistic <= POINT[i]) {
                double part = (statistic - POINT[i - 1]) / (POINT[i] - POINT[i - 1]);
                double log = (1 - part) * StrictMath.log(TAIL[i - 1]) + part * StrictMath.log(TAIL[i]);
                return StrictMath.exp(log);
            }
        }
        return TAIL[TAIL.length - 1];
    }

    /** Index of the first bin of the second segment that leaves the least squares. */
    static int split(double[] y) {
        int n = y.length;
        double total = mean(y, 0, n) * n;
        double left = 0;
        int best = 1;
        double most = -1;
        for (int k = 1; k < n; k++) {
            left += y[k - 1];
            double d = left - total * k / n;
            double gain = d * d / ((double) k * (n - k));
            if (gain > most) {
                most = gain;
                best = k;
            }
        }
        return best;
    }

    private static int[] interval(double[] residuals, int k, double before, double after) {
        int n = residuals.length;
        int block = StrictMath.min(n / 2, (int) StrictMath.ceil(1.5 * StrictMath.sqrt(n)));
        Draws draws = new Draws(SEED);
        int[] errors = new int[RESAMPLES];
        double[] y = new double[n];
        for (int r = 0; r < RESAMPLES; r++) {
            for (int start = 0; start < n; start += block) {
                int from = draws.below(n - block + 1);
                for (int i = start; i < StrictMath.min(n, start + block); i++) {
                    y[i] = RESIDUAL_INFLATION * residuals[from + i - start] + (i < k ? before : after);
                }
            }
            errors[r] = StrictMath.abs(split(y) - k);
        }
        Arrays.sort(errors);
        int reach = errors[RESAMPLES - 1 - RESAMPLES / 25];
        return new int[] {StrictMath.max(1, k - reach), StrictMath.min(n - 1, k + reach)};
    }

    /** Variance of the mean of a stretch, from means of blocks of sqrt(length). */
    private static double meanVariance(double[] x, int from, int to) {
        int n = to - from;
        int block = StrictMath.max(1, (int) StrictMath.sqrt(n));
        int blocks = n / block;
        double sum = 0;
        for (int b = 0; b < blocks; b++) {
            double m = mean(x, from + b * block, from + (b + 1) * block);
            sum += m * m;
        }
        return sum / blocks / StrictMath.max(1, blocks - 1);
    }

    /** How much larger the variance of the mean is than it were for independent values; at least 1. */
    private static double inflation(double[] residuals) {
        int n = residuals.length;
        double independent = squares(residuals) / n / n;
        return independent > 0 ? StrictMath.max(1, meanVariance(residuals, 0, n) / independent) : 1;
    }

    private static double squares(double[] x) {
        double sum = 0;
        for (double v : x) {
            sum += v * v;
        }
        return sum;
    }

    private static double mean(double[] y, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += y[i];
        }
        return sum / (to - from);
    }

    /** Flat, then linear from bin {@code start} to bin {@code end}, then flat: least squares over a grid of knots. */
    private record Ramp(int start, int end, double rss) {
        static Ramp fit(double[] y) {
            int n = y.length;
            double[] sum = new double[n + 1];
            double[] moment = new double[n + 1];
            double squares = 0;
            double mean = mean(y, 0, n);
            for (int i = 0; i < n; i++) {
                double d = y[i] - mean;
                sum[i + 1] = sum[i] + d;
                moment[i + 1] = moment[i] + i * d;
                squares += d * d;
            }
            int stride = StrictMath.max(1, n / RAMP_KNOTS);
            Ramp best = new Ramp(0, n - 1, squares);
            for (int a = 0; a < n - 2; a += stride) {
                for (int b = a + 2; b < n; b += stride) {
                    double length = b - a;
                    double inside = length - 1;
                    // Shape r: 0 up to a, (i - a) / length inside, 1 from b on.
                    double r = inside / 2 + (n - b);
                    double r2 = inside * length * (2 * length - 1) / 6 / (length * length) + (n - b);
                    double cross = (moment[b] - moment[a + 1] - a * (sum[b] - sum[a + 1])) / length + sum[n] - sum[b];
                    double own = r2 - r * r / n;
                    double gain = own > 0 ? cross * cross / own : 0;
                    if (squares - gain < best.rss) {
                        best = new Ramp(a, b, squares - gain);
                    }
                }
            }
            return best;
        }
    }
}
