package floodmark.stats;

import java.util.Arrays;

/**
 * Did the subject change more than comparable destinations did in the same minutes? The placebo: the same figure computed
 * for each donor, as if it had been the one in trouble.
 *
 * <p>Input is one number for each: the logarithm of window over baseline. {@code p = (1 + #{donors as extreme or more}) /
 * (n + 1)}, two-sided twice the smaller. Effect = subject - median of the donors (difference in differences on the log
 * scale), with a conformal 95 % interval. Source: Abadie, Diamond and Hainmueller 2010, JASA 105(490), section 2.4. Assumes
 * that without the effect the subject is exchangeable with its donors; donors that sit behind the same full link are not,
 * and their own decline must be looked at first.
 *
 * <p>Special cases: donors that are NaN or infinite (silent in baseline or window) are left out; refuses when the smallest p,
 * 1/(n+1) or two-sided 2/(n+1), exceeds alpha.
 */
public final class PlaceboInSpace {
    /** Registry entry. */
    public static final StatTest ABOUT = new Described(
            "placebo-in-space",
            "placebo in space (rank among donors)",
            "Did the subject change more than comparable destinations in the same minutes?",
            "Abadie, Diamond and Hainmueller 2010, JASA 105(490)");

    private PlaceboInSpace() {}

    /**
     * Ranks the subject among the donors.
     *
     * @param subject log ratio of window over baseline of the subject
     * @param donors the same of each comparison destination, in any order
     */
    public static TestResult test(double subject, double[] donors, Side side, double alpha) {
        double[] finite = Arrays.stream(donors).filter(Double::isFinite).toArray();
        if (Double.isNaN(subject)) {
            return TestResult.refused(
                    ABOUT.id(), Double.NaN, finite.length, "the subject has no baseline or no window; needs both");
        }
        TestResult rank = MatchedWindows.test(subject, finite, side, 1.1);
        double share = side == Side.TWO_SIDED ? 2 : 1;
        TestResult result = new TestResult(
                ABOUT.id(),
                rank.statistic(),
                rank.pValue(),
                rank.smallestP(),
                rank.effect(),
                rank.effectLow(),
                rank.effectHigh(),
                rank.expected(),
                rank.expectedLow(),
                rank.expectedHigh(),
                finite.length,
                "");
        if (rank.smallestP() <= alpha + 1e-12) {
            return result;
        }
        return result.refusing("cannot reach " + OrderStatistics.level(alpha) + " with " + finite.length
                + " comparison destination" + (finite.length == 1 ? "" : "s") + "; needs "
                + OrderStatistics.needed(share, alpha));
    }
}
