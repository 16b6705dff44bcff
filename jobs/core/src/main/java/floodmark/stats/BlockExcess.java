package floodmark.stats;

/**
 * Is the mean over a window out of the ordinary, given only the hours before it? For captures without earlier days.
 *
 * <p>The baseline is cut into blocks of the window's length, so that whatever dependence and overdispersion there is below that
 * length is in the spread of the blocks; the logarithm (square root if something is zero) of the window's mean is compared with
 * the blocks: {@code T = (W - mean) / sd}. Memory beyond the block length is allowed for by the exact law of T under fractional
 * Gaussian noise with H = .9 ({@link BlockLaw}); for a single window it replaces an estimate of H. A p-value is at least the
 * share of baseline blocks that are as extreme, and never below {@link #SMALLEST_P}, beyond which the law is not to be trusted.
 * Idea: self-normalisation, Shao 2010, JRSS B 72(3); self-similarity of traffic: Leland et al. 1994, IEEE/ACM ToN 2(1).
 *
 * <p>What replaces the missing days is the assumption that the traffic has no trend and no cycle across baseline and window. A
 * quadratic trend that takes more of the blocks' variation than long memory would explain is refused; a cycle that the baseline
 * has not shown cannot be seen. Refuses as well with fewer than 8 blocks, a baseline silent in a quarter of them, or without
 * any variation.
 *
 * <p>Effect = observed - expected, in the unit of the bins, where expected is the back-transformed mean of the blocks.
 */
public final class BlockExcess {
    /** Registry entry. */
    public static final StatTest ABOUT = new Described(
            "block-excess",
            "excess over the hours before, block-normalised under long memory",
            "Is the window out of the ordinary against the hours before it?",
            "Shao 2010, JRSS B 72(3); Leland et al. 1994, IEEE/ACM ToN 2(1)");

    /** Smallest p-value that is given. */
    public static final double SMALLEST_P = 1e-6;

    private BlockExcess() {}

    /** As {@link #test(double[], int, int, double, Side, double)}, with a gap of up to one window. */
    public static TestResult test(double[] baselineBins, int windowBins, double observedMean, Side side, double alpha) {
        return test(baselineBins, windowBins, windowBins, observedMean, side, alpha);
    }

    /**
     * Tests the window.
     *
     * @param baselineBins bins before the window on a regular grid; NaN = not covered
     * @param windowBins length of the window in bins
     * @param gapBins bins between baseline and window
     * @param observedMean mean of the window's bins
     */
    public static TestResult test(
            double[] baselineBins, int windowBins, int gapBins, double observedMean, Side side, double alpha) {
        if (!(observedMean >= 0)) {
            return TestResult.refused(
                    ABOUT.id(), SMALLEST_P, 0, "the window itself is not covered; needs a capture of it");
        }
        Blocks blocks = Blocks.of(baselineBins, windowBins, observedMean);
        int b = blocks.size();
        if (b < 2) {
            return TestResult.refused(ABOUT.id(), SMALLEST_P, b, blocks.refusal);
        }
        BlockLaw law = BlockLaw.of(b, gapBins / (double) windowBins, BlockLaw.WORST_HURST);
        double reach = law.upperPoint(0.025) * blocks.deviation;
        double expected = blocks.restore(blocks.mean);
        double low = blocks.restore(blocks.mean - reach);
        double high = blocks.restore(blocks.mean + reach);
        double y = blocks.transform(observedMean);
        double t = (y - blocks.mean) / blocks.deviation;
        double p = switch (side) {
            case GREATER -> oneSided(law, blocks, t, y, true);
            case LESS -> oneSided(law, blocks, t, y, false);
            case TWO_SIDED ->
                StrictMath.min(
                        1, 2 * StrictMath.min(oneSided(law, blocks, t, y, true), oneSided(law, blocks, t, y, false)));
        };
        TestResult result = new TestResult(
                ABOUT.id(),
                t,
                p,
                SMALLEST_P,
                observedMean - expected,
                observedMean - high,
                observedMean - low,
                expected,
                low,
                high,
                b,
                "");
        if (!blocks.refusal.isEmpty()) {
            return result.refusing(blocks.refusal);
        }
        return SMALLEST_P > alpha
                ? result.refusing(
                        "cannot reach " + OrderStatistics.level(alpha) + "; needs a level of at least " + SMALLEST_P)
                : result;
    }

    private static double oneSided(BlockLaw law, Blocks blocks, double t, double y, boolean greater) {
        double share = blocks.atLeast(y, greater) / (blocks.size() + 1.0);
        double tail = law.upperTail(greater ? t : -t);
        return StrictMath.max(SMALLEST_P, StrictMath.max(share, tail));
    }
}
