package floodmark.stats;

import java.util.Arrays;

/**
 * Is the rate of a window's counts out of the ordinary, given how overdispersed such counts are and how much their blocks vary?
 *
 * <p><b>Statistic.</b> Counts of window d and bin t are taken as negative binomial with mean {@code m_dt} and variance
 * {@code m + a m^2}; {@code m_dt} = share of bin t in all windows times the mean total of the other windows (log-linear, without
 * window d's own level). The dispersion a is had by moments over all windows. r_d is the signed root of twice the log likelihood
 * ratio of a common rate ratio in window d ({@link RateRatio}). Every window is treated in this way, the tested one like the others.
 *
 * <p><b>Calibration.</b> Dependence between bins is not modelled, so r is not normal: on traffic with memory its spread is many
 * times 1. The tested window's r is therefore compared with those of the other windows, by their own mean and spread, under
 * the law of {@link BlockExcess}, which allows for memory between them; p is at least the share of windows as extreme, and a
 * tenth of one over the number of windows: measured at .001 the law's tail was too light by a factor of up to three, so it
 * is not followed further than that.
 *
 * <p>Two forms: {@link #matched} against the same clock time on earlier days, with a profile of bins, and {@link #before} against
 * adjacent blocks of the hours before, with a flat one. The second assumes that there is no trend and no cycle.
 *
 * <p>Effect = rate ratio of the tested window with its 95 % interval, from how the other windows' ratios vary. Refuses where
 * {@link BlockExcess} does (fewer than 8 windows, silence in a quarter of them, a trend), and if the window is not covered
 * throughout; other windows with gaps are left out. Source: Lawless 1987, Canadian Journal of Statistics 15(3); calibration by
 * blocks: Politis, Romano and Wolf 1999, Subsampling.
 */
public final class NegativeBinomialExcess {
    /** Registry entry. */
    public static final StatTest ABOUT = new Described(
            "negative-binomial-excess",
            "negative binomial rate ratio, calibrated by blocks",
            "Is the rate of the window's counts out of the ordinary, overdispersed as they are?",
            "Lawless 1987, Canadian Journal of Statistics 15(3)");

    /** How far below the smallest share of the other windows a p-value may go. */
    public static final double EXTRAPOLATE = 10;

    private static final int TENTHS = 10;

    private NegativeBinomialExcess() {}

    /**
     * The test and what the counts are like.
     *
     * @param dispersion a in variance = m + a m^2; 0 if counts vary no more than Poisson
     * @param overdispersion score statistic against Poisson, {@code sum((y-m)^2 - y) / sqrt(2 sum m^2)}: standard normal for independent
     *     Poisson counts (Dean and Lawless 1989, JASA 84(406)); NaN if the test refused
     * @param misfit largest distance between the non-random probability integral transform and uniformity at the tenths (Czado,
     *     Gneiting and Held 2009, Biometrics 65(4)); a description, for bins depend on one another
     */
    public record Outcome(TestResult test, double dispersion, double overdispersion, double misfit) {}

    /**
     * Against the same clock time on earlier days.
     *
     * @param counts rows are days in order, the tested one last; columns bins; NaN = not covered
     */
    public static Outcome matched(double[][] counts, Side side, double alpha) {
        return run(counts, true, 0, side, alpha);
    }

    /**
     * Against adjacent blocks before.
     *
     * @param counts rows are blocks in order, the tested window last
     * @param gap distance between the blocks and the window, in windows
     */
    public static Outcome before(double[][] counts, double gap, Side side, double alpha) {
        return run(counts, false, gap, side, alpha);
    }

