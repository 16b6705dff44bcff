package floodmark.evidence;

import floodmark.model.Times;
import floodmark.model.Window;
import floodmark.stats.DifferenceInDifferences;
import floodmark.stats.DonorDecline;
import floodmark.stats.Side;
import floodmark.stats.TestResult;
import java.time.DayOfWeek;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Subject and comparison destinations against the same window on earlier days: did the subject change against them, and did they
 * decline themselves? Rows for the reader; no rule asks for them.
 */
final class ElsewhereInTime {
    private static final double ENOUGH_COVERAGE = 0.95;
    private static final double PERCENT = 100;

    private ElsewhereInTime() {}

    static void rows(Context context, Departure main) {
        List<Window> windows = windows(context);
        double[] subject = means(main.signal(), windows);
        double[][] donors = context.comparison().stream()
                .map(d -> means(d.signal(), windows))
                .toArray(double[][]::new);
        context.add(difference(context, main, subject, donors));
        context.add(decline(context, main, donors, windows.size()));
    }

    private static Evidence difference(Context context, Departure main, double[] subject, double[][] donors) {
        TestResult more = DifferenceInDifferences.matched(subject, donors, Side.GREATER, context.alpha());
        TestResult less = DifferenceInDifferences.matched(subject, donors, Side.LESS, context.alpha());
        TestResult shown = more.pValue() <= less.pValue() ? more : less;
        double p = Math.min(1, 2 * shown.pValue());
        return Evidence.of("elsewhere", DifferenceInDifferences.ABOUT.id())
                .window(context.trouble())
                .metric(main.signal().metric(), main.signal().unit())
                .observed(main.observed())
                .expected(shown.expected(), shown.expectedLow(), shown.expectedHigh())
                .effect(shown.effect(), shown.effectLow(), shown.effectHigh())
                .p(p, Math.min(1, 2 * shown.smallestP()), shown.statistic())
                .sampleSize(shown.sampleSize())
                .finding(finding(shown, p, context.alpha()))
                .method(
                        "conformal rank in time of the log volume over the median course of the comparison destinations; two-sided",
                        DifferenceInDifferences.ABOUT.reference())
                .note(
                        more.refused()
                                ? more.refusal()
                                : "effect is observed over expected, a ratio; assumes that the same trouble did not hit the comparison, see donor-decline");
    }

    private static Evidence decline(Context context, Departure main, double[][] donors, int windows) {
        DonorDecline.Outcome outcome = DonorDecline.matched(donors, windows, context.alpha());
        TestResult test = outcome.test();
        return Evidence.of("elsewhere", DonorDecline.ABOUT.id())
                .window(context.trouble())
                .metric(main.signal().metric() + "-of-comparison", "1")
                .observed(StrictMath.exp(test.statistic()))
                .expected(test.expected(), test.expectedLow(), test.expectedHigh())
                .effect(test.effect(), test.effectLow(), test.effectHigh())
                .p(test.pValue(), test.smallestP(), test.statistic())
                .sampleSize(test.sampleSize())
                .finding(finding(test, test.pValue(), context.alpha()))
                .method(
                        "conformal rank in time of the median course of the comparison destinations, downwards",
                        DonorDecline.ABOUT.reference())
                .note(
                        test.refused()
                                ? test.refusal()
                                : "supported means that the comparison lost traffic itself, as behind a shared full link, and is no fair comparison; a drop of "
                                        + StrictMath.round(PERCENT * outcome.visible())
                                        + " % would have been seen with a probability of .8");
    }

    private static Finding finding(TestResult test, double p, double alpha) {
        return test.refused() ? Finding.NOT_TESTED : p <= alpha ? Finding.SUPPORTED : Finding.UNDECIDED;
    }

    /** Earlier windows, oldest first, of the same kind of day if those suffice; the trouble last. */
    private static List<Window> windows(Context context) {
        Window trouble = context.trouble();
        List<Window> matched = Windows.matched(trouble, context.data().baseline());
        List<Window> same =
                matched.stream().filter(w -> weekend(w) == weekend(trouble)).toList();
        List<Window> chosen = new ArrayList<>(same.size() >= 1 / context.alpha() - 1 - 1e-9 ? same : matched);
        Collections.reverse(chosen);
        chosen.add(trouble);
        return chosen;
    }

    private static boolean weekend(Window window) {
        DayOfWeek day =
                Times.instant(window.startNanos()).atOffset(ZoneOffset.UTC).getDayOfWeek();
        return day == DayOfWeek.SATURDAY || day == DayOfWeek.SUNDAY;
    }

    private static double[] means(Signal signal, List<Window> windows) {
        return windows.stream()
                .mapToDouble(w -> signal.coverage(w) >= ENOUGH_COVERAGE ? signal.mean(w) : Double.NaN)
                .toArray();
    }
}
