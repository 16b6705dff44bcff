package floodmark.stats;

import java.util.Arrays;

/**
 * When did the level change, by how much, in one step or as a ramp?
 *
 * <p>On the scale log(1 + x). Location: least squares, the split that explains most variation. Whether there is a change at all:
 * self-normalised CUSUM {@code max_k D_k^2 / V_k} (Shao and Zhang 2010, JASA 105(491)), which needs no variance estimate; its p-value
 * is read from the law under fractional Gaussian noise (simulated, 40,000 series of 256 values for each H), so memory alone is
 * not taken for a change. H is the local Whittle estimate from what the change leaves ({@link LongMemory}), raised by 2.6 standard errors: one
 * for what taking out a change takes from it, the rest as margin; it is at least .5 and at most .9. A daily course is a change of level: take it out
 * before, else what a cubic explains about as well is refused. Interval of the location: moving-block bootstrap of the residuals, symmetric, with
 * blocks of 1.5 sqrt(n) bins, residuals widened by a quarter, and a fixed seed; interval of the size from the variance of block means on both sides. Step or
 * ramp: difference of BIC with the sample size cut to its effective part; positive favours the step.
 *
 * <p>Refuses with fewer than 20 covered bins and when p exceeds the level ("nothing changes"). NaN bins take the last covered value.
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
    /** Fitted residuals are smaller than the errors they stand for, the more so under dependence. */
    private static final double RESIDUAL_INFLATION = 1.25;

    private static final int DEGREE = 3;
    /** A cubic that leaves less than a tenth more than the step passes for an explanation. */
    private static final double SMOOTH_FACTOR = 1.1;

    private static final String SMOOTH = "a smooth course explains the series about as well as a step;"
            + " needs earlier days to take the daily course out";

    private static final int RAMP_KNOTS = 120;

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
     * @param pValue p-value under the memory that the series shows
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
     * @param courseRemoved whether the daily course, if there is one, has been taken out of the series
     * @return refused with too few bins, or where a smooth course is as good an explanation; the effect is log((1 + after) / (1 + before)) of the change that explains most
     */
    public static TestResult test(double[] series, boolean courseRemoved) {
        double[] y = logged(series);
        int n = y.length;
        if (n < MIN_BINS) {
            return TestResult.refused(ABOUT.id(), SelfNormalisedCusum.SMALLEST_P, n, tooShort(n));
        }
        double statistic = SelfNormalisedCusum.statistic(y);
        int k = split(y);
        double before = mean(y, 0, k);
        double after = mean(y, k, n);
        double[] residuals = residuals(y, k, before, after);
        double p = SelfNormalisedCusum.pValue(statistic, residuals);
        double none = Double.NaN;
        TestResult result = new TestResult(
                ABOUT.id(),
                statistic,
                p,
                SelfNormalisedCusum.SMALLEST_P,
                after - before,
                none,
                none,
                0,
                none,
                none,
                n,
                "");
        return !courseRemoved && p <= LEVEL && smooth(y, squares(residuals)) ? result.refusing(SMOOTH) : result;
    }

    private static String tooShort(int n) {
        return "a change point needs " + MIN_BINS + " bins, there are " + n;
    }

    /** The best single change in a series without a daily course, refused if p exceeds {@link #LEVEL}. */
    public static Change locate(double[] series) {
        return locate(series, LEVEL, true);
    }

    /**
     * The best single change in the series.
     *
     * @param level largest p-value at which a change is located; 1 where another test has shown that there is one and only
     *     its place is asked for
     * @param courseRemoved whether the daily course, if there is one, has been taken out of the series
     */
    public static Change locate(double[] series, double level, boolean courseRemoved) {
        double[] y = logged(series);
        int n = y.length;
        if (n < MIN_BINS) {
            return refused(Double.NaN, Double.NaN, tooShort(n));
        }
        double statistic = SelfNormalisedCusum.statistic(y);
        int k = split(y);
        double before = mean(y, 0, k);
        double after = mean(y, k, n);
        double[] residuals = residuals(y, k, before, after);
        double p = SelfNormalisedCusum.pValue(statistic, residuals);
        if (!(p <= level)) {
            return refused(statistic, p, "nothing changes beyond what memory explains");
        }
        if (level < 1 && !courseRemoved && smooth(y, squares(residuals))) {
            return refused(statistic, p, SMOOTH);
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

    /** Whether a cubic leaves hardly more variation than the best step: a slope of the daily course is no change. */
    private static boolean smooth(double[] y, double stepLeaves) {
        int n = y.length;
        double[] rest = y.clone();
        double[][] basis = new double[DEGREE + 1][n];
        for (int degree = 0; degree <= DEGREE; degree++) {
            double[] own = basis[degree];
            for (int i = 0; i < n; i++) {
                own[i] = degree == 0 ? 1 : basis[degree - 1][i] * (2.0 * i / (n - 1) - 1);
            }
            for (int earlier = 0; earlier < degree; earlier++) {
                subtract(own, basis[earlier]);
            }
            double length = StrictMath.sqrt(squares(own));
            for (int i = 0; i < n; i++) {
                own[i] /= length;
            }
            subtract(rest, own);
        }
        return squares(rest) < SMOOTH_FACTOR * stepLeaves;
    }

    /** Takes out of x what it has along a direction of length 1. */
    private static void subtract(double[] x, double[] direction) {
        double along = 0;
        for (int i = 0; i < x.length; i++) {
            along += x[i] * direction[i];
        }
        for (int i = 0; i < x.length; i++) {
            x[i] -= along * direction[i];
        }
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

    private static double[] residuals(double[] y, int k, double before, double after) {
        double[] residuals = new double[y.length];
        for (int i = 0; i < y.length; i++) {
            residuals[i] = y[i] - (i < k ? before : after);
        }
        return residuals;
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
