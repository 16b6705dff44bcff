package floodmark.stats;

/**
 * The comparison of {@link BlockDetector} for many streams and for readings that come in a changing order: after each reading the
 * last 1, 2 and 4 readings are compared with {@link BlockDetector#BLOCKS} stretches of the same length, and between the two lies a gap.
 * The stretches begin four readings apart at every length, which {@link BlockDetector} does not need: its window is as much like the last stretch
 * as the stretches are like one another. Across a gap it is not, and under autoregression adjacent stretches are so much alike that a p-value
 * of 3e-6 comes up seven times as often as it may (the table in methods.md). That far apart they are not.
 *
 * <p>The gap is what makes it valid when rows come out of order within a bound: if it is at least as long as the bound, the history of a reading
 * has all its rows when the reading is first seen, and the reading itself can only have too few. Its p-value then only falls
 * while rows come in, to that of the complete reading; so the chance that it ever falls below c, however often it is looked at, is that of
 * the complete one. The law of the statistic across a gap is {@link BlockLaw}'s, with H = .9.
 *
 * <p>Statistic, transformation and refusals are those of {@link BlockExcess}; p-value: 3 times the smallest of the three lengths, at most 1, and
 * at least 3 times {@link BlockExcess#SMALLEST_P}. A window that some stretch equals or exceeds gets 1, which is larger than what
 * {@code BlockExcess} gives and so errs to the safe side; it saves nearly all of the work. NaN where all lengths refuse.
 *
 * <p>E-value: half {@code 1/c if p <= c}, with c the smallest p-value, and half {@link EProcess#of(double)}: as an average of
 * e-values it is one. The first part is what can stand out among some 15,000 streams at a level of .05. Assumes no trend and no
 * cycle over stretches and window. On the scale of 1 / p. Source: as {@link BlockDetector}.
 */
public final class StreamDetector {
    private static final int[] LENGTHS = BlockDetector.LENGTHS;
    private static final double SMALLEST = BlockDetector.SMALLEST_P;
    /** Readings from the start of one stretch to that of the next, for all lengths. */
    private static final int APART = LENGTHS[LENGTHS.length - 1];

    private final int gap;
    private final BlockLaw[] laws;

    /** @param gap readings between history and window, 0 or more */
    public StreamDetector(int gap) {
        if (gap < 0) {
            throw new IllegalArgumentException("gap of " + gap);
        }
        this.gap = gap;
        laws = new BlockLaw[LENGTHS.length];
        for (int i = 0; i < laws.length; i++) {
            laws[i] = BlockLaw.of(BlockDetector.BLOCKS, gap / (double) LENGTHS[i], BlockLaw.WORST_HURST);
        }
    }

    /** Readings that the comparison takes, the last one included. */
    public int readings() {
        return BlockDetector.needed() + gap;
    }

    /**
     * p-value of the last reading, corrected for the lengths.
     *
     * @param readings at least {@link #readings}; those before are not used; NaN = not covered
     * @return NaN if the comparison refuses
     */
    public double pValue(double[] readings) {
        if (readings.length < readings()) {
            return Double.NaN;
        }
        double best = Double.NaN;
        for (int i = 0; i < LENGTHS.length; i++) {
            double p = LENGTHS.length * window(readings, LENGTHS[i], laws[i]);
            best = Double.isNaN(best) || p < best ? p : best;
        }
        return Double.isNaN(best) ? best : StrictMath.max(SMALLEST, StrictMath.min(1, best));
    }

    /** Evidence of the last reading, mean at most 1 without an effect; 1 if the comparison refuses. */
    public double eValue(double[] readings) {
        double p = pValue(readings);
        double floor = p <= SMALLEST * (1 + 1e-9) ? 1 / SMALLEST : 0;
        return Double.isNaN(p) ? 1 : EProcess.merged(floor, EProcess.of(p));
    }

    private double window(double[] readings, int length, BlockLaw law) {
        double observed = BlockDetector.observed(readings, length);
        if (Double.isNaN(observed)) {
            return Double.NaN;
        }
        Blocks blocks = Blocks.of(BlockDetector.stretches(readings, length, APART, gap), length, observed);
        if (blocks.size() < BlockDetector.BLOCKS || !blocks.refusal.isEmpty()) {
            return Double.NaN;
        }
        double y = blocks.transform(observed);
        if (blocks.atLeast(y, true) > 0) {
            return 1;
        }
        return law.upperTail((y - blocks.mean) / blocks.deviation);
    }
}
