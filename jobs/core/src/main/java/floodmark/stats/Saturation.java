package floodmark.stats;

import java.util.Arrays;

/**
 * Did a link run full? Three marks of a plateau in utilisation (bits over capacity and time, 1 = full): the share of bins at
 * or above .95; the collapse of the coefficient of variation against the baseline; a left skew, since values pile up under the
 * end point. These are descriptive, without a p-value; {@link #collapse} tests the second against earlier days. A full link says
 * nothing about why. Mirkovic and Reiher 2004, ACM CCR 34(2); capacity as in RFC 9244. The collapse of
 * variation has a p-value of its own, by ranks: Bates et al. 2023, Annals of Statistics 51(1).
 *
 * <p>Skew is {@code m3 / m2^1.5} (0 for constant values). Special cases: NaN bins are left out; refuses without a capacity (all
 * NaN), with fewer than ten bins, and with bins longer than a minute, in which a plateau of seconds is averaged away.
 */
public final class Saturation {
    /** Registry entry. */
    public static final StatTest ABOUT = new Described(
            "plateau",
            "plateau at capacity",
            "Did a link of the subject run at its capacity?",
            "Mirkovic and Reiher 2004, ACM CCR 34(2); RFC 9244, total-pipe-capacity");

    /** Registry entry of the test of its variation. */
    public static final StatTest ABOUT_COLLAPSE = new Described(
            "variance-collapse",
            "collapse of variation under a limit (conformal)",
            "Did traffic vary less within the window than at the same clock time on earlier days?",
            "Bates et al. 2023, Annals of Statistics 51(1)");

    /** Utilisation from which a bin counts as full. */
    public static final double FULL = 0.95;
    /** Fewest bins for a statement. */
    public static final int MIN_BINS = 10;
    /** Longest bin for a statement, seconds. */
    public static final double LONGEST_BIN = 60;

    private Saturation() {}

    /**
     * What utilisation looked like.
     *
     * @param plateauShare share of bins at or above {@link #FULL}
     * @param longestRun most full bins in a row
     * @param mean mean utilisation
     * @param peak largest utilisation; above 1 the capacity or the capture is wrong
     * @param variation coefficient of variation
     * @param varianceCollapse variation over that of the baseline; NaN without one; below .3 speaks for a plateau
     * @param skew sample skewness
     * @param bins bins that the figures rest on
     * @param refusal empty, or why no statement is possible
     */
    public record Plateau(
            double plateauShare,
            int longestRun,
            double mean,
            double peak,
            double variation,
            double varianceCollapse,
            double skew,
            int bins,
            String refusal) {
        public boolean refused() {
            return !refusal.isEmpty();
        }
    }

    /** The window alone, in bins of a minute or less. */
    public static Plateau plateau(double[] utilisation) {
        return plateau(utilisation, new double[0], LONGEST_BIN);
    }

    /**
     * The window against its baseline.
     *
     * @param utilisation bits over capacity and time, bin by bin; NaN = not known
     * @param baseline the same before the trouble; may be empty
     * @param binSeconds length of a bin
     */
    public static Plateau plateau(double[] utilisation, double[] baseline, double binSeconds) {
        double[] known =
                Arrays.stream(utilisation).filter(v -> !Double.isNaN(v)).toArray();
        String refusal = "";
        if (known.length == 0 && utilisation.length > 0) {
            refusal = "the capacity of the link is not known; needs it";
        } else if (known.length < MIN_BINS) {
            refusal = "a plateau needs " + MIN_BINS + " bins, there are " + known.length;
        } else if (binSeconds > LONGEST_BIN) {
            refusal = averaged(binSeconds);
        }
        double[] moments = moments(known);
        double variation = moments[1] / moments[0];
        double[] before =
                moments(Arrays.stream(baseline).filter(v -> !Double.isNaN(v)).toArray());
        return new Plateau(
                known.length == 0
                        ? Double.NaN
                        : Arrays.stream(known).filter(v -> v >= FULL).count() / (double) known.length,
                longestRun(utilisation),
                moments[0],
                Arrays.stream(known).max().orElse(Double.NaN),
                variation,
                variation / (before[1] / before[0]),
                moments[2],
                known.length,
                refusal);
    }

    /**
     * Does traffic vary less within the window than within the same window on earlier days, as it does under a limit? Each window's
     * coefficient of variation is one observation; its rank from below is the p-value ({@link MatchedWindows}). Needs no capacity:
     * a policer below the link's rate shows too. Power: a plateau that takes the variation to a third, on traffic with any
     * variation of its own; where ordinary bins are Poisson with large counts there is little to collapse.
     *
     * <p>Special cases: earlier windows with fewer than ten covered bins or a mean of zero are left out. Refuses for the window if
     * that is so, with bins longer than a minute, and if 1/(K+1) exceeds alpha.
     *
     * @param window volume or utilisation bin by bin; NaN = not covered
     * @param earlier rows are earlier days, columns the same bins
     * @return effect = variation over the median of earlier ones, a ratio
     */
    public static TestResult collapse(double[] window, double[][] earlier, double binSeconds, double alpha) {
        double observed = variation(window);
        double[] before =
                Arrays.stream(earlier).mapToDouble(Saturation::variation).toArray();
        TestResult rank = MatchedWindows.test(observed, before, Side.LESS, alpha);
        TestResult result = new TestResult(
                ABOUT_COLLAPSE.id(),
                observed,
                rank.pValue(),
                rank.smallestP(),
                observed / rank.expected(),
                observed / rank.expectedHigh(),
                observed / rank.expectedLow(),
                rank.expected(),
                rank.expectedLow(),
                rank.expectedHigh(),
                rank.sampleSize(),
                "");
        if (Double.isNaN(observed)) {
            return result.refusing("a variation needs " + MIN_BINS + " covered bins with traffic in them");
        }
        if (binSeconds > LONGEST_BIN) {
            return result.refusing(averaged(binSeconds));
        }
        return rank.refused() ? result.refusing(rank.refusal()) : result;
    }

    /** Coefficient of variation of the covered bins; NaN if fewer than ten, or without traffic. */
    private static double variation(double[] bins) {
        double[] known = Arrays.stream(bins).filter(v -> !Double.isNaN(v)).toArray();
        double[] moments = moments(known);
        return known.length < MIN_BINS || !(moments[0] > 0) ? Double.NaN : moments[1] / moments[0];
    }

    private static String averaged(double binSeconds) {
        return "bins of " + (long) binSeconds + " s average plateaus away; needs 60 s or less";
    }

    private static int longestRun(double[] utilisation) {
        int longest = 0;
        int run = 0;
        for (double v : utilisation) {
            run = v >= FULL ? run + 1 : 0;
            longest = StrictMath.max(longest, run);
        }
        return longest;
    }

    /** Mean, standard deviation (divisor n) and skewness. */
    private static double[] moments(double[] x) {
        double n = x.length;
        double mean = Arrays.stream(x).sum() / n;
        double m2 = 0;
        double m3 = 0;
        for (double v : x) {
            double d = v - mean;
            m2 += d * d / n;
            m3 += d * d * d / n;
        }
        return new double[] {mean, StrictMath.sqrt(m2), m2 > 0 ? m3 / (m2 * StrictMath.sqrt(m2)) : 0};
    }
}
