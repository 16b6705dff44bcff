package floodmark.stats;

import static floodmark.stats.ScanScore.FLOOR;
import static floodmark.stats.ScanScore.blocks;

import floodmark.stats.ScanScore.Features;
import java.util.Arrays;

/** {@link ScanScore} by sorting: slower and simpler, the oracle of its test. */
final class SortedScanScore {
    private static final double THRESHOLD = 4.5;

    private SortedScanScore() {}

    static Features compute(long[] bins, double[] values, int size, long firstBin, long lastBin, double offset) {
        long span = lastBin - firstBin + 1;
        double[] sorted = Arrays.copyOf(values, size);
        Arrays.sort(sorted);
        double median = 0.5 * (ordered(sorted, span, (span - 1) / 2) + ordered(sorted, span, span / 2));
        int at = 0;
        for (int i = 1; i < size; i++) {
            at = values[i] > values[at] ? i : at;
        }
        double peak = values[at];
        double limit = median + THRESHOLD * OrderStatistics.MAD_TO_SD * deviation(sorted, span, median);
        int from = at;
        while (from > 0 && bins[from - 1] == bins[from] - 1 && values[from - 1] > limit) {
            from--;
        }
        int to = at;
        while (to < size - 1 && bins[to + 1] == bins[to] + 1 && values[to + 1] > limit) {
            to++;
        }
        double[] scores = peaks(bins, values, size, firstBin, span, offset);
        double level = standardise(scores);
        double most = scores.length == 0 ? Double.NaN : scores[0];
        for (double score : scores) {
            most = StrictMath.max(most, score);
        }
        return new Features(
                median,
                peak,
                bins[at],
                bins[from],
                bins[to] + 1,
                peak - median,
                peak - quantile(sorted, span, 0.975),
                peak - quantile(sorted, span, 0.025),
                scores,
                most,
                level);
    }

    private static double[] peaks(long[] bins, double[] values, int size, long firstBin, long span, double offset) {
        int k = blocks(span);
        double[] peaks = new double[k];
        for (int i = 0; i < size && k > 0; i++) {
            int block = (int) ((bins[i] - firstBin) * k / span);
            peaks[block] = StrictMath.max(peaks[block], values[i]);
        }
        for (int b = 0; b < k; b++) {
            // Most blocks of most destinations are silent: log1p(0) is 0.
            peaks[b] = peaks[b] == 0 ? 0 : StrictMath.log1p(peaks[b] / offset);
        }
        return peaks;
    }

    /** Turns peaks into scores in place; returns their median. */
    private static double standardise(double[] peaks) {
        if (peaks.length == 0) {
            return Double.NaN;
        }
        double centre = OrderStatistics.median(peaks);
        double spread = OrderStatistics.scaledMad(peaks, centre);
        double scale = StrictMath.sqrt(spread * spread + FLOOR * FLOOR);
        for (int b = 0; b < peaks.length; b++) {
            peaks[b] = (peaks[b] - centre) / scale;
        }
        return centre;
    }

    /** Lower empirical quantile over the span, absent bins being 0. */
    private static double quantile(double[] sortedPresent, long span, double q) {
        return ordered(sortedPresent, span, (long) StrictMath.ceil(q * span) - 1);
    }

    /** The value of the given rank, from 0, over the span. */
    private static double ordered(double[] sortedPresent, long span, long rank) {
        long absent = span - sortedPresent.length;
        return rank < absent ? 0 : sortedPresent[(int) (rank - absent)];
    }

    /** Median absolute deviation over the span: merges the deviations below and above the median, both ascending. */
    private static double deviation(double[] sortedPresent, long span, double median) {
        long absent = span - sortedPresent.length;
        int up = lowerBound(sortedPresent, median);
        int down = up - 1;
        double last = 0;
        double deviation = 0;
        for (long taken = 0; taken <= span / 2; taken++) {
            double above = up < sortedPresent.length ? sortedPresent[up] - median : Double.POSITIVE_INFINITY;
            double below = down >= 0
                    ? median - sortedPresent[down]
                    : down + 1 + absent > 0 ? median : Double.POSITIVE_INFINITY;
            last = deviation;
            if (above < below) {
                deviation = above;
                up++;
            } else {
                deviation = below;
                down--;
            }
        }
        return span % 2 == 1 ? deviation : 0.5 * (last + deviation);
    }

    private static int lowerBound(double[] ascending, double value) {
        int low = 0;
        int high = ascending.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ascending[middle] < value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
