package floodmark.stats;

import java.util.Arrays;

/**
 * Did the comparison destinations lose traffic themselves? That is what a link that all of them share would do to them when it is
 * full; then they are no fair comparison, and their loss is evidence of its own.
 *
 * <p>The donors' common course ({@link DonorCourse}: median over the donors of the log of volume over own level) in the window is
 * compared with the same figure in earlier windows, downwards. A common shock makes donors dependent on one another, so counting
 * how many fell would be wrong; time is what it is calibrated by, each window being one observation. The rank among the same
 * windows of earlier days is the p-value ({@link MatchedWindows}). There is no form for the hours before: measured on traffic with a
 * daily wave it was wrong in .18 of the series on which it ran.
 *
 * <p>Effect = share of their usual volume that the donors kept, {@code exp(m) / median of exp(m) in earlier windows} with m the
 * common course in the window, and its 95 % interval. <b>Power:</b> {@code visible} is the drop, as a share of the volume, that
 * would have been called a decline with probability .8: it takes a window from the upper fifth of the earlier ones down to the
 * critical value. That no decline was found says nothing about smaller ones. Source: the rank of Bates et al. 2023, Annals of
 * Statistics 51(1); interference between treated and untreated units: Hudgens and Halloran 2008, JASA 103(482).
 *
 * <p>Special cases: donors that are silent count as lowest, so the statistic is minus infinity and the effect 0 if half are.
 * Refuses without a window, with fewer than three donors in it, and where the test in time refuses.
 */
public final class DonorDecline {
    /** Registry entry. */
    public static final StatTest ABOUT = new Described(
            "donor-decline",
            "decline of the comparison destinations, calibrated in time",
            "Did the comparison destinations lose traffic themselves?",
            "Bates et al. 2023, Annals of Statistics 51(1); Hudgens and Halloran 2008, JASA 103(482)");

    private static final double POWER = 0.8;

    private DonorDecline() {}

    /**
     * What was found and what could have been.
     *
     * @param visible drop, 0 to 1, that would have been seen with probability .8; NaN if the test refused
     */
    public record Outcome(TestResult test, double visible) {}

    /**
     * Against the same window on earlier days.
     *
     * @param donors rows are donors, columns windows, the tested one last; NaN = not covered
     */
    public static Outcome matched(double[][] donors, int windows, double alpha) {
        if (windows == 0) {
            return new Outcome(
                    TestResult.refused(
                            ABOUT.id(), 1, 0, "there is no window to test; needs that of the day in question"),
                    Double.NaN);
        }
        DonorCourse course = DonorCourse.of(donors, windows);
        double[] earlier = relative(course);
        return outcome(course, earlier, alpha);
    }

    private static double[] relative(DonorCourse course) {
        return Arrays.stream(course.log)
                .limit(course.log.length - 1)
                .map(StrictMath::exp)
                .toArray();
    }

    private static Outcome outcome(DonorCourse course, double[] earlier, double alpha) {
        double observed = StrictMath.exp(course.last());
        TestResult t = MatchedWindows.test(observed, earlier, Side.LESS, alpha);
        TestResult test = new TestResult(
                ABOUT.id(),
                course.last(),
                t.pValue(),
                t.smallestP(),
                observed / t.expected(),
                observed / t.expectedHigh(),
                observed / t.expectedLow(),
                t.expected(),
                t.expectedLow(),
                t.expectedHigh(),
                t.sampleSize(),
                "");
        if (course.donors < DonorCourse.FEWEST) {
            String why = "needs " + DonorCourse.FEWEST + " comparison destinations with a level, has " + course.donors;
            return new Outcome(test.refusing(why), Double.NaN);
        }
        return t.refused()
                ? new Outcome(test.refusing(t.refusal()), Double.NaN)
                : new Outcome(test, visible(earlier, alpha));
    }

    private static double visible(double[] earlier, double alpha) {
        double[] ascending = OrderStatistics.sorted(earlier);
        int n = ascending.length;
        double high = ascending[StrictMath.min(n - 1, (int) StrictMath.ceil(POWER * (n + 1)) - 1)];
        double critical = ascending[StrictMath.max(1, OrderStatistics.floorRank(n, alpha)) - 1];
        return 1 - critical / high;
    }
}
