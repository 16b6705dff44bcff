package floodmark.stats;

import java.util.Arrays;

/**
 * Is the largest bin of the window out of the ordinary against the bins of its history? Finds bursts of a bin or two that a mean over
 * the window hides.
 *
 * <p><b>Relative volume.</b> The daily course is taken out first: each bin is divided by the median of its time of day (over
 * three neighbouring bins and all days, the tested one included, so that it is treated like the others). The result is cut back
 * from the window into stretches of the window's length, and each stretch is divided by the median of the bins before it, as many
 * as the window or {@link #LEVEL_BINS} if that is more, after a gap. So a stretch's level is what preceded it, for the window
 * and for the history alike.
 *
 * <p><b>Tail.</b> Excesses of relative volume over its .98 quantile u in the history (lower if it takes that to have enough
 * clusters) are declustered by the intervals estimator of the extremal index (Ferro and Segers 2003, JRSS B 65(2)). The excesses of
 * cluster maxima follow a generalised Pareto law (Pickands 1975, Annals of Statistics 3(1)) with shape s and scale b. The p-value is
 * predictive: {@code 1 - mean of (1 + (n/N) S(x - u; s, b))^-(c + 1/2)}, where c clusters were seen in N bins, the window has n, S is the
 * Pareto tail, and the mean is over the posterior of (s, b) with prior 1/b and s uniform on [-.5, .5]. Integrating over the parameters is
 * what keeps a short history from giving too many alarms, as plugging in the estimates does. Beyond its end point a Pareto
 * tail with negative shape is 0, so only the part of the posterior that reaches x counts.
 *
 * <p>With a capacity the end point is at most the capacity over the smallest level of the window's bins: shapes and scales beyond
 * it get no weight, unless the history itself has been beyond, which says that the capacity is wrong.
 *
 * <p><b>Limits.</b> Below u the p-value is the share of stretches whose largest bin is as large. It is never below one tenth of one over
 * the number of stretches plus one: the history is not extrapolated further than that. Assumes that relative volumes are stationary,
 * not that they are independent.
 *
 * <p>Effect = largest relative volume over its median among the stretches: how many times the usual largest bin; all figures are
 * relative volumes, without a unit. Refuses with fewer than {@link #FEWEST_DAYS} days, fewer than {@link #FEWEST_CLUSTERS} clusters,
 * a window that is not covered in half, or a level of zero before it, and where alpha is out of reach or the history has no
 * stretch of the window's length.
 */
public final class ExtremeTail {
    /** Registry entry. */
    public static final StatTest ABOUT = new Described(
            "extreme-tail",
            "largest bin, by a generalised Pareto tail of declustered excesses",
            "Is the largest bin of the window out of the ordinary against the bins of its history?",
            "Ferro and Segers 2003, JRSS B 65(2); Pickands 1975, Annals of Statistics 3(1)");

    /** Fewest earlier days from which a daily course is had. */
    public static final int FEWEST_DAYS = 7;
    /** Fewest clusters that a tail is fitted to. */
    public static final int FEWEST_CLUSTERS = 25;
    /** How far below the smallest share of the history a p-value may go. */
    public static final double EXTRAPOLATE = 10;
    /** Fewest bins that a level is the median of. */
    public static final int LEVEL_BINS = 12;

    private static final double[] THRESHOLDS = {0.98, 0.97, 0.96, 0.95, 0.93, 0.9};

    private ExtremeTail() {}

