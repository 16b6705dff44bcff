package floodmark.stats;

import floodmark.stats.PooledTail.Pool;
import java.util.Arrays;

/**
 * Tail of coarse block scores: of destinations that are silent most of the time, or hold the same few events in most blocks. There a
 * score is a volume, x events in the block's largest bin or x times the usual in excess of it ({@link ScanScore#volume}), it takes
 * few different values, and what legitimately comes once may be large.
 *
 * <p>The body is what hangs together: all scores up to the first gap of a factor of {@link #GAP} in volume that has fewer than 2 % of
 * the positive scores beyond it; without such a gap, all scores. Within the body the tail is empirical, {@code (1 + #{>= x}) /
 * (N + 1)}, so that a heavy tail, or a few destinations that are busier than the rest, are taken as they are. Only what lies beyond
 * the gap gets a smaller p-value, from the heaviest of several Pareto laws {@code S(x) = S(u) (x / u)^(-a)}: one for each occupied
 * cell u of the body from the .90 quantile upward that has enough scores of the body in it and above, at least {@link
 * #FEWEST_ABOVE} and {@link #FEWEST_RATIO} times as many as lie beyond the gap (one cell further down if none has). So what is
 * extrapolated is never lighter than what any stretch of the upper tenth shows; a light tail (Poisson, or bounded) is taken for a
 * heavier one, and a tail that is itself Pareto for what it is.
 *
 * <p>The index a is the lower end of its one-standard-error interval (half a unit of log-likelihood below the best) by the
 * likelihood of counts in intervals: with n_i scores in the cell whose smallest volume is b_i and which ends before e_i,
 * {@code log L = sum n_i log((b_i/u)^-a - (e_i/u)^-a)}, scores beyond the gap censored at its lower end. A cell ends where the next
 * possible volume is, one event further or at the cell's edge, so that one occupied cell is enough: it shows how seldom there is more.
 * Without intervals and censoring this is the estimate of Hill 1975, Annals of Statistics 3(5). The index is at most {@link
 * #LARGEST_INDEX} whatever the cells show: what is transferred at once has a tail with infinite variance (Crovella and Bestavros 1997,
 * IEEE/ACM ToN 5(6)), and a pool that ends abruptly, at the size of a packet say, does not show that nothing larger is usual.
 *
 * <p>Destinations of another kind that are fewer than 2 % and lie beyond a gap cannot be told from floods; floods that bridge the gap
 * cannot be told from a heavy tail.
 */
final class BurstTail implements ScoreTail {
    /** Ratio of volumes beyond which scores are not taken for one tail: by chance, for 1 in 10^k with k scores beyond and index 1. */
    static final double GAP = 10;
    /** Fewest scores of the body that an index rests on, if there are so many. */
    static final double FEWEST_ABOVE = 10;
    /** The same as a multiple of the scores beyond the gap, which would otherwise govern it. */
    static final double FEWEST_RATIO = 4;
    /** Largest index: lighter than a tail with infinite variance is not assumed. */
    static final double LARGEST_INDEX = 2;

    private static final double FIT_FROM = 0.9;
    private static final double BODY = 0.98;
    private static final double SMALLEST_INDEX = 1e-3;
    private static final double LARGEST_FITTED = 1e3;

    private final double[] atLeast;
    /** Occupied cells of positive scores, where the scores of each begin and end, in volume; the last one of the body. */
    private final int[] cells;

    private final double[] begin;
    private final double[] end;
    private final int body;
    /** Pareto laws: logarithm of the threshold, share of scores at or above it, index. */
    private final double[] logThreshold;

    private final double[] share;
    private final double[] index;

    /**
     * Fits.
     *
     * @param counts scores by cell
     * @param smallest smallest score of each cell as far as known, else infinite: then the cell's edge has to do
     */
    BurstTail(long[] counts, double[] smallest) {
        atLeast = ScoreTail.cumulated(counts);
        cells = occupied(counts);
        int n = cells.length;
        begin = new double[n];
        end = new double[n];
        for (int i = n - 1; i >= 0; i--) {
            double least = smallest[cells[i]];
            begin[i] = ScanScore.volume(least < Double.POSITIVE_INFINITY ? least : Pool.edge(cells[i]));
            double next = StrictMath.max(begin[i] + 1, ScanScore.volume(Pool.edge(cells[i] + 1)));
            end[i] = i == n - 1 ? next : StrictMath.min(next, begin[i + 1]);
        }
        double positive = from(0);
        body = body(positive);
        double beyond = from(body + 1);
        int upper = lastWith(beyond + StrictMath.max(FEWEST_ABOVE, FEWEST_RATIO * beyond));
        int lower = StrictMath.min(upper, lastWith((1 - FIT_FROM) * positive));
        int fits = n == 0 ? 0 : upper - lower + 1;
        logThreshold = new double[fits];
        share = new double[fits];
        index = new double[fits];
        for (int f = 0; f < fits; f++) {
            logThreshold[f] = StrictMath.log(begin[lower + f]);
            share[f] = from(lower + f) / atLeast[0];
            index[f] = StrictMath.min(LARGEST_INDEX, new Intervals(lower + f).lowIndex());
        }
    }

