package floodmark.stats;

import java.util.stream.IntStream;

/**
 * Features of one destination's sparse series, for screening millions of destinations: bins that are absent are 0.
 *
 * <p>The capture's span is cut into K blocks of equal length; a block's score is its peak on the scale log(offset + x), minus the
 * median over ALL K blocks, over their scaled median absolute deviation (quadratically joined with a floor of {@link #FLOOR},
 * below which changes do not matter). The block with the peak is treated like the others; a score is turned into a p-value by
 * {@link PooledTail}, from the scores of destinations of like volume.
 *
 * <p>Excess around the peak: the bins next to it, without a break, that exceed median + 4.5 scaled median absolute deviations of
 * the destination's bins. Interval of the excess: peak minus the .975 and .025 quantiles of all bins.
 */
public final class ScanScore {
    /** Smallest spread on the logarithmic scale that counts: 15 %. */
    public static final double FLOOR = 0.15;
    /** Most blocks. */
    public static final int MOST_BLOCKS = 48;
    /** Fewest blocks and fewest bins a block for a score. */
    public static final int FEWEST_BLOCKS = 8;

    private static final double THRESHOLD = 4.5;

    private static final double[] LEVELS =
            IntStream.range(0, 1024).mapToDouble(StrictMath::log1p).toArray();

    private ScanScore() {}

    /**
     * What one destination looked like.
     *
     * @param baseline median over all bins of the span
     * @param peak largest bin
     * @param peakBin its number; the first of equals
     * @param onsetBin first bin of the excess around the peak
     * @param endBin bin after the last one of the excess
     * @param excess peak minus baseline
     * @param excessLow lower end of its 95 % interval
     * @param excessHigh upper end of its 95 % interval
     * @param blockScores score of each block; empty if the span has too few bins
     * @param maxScore largest of them; NaN if there are none
     * @param level median over the blocks on the logarithmic scale: the volume by which destinations are pooled
     */
    public record Features(
            double baseline,
            double peak,
            long peakBin,
            long onsetBin,
            long endBin,
            double excess,
            double excessLow,
            double excessHigh,
            double[] blockScores,
            double maxScore,
            double level) {}

    /** Number of blocks for a span of so many bins: 24, or fewer of at least 2 bins; 0 if that leaves fewer than 8. */
    public static int blocks(long spanBins) {
        long k = StrictMath.min(MOST_BLOCKS, spanBins / 2);
        return k < FEWEST_BLOCKS ? 0 : (int) k;
    }

    /**
     * Volume of a block of a destination whose blocks do not deviate, most of them: the reverse of its score, {@code log((1 + x) / (1 +
     * c)) / FLOOR} with volumes in units of the offset, is {@code (x - c) / (1 + c)}; x itself if most blocks are silent, c = 0.
     */
    static double volume(double score) {
        return StrictMath.expm1(FLOOR * score);
    }

    /** As below, with an offset of 1: for packets and flows. */
    public static Features compute(long[] bins, double[] values, long firstBin, long lastBin) {
        return compute(bins, values, bins.length, firstBin, lastBin, 1);
    }

