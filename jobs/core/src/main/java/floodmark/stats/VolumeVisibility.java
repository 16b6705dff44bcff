package floodmark.stats;

import java.util.function.DoubleUnaryOperator;
import org.apache.commons.math3.special.Erf;

/**
 * How small an added volume would the volume test have seen, and how much could have hidden? Sizes are constant rates over the
 * window, in the unit of the history.
 *
 * <p>With matched windows, everything is had from the windows themselves: the power at size a is the share of earlier windows that,
 * with a added and left out of the history, the test would have rejected (injection and recovery, leave-one-out); the upper
 * bound is the observed mean minus the lower conformal prediction limit of a normal window. With the hours before only, the
 * predictive law of {@link BlockExcess} takes their place. Where the history is too short for a lower limit, a normal window is
 * only known to be at least 0, and the bound is the observed mean itself: still valid.
 *
 * <p>{@code samplingVariance} is the variance that 1:N sampling adds to the window's mean, see {@link SamplingError}; what the
 * normal windows themselves vary already includes their own.
 */
public final class VolumeVisibility {
    /** Registry entry. */
    public static final StatTest ABOUT = new Described(
            "volume-visibility",
            "smallest visible flood and upper bound",
            "How small a flood would have been seen, and how much could have hidden?",
            "Conformal prediction (Vovk, Gammerman and Shafer 2005); injection and recovery by leave-one-out");

    /** Memory assumed where power is predicted: the middle of what traffic shows. The test itself assumes more. */
    private static final double TYPICAL_HURST = 0.75;

    private static final int NOISE_NODES = 41;
    private static final int HALVINGS = 200;

    private final Normal normal;
    private final int sampleSize;
    private final String refusal;

    private VolumeVisibility(Normal normal, int sampleSize, String refusal) {
        this.normal = normal;
        this.sampleSize = sampleSize;
        this.refusal = refusal;
    }

    /** What is known of a window without any flood. */
    private interface Normal {
        double median();

        double scale();

        /** Probability that the test rejects a normal window to which {@code added} was added. */
        double power(double added);

        /** What a normal window exceeds with probability {@code 1 - tail} at least; NaN if not known. */
        double lowerLimit(double tail);

        /** p-value of the hypothesis that a normal window is as low as {@code value}. */
        double lowerTail(double value);
    }

    /**
     * From earlier windows at the same clock time.
     *
     * @param earlier means of the windows; NaN = not covered
     * @param alpha level of the one-sided test whose power is meant
     */
    public static VolumeVisibility matched(double[] earlier, double alpha) {
        double[] ascending = OrderStatistics.sorted(earlier);
        int k = ascending.length;
        int needed = OrderStatistics.needed(1, alpha);
        return new VolumeVisibility(
                new FromWindows(ascending, alpha),
                k,
                k >= needed
                        ? ""
                        : "cannot reach " + OrderStatistics.level(alpha) + " with " + k + " matched windows; needs "
                                + needed);
    }

    /** From the hours before the window; the gap is taken to be up to one window, as in {@link BlockExcess}. */
    public static VolumeVisibility blocks(double[] baselineBins, int windowBins, double alpha) {
        return blocks(baselineBins, windowBins, windowBins, alpha);
    }

    /**
     * From the hours before the window.
     *
     * @param baselineBins bins on a regular grid; NaN = not covered
     * @param windowBins length of the window in bins
     * @param gapBins bins between baseline and window
     */
    public static VolumeVisibility blocks(double[] baselineBins, int windowBins, int gapBins, double alpha) {
        Blocks blocks = Blocks.of(baselineBins, windowBins, Double.MIN_VALUE);
        String refusal = blocks.refusal;
        if (!refusal.isEmpty()) {
            return new VolumeVisibility(new FromWindows(new double[0], alpha), blocks.size(), refusal);
        }
        return new VolumeVisibility(
                new FromBlocks(blocks, gapBins / (double) windowBins, alpha), blocks.size(), refusal);
    }

    /** Empty, or why the test whose power is meant could not have rejected at all. */
    public String refusal() {
        return refusal;
    }

    /** Windows or blocks behind it. */
    public int sampleSize() {
        return sampleSize;
    }

    /** Probability of rejection if {@code addedMean} had been added; NaN if the test refuses. */
    public double power(double addedMean) {
        return power(addedMean, 0);
    }

    /** The same where sampling adds variance. */
    public double power(double addedMean, double samplingVariance) {
        if (!refusal.isEmpty()) {
            return Double.NaN;
        }
        if (!(samplingVariance > 0)) {
            return normal.power(addedMean);
        }
        double sd = StrictMath.sqrt(samplingVariance);
        double sum = 0;
        for (int i = 0; i < NOISE_NODES; i++) {
            sum += normal.power(addedMean + sd * normalPoint((i + 0.5) / NOISE_NODES));
        }
        return sum / NOISE_NODES;
    }

