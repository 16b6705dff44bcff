package floodmark.evidence;

import floodmark.model.Times;
import floodmark.model.Window;
import floodmark.stats.BlockExcess;
import floodmark.stats.Growth;
import floodmark.stats.MatchedWindows;
import floodmark.stats.Side;
import floodmark.stats.TestResult;
import floodmark.stats.VolumeVisibility;
import java.time.DayOfWeek;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far one signal departs in the trouble window from its own history, in both directions, and how small a departure
 * would have been seen.
 *
 * <p>The method is fixed before any value is looked at: matched windows on earlier days where enough of them are covered,
 * of the same kind of day (working day or weekend) if those alone suffice; else the parametric excess over blocks of the
 * baseline, which assumes that its memory is the one estimated from those blocks.
 *
 * @param signal what was measured
 * @param observed mean rate in the trouble window; NaN if it is not covered
 * @param more test for an excess
 * @param less test for a loss
 * @param visibility what would have been seen; null if there is no usable history
 * @param historyWindows number of windows or blocks of the history
 * @param method words for the method column
 * @param highest largest mean over the windows of a declared search; without one, {@code observed}
 * @param wander largest difference between ordinary windows of one declared search; 0 without one
 * @param sensitivity what the p-values rest on
 */
public record Departure(
        Signal signal,
        double observed,
        TestResult more,
        TestResult less,
        @Nullable VolumeVisibility visibility,
        int historyWindows,
        Method method,
        double highest,
        double wander,
        Sensitivity sensitivity) {

    /** How the history was used. */
    public enum Method {
        MATCHED(
                "matched-window",
                "conformal rank among windows at the same clock time on earlier days",
                "Vovk, Gammerman and Shafer 2005; Bates et al. 2023, Ann. Statist. 51(1)"),
        MATCHED_SEARCH(
                "matched-window-search",
                "conformal rank of the maximum over the declared search, standardised symmetrically",
                "Vovk, Gammerman and Shafer 2005; Westfall and Young 1993"),
        BLOCKS(
                "block-excess",
                "excess over blocks of the baseline, with a variance for long memory",
                "Beran 1994, Statistics for Long-Memory Processes");

        private final String test;
        private final String words;
        private final String reference;

        Method(String test, String words, String reference) {
            this.test = test;
            this.words = words;
            this.reference = reference;
        }

        public String test() {
            return test;
        }

        public String words() {
            return words;
        }

        public String reference() {
            return reference;
        }
    }

    /** A window counts as covered from this share of its bins on. */
    private static final double ENOUGH_COVERAGE = 0.95;

    private static final int MOST_SHIFTS = 48;

    /** At most one in so many matched windows is left out, or a single one: what is more frequent is a habit of the traffic. */
    private static final int WINDOWS_FOR_ONE = 20;

    /**
     * @param trouble the window under test
     * @param baseline the history, with everything in it
     * @param leftOut stretches of it that hold an earlier flood or outage
     * @param slackNanos declared search around the trouble window, 0 for none
     * @param alpha level of the tests
     */
    public static Departure of(
            Signal signal, Window trouble, List<Window> baseline, List<Window> leftOut, long slackNanos, double alpha) {
        int needed = (int) StrictMath.ceil(1 / alpha - 1e-9) - 1;
        List<Window> matched = Windows.matched(trouble, baseline).stream()
                .filter(w -> signal.coverage(w) >= ENOUGH_COVERAGE)
                .toList();
        List<Window> sameKind =
                matched.stream().filter(w -> weekend(w) == weekend(trouble)).toList();
        List<Window> all = sameKind.size() >= needed ? sameKind : matched;
        if (all.size() < needed) {
            return blocks(signal, trouble, baseline, leftOut, alpha);
        }
        List<Window> clean = all.stream()
                .filter(w -> leftOut.stream()
                        .noneMatch(out ->
                                out.overlaps(new Window(w.startNanos() - slackNanos, w.endNanos() + slackNanos))))
                .toList();
        int hit = all.size() - clean.size();
        boolean leave = hit > 0 && clean.size() >= needed && hit <= StrictMath.max(1, all.size() / WINDOWS_FOR_ONE);
        return matched(signal, trouble, leave ? clean : all, all, leave ? 0 : hit, slackNanos, alpha);
    }

    /** Against {@code windows}; {@code all} of them if nothing is left out. */
    private static Departure matched(
            Signal signal,
            Window trouble,
            List<Window> windows,
            List<Window> all,
            int keptIn,
            long slackNanos,
            double alpha) {
        double observed = signal.mean(trouble);
        boolean searched = slackNanos > 0;
        double growth = Growth.pValue(inOrder(signal, windows));
        boolean restate = growth <= Growth.LEVEL;
        double[][] shifted = comparable(signal, trouble, windows, slackNanos, restate);
        double[][] shiftedAll = windows == all ? shifted : comparable(signal, trouble, all, slackNanos, restate);
        int days = shifted.length - 1;
        double[] most = Arrays.stream(shifted).mapToDouble(Departure::most).toArray();
        double[] spread = new double[days];
        for (int day = 0; day < days; day++) {
            spread[day] = most[day] + most(negated(shifted[day]));
        }
        return new Departure(
                signal,
                observed,
                test(shifted, searched, Side.GREATER, alpha),
                test(shifted, searched, Side.LESS, alpha),
                VolumeVisibility.matched(Arrays.copyOf(most, days), alpha),
                days,
                searched ? Method.MATCHED_SEARCH : Method.MATCHED,
                searched ? most[days] : observed,
                searched ? Math.max(0, most(spread)) : 0,
                new Sensitivity(
                        restate && days < windows.size() ? growth : Double.NaN,
                        all.size() - windows.size(),
                        keptIn,
                        windows == all ? null : test(shiftedAll, searched, Side.GREATER, alpha),
                        windows == all ? null : test(shiftedAll, searched, Side.LESS, alpha),
                        leaveOneOut(shifted, searched, Side.GREATER),
                        leaveOneOut(shifted, searched, Side.LESS)));
    }

    /** Rows are days, the one under test last; columns the shifts of the search, a single one without it. */
    private static TestResult test(double[][] means, boolean searched, Side side, double alpha) {
        if (searched) {
            return MatchedWindows.searched(means, side, alpha);
        }
        double[] column = column(means);
        int days = column.length - 1;
        return MatchedWindows.test(column[days], Arrays.copyOf(column, days), side, alpha);
    }

    private static double[] leaveOneOut(double[][] means, boolean searched, Side side) {
        if (searched) {
            return MatchedWindows.leaveOneOutSearched(means, side);
        }
        double[] column = column(means);
        int days = column.length - 1;
        return MatchedWindows.leaveOneOut(column[days], Arrays.copyOf(column, days), side);
    }

    private static double[] column(double[][] means) {
        return Arrays.stream(means).mapToDouble(row -> row[0]).toArray();
    }

    private static Departure blocks(
            Signal signal, Window trouble, List<Window> baseline, List<Window> leftOut, double alpha) {
        double observed = signal.mean(trouble);
        List<Window> rest = Baselines.without(baseline, leftOut);
        double[] history = history(signal, rest);
        int windowBins = Math.max(1, signal.covered(trouble).length);
        int gapBins = gap(signal, trouble, rest);
        TestResult more = BlockExcess.test(history, windowBins, gapBins, observed, Side.GREATER, alpha);
        TestResult less = BlockExcess.test(history, windowBins, gapBins, observed, Side.LESS, alpha);
        boolean usable = !Double.isNaN(observed) && !more.refused();
        boolean left = !leftOut.isEmpty();
        double[] all = left ? history(signal, baseline) : history;
        int gapAll = gap(signal, trouble, baseline);
        return new Departure(
                signal,
                observed,
                more,
                less,
                usable ? VolumeVisibility.blocks(history, windowBins, gapBins, alpha) : null,
                more.sampleSize(),
                Method.BLOCKS,
                observed,
                0,
                new Sensitivity(
                        Double.NaN,
                        leftOut.size(),
                        0,
                        left ? BlockExcess.test(all, windowBins, gapAll, observed, Side.GREATER, alpha) : null,
                        left ? BlockExcess.test(all, windowBins, gapAll, observed, Side.LESS, alpha) : null,
                        null,
                        null));
    }

    /** The largest value; NaN if there is none. */
    private static double most(double[] values) {
        return Arrays.stream(values).filter(v -> !Double.isNaN(v)).max().orElse(Double.NaN);
    }

    private static double[] negated(double[] values) {
        return Arrays.stream(values).map(v -> -v).toArray();
    }

    /** The day under test comes last; shifts are a quarter of the window apart, at most {@value #MOST_SHIFTS} of them. */
    private static double[][] searched(Signal signal, Window trouble, List<Window> windows, long slackNanos) {
        long step = Math.max(signal.binNanos(), Math.max(trouble.lengthNanos() / 4, 2 * slackNanos / MOST_SHIFTS));
        int each = (int) (slackNanos / step);
        double[][] means = new double[windows.size() + 1][2 * each + 1];
        for (int day = 0; day < means.length; day++) {
            Window base = day < windows.size() ? windows.get(day) : trouble;
            for (int shift = -each; shift <= each; shift++) {
                means[day][shift + each] = signal.mean(base.shifted(shift * step));
            }
        }
        return means;
    }

    /** Means of the windows, earliest first. */
    private static double[] inOrder(Signal signal, List<Window> latestFirst) {
        int n = latestFirst.size();
        double[] means = new double[n];
        for (int i = 0; i < n; i++) {
            means[i] = signal.mean(latestFirst.get(n - 1 - i));
        }
        return means;
    }

    /** As {@link #searched}, each day at the level before the trouble if the history moves and can be restated. */
    private static double[][] comparable(
            Signal signal, Window trouble, List<Window> windows, long slackNanos, boolean restate) {
        double[][] means = searched(signal, trouble, windows, slackNanos);
        int n = windows.size();
        double[] factors = restate ? Growth.factors(Arrays.copyOf(inOrder(signal, windows), n + 1)) : new double[0];
        if (factors.length == 0) {
            return means;
        }
        double[][] restated = new double[n][];
        for (int day = 1; day < n; day++) {
            double factor = factors[day - 1];
            restated[day - 1] =
                    Arrays.stream(means[n - 1 - day]).map(v -> v * factor).toArray();
        }
        restated[n - 1] = means[n];
        return restated;
    }

    private static boolean weekend(Window window) {
        DayOfWeek day =
                Times.instant(window.startNanos()).atOffset(ZoneOffset.UTC).getDayOfWeek();
        return day == DayOfWeek.SATURDAY || day == DayOfWeek.SUNDAY;
    }

    /** The baseline's bins on one regular grid; what lies between its stretches is NaN. */
    private static double[] history(Signal signal, List<Window> baseline) {
        if (baseline.isEmpty()) {
            return new double[0];
        }
        double[] grid = signal.within(baseline);
        int first = grid.length;
        int last = -1;
        for (Window window : baseline) {
            int[] range = signal.range(window);
            if (range[0] < range[1]) {
                first = Math.min(first, range[0]);
                last = Math.max(last, range[1] - 1);
            }
        }
        return last < first ? new double[0] : Arrays.copyOfRange(grid, first, last + 1);
    }

    /** Bins between the baseline and the trouble, whichever comes first; 0 if they touch. */
    private static int gap(Signal signal, Window trouble, List<Window> baseline) {
        long gap = Long.MAX_VALUE;
        for (Window w : baseline) {
            gap = Math.min(gap, Math.max(trouble.startNanos() - w.endNanos(), w.startNanos() - trouble.endNanos()));
        }
        return baseline.isEmpty() ? 0 : (int) Math.min(Integer.MAX_VALUE, Math.max(0, gap) / signal.binNanos());
    }

    /** Mean rate over the baseline; NaN without one. */
    public static double baselineMean(Signal signal, List<Window> baseline) {
        double[] covered = baseline.stream()
                .flatMapToDouble(w -> Arrays.stream(signal.covered(w)))
                .toArray();
        return covered.length == 0 ? Double.NaN : Arrays.stream(covered).sum() / covered.length;
    }

    public boolean refused() {
        return more.refused() || Double.isNaN(observed);
    }

    /** Observed over expected; NaN without a history. */
    public double ratio() {
        return observed / more.expected();
    }

    /** The same for one side: under a declared search both sides have a window of their own. */
    public double ratio(boolean excess) {
        TestResult test = excess ? more : less;
        return (test.expected() + test.effect()) / test.expected();
    }
}
