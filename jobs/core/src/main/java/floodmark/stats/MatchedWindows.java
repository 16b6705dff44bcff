package floodmark.stats;

import java.util.Arrays;

/**
 * Is the window out of the ordinary against the same window on earlier days? Each earlier window is one observation, so
 * dependence between the bins inside a window does not matter; what is assumed is that the windows are exchangeable.
 *
 * <p>Conformal p-value {@code p = (1 + #{earlier as extreme or more}) / (K + 1)}; equal values count as extreme. Two-sided:
 * twice the smaller one-sided p, at most 1. Source: Bates, Candès, Lei, Romano and Sesia 2023, Annals of Statistics 51(1),
 * section 2; Vovk, Gammerman and Shafer 2005. The search: Westfall and Young 1993, Resampling-Based Multiple Testing, section 2.6. Effects are in
 * the unit of the windows; the statistic of a search is in scaled median absolute deviations.
 *
 * <p>Special cases: NaN among the earlier windows means "not covered" and is left out; an observed NaN and a history that
 * is too short for {@code alpha} are refused, but expectation and effect are still given.
 */
public final class MatchedWindows {
    /** Registry entry. */
    public static final StatTest ABOUT = new Described(
            "matched-window",
            "matched windows (conformal)",
            "Is the window out of the ordinary against the same clock time on earlier days?",
            "Bates et al. 2023, Annals of Statistics 51(1)");

    /** Registry entry of the form with a declared search. */
    public static final StatTest ABOUT_SEARCHED = new Described(
            "matched-window-searched",
            "matched windows, best of a declared search (maximum statistic)",
            "Is the best window of the declared search out of the ordinary against the best of earlier days?",
            "Westfall and Young 1993; Bates et al. 2023");

    private MatchedWindows() {}

    /**
     * Tests one window fixed beforehand.
     *
     * @param observed mean over the window
     * @param earlier means over the matched windows, in any order
     * @param side what counts as extreme
     * @param alpha level that must be reachable, else the test refuses
     * @return effect = observed - median of the earlier windows, with a conformal 95 % interval; an end that would be infinite
     *     is NaN
     */
    public static TestResult test(double observed, double[] earlier, Side side, double alpha) {
        double[] ascending = OrderStatistics.sorted(earlier);
        int k = ascending.length;
        double share = side == Side.TWO_SIDED ? 2 : 1;
        double smallest = StrictMath.min(1, share / (k + 1));
        double expected = OrderStatistics.medianOfSorted(ascending);
        double low = OrderStatistics.lowerLimit(ascending, 0.025);
        double high = OrderStatistics.upperLimit(ascending, 0.025);
        double p = pValue(observed, ascending, side);
        TestResult result = new TestResult(
                ABOUT.id(),
                observed,
                p,
                smallest,
                observed - expected,
                observed - high,
                observed - low,
                expected,
                low,
                high,
                k,
                "");
        if (Double.isNaN(observed)) {
            return result.refusing("the window itself is not covered; needs a capture of it");
        }
        return smallest > alpha + 1e-12 ? result.refusing(tooShort(k, share, alpha)) : result;
    }

    /**
     * How much a single earlier window decides: the smallest and the largest p-value over all histories with one earlier
     * window left out. NaN for both if fewer than two windows are covered.
     */
    public static double[] leaveOneOut(double observed, double[] earlier, Side side) {
        double[] ascending = OrderStatistics.sorted(earlier);
        double low = Double.NaN;
        double high = Double.NaN;
        for (int out = 0; out < ascending.length && ascending.length > 1; out++) {
            double[] rest = new double[ascending.length - 1];
            System.arraycopy(ascending, 0, rest, 0, out);
            System.arraycopy(ascending, out + 1, rest, out, rest.length - out);
            double p = pValue(observed, rest, side);
            low = Double.isNaN(low) ? p : StrictMath.min(low, p);
            high = Double.isNaN(high) ? p : StrictMath.max(high, p);
        }
        return new double[] {low, high};
    }

    /**
     * The same under a declared search. The scores are those of {@link #searched}: each shift is centred and scaled once, over all
     * days.
     */
    public static double[] leaveOneOutSearched(double[][] windowsByDay, Side side) {
        double[] scores = scores(standardised(windowsByDay), side);
        int last = scores.length - 1;
        return leaveOneOut(scores[last], Arrays.copyOf(scores, last), Side.GREATER);
    }

