package floodmark.stats;

import java.util.Arrays;

/** A baseline cut into adjacent blocks of the window's length, counted back from its end, on a scale that steadies the variance. */
final class Blocks {
    /** Fewest blocks that allow a statement. */
    static final int FEWEST = 8;

    private final double[] transformed;
    private final boolean log;
    final double mean;
    final double deviation;
    final String refusal;

    private Blocks(double[] means, boolean log) {
        this.log = log;
        transformed = Arrays.stream(means).map(this::transform).toArray();
        mean = Arrays.stream(transformed).sum() / means.length;
        double squares = 0;
        for (double y : transformed) {
            squares += (y - mean) * (y - mean);
        }
        deviation = StrictMath.sqrt(squares / (means.length - 1));
        refusal = refuse(means, squares);
    }

    /**
     * Cuts and transforms.
     *
     * @param bins regular grid; NaN = not covered; a block that is covered by less than half is dropped
     * @param least smallest value that must be representable besides the blocks: the observed mean
     */
    static Blocks of(double[] bins, int windowBins, double least) {
        if (windowBins < 1) {
            throw new IllegalArgumentException("window of " + windowBins + " bins");
        }
        int most = bins.length / windowBins;
        double[] means = new double[most];
        int kept = 0;
        for (int start = bins.length - most * windowBins; start < bins.length; start += windowBins) {
            double sum = 0;
            int covered = 0;
            for (int i = start; i < start + windowBins; i++) {
                if (!Double.isNaN(bins[i])) {
                    sum += bins[i];
                    covered++;
                }
            }
            if (2 * covered >= windowBins) {
                means[kept++] = sum / covered;
            }
        }
        means = Arrays.copyOf(means, kept);
        boolean positive = least > 0 && Arrays.stream(means).allMatch(m -> m > 0);
        return new Blocks(means, positive);
    }

    int size() {
        return transformed.length;
    }

    /** Logarithm; square root where something is zero. */
    double transform(double value) {
        return log ? StrictMath.log(value) : StrictMath.sqrt(value);
    }

    /** Back from the transformed scale. */
    double restore(double y) {
        double kept = StrictMath.max(y, 0);
        return log ? StrictMath.exp(y) : kept * kept;
    }

    /** How many blocks are at least as extreme. */
    int atLeast(double y, boolean greater) {
        return (int) Arrays.stream(transformed)
                .filter(v -> greater ? v >= y : v <= y)
                .count();
    }

    private String refuse(double[] means, double squares) {
        int b = means.length;
        if (b < FEWEST) {
            return "needs a baseline of " + FEWEST + " windows, has " + b;
        }
        long silent = Arrays.stream(means).filter(m -> m == 0).count();
        if (4 * silent > b) {
            return "silent in " + silent + " of " + b + " windows of the baseline; needs traffic in three of four";
        }
        if (!(squares > 1e-18 * b * mean * mean)) {
            return "the baseline does not vary at all; needs counts that do";
        }
        double trend = trendShare(squares);
        return trend > trendLimit(b)
                ? "the baseline has a trend or cycle (" + StrictMath.round(100 * trend)
                        + " % of its variation); needs earlier days at the same clock time"
                : "";
    }

    /**
     * Largest share of a quadratic trend that passes for long memory. It is exceeded by 3 in 10 series with H = .85 and no trend:
     * a laxer limit lets through so much of a daily wave that the test raises .10 false alarms there.
     */
    static double trendLimit(int blocks) {
        return 1.6 / StrictMath.sqrt(blocks);
    }

    /** Share of the blocks' variation that a quadratic in time takes. */
    private double trendShare(double squares) {
        int b = transformed.length;
        double[] linear = new double[b];
        double[] square = new double[b];
        double meanSquare = (b * (double) b - 1) / 12;
        for (int i = 0; i < b; i++) {
            linear[i] = i - (b - 1) / 2.0;
            square[i] = linear[i] * linear[i] - meanSquare;
        }
        return (projected(linear) + projected(square)) / squares;
    }

    private double projected(double[] direction) {
        double along = 0;
        double length = 0;
        for (int i = 0; i < direction.length; i++) {
            along += direction[i] * transformed[i];
            length += direction[i] * direction[i];
        }
        return along * along / length;
    }
}
