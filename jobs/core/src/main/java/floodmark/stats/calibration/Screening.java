package floodmark.stats.calibration;

import floodmark.stats.Draws;
import floodmark.stats.MultipleTesting;
import floodmark.stats.PooledTail;
import floodmark.stats.ScanScore;
import java.util.Arrays;

/**
 * Realised share of false discoveries, and power, of the screening over many destinations: means log-uniform over five orders of
 * magnitude, all five families mixed, coefficients of variation of .1 to .4, some destinations flooded for 5 to 9 bins at ten
 * times their mean.
 */
public final class Screening {
    /** Level of the false discovery rate. */
    public static final double LEVEL = 0.10;

    private static final double[] VARIATIONS = {0.1, 0.2, 0.3, 0.4};
    private static final double FLOOD = 9;

    private Screening() {}

    /**
     * One screening.
     *
     * @param flooded destinations that were flooded
     * @param found of these, with q at most .10
     * @param falselyFound others with q at most .10
     * @param refused destinations without a p-value
     * @param nominal share of the others with p at most .05
     */
    public record Outcome(int flooded, int found, int falselyFound, int refused, double nominal) {
        /** Share of false discoveries; 0 if there are none at all. */
        public double falseShare() {
            return falselyFound == 0 ? 0 : falselyFound / (double) (found + falselyFound);
        }

        /** Share of floods found. */
        public double power() {
            return found / (double) flooded;
        }
    }

    /**
     * Simulates and screens.
     *
     * @param destinations how many
     * @param bins length of the capture in minutes
     * @param share share of destinations that are flooded
     * @param smallestMean smallest mean count a bin; the largest is 10^5
     */
    public static Outcome run(int destinations, int bins, double share, double smallestMean, long seed) {
        Draws draws = new Draws(seed);
        EffectFree[] families = EffectFree.values();
        EffectFree.Source[] sources = new EffectFree.Source[families.length * VARIATIONS.length];
        for (int i = 0; i < sources.length; i++) {
            sources[i] = families[i % families.length].source(bins, EffectFree.DAY, VARIATIONS[i / families.length]);
        }
        double range = StrictMath.log(1e5 / smallestMean);
        PooledTail.Pool pool = new PooledTail.Pool();
        ScanScore.Features[] features = new ScanScore.Features[destinations];
        boolean[] flooded = new boolean[destinations];
        long[] bin = new long[bins];
        double[] value = new double[bins];
        int kept = 0;
        for (int i = 0; i < destinations; i++) {
            double mean = smallestMean * StrictMath.exp(range * draws.uniform());
            double[] intensity = sources[draws.below(sources.length)].intensity(draws);
            boolean hit = draws.uniform() < share;
            int start = draws.below(bins - 10);
            int end = start + 5 + draws.below(5);
            int size = 0;
            for (int t = 0; t < bins; t++) {
                double count = draws.poisson(mean * (intensity[t] + (hit && t >= start && t < end ? FLOOD : 0)));
                if (count > 0) {
                    bin[size] = t;
                    value[size++] = count;
                }
            }
            if (size > 0) {
                flooded[kept] = hit;
                features[kept] = ScanScore.compute(bin, value, size, 0, bins - 1, 1);
                pool.add(features[kept++]);
            }
        }
        return outcome(PooledTail.fit(pool), Arrays.copyOf(features, kept), flooded);
    }

    private static Outcome outcome(PooledTail tail, ScanScore.Features[] features, boolean[] flooded) {
        double[] p = new double[features.length];
        int refused = 0;
        int hits = 0;
        int small = 0;
        for (int i = 0; i < p.length; i++) {
            p[i] = tail.test(features[i], 0.05).pValue();
            refused += Double.isNaN(p[i]) ? 1 : 0;
            hits += flooded[i] ? 1 : 0;
            small += !flooded[i] && p[i] <= 0.05 ? 1 : 0;
        }
        double[] q = MultipleTesting.benjaminiHochberg(p);
        int found = 0;
        int falselyFound = 0;
        for (int i = 0; i < p.length; i++) {
            found += flooded[i] && q[i] <= LEVEL ? 1 : 0;
            falselyFound += !flooded[i] && q[i] <= LEVEL ? 1 : 0;
        }
        return new Outcome(hits, found, falselyFound, refused, small / (double) (p.length - hits - refused));
    }
}