    private static Outcome run(double[][] all, boolean profile, double gap, Side side, double alpha) {
        if (all.length == 0 || !covered(all[all.length - 1])) {
            return new Outcome(
                    TestResult.refused(
                            ABOUT.id(), 1 / EXTRAPOLATE, 0, "the window itself is not covered; needs all of its bins"),
                    Double.NaN,
                    Double.NaN,
                    Double.NaN);
        }
        double[][] y =
                Arrays.stream(all).filter(NegativeBinomialExcess::covered).toArray(double[][]::new);
        int last = y.length - 1;
        double[][] mean = means(y, profile);
        double a = dispersion(y, profile);
        double[] ratios = new double[y.length];
        double[] roots = new double[y.length];
        double largest = 0;
        for (int d = 0; d < y.length; d++) {
            RateRatio r = RateRatio.of(y[d], mean[d], a);
            ratios[d] = r.ratio();
            roots[d] = r.root();
            largest = StrictMath.max(largest, StrictMath.abs(r.root()));
        }
        double[] score = new double[y.length];
        for (int d = 0; d < y.length; d++) {
            // BlockExcess takes logarithms of positive values, and its statistic does not depend on their scale.
            score[d] = largest > 0 ? StrictMath.exp(roots[d] / largest) : 1;
        }
        int apart = (int) StrictMath.ceil(gap);
        TestResult t = BlockExcess.test(Arrays.copyOf(score, last), 1, apart, score[last], side, alpha);
        TestResult spread = BlockExcess.test(Arrays.copyOf(ratios, last), 1, apart, ratios[last], side, alpha);
        double expected = Arrays.stream(mean[last]).average().orElse(Double.NaN);
        double smallest = 1 / (EXTRAPOLATE * (last + 1));
        TestResult test = new TestResult(
                ABOUT.id(),
                roots[last],
                StrictMath.max(smallest, t.pValue()),
                smallest,
                ratios[last],
                ratios[last] / spread.expectedHigh(),
                ratios[last] / spread.expectedLow(),
                expected,
                expected * spread.expectedLow(),
                expected * spread.expectedHigh(),
                last,
                "");
        String refusal = refusal(y, t, alpha);
        return refusal.isEmpty()
                ? new Outcome(test, a, RateRatio.overdispersion(y, mean), misfit(y, mean, a))
                : new Outcome(test.refusing(refusal), a, Double.NaN, Double.NaN);
    }

    private static String refusal(double[][] y, TestResult t, double alpha) {
        int last = y.length - 1;
        long silent = Arrays.stream(y, 0, last)
                .filter(row -> Arrays.stream(row).sum() == 0)
                .count();
        if (1 / (EXTRAPOLATE * (last + 1)) > alpha) {
            return "cannot reach " + OrderStatistics.level(alpha) + " with " + last + " windows; needs "
                    + (OrderStatistics.needed(1 / EXTRAPOLATE, alpha));
        }
        return 4 * silent > last
                ? "silent in " + silent + " of " + last + " windows of the history; needs traffic in three of four"
                : t.refusal();
    }

    private static boolean covered(double[] row) {
        return row.length > 0 && Arrays.stream(row).noneMatch(Double::isNaN);
    }

    /** Share of the bin in all windows times the mean total of the others. */
    private static double[][] means(double[][] y, boolean profile) {
        double[] columns = new double[y[0].length];
        double[] totals = new double[y.length];
        double all = 0;
        for (int d = 0; d < y.length; d++) {
            for (int t = 0; t < columns.length; t++) {
                columns[t] += y[d][t];
                totals[d] += y[d][t];
            }
            all += totals[d];
        }
        double[][] mean = new double[y.length][columns.length];
        for (int d = 0; d < y.length; d++) {
            double others = (all - totals[d]) / StrictMath.max(1, y.length - 1);
            for (int t = 0; t < columns.length; t++) {
                mean[d][t] = others * (!profile ? 1.0 / columns.length : all > 0 ? columns[t] / all : 0);
            }
        }
        return mean;
    }

    /** {@code sum(s^2 - m) / sum m^2} over bins of the profile, or over all bins alike; at least 0. */
    static double dispersion(double[][] y, boolean profile) {
        double over = 0;
        double squares = 0;
        for (double[] group : profile ? transposed(y) : new double[][] {flat(y)}) {
            double m = Arrays.stream(group).average().orElse(0);
            double s2 = Arrays.stream(group).map(v -> (v - m) * (v - m)).sum() / StrictMath.max(1, group.length - 1);
            over += s2 - m;
            squares += m * m;
        }
        return squares > 0 ? StrictMath.max(0, over / squares) : 0;
    }

    private static double[][] transposed(double[][] y) {
        double[][] out = new double[y[0].length][y.length];
        for (int d = 0; d < y.length; d++) {
            for (int t = 0; t < out.length; t++) {
                out[t][d] = y[d][t];
            }
        }
        return out;
    }

    private static double[] flat(double[][] y) {
        return Arrays.stream(y).flatMapToDouble(Arrays::stream).toArray();
    }

    private static double misfit(double[][] y, double[][] mean, double a) {
        double[] below = new double[TENTHS];
        int n = 0;
        for (int d = 0; d < y.length; d++) {
            for (int t = 0; t < y[d].length; t++) {
                double high = RateRatio.atMost(y[d][t], mean[d][t], a);
                double low = RateRatio.atMost(y[d][t] - 1, mean[d][t], a);
                n++;
                for (int i = 1; i < TENTHS; i++) {
                    double u = i / (double) TENTHS;
                    below[i] += u >= high ? 1 : u <= low ? 0 : (u - low) / (high - low);
                }
            }
        }
        double worst = 0;
        for (int i = 1; i < TENTHS; i++) {
            worst = StrictMath.max(worst, StrictMath.abs(below[i] / n - i / (double) TENTHS));
        }
        return worst;
    }
}
