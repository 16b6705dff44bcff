package floodmark.stats.calibration;

import floodmark.stats.BlockExcess;
import floodmark.stats.Draws;
import floodmark.stats.MatchedWindows;
import floodmark.stats.Side;
import floodmark.stats.VolumeVisibility;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.commons.math3.special.Gamma;

/** Does the power that is predicted from a history come true, and do the upper bounds cover what was added? */
public final class Visibility {
    private static final double MEAN = 1000;
    private static final double LEVEL = 0.05;
    private static final double COVERAGE = 0.95;
    private static final int HALVINGS = 40;

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

    /** Matched windows of an hour; {@code added} in units of the mean, counts sampled at 1:rate. */
    public static Outcome matched(
            EffectFree family, int days, double added, int rate, int replicates, int binsPerDay, long seed) {
        Draws draws = new Draws(seed);
        int hour = binsPerDay / 24;
        EffectFree.Source source = family.source((days + 1) * binsPerDay, binsPerDay, EffectFree.VARIATION);
        double[] bounds = new double[replicates];
        double[] observations = new double[replicates];
        double[] ordinary = new double[replicates];
        double predicted = 0;
        int rejected = 0;
        int covered = 0;
        for (int r = 0; r < replicates; r++) {
            double[] intensity = source.intensity(draws);
            double[] means = new double[days + 1];
            for (int d = 0; d <= days; d++) {
                double expected = 0;
                for (int i = 0; i < hour; i++) {
                    expected += MEAN * intensity[d * binsPerDay + binsPerDay / 2 + i];
                }
                means[d] = sampled(expected, rate, hour, draws);
                ordinary[r] = expected / hour;
            }
            double[] earlier = Arrays.copyOf(means, days);
            double flood = sampled(added * MEAN * hour, rate, hour, draws);
            double observed = means[days] + flood;
            VolumeVisibility visibility = VolumeVisibility.matched(earlier, LEVEL);
            predicted += visibility.power(added * MEAN, rate * added * MEAN / hour) / replicates;
            rejected +=
                    MatchedWindows.test(observed, earlier, Side.GREATER, LEVEL).rejects(LEVEL) ? 1 : 0;
            bounds[r] = visibility.upperBoundSampled(observed, 0.95, rate / (double) hour);
            observations[r] = observed;
            covered += bounds[r] >= added * MEAN ? 1 : 0;
        }
        double oracle = rate == 1
                ? spread(observations)
                : new Oracle(ordinary, rate / (double) hour).meanBound(observations) - added * MEAN;
        return outcome(predicted, rejected, covered, bounds, oracle, added, replicates);
    }

    /** The hours before only. */
    public static Outcome blocks(
            EffectFree family, int blocks, int windowBins, double added, int replicates, long seed) {
        Draws draws = new Draws(seed);
        int gap = windowBins / 3;
        int length = blocks * windowBins;
        EffectFree.Source source = family.source(length + gap + windowBins);
        double[] bounds = new double[replicates];
        double[] normal = new double[replicates];
        double predicted = 0;
        int rejected = 0;
        int covered = 0;
        int ran = 0;
        for (int r = 0; r < replicates; r++) {
            double[] series = source.draw(MEAN, draws);
            double[] baseline = Arrays.copyOf(series, length);
            double observed = 0;
            for (int i = length + gap; i < series.length; i++) {
                observed += series[i] / windowBins;
            }
            observed += added * MEAN;
            VolumeVisibility visibility = VolumeVisibility.blocks(baseline, windowBins, gap, LEVEL);
            if (!visibility.refusal().isEmpty()) {
                continue;
            }
            predicted += visibility.power(added * MEAN);
            rejected += BlockExcess.test(baseline, windowBins, gap, observed, Side.GREATER, LEVEL)
                            .rejects(LEVEL)
                    ? 1
                    : 0;
            bounds[ran] = visibility.upperBound(observed, 0.95);
            normal[ran] = observed;
            covered += bounds[ran] >= added * MEAN ? 1 : 0;
            ran++;
        }
        double oracle = spread(Arrays.copyOf(normal, ran));
        return outcome(predicted / ran, rejected, covered, Arrays.copyOf(bounds, ran), oracle, added, ran);
    }

    private static double sampled(double expected, int rate, int bins, Draws draws) {
        return draws.poisson(expected / rate) * rate / bins;
    }

    /** Width for an oracle where the flood is exactly what was added: the lower tail of ordinary windows. */
    private static double spread(double[] observations) {
        double[] sorted = observations.clone();
        Arrays.sort(sorted);
        double mean = Arrays.stream(observations).average().orElse(Double.NaN);
        return sorted.length == 0 ? Double.NaN : mean - sorted[(int) ((1 - COVERAGE) * sorted.length)];
    }

    private static Outcome outcome(
            double predicted, int rejected, int covered, double[] bounds, double oracle, double added, int n) {
        double meanBound = Arrays.stream(bounds).average().orElse(Double.NaN);
        return new Outcome(
                predicted, rejected / (double) n, covered / (double) n, meanBound / MEAN - added, oracle / MEAN, n);
    }

    /** Knows how likely each level of an ordinary window is. */
    private static final class Oracle {
        private static final int LEVELS = 100;

        private final double[] packets;
        private final double perPacket;

        Oracle(double[] ordinary, double perPacket) {
            double[] sorted = ordinary.clone();
            Arrays.sort(sorted);
            packets = new double[StrictMath.min(LEVELS, sorted.length)];
            for (int i = 0; i < packets.length; i++) {
                packets[i] = sorted[(int) ((i + 0.5) * sorted.length / packets.length)] / perPacket;
            }
            this.perPacket = perPacket;
        }

        double meanBound(double[] observations) {
            Map<Long, Double> known = new HashMap<>();
            double sum = 0;
            for (double observed : observations) {
                sum += known.computeIfAbsent(StrictMath.round(observed / perPacket), this::bound);
            }
            return sum / observations.length * perPacket;
        }

        /** Smallest number of added packets that is unlikely to give so few. */
        private double bound(long seen) {
            double low = 0;
            double high = 2 * seen + 10.0;
            for (int i = 0; i < HALVINGS; i++) {
                double middle = 0.5 * (low + high);
                double p = 0;
                for (double level : packets) {
                    p += Gamma.regularizedGammaQ(seen + 1.0, level + middle) / packets.length;
                }
                if (p > 1 - COVERAGE) {
                    low = middle;
                } else {
                    high = middle;
                }
            }
            return high;
        }
    }
}
