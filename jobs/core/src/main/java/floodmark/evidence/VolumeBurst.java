package floodmark.evidence;

import floodmark.model.Times;
import floodmark.model.Window;
import floodmark.stats.ExtremeTail;
import floodmark.stats.TestResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The largest bin of the trouble against the bins of its history: a burst that the mean over the window hides. A row for the reader. */
final class VolumeBurst {
    private static final double ENOUGH_BINS = 2;

    private VolumeBurst() {}

    static void rows(Context context) {
        for (Departure d : context.deciding(false)) {
            context.add(row(context, d.signal()));
        }
    }

    private static Evidence row(Context context, Signal signal) {
        Evidence row = Evidence.of("volume", ExtremeTail.ABOUT.id())
                .service(signal.service())
                .window(context.trouble())
                .metric(signal.metric() + "-largest-bin", "1")
                .bearsOn("attack", "flash-crowd")
                .method(
                        "largest bin relative to its clock time and to the level before, by a generalised Pareto tail of declustered excesses",
                        ExtremeTail.ABOUT.reference());
        int[] range = signal.range(context.trouble());
        int bins = range[1] - range[0];
        if (Times.DAY % signal.binNanos() != 0 || bins < ENOUGH_BINS) {
            return row.finding(Finding.NOT_TESTED)
                    .note(
                            "needs bins that divide a day, and a trouble window of two of them; the mean over the window says it all");
        }
        List<Window> windows = new ArrayList<>(context.baselines().of(signal));
        long start = context.trouble().startNanos();
        // The level before is taken where the history ends, which may be a while before the trouble.
        int gap = (int) (windows.stream()
                        .mapToLong(Window::endNanos)
                        .filter(end -> end <= start)
                        .map(end -> start - end)
                        .min()
                        .orElse(0)
                / signal.binNanos());
        windows.add(context.trouble());
        TestResult test = ExtremeTail.test(
                Arrays.copyOf(signal.within(windows), range[1]),
                bins,
                gap,
                (int) (Times.DAY / signal.binNanos()),
                Double.NaN,
                context.alpha());
        return row.observed(test.statistic())
                .expected(test.expected(), test.expectedLow(), test.expectedHigh())
                .effect(test.effect(), test.effectLow(), test.effectHigh())
                .p(test.pValue(), test.smallestP(), test.statistic())
                .sampleSize(test.sampleSize())
                .finding(
                        test.refused()
                                ? Finding.NOT_TESTED
                                : test.pValue() <= context.alpha() ? Finding.SUPPORTED : Finding.UNDECIDED)
                .note(
                        test.refused()
                                ? test.refusal()
                                : "supported means a bin out of the ordinary; volumes are relative to the clock time and to the level before; effect: how many times the usual largest bin");
    }
}