    /**
     * Tests the best window of a declared search, corrected for the search: each shift is centred and scaled by median and
     * median absolute deviation over all days, the test day included (leaving it out would treat it differently from the
     * days it is compared with, and inflate the level to .06-.09); each day's score is its largest standardised window; the
     * p-value is the rank of the test day's score.
     *
     * @param windowsByDay rows are days, columns the shifts of the search; the last row is the day under test; NaN = not
     *     covered
     * @return effect = observed - median of the earlier days at the test day's best shift; statistic = its score
     */
    public static TestResult searched(double[][] windowsByDay, Side side, double alpha) {
        int days = windowsByDay.length;
        if (days == 0) {
            return TestResult.refused(
                    ABOUT_SEARCHED.id(), 1, 0, "there is no window to test; needs that of the day in question");
        }
        double[][] z = standardised(windowsByDay);
        double[] scores = scores(z, side);
        double observedScore = scores[days - 1];
        double[] earlier = OrderStatistics.sorted(Arrays.copyOf(scores, days - 1));
        int k = earlier.length;
        double smallest = 1.0 / (k + 1);
        if (Double.isNaN(observedScore)) {
            return TestResult.refused(
                    ABOUT_SEARCHED.id(), smallest, k, "the windows of the search are not covered; needs one that is");
        }
        int best = bestShift(z[days - 1], side, observedScore);
        double[] atBest = new double[days - 1];
        for (int d = 0; d < days - 1; d++) {
            atBest[d] = windowsByDay[d][best];
        }
        TestResult there = test(windowsByDay[days - 1][best], atBest, side, 1);
        TestResult result = new TestResult(
                ABOUT_SEARCHED.id(),
                observedScore,
                pValue(observedScore, earlier, Side.GREATER),
                smallest,
                there.effect(),
                there.effectLow(),
                there.effectHigh(),
                there.expected(),
                there.expectedLow(),
                there.expectedHigh(),
                k,
                "");
        return smallest > alpha + 1e-12 ? result.refusing(tooShort(k, 1, alpha)) : result;
    }

    static double pValue(double observed, double[] earlier, Side side) {
        int greater = 0;
        int less = 0;
        for (double value : earlier) {
            greater += value >= observed ? 1 : 0;
            less += value <= observed ? 1 : 0;
        }
        double denominator = earlier.length + 1;
        return switch (side) {
            case GREATER -> (1 + greater) / denominator;
            case LESS -> (1 + less) / denominator;
            case TWO_SIDED -> StrictMath.min(1, 2 * (1 + StrictMath.min(greater, less)) / denominator);
        };
    }

    private static String tooShort(int k, double share, double alpha) {
        return "cannot reach " + OrderStatistics.level(alpha) + " with " + k + " matched window" + (k == 1 ? "" : "s")
                + "; needs " + OrderStatistics.needed(share, alpha);
    }

    private static double[][] standardised(double[][] windowsByDay) {
        int days = windowsByDay.length;
        int shifts = windowsByDay[0].length;
        double[][] z = new double[days][shifts];
        double[] column = new double[days];
        for (int s = 0; s < shifts; s++) {
            for (int d = 0; d < days; d++) {
                column[d] = windowsByDay[d][s];
            }
            double centre = OrderStatistics.median(column);
            double scale = OrderStatistics.scaledMad(column, centre);
            if (!(scale > 0)) {
                scale = meanDeviation(column, centre);
            }
            for (int d = 0; d < days; d++) {
                z[d][s] = (column[d] - centre) / scale;
            }
        }
        return z;
    }

    /** Where more than half of the days are equal: mean absolute deviation; 1 if all are equal. */
    private static double meanDeviation(double[] values, double centre) {
        double sum = 0;
        int n = 0;
        for (double v : values) {
            if (!Double.isNaN(v)) {
                sum += StrictMath.abs(v - centre);
                n++;
            }
        }
        return sum > 0 ? sum / n : 1;
    }

    private static double[] scores(double[][] z, Side side) {
        return Arrays.stream(z).mapToDouble(row -> score(row, side)).toArray();
    }

    private static double score(double[] z, Side side) {
        double best = Double.NaN;
        for (double value : z) {
            double v = oriented(value, side);
            best = Double.isNaN(best) || v > best ? v : best;
        }
        return best;
    }

    private static int bestShift(double[] z, Side side, double score) {
        for (int s = 0; s < z.length; s++) {
            if (oriented(z[s], side) == score) {
                return s;
            }
        }
        throw new IllegalStateException("no shift attains the score");
    }

    private static double oriented(double z, Side side) {
        return switch (side) {
            case GREATER -> z;
            case LESS -> -z;
            case TWO_SIDED -> StrictMath.abs(z);
        };
    }
}
