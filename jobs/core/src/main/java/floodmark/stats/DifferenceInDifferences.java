package floodmark.stats;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/**
 * Did the subject change against comparable destinations by more than such differences vary? Whatever moves subject and donors
 * alike, a daily wave or a holiday, falls out, but for what it does to the donors' own medians.
 *
 * <p>The contrast of a window is {@code c = log(subject) - m}, where m is the donors' common course: the median over the donors of
 * their log volume, each against its own median over all windows ({@link DonorCourse}). The last window's contrast is compared with
 * that of earlier ones: with the same clock time on earlier days by its conformal rank ({@link MatchedWindows}), or with the blocks
 * just before by {@link BlockExcess}. Unlike the rank among donors ({@link PlaceboInSpace}) this neither needs 19 donors nor that
 * the subject is exchangeable with them; three that see the same common shocks will do. The donors' median has no weights: it
 * bears a donor with a trouble of its own, and weights by their spread, if taken from the baseline alone, would treat the tested
 * window differently from the others.
 *
 * <p>Effect = observed over expected, a ratio with its 95 % interval; expected, in the unit of the subject, is its volume had it kept
 * its usual relation to the donors. Assumes that the donors were not hit by the same trouble: see {@link DonorDecline}. Source: Bertrand, Duflo and
 * Mullainathan 2004, Quarterly Journal of Economics 119(1), on why the comparison is made in time and not by the bins' standard
 * error; Bates et al. 2023, Annals of Statistics 51(1), for the rank.
 *
 * <p>Special cases: a silent donor counts as lowest; NaN is "not covered"; a silent subject gives the ratio 0. Refuses without a
 * window, with fewer than three donors in it, with half of them silent there, and where the test in time refuses. Against the hours before it
 * refuses as well where subject or donors have a course of their own that the contrast does not remove: a quadratic in time takes
 * more of their variation than long memory would explain, and still more than half of that limit of the contrast's.
 */
public final class DifferenceInDifferences {
    /** Registry entry. */
    public static final StatTest ABOUT = new Described(
            "difference-in-differences",
            "difference in differences, calibrated in time",
            "Did the subject change against comparable destinations by more than such differences vary?",
            "Bertrand, Duflo and Mullainathan 2004, Quarterly Journal of Economics 119(1)");

    /** A course counts as shared if this part of the usual limit is left of it in the contrast. */
    private static final double NOT_SHARED = 0.5;

    private static final String NO_WINDOW = "the window itself is not covered; needs a capture of it";

    private DifferenceInDifferences() {}

    /**
     * Against the same window on earlier days.
     *
     * @param subject the subject's volume by window, the tested one last, the others in any order; NaN = not covered
     * @param donors rows are donors, columns the same windows
     */
    public static TestResult matched(double[] subject, double[][] donors, Side side, double alpha) {
        if (subject.length == 0) {
            return TestResult.refused(ABOUT.id(), 1, 0, NO_WINDOW);
        }
        int last = subject.length - 1;
        DonorCourse course = DonorCourse.of(donors, subject.length);
        double[] contrast = contrast(subject, course);
        TestResult rank = MatchedWindows.test(contrast[last], Arrays.copyOf(contrast, last), side, alpha);
        return result(
                rank,
                contrast[last],
                StrictMath.exp(rank.effect()),
                StrictMath.exp(rank.effectLow()),
                StrictMath.exp(rank.effectHigh()),
                StrictMath.exp(course.last()),
                StrictMath::exp,
                refusal(subject[last], course, rank));
    }