    /**
     * Computes the features.
     *
     * @param bins bin numbers, ascending, within the span
     * @param values value of each bin, not negative
     * @param size how many of both count
     * @param firstBin first bin of the capture
     * @param lastBin last bin of the capture, inclusive
     * @param offset size of the smallest event: 1 packet, 1 flow, 64 bytes
     */
    public static Features compute(long[] bins, double[] values, int size, long firstBin, long lastBin, double offset) {
        long span = lastBin - firstBin + 1;
        if (size == 0 || span < size || bins[0] < firstBin || bins[size - 1] > lastBin) {
            throw new IllegalArgumentException(size + " bins do not fit into " + firstBin + ".." + lastBin);
        }
        int at = 0;
        double peak = values[0];
        for (int i = 1; i < size; i++) {
            if (values[i] > peak) {
                peak = values[i];
                at = i;
            }
        }
        long absent = span - size;
        long[] bits = Selection.bits(values, size);
        // What stands before the split is not larger than what stands behind it, so each quantile is sought on one
        // side.
        int split = (int) StrictMath.max(0, span / 2 - absent);
        double middle = ordered(bits, 0, absent, span / 2);
        double below = span % 2 == 1 ? middle : Selection.largest(bits, 0, split);
        double median = 0.5 * (below + middle);
        double high = ordered(bits, split, absent, (long) StrictMath.ceil(0.975 * span) - 1);
        double low = ordered(bits, split, absent, (long) StrictMath.ceil(0.025 * span) - 1);
        double limit = median + THRESHOLD * OrderStatistics.MAD_TO_SD * deviation(bits, span, median);
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
                peak - high,
                peak - low,
                scores,
                most,
                level);
    }

    private static double[] peaks(long[] bins, double[] values, int size, long firstBin, long span, double offset) {
        int k = blocks(span);
        double[] peaks = new double[k];
        int i = 0;
        for (int b = 0; b < k; b++) {
            // First bin of the next block: the smallest n with floor(n k / span) > b.
            long next = firstBin + ((b + 1) * span + k - 1) / k;
            double peak = 0;
            for (; i < size && bins[i] < next; i++) {
                if (values[i] > peak) {
                    peak = values[i];
                }
            }
            peaks[b] = level(peak / offset);
        }
        return peaks;
    }

    /** {@code log1p}, of small whole numbers from a table: most blocks of most destinations hold a few events or none. */
    private static double level(double events) {
        int whole = (int) events;
        return whole == events && whole < LEVELS.length ? LEVELS[whole] : StrictMath.log1p(events);
    }

    /** Turns peaks into scores in place; returns their median. */
    private static double standardise(double[] peaks) {
        if (peaks.length == 0) {
            return Double.NaN;
        }
        int k = peaks.length;
        int silent = 0;
        for (double peak : peaks) {
            silent += peak == 0 ? 1 : 0;
        }
        double centre = 0;
        double spread = 0;
        // If more than half are silent both medians are 0, as for most destinations.
        if (silent <= k / 2) {
            long[] bits = Selection.bits(peaks, k);
            centre = Selection.median(bits, k);
            Selection.deviations(bits, k, centre);
            spread = OrderStatistics.MAD_TO_SD * Selection.median(bits, k);
        }
        double scale = StrictMath.sqrt(spread * spread + FLOOR * FLOOR);
        for (int b = 0; b < k; b++) {
            peaks[b] = (peaks[b] - centre) / scale;
        }
        return centre;
    }

    /** The value of the given rank, from 0, over the span, absent bins being 0. */
    private static double ordered(long[] bits, int split, long absent, long rank) {
        int position = (int) (rank - absent);
        if (rank < absent) {
            return 0;
        }
        return position < split
                ? Selection.select(bits, 0, split, position)
                : Selection.select(bits, split, bits.length, position);
    }

    /** Median absolute deviation over the span; the values are lost. */
    private static double deviation(long[] bits, long span, double median) {
        if (median == 0) {
            // Deviations are the values themselves, and their median is 0.
            return 0;
        }
        long absent = span - bits.length;
        int nearer = Selection.deviations(bits, bits.length, median);
        long rank = span / 2;
        // Ranks of the absent bins, whose deviation is the median itself.
        long last = nearer + absent;
        boolean present = rank < nearer || rank >= last;
        int position = (int) (rank < nearer ? rank : rank - absent);
        double upper = present ? Selection.select(bits, 0, bits.length, position) : median;
        if (span % 2 == 1) {
            return upper;
        }
        double lower;
        if (rank - 1 >= nearer && rank - 1 < last) {
            lower = median;
        } else if (present) {
            lower = Selection.largest(bits, 0, position);
        } else {
            lower = Selection.select(bits, 0, bits.length, nearer - 1);
        }
        return 0.5 * (lower + upper);
    }
}