    /** 95 % interval of the power: Wilson's for a share of as many trials as there are windows or blocks. */
    public double[] powerInterval(double addedMean, double samplingVariance) {
        double p = power(addedMean, samplingVariance);
        double n = sampleSize;
        double z2 = SamplingError.Z975 * SamplingError.Z975;
        double centre = (p + z2 / (2 * n)) / (1 + z2 / n);
        double half = SamplingError.Z975 * StrictMath.sqrt(p * (1 - p) / n + z2 / (4 * n * n)) / (1 + z2 / n);
        return new double[] {StrictMath.max(0, centre - half), StrictMath.min(1, centre + half)};
    }

    /** Smallest added mean that is seen with the given probability; NaN if there is none. */
    public double smallestVisible(double power) {
        return smallestVisible(power, added -> 0);
    }

    /** The same where sampling adds a variance that depends on what was added. */
    public double smallestVisible(double power, DoubleUnaryOperator samplingVariance) {
        if (!refusal.isEmpty()) {
            return Double.NaN;
        }
        double high = StrictMath.max(normal.scale(), Double.MIN_NORMAL);
        int doublings = 0;
        while (power(high, samplingVariance.applyAsDouble(high)) < power) {
            high *= 2;
            if (++doublings > HALVINGS || Double.isInfinite(high)) {
                return Double.NaN;
            }
        }
        double low = 0;
        for (int i = 0; i < HALVINGS && high - low > 1e-9 * high; i++) {
            double middle = 0.5 * (low + high);
            if (power(middle, samplingVariance.applyAsDouble(middle)) < power) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    /** One-sided upper limit, at least 0, on what was added to the window. */
    public double upperBound(double observed, double level) {
        return upperBound(observed, level, 0);
    }

    /** The same where sampling adds variance; joined with the spread of normal windows as independent errors are. */
    public double upperBound(double observed, double level, double samplingVariance) {
        double z = normalPoint(level);
        double noise = z * z * StrictMath.max(0, samplingVariance);
        double lower = normal.lowerLimit(1 - level);
        if (Double.isNaN(lower)) {
            return observed + StrictMath.sqrt(noise);
        }
        double centre = StrictMath.max(lower, normal.median());
        double below = centre - StrictMath.max(0, lower);
        double bound = observed - centre + StrictMath.sqrt(below * below + noise);
        return StrictMath.max(0, bound);
    }

    /**
     * Evidence against an addition of at least {@code claimed}: probability that a normal window is so low that the observed mean
     * could hold it. Small values contradict the claimed size (one-sided equivalence test; Schuirmann 1987).
     */
    public double pValueAgainst(double observed, double claimed) {
        return observed < claimed ? smallestTail() : normal.lowerTail(observed - claimed);
    }

    private double smallestTail() {
        return normal.lowerTail(-Double.MIN_VALUE);
    }

    static double normalPoint(double probability) {
        return StrictMath.sqrt(2) * Erf.erfInv(2 * probability - 1);
    }

    private record FromWindows(double[] ascending, double alpha) implements Normal {
        @Override
        public double median() {
            return OrderStatistics.medianOfSorted(ascending);
        }

        @Override
        public double scale() {
            int n = ascending.length;
            return n == 0 ? 0 : ascending[n - 1] - ascending[0];
        }

        @Override
        public double power(double added) {
            int n = ascending.length;
            int rank = StrictMath.max(1, OrderStatistics.floorRank(n - 1, alpha));
            int rejected = 0;
            for (int j = 0; j < n; j++) {
                // The rank-th largest of the others; the one left out may be among those above it.
                int at = n - rank;
                double critical = j >= at ? ascending[at - 1] : ascending[at];
                rejected += ascending[j] + added > critical ? 1 : 0;
            }
            return rejected / (double) n;
        }

        @Override
        public double lowerLimit(double tail) {
            return OrderStatistics.lowerLimit(ascending, tail);
        }

        @Override
        public double lowerTail(double value) {
            return MatchedWindows.pValue(value, ascending, Side.LESS);
        }
    }

    private static final class FromBlocks implements Normal {
        private final Blocks blocks;
        private final BlockLaw strict;
        private final BlockLaw typical;
        private final double critical;

        FromBlocks(Blocks blocks, double gap, double alpha) {
            this.blocks = blocks;
            strict = BlockLaw.of(blocks.size(), gap, BlockLaw.WORST_HURST);
            typical = BlockLaw.of(blocks.size(), gap, TYPICAL_HURST);
            critical = blocks.restore(blocks.mean + strict.upperPoint(alpha) * blocks.deviation);
        }

        @Override
        public double median() {
            return blocks.restore(blocks.mean);
        }

        @Override
        public double scale() {
            return critical - median();
        }

        @Override
        public double power(double added) {
            double needed = critical - added;
            return needed <= 0 ? 1 : typical.upperTail((blocks.transform(needed) - blocks.mean) / blocks.deviation);
        }

        @Override
        public double lowerLimit(double tail) {
            return blocks.restore(blocks.mean - strict.upperPoint(tail) * blocks.deviation);
        }

        @Override
        public double lowerTail(double value) {
            double p = value <= 0 ? 0 : strict.upperTail((blocks.mean - blocks.transform(value)) / blocks.deviation);
            return StrictMath.max(BlockExcess.SMALLEST_P, p);
        }
    }
}