    /**
     * Against the adjacent windows just before, in order of time.
     *
     * @param gap distance between them and the tested window, in windows
     */
    public static TestResult blocks(double[] subject, double[][] donors, double gap, Side side, double alpha) {
        if (subject.length == 0) {
            return TestResult.refused(ABOUT.id(), BlockExcess.SMALLEST_P, 0, NO_WINDOW);
        }
        int last = subject.length - 1;
        DonorCourse course = DonorCourse.of(donors, subject.length);
        double[] relative =
                Arrays.stream(contrast(subject, course)).map(StrictMath::exp).toArray();
        // A longer gap widens the law, so rounding up is on the safe side.
        double limit = Blocks.trendLimit(StrictMath.max(1, last));
        boolean moving = trend(logs(subject), last) > limit || trend(course.log, last) > limit;
        boolean shared = !moving || trend(logs(relative), last) <= limit * NOT_SHARED;
        TestResult test = BlockExcess.test(
                Arrays.copyOf(relative, last), 1, (int) StrictMath.ceil(gap), relative[last], side, alpha);
        String why = refusal(subject[last], course, test);
        return result(
                test,
                test.statistic(),
                relative[last] / test.expected(),
                relative[last] / test.expectedHigh(),
                relative[last] / test.expectedLow(),
                StrictMath.exp(course.last()),
                v -> v,
                why.isEmpty() && !shared
                        ? "the hours before have a trend or cycle that subject and comparison do not share; needs earlier days at the same clock time"
                        : why);
    }

    private static TestResult result(
            TestResult inTime,
            double statistic,
            double ratio,
            double low,
            double high,
            double common,
            DoubleUnaryOperator back,
            String refusal) {
        TestResult out = new TestResult(
                ABOUT.id(),
                statistic,
                inTime.pValue(),
                inTime.smallestP(),
                ratio,
                low,
                high,
                common * back.applyAsDouble(inTime.expected()),
                common * back.applyAsDouble(inTime.expectedLow()),
                common * back.applyAsDouble(inTime.expectedHigh()),
                inTime.sampleSize(),
                "");
        return refusal.isEmpty() ? out : out.refusing(refusal);
    }

    private static String refusal(double observed, DonorCourse course, TestResult inTime) {
        if (Double.isNaN(observed)) {
            return NO_WINDOW;
        }
        if (course.donors < DonorCourse.FEWEST) {
            return "needs " + DonorCourse.FEWEST + " comparison destinations with a level, has " + course.donors;
        }
        if (Double.isInfinite(course.last())) {
            return "half of the comparison destinations are silent in the window themselves; needs traffic to most of them";
        }
        return inTime.refusal();
    }

    private static double[] logs(double[] x) {
        return Arrays.stream(x).map(StrictMath::log).toArray();
    }

    /** Share of the variation of the first so many values that a quadratic in time takes; 0 if too few are finite to tell. */
    static double trend(double[] x, int windows) {
        double[] time = IntStream.range(0, windows)
                .filter(i -> Double.isFinite(x[i]))
                .asDoubleStream()
                .toArray();
        int n = time.length;
        if (n <= DonorCourse.FEWEST) {
            return 0;
        }
        double[] y = centred(Arrays.stream(time).map(t -> x[(int) t]).toArray());
        double[] linear = centred(time);
        double[] square = centred(Arrays.stream(linear).map(t -> t * t).toArray());
        double tilt = dot(square, linear) / dot(linear, linear);
        for (int i = 0; i < n; i++) {
            square[i] -= tilt * linear[i];
        }
        double all = dot(y, y);
        double alongLinear = dot(y, linear);
        double alongSquare = dot(y, square);
        return all > 0
                ? (alongLinear * alongLinear / dot(linear, linear) + alongSquare * alongSquare / dot(square, square))
                        / all
                : 0;
    }

    private static double[] centred(double[] x) {
        double mean = Arrays.stream(x).sum() / x.length;
        return Arrays.stream(x).map(v -> v - mean).toArray();
    }

    private static double dot(double[] x, double[] y) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += x[i] * y[i];
        }
        return sum;
    }

    /** By window; NaN where the donors give no course. */
    private static double[] contrast(double[] subject, DonorCourse course) {
        double[] out = new double[subject.length];
        for (int w = 0; w < out.length; w++) {
            out[w] = Double.isInfinite(course.log[w]) ? Double.NaN : StrictMath.log(subject[w]) - course.log[w];
        }
        return out;
    }
}
