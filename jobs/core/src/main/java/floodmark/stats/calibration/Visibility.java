package floodmark.stats.calibration;

import floodmark.stats.BlockExcess;
import floodmark.stats.Draws;
import floodmark.stats.MatchedWindows;
import floodmark.stats.Side;
import floodmark.stats.VolumeVisibility;
import java.util.Arrays;

/** Does the power that is predicted from a history come true, and do the upper bounds cover what was added? */
public final class Visibility {
    private static final double MEAN = 1000;
    private static final double LEVEL = 0.05;

    private Visibility() {}

    /**
     * Averages over histories.
     *
     * @param predicted mean predicted power
     * @param realised share of injections that the test rejected
     * @param coverage share of injections that the 95 % bound covered
     * @param width mean of bound minus injected, in units of the mean
     * @param oracleWidth the same for a bound that knows the law of ordinary windows, but not what was added: under sampling it
     *     has to invert the question too, since what was added is itself only seen as a random number of packets
     * @param trials injections
     */
    public record Outcome(
            double predicted, double realised, double coverage, double width, double oracleWidth, int trials) {}

    /**
     * Replicates of one kind, each with streams of its own. Of each is kept: predicted power (NaN if the test refused),
     * whether it rejected, the bound, what was observed, and the level of the ordinary window behind it. Used by one thread: the traffic of the last replicate is kept, so
     * that several sizes and sampling rates are put to the same.
     */
    static final class Measured {
        private final EffectFree family;
        private final EffectFree.Source source;
        private final long seed;
        private long replicateAtHand = -1;
        private double[] traffic = new double[0];

        private Measured(EffectFree family, EffectFree.Source source, long seed) {
            this.family = family;
            this.source = source;
            this.seed = seed;
        }

        /** Matched windows of an hour; {@code added} in units of the mean, counts sampled at 1:rate. */
        double[] matched(int days, double added, int rate, int binsPerDay, long replicate) {
            if (replicate != replicateAtHand) {
                traffic = source.intensity(Draws.of(seed, family.ordinal(), replicate));
                replicateAtHand = replicate;
            }
            Draws draws = Draws.of(seed, family.ordinal(), replicate, rate);
            int hour = binsPerDay / 24;
            double[] means = new double[days + 1];
            double expected = 0;
            for (int d = 0; d <= days; d++) {
                expected = 0;
                for (int i = 0; i < hour; i++) {
                    expected += MEAN * traffic[d * binsPerDay + binsPerDay / 2 + i];
                }
                means[d] = sampled(expected, rate, hour, draws);
            }
            double[] earlier = Arrays.copyOf(means, days);
            double flood = sampled(added * MEAN * hour, rate, hour, draws);
            double observed = means[days] + flood;
            VolumeVisibility visibility = VolumeVisibility.matched(earlier, LEVEL);
            double predicted = visibility.power(added * MEAN, rate * added * MEAN / hour);
            boolean rejected =
                    MatchedWindows.test(observed, earlier, Side.GREATER, LEVEL).rejects(LEVEL);
            double bound = visibility.upperBoundSampled(observed, 0.95, rate / (double) hour);
            return new double[] {predicted, rejected ? 1 : 0, bound, observed, expected / hour};
        }

        /** The hours before only. */
        double[] blocks(int blocks, int windowBins, double added, long replicate) {
            if (replicate != replicateAtHand) {
                traffic = source.draw(MEAN, Draws.of(seed, family.ordinal(), replicate));
                replicateAtHand = replicate;
            }
            int gap = windowBins / 3;
            int length = blocks * windowBins;
            double[] baseline = Arrays.copyOf(traffic, length);
            double observed = 0;
            for (int i = length + gap; i < traffic.length; i++) {
                observed += traffic[i] / windowBins;
            }
            observed += added * MEAN;
            VolumeVisibility visibility = VolumeVisibility.blocks(baseline, windowBins, gap, LEVEL);
            if (!visibility.refusal().isEmpty()) {
                return new double[] {Double.NaN, 0, Double.NaN, observed, observed - added * MEAN};
            }
            boolean rejected = BlockExcess.test(baseline, windowBins, gap, observed, Side.GREATER, LEVEL)
                    .rejects(LEVEL);
            double bound = visibility.upperBound(observed, 0.95);
            return new double[] {
                visibility.power(added * MEAN), rejected ? 1 : 0, bound, observed, observed - added * MEAN
            };
        }
    }

    /** Prepares {@link Measured#matched}. */
    static Measured forMatched(EffectFree family, int days, int binsPerDay, long seed) {
        return new Measured(family, family.source((days + 1) * binsPerDay, binsPerDay, EffectFree.VARIATION), seed);
    }

    /** Prepares {@link Measured#blocks}. */
    static Measured forBlocks(EffectFree family, int blocks, int windowBins, long seed) {
        return new Measured(family, family.source((blocks + 1) * windowBins + windowBins / 3), seed);
    }

    /** Matched windows of an hour; {@code added} in units of the mean, counts sampled at 1:rate. */
    public static Outcome matched(
            EffectFree family, int days, double added, int rate, int replicates, int binsPerDay, long seed) {
        Measured measured = forMatched(family, days, binsPerDay, seed);
        double[][] rows = new double[replicates][];
        for (int r = 0; r < replicates; r++) {
            rows[r] = measured.matched(days, added, rate, binsPerDay, r);
        }
        Oracle.judge(rows, rate * 24.0 / binsPerDay);
        return outcome(rows, added);
    }

    /** The hours before only. */
    public static Outcome blocks(
            EffectFree family, int blocks, int windowBins, double added, int replicates, long seed) {
        Measured measured = forBlocks(family, blocks, windowBins, seed);
        double[][] rows = new double[replicates][];
        for (int r = 0; r < replicates; r++) {
            rows[r] = measured.blocks(blocks, windowBins, added, r);
        }
        Oracle.judge(rows, 0);
        return outcome(rows, added);
    }

    private static double sampled(double expected, int rate, int bins, Draws draws) {
        return draws.poisson(expected / rate) * rate / bins;
    }

    /** Averages over the replicates on which the test ran, after {@link Oracle#judge}. */
    static Outcome outcome(double[][] rows, double added) {
        double predicted = 0;
        int rejected = 0;
        int covered = 0;
        double bounds = 0;
        double oracle = 0;
        int n = 0;
        for (double[] row : rows) {
            if (Double.isNaN(row[0])) {
                continue;
            }
            n++;
            predicted += row[0];
            rejected += row[1] == 1 ? 1 : 0;
            covered += row[2] >= added * MEAN ? 1 : 0;
            bounds += row[2];
            oracle += row[4];
        }
        return new Outcome(
                predicted / n,
                rejected / (double) n,
                covered / (double) n,
                bounds / n / MEAN - added,
                oracle / n / MEAN - added,
                n);
    }
}
