package floodmark.stats;

import java.util.Arrays;

/**
 * Has the traffic of one subject been out of the ordinary at any time of a watch of declared length? May be read at any moment and as
 * often as one likes: without an effect the probability that its p-value <em>ever</em> falls to alpha is at most alpha.
 *
 * <p>Two parts share the error. {@link StreamDetector} compares each bin with the time before it and is prompt: it takes {@link #PROMPT}
 * of alpha, and all of it where there are too few earlier days; its p-value is the smallest of any bin and metric so far times the number of bins
 * and metrics that were declared (Bonferroni, which needs nothing about their dependence). {@link DeclaredWatch} compares the watch with the same
 * clock time on earlier days, finds smaller floods, and is read from complete bins only; metrics alternate within its readings.
 * It takes the rest. Where the same hours of earlier days grow or shrink ({@link Growth}), days cannot be exchanged and this part is left out. The p-value of the whole is the smaller of each part's p-value over its share, at most 1.
 *
 * <p>The e-value is {@code 1/alpha} once the p-value is at most alpha and 0 before: of mean at most 1 at any stopping time, and of all e-values with
 * that threshold the one that crosses it first. Special cases: p-value 1 while nothing could be compared, and then the refusal says what is
 * missing. Assumes what its parts assume. Sources: those of the parts; for the p-value at any time, Johari et al. 2022, Operations
 * Research 70(3).
 */
public final class WatchEvidence {
    /** Share of alpha for the part that looks at the time just before, where earlier days share it. */
    public static final double PROMPT = 0.2;

    private WatchEvidence() {}

    /**
     * What is known so far.
     *
     * @param pValue smallest so far, corrected for everything that was and will be looked at
     * @param eValue 0, or 1/alpha once the p-value is at most alpha
     * @param at index of the bin that stood out most, or -1 if none could be compared
     * @param days earlier days that were compared; 0 if too few
     * @param compared bins that could be compared with the time before
     * @param refusal why nothing can be said yet; empty if something can
     */
    public record State(double pValue, double eValue, int at, int days, int compared, String refusal) {
        /** Whether the evidence has crossed 1/alpha. */
        public boolean crossed() {
            return eValue > 0;
        }
    }

    /**
     * Reads the watch.
     *
     * @param metrics rows are metrics, columns bins of one regular grid; NaN = not covered
     * @param first index of the first bin of the watch
     * @param declared how many bins the watch has in all
     * @param firm bins before this index are complete; later ones may still grow
     * @param gap bins that may still grow when a bin is first read
     * @param day bins in a day; 0 to compare with no earlier days
     */
    public static State read(double[][] metrics, int first, int declared, int firm, int gap, int day, double alpha) {
        int needed = OrderStatistics.needed(1, (1 - PROMPT) * alpha);
        int days = day == 0 ? 0 : first / day;
        boolean byDays = days >= needed && !grow(metrics, first, declared, day, days);
        double promptShare = byDays ? PROMPT : 1;
        int length = Arrays.stream(metrics).mapToInt(m -> m.length).max().orElse(0);
        int end = StrictMath.min(length, first + declared);
        StreamDetector detector = new StreamDetector(gap);
        double best = Double.NaN;
        int at = -1;
        int compared = 0;
        for (int t = StrictMath.max(0, first); t < end; t++) {
            boolean any = false;
            for (double[] metric : metrics) {
                double p = t + 1 < detector.readings()
                        ? Double.NaN
                        : detector.pValue(Arrays.copyOfRange(metric, t + 1 - detector.readings(), t + 1));
                any |= !Double.isNaN(p);
                if (!Double.isNaN(p) && !(p >= best)) {
                    best = p;
                    at = t;
                }
            }
            compared += any ? 1 : 0;
        }
        double looks = (double) declared * metrics.length;
        double p = Double.isNaN(best) ? 1 : StrictMath.min(1, best * looks / promptShare);
        if (byDays) {
            TestResult watch = watch(metrics, first, declared, firm, day, days, (1 - PROMPT) * alpha);
            if (!watch.refused() && watch.pValue() / (1 - PROMPT) < p) {
                p = watch.pValue() / (1 - PROMPT);
            }
        }
        String refusal = compared > 0 || byDays
                ? ""
                : "nothing to compare with: needs " + (detector.readings() - 1)
                        + " bins before the watch without a trend, or " + needed + " earlier days";
        return new State(p, p <= alpha * (1 + 1e-12) ? 1 / alpha : 0, at, byDays ? days : 0, compared, refusal);
    }

    /** Whether the watch's hours grow or shrink from day to day, in any metric; today is not asked. */
    private static boolean grow(double[][] metrics, int first, int declared, int day, int days) {
        return Arrays.stream(metrics).anyMatch(metric -> {
            double[] means = new double[days];
            for (int d = 0; d < days; d++) {
                int from = first - (days - d) * day;
                means[d] = Arrays.stream(metric, from, StrictMath.min(from + declared, first))
                        .filter(v -> !Double.isNaN(v))
                        .average()
                        .orElse(Double.NaN);
            }
            return Growth.moves(means);
        });
    }

    private static TestResult watch(
            double[][] metrics, int first, int declared, int firm, int day, int days, double alpha) {
        double[][] earlier = new double[days][declared * metrics.length];
        for (int d = 0; d < days; d++) {
            for (int i = 0; i < earlier[d].length; i++) {
                int bin = first - (d + 1) * day + i / metrics.length;
                // A watch longer than a day would meet itself.
                double[] metric = metrics[i % metrics.length];
                earlier[d][i] = bin < first && bin < metric.length ? metric[bin] : Double.NaN;
            }
        }
        DeclaredWatch watch = new DeclaredWatch(earlier, Side.GREATER, alpha);
        TestResult now = watch.now();
        for (int t = first; t < StrictMath.min(first + declared, firm); t++) {
            for (double[] metric : metrics) {
                now = watch.next(t < metric.length ? metric[t] : Double.NaN);
            }
        }
        return now;
    }
}
