package floodmark.stats;

import java.util.function.DoubleUnaryOperator;
import org.apache.commons.math3.special.Erf;
import org.apache.commons.math3.special.Gamma;
import org.jspecify.annotations.Nullable;

/**
 * How small an added volume would the volume test have seen, and how much could have hidden? Sizes are constant rates over the
 * window, in the unit of the history.
 *
 * <p>With matched windows, everything is had from the windows themselves. Power at size a: the share of earlier windows that,
 * with a added and left out of the history, the test would have rejected (injection and recovery, leave-one-out). Evidence
 * against an addition of a: {@code p(a) = (1 + sum_j P(x_j + A <= observed)) / (K + 1)}, the conformal p-value of the hypothesis that
 * observed = normal + A. Upper bound: the smallest a with {@code p(a) <= 1 - level}; without sampling that is the observed mean minus
 * the lower conformal prediction limit of a normal window. With the hours before only, the predictive law of {@link BlockExcess}
 * takes the windows' place. Where the history is too short to bound a normal window from below, it is only known to be at least 0: the bound is then
 * that on the whole observed volume, still valid.
 *
 * <p>Sampling 1:N makes the added volume A itself uncertain: a Poisson number of sampled packets, each standing for
 * {@code samplingVariance / size}. Where sampling is more than half of what makes earlier windows differ, the bound comes from the law
 * of sampled packets instead of ranks ({@link SampledWindow}). {@code samplingVariance} is the variance of the estimate of the stated size as a mean over the
 * window, see {@link SamplingError}; what normal windows vary includes their own. 0: A is exactly a.
 *
 * <p>Special cases: power and smallest visible size are NaN where the test itself refuses; whatever is asked about an observed mean or a
 * size that is NaN is NaN. Source: Vovk, Gammerman and Shafer 2005, Algorithmic Learning in a Random World.
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

    private static final int NODES = 51;
    private static final int HALVINGS = 200;
    /** Mean above which the Poisson law is taken for normal. */
    private static final double GAUSSIAN = 300;
    /** A history that cannot show a window below this rank says nothing about how low normal traffic may be. */
    private static final double BOUND_TAIL = 0.05 + 1e-12;

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
        /** A size that is neither 0 nor absurd, to start searches from. */
        double scale();

        /** Probability that the test rejects a normal window to which the flood was added. */
        double power(Flood flood);

        /** p-value of the hypothesis that normal traffic and the flood together are as low as observed. */
        double tail(double observed, Flood flood);
    }

    /** An added volume as it shows in the estimate: {@code perPacket} times a Poisson number with the given mean in all. */
    private record Flood(double mean, double perPacket) {
        static Flood of(double mean, double variance) {
            return new Flood(mean, variance > 0 && mean > 0 ? variance / mean : 0);
        }

        double atMost(double value) {
            if (perPacket == 0) {
                return mean <= value ? 1 : 0;
            }
            // Whole packets; the slack forgives rounding in differences of equal sums.
            double k = StrictMath.floor(value / perPacket + 1e-6);
            if (k < 0) {
                return 0;
            }
            double lambda = mean / perPacket;
            return lambda > GAUSSIAN || k > 10 * GAUSSIAN
                    ? 0.5 * Erf.erfc((lambda - k - 0.5) / StrictMath.sqrt(2 * lambda))
                    : Gamma.regularizedGammaQ(k + 1, lambda);
        }
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

    /** The same where sampling gives the estimate of {@code addedMean} a variance. */
    public double power(double addedMean, double samplingVariance) {
        return refusal.isEmpty() && !Double.isNaN(addedMean)
                ? normal.power(Flood.of(addedMean, samplingVariance))
                : Double.NaN;
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

    /**
     * The same under sampling.
     *
     * @param samplingVariance variance that sampling gives the observed mean; if nothing was observed, use
     *     {@link #upperBoundSampled}, since no variance can be had from nothing
     */
    public double upperBound(double observed, double level, double samplingVariance) {
        return upperBoundSampled(
                observed, level, observed > 0 && samplingVariance > 0 ? samplingVariance / observed : 0);
    }

    /**
     * The same under sampling.
     *
     * @param perPacket what one sampled packet adds to the mean: N over the window's length in the unit of the history
     */
    public double upperBoundSampled(double observed, double level, double perPacket) {
        if (Double.isNaN(observed)) {
            return Double.NaN;
        }
        double excluded = 1 - level + 1e-12;
        if (normal.tail(observed, new Flood(0, perPacket)) <= excluded) {
            return 0;
        }
        double low = 0;
        double high = StrictMath.max(observed, StrictMath.max(perPacket, Double.MIN_NORMAL));
        while (normal.tail(observed, new Flood(high, perPacket)) > excluded) {
            low = high;
            high *= 2;
        }
        for (int i = 0; i < HALVINGS && high - low > 1e-9 * high; i++) {
            double middle = 0.5 * (low + high);
            if (normal.tail(observed, new Flood(middle, perPacket)) > excluded) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    /**
     * Evidence against an addition of at least {@code claimed}: p-value of the hypothesis that the observed mean holds a normal
     * window and that much. Small values contradict the claimed size (one-sided equivalence test; Schuirmann 1987).
     */
    public double pValueAgainst(double observed, double claimed) {
        return pValueAgainst(observed, claimed, 0);
    }

    /** The same where sampling gives the estimate of {@code claimed} a variance. */
    public double pValueAgainst(double observed, double claimed, double samplingVariance) {
        return Double.isNaN(observed) || Double.isNaN(claimed)
                ? Double.NaN
                : normal.tail(observed, Flood.of(claimed, samplingVariance));
    }

    static double normalPoint(double probability) {
        return StrictMath.sqrt(2) * Erf.erfInv(2 * probability - 1);
    }

    private record FromWindows(double[] ascending, double alpha) implements Normal {
        @Override
        public double scale() {
            int n = ascending.length;
            return n == 0 ? 0 : ascending[n - 1] - ascending[0];
        }

        @Override
        public double power(Flood flood) {
            int n = ascending.length;
            int rank = StrictMath.max(1, OrderStatistics.floorRank(n - 1, alpha));
            // The rank-th largest of the others; the one left out may be among those above it.
            int at = n - rank;
            double rejected = 0;
            for (int j = 0; j < n; j++) {
                double critical = j >= at ? ascending[at - 1] : ascending[at];
                rejected += 1 - flood.atMost(critical - ascending[j]);
            }
            return rejected / n;
        }

        @Override
        public double tail(double observed, Flood flood) {
            if (1.0 / (ascending.length + 1) > BOUND_TAIL) {
                return flood.atMost(observed);
            }
            SampledWindow sampled = SampledWindow.of(ascending, flood.perPacket);
            if (sampled != null) {
                return StrictMath.max(BlockExcess.SMALLEST_P, sampled.atMost(observed, flood.mean));
            }
            double sum = 1;
            for (double normal : ascending) {
                sum += flood.atMost(observed - normal);
            }
            return sum / (ascending.length + 1);
        }
    }

    private static final class FromBlocks implements Normal {
        private final Blocks blocks;
        private final BlockLaw strict;
        private final BlockLaw typical;
        private final double critical;
        /** Costly, and only needed under sampling. */
        private double @Nullable [] strictNodes;

        private double @Nullable [] typicalNodes;

        FromBlocks(Blocks blocks, double gap, double alpha) {
            this.blocks = blocks;
            strict = BlockLaw.of(blocks.size(), gap, BlockLaw.WORST_HURST);
            typical = BlockLaw.of(blocks.size(), gap, TYPICAL_HURST);
            critical = blocks.restore(blocks.mean + strict.upperPoint(alpha) * blocks.deviation);
        }

        /** Equally likely normal windows. */
        private double[] nodes(BlockLaw law) {
            double[] out = new double[NODES];
            for (int i = 0; i < NODES; i++) {
                double y = blocks.mean - law.upperPoint((i + 0.5) / NODES) * blocks.deviation;
                out[i] = blocks.restore(y);
            }
            return out;
        }

        @Override
        public double scale() {
            return critical - blocks.restore(blocks.mean);
        }

        @Override
        public double power(Flood flood) {
            if (flood.perPacket == 0) {
                double needed = critical - flood.mean;
                return needed <= 0 ? 1 : typical.upperTail((blocks.transform(needed) - blocks.mean) / blocks.deviation);
            }
            double[] nodes = typicalNodes == null ? nodes(typical) : typicalNodes;
            typicalNodes = nodes;
            double sum = 0;
            for (double normal : nodes) {
                sum += 1 - flood.atMost(critical - normal);
            }
            return sum / NODES;
        }

        @Override
        public double tail(double observed, Flood flood) {
            double p = 0;
            if (flood.perPacket == 0) {
                double rest = observed - flood.mean;
                p = rest <= 0 ? 0 : strict.upperTail((blocks.mean - blocks.transform(rest)) / blocks.deviation);
            } else {
                double[] nodes = strictNodes == null ? nodes(strict) : strictNodes;
                strictNodes = nodes;
                for (double normal : nodes) {
                    p += flood.atMost(observed - normal) / NODES;
                }
            }
            return StrictMath.max(BlockExcess.SMALLEST_P, p);
        }
    }
}