    private static int[] occupied(long[] counts) {
        int[] cells = new int[counts.length];
        int n = 0;
        for (int c = Pool.HALF + 1; c < counts.length; c++) {
            if (counts[c] > 0) {
                cells[n++] = c;
            }
        }
        return Arrays.copyOf(cells, n);
    }

    /** Scores in the occupied cell of the given number and above; 0 after the last. */
    private double from(int cell) {
        return cell < cells.length ? atLeast[cells[cell]] : 0;
    }

    /** Last occupied cell before the first gap that has few scores beyond it. */
    private int body(double positive) {
        int last = 0;
        while (last < cells.length - 1
                && (from(last + 1) > (1 - BODY) * positive || begin[last + 1] < GAP * end[last])) {
            last++;
        }
        return last;
    }

    /** Last occupied cell of the body with at least so many scores in it and above; the first one if there is none. */
    private int lastWith(double least) {
        int i = 0;
        while (i < body && from(i + 1) >= least) {
            i++;
        }
        return i;
    }

    @Override
    public double atLeast(double score) {
        int cell = Pool.cell(score);
        double volume = ScanScore.volume(score);
        if (cells.length == 0 || cell <= cells[body] || volume < GAP * end[body]) {
            return StrictMath.min(1, (1 + atLeast[cell]) / (atLeast[0] + 1));
        }
        double logVolume = StrictMath.log(volume);
        double heaviest = 0;
        for (int f = 0; f < index.length; f++) {
            heaviest = StrictMath.max(heaviest, share[f] * StrictMath.exp(-index[f] * (logVolume - logThreshold[f])));
        }
        return StrictMath.min(heaviest, (1 + from(body)) / (atLeast[0] + 1));
    }

    /** Scores above one threshold, in intervals on the logarithmic scale: the excess over the threshold is exponential there. */
    private final class Intervals {
        private final double[] width;
        private final double[] count;
        /** Sum over all scores of the logarithm of their interval's begin over the threshold. */
        private double excess;

        Intervals(int threshold) {
            width = new double[body - threshold + 1];
            count = new double[width.length];
            for (int i = threshold; i <= body; i++) {
                // Edges are rounded: a width of 0 would be an impossible interval.
                width[i - threshold] = StrictMath.max(1e-9, StrictMath.log(end[i] / begin[i]));
                count[i - threshold] = from(i) - from(i + 1);
                excess += count[i - threshold] * StrictMath.log(begin[i] / begin[threshold]);
            }
            excess += from(body + 1) * StrictMath.log(end[body] / begin[threshold]);
        }

        /** Lower end of the one-standard-error interval of the index. */
        double lowIndex() {
            double lowest = StrictMath.log(SMALLEST_INDEX);
            double best = StrictMath.log(LARGEST_FITTED);
            for (double low = lowest, i = 0; i < 50; i++) {
                double middle = 0.5 * (low + best);
                if (slope(StrictMath.exp(middle)) > 0) {
                    low = middle;
                } else {
                    best = middle;
                }
            }
            double enough = likelihood(StrictMath.exp(best)) - 0.5;
            for (int i = 0; i < 50; i++) {
                double middle = 0.5 * (lowest + best);
                if (likelihood(StrictMath.exp(middle)) < enough) {
                    lowest = middle;
                } else {
                    best = middle;
                }
            }
            return StrictMath.exp(lowest);
        }

        private double likelihood(double a) {
            double log = -a * excess;
            for (int i = 0; i < width.length; i++) {
                log += count[i] * StrictMath.log(-StrictMath.expm1(-a * width[i]));
            }
            return log;
        }

        private double slope(double a) {
            double slope = -excess;
            for (int i = 0; i < width.length; i++) {
                slope += count[i] * width[i] / StrictMath.expm1(a * width[i]);
            }
            return slope;
        }
    }
}