    /**
     * Tests the last bins of a series.
     *
     * @param series volume by bin on a regular grid, the window last; NaN = not covered
     * @param windowBins length of the window
     * @param gapBins bins before the window, and before each stretch, that its level does not use
     * @param binsPerDay bins a day
     * @param capacity largest possible volume of a bin; NaN or infinite if not known
     */
    public static TestResult test(
            double[] series, int windowBins, int gapBins, int binsPerDay, double capacity, double alpha) {
        int days = (series.length - windowBins) / binsPerDay;
        if (days < FEWEST_DAYS) {
            return refused(0, "needs " + FEWEST_DAYS + " earlier days, has " + days);
        }
        double[] course = course(series, binsPerDay);
        double[] flat = new double[series.length];
        for (int i = 0; i < flat.length; i++) {
            flat[i] = course[i % binsPerDay] > 0 ? series[i] / course[i % binsPerDay] : Double.NaN;
        }
        int lead = StrictMath.max(LEVEL_BINS, windowBins);
        int stretches = (series.length - lead - gapBins) / windowBins;
        if (stretches < 2) {
            return refused(0, "needs a stretch of the window's length, and a level before it, in the history");
        }
        double[] relative = new double[stretches * windowBins];
        double[] largest = new double[stretches];
        double level = Double.NaN;
        for (int s = 0; s < stretches; s++) {
            int start = series.length - (stretches - s) * windowBins;
            level = OrderStatistics.median(Arrays.copyOfRange(flat, start - gapBins - lead, start - gapBins));
            largest[s] = Double.NaN;
            int covered = 0;
            for (int i = 0; i < windowBins; i++) {
                double r = level > 0 ? flat[start + i] / level : Double.NaN;
                relative[s * windowBins + i] = r;
                covered += Double.isNaN(r) ? 0 : 1;
                largest[s] =
                        Double.isNaN(largest[s]) ? r : StrictMath.max(largest[s], Double.isNaN(r) ? largest[s] : r);
            }
            largest[s] = 2 * covered < windowBins ? Double.NaN : largest[s];
        }
        double observed = largest[stretches - 1];
        double[] earlier = OrderStatistics.sorted(Arrays.copyOf(largest, stretches - 1));
        if (Double.isNaN(observed)) {
            return refused(
                    earlier.length,
                    level > 0
                            ? "the window itself is not covered; needs half of its bins"
                            : "there is no level before the window to compare with; needs traffic there");
        }
        double least = Double.POSITIVE_INFINITY;
        for (int i = series.length - windowBins; i < series.length; i++) {
            double expected = course[i % binsPerDay] * level;
            least = expected > 0 ? StrictMath.min(least, expected) : least;
        }
        double[] history = Arrays.copyOf(relative, relative.length - windowBins);
        return judged(history, earlier, observed, windowBins, capacity / least, alpha);
    }

    private static TestResult judged(
            double[] history, double[] earlier, double observed, int windowBins, double end, double alpha) {
        int k = earlier.length;
        double smallest = 1 / (EXTRAPOLATE * (k + 1));
        Excesses tail = Excesses.over(history, THRESHOLDS, FEWEST_CLUSTERS);
        double middle = OrderStatistics.medianOfSorted(earlier);
        double high = OrderStatistics.upperLimit(earlier, 0.025);
        double low = OrderStatistics.lowerLimit(earlier, 0.025);
        double share = MatchedWindows.pValue(observed, earlier, Side.GREATER);
        double p = share;
        if (observed > tail.threshold) {
            double atMost = MatchedWindows.pValue(tail.threshold, earlier, Side.GREATER);
            p = StrictMath.min(atMost, tail.predictive(observed, windowBins, end));
        }
        TestResult result = new TestResult(
                ABOUT.id(),
                observed,
                StrictMath.max(smallest, p),
                smallest,
                observed / middle,
                observed / high,
                observed / low,
                middle,
                low,
                high,
                tail.maxima.length,
                "");
        if (tail.maxima.length < FEWEST_CLUSTERS) {
            return result.refusing(
                    "needs " + FEWEST_CLUSTERS + " bursts in the history to fit a tail, has " + tail.maxima.length);
        }
        return smallest > alpha
                ? result.refusing("cannot reach " + OrderStatistics.level(alpha) + " with " + k + " stretches; needs "
                        + OrderStatistics.needed(1 / EXTRAPOLATE, alpha))
                : result;
    }

    /** Median by time of day over all days and three neighbouring bins; index is the bin of the series modulo a day. */
    private static double[] course(double[] series, int binsPerDay) {
        double[] out = new double[binsPerDay];
        for (int b = 0; b < binsPerDay; b++) {
            int n = 0;
            double[] values = new double[3 * (series.length / binsPerDay + 2)];
            Arrays.fill(values, Double.NaN);
            for (int day = b - binsPerDay; day < series.length + binsPerDay; day += binsPerDay) {
                for (int i = StrictMath.max(0, day - 1); i <= day + 1 && i < series.length && n < values.length; i++) {
                    values[n++] = series[i];
                }
            }
            out[b] = OrderStatistics.median(values);
        }
        return out;
    }

    private static TestResult refused(int k, String why) {
        return TestResult.refused(ABOUT.id(), 1 / (EXTRAPOLATE * (k + 1)), k, why);
    }
}
