package floodmark.stats.calibration;

import floodmark.stats.Draws;
import floodmark.stats.MultipleTesting;
import floodmark.stats.PooledTail;
import floodmark.stats.ScanScore;
import java.util.Arrays;

/**
 * Realised share of false discoveries, and power, of the screening over many destinations.
 *
 * <p>Steady destinations: means log-uniform up to 10^5, all five families of {@link EffectFree} mixed, coefficients of variation of
 * .1 to .4; some are flooded for 5 to 9 bins at ten times their mean. Sparse destinations: traffic in one to three bins of the
 * whole capture. Silent ones that are flooded: one to three sparse bins, and for 5 to 9 bins at least {@link #SILENT_FLOOD}.
 */
public final class Screening {
    /** Level of the false discovery rate. */
    public static final double LEVEL = 0.10;
    /** Smallest flood of a silent destination, in events a bin: 100 flows a second, in bins of a minute; the largest is four times this. */
    public static final double SILENT_FLOOD = 6000;

    private static final double[] VARIATIONS = {0.1, 0.2, 0.3, 0.4};
    private static final double FLOOD = 9;
    private static final double LARGEST_MEAN = 1e5;

    private Screening() {}

    /** What traffic without floods looks like. */
    public enum Background {
        /** Every destination has a mean of at least one event a bin. */
        STEADY(0, 0, 1),
        /** The same with means from one event in a hundred bins. */
        STEADY_AND_RARE(0, 0, 0.01),
        /** 30 % of the destinations are sparse, with one to five events in an active bin, each as likely. */
        PARTLY_SPARSE(0.3, 0, 1),
        /** 90 % of them. */
        SPARSE(0.9, 0, 1),
        /** 90 % are sparse, and events in an active bin are Pareto with index 1: twice as many are half as likely. */
        SPARSE_HEAVY_TAILED(0.9, 1, 1),
        /** 90 % are sparse, a tenth of these heavy-tailed, the others with one to five events. */
        SPARSE_MIXED(0.9, 0.1, 1);

        private final double sparse;
        private final double heavy;
        private final double smallestMean;

        Background(double sparse, double heavy, double smallestMean) {
            this.sparse = sparse;
            this.heavy = heavy;
            this.smallestMean = smallestMean;
        }
    }

    /**
     * What is screened.
     *
     * @param destinations how many
     * @param bins length of the capture in minutes
     * @param background traffic without floods
     * @param share share of the steady destinations that are flooded
     * @param silentFloods number of silent destinations that are flooded; they come on top
     */
    public record Plan(int destinations, int bins, Background background, double share, int silentFloods) {}

    /**
     * One screening.
     *
     * @param flooded steady destinations that were flooded
     * @param found of these, with q at most .10
     * @param silentFlooded silent destinations that were flooded
     * @param silentFound of these, with q at most .10
     * @param falselyFound others with q at most .10
     * @param refused destinations without a p-value
     * @param nominal share of the others with p at most .05
     */
    public record Outcome(
            int flooded, int found, int silentFlooded, int silentFound, int falselyFound, int refused, double nominal) {
        /** Share of false discoveries; 0 if there are none at all. */
        public double falseShare() {
            return falselyFound == 0 ? 0 : falselyFound / (double) (found + silentFound + falselyFound);
        }

        /** Share of floods of steady destinations found. */
        public double power() {
            return found / (double) flooded;
        }
    }

    /** Simulates and screens. */
    public static Outcome run(Plan plan, long seed) {
        Draws draws = new Draws(seed);
        Traffic traffic = new Traffic(plan, draws);
        int all = plan.destinations() + plan.silentFloods();
        PooledTail.Pool pool = new PooledTail.Pool();
        ScanScore.Features[] features = new ScanScore.Features[all];
        Kind[] kinds = new Kind[all];
        int kept = 0;
        for (int i = 0; i < all; i++) {
            Kind kind = i < plan.destinations() ? traffic.next() : traffic.silentFlood();
            if (traffic.size > 0) {
                kinds[kept] = kind;
                features[kept] = ScanScore.compute(traffic.bin, traffic.value, traffic.size, 0, plan.bins() - 1, 1);
                pool.add(features[kept++]);
            }
        }
        return outcome(PooledTail.fit(pool), Arrays.copyOf(features, kept), kinds);
    }

    private enum Kind {
        ORDINARY,
        FLOODED,
        SILENT_FLOODED
    }

    /** Series of one destination after the other. */
    private static final class Traffic {
        private final Plan plan;
        private final Draws draws;
        private final EffectFree.Source[] sources;
        private final double range;
        private final double[] dense;
        final long[] bin;
        final double[] value;
        int size;

        Traffic(Plan plan, Draws draws) {
            this.plan = plan;
            this.draws = draws;
            EffectFree[] families = EffectFree.values();
            sources = new EffectFree.Source[families.length * VARIATIONS.length];
            for (int i = 0; i < sources.length; i++) {
                sources[i] = families[i % families.length].source(
                        plan.bins(), EffectFree.DAY, VARIATIONS[i / families.length]);
            }
            range = StrictMath.log(LARGEST_MEAN / plan.background().smallestMean);
            dense = new double[plan.bins()];
            bin = new long[plan.bins()];
            value = new double[plan.bins()];
        }

        Kind next() {
            Background background = plan.background();
            if (background.sparse > 0 && draws.uniform() < background.sparse) {
                Arrays.fill(dense, 0);
                addSparse(background.heavy > 0 && draws.uniform() < background.heavy);
                keep();
                return Kind.ORDINARY;
            }
            double mean = background.smallestMean * StrictMath.exp(range * draws.uniform());
            double[] intensity = sources[draws.below(sources.length)].intensity(draws);
            boolean hit = draws.uniform() < plan.share();
            int start = draws.below(plan.bins() - 10);
            int end = start + 5 + draws.below(5);
            for (int t = 0; t < dense.length; t++) {
                dense[t] = draws.poisson(mean * (intensity[t] + (hit && t >= start && t < end ? FLOOD : 0)));
            }
            keep();
            return hit ? Kind.FLOODED : Kind.ORDINARY;
        }

        Kind silentFlood() {
            Arrays.fill(dense, 0);
            addSparse(false);
            double mean = SILENT_FLOOD * StrictMath.pow(4, draws.uniform());
            int start = draws.below(dense.length - 10);
            int end = start + 5 + draws.below(5);
            for (int t = start; t < end; t++) {
                dense[t] += draws.poisson(mean);
            }
            keep();
            return Kind.SILENT_FLOODED;
        }

        private void addSparse(boolean heavy) {
            int active = 1 + draws.below(3);
            for (int i = 0; i < active; i++) {
                dense[draws.below(dense.length)] +=
                        heavy ? StrictMath.floor(1 / (1 - draws.uniform())) : 1 + draws.below(5);
            }
        }

        private void keep() {
            size = 0;
            for (int t = 0; t < dense.length; t++) {
                if (dense[t] > 0) {
                    bin[size] = t;
                    value[size++] = dense[t];
                }
            }
        }
    }

    private static Outcome outcome(PooledTail tail, ScanScore.Features[] features, Kind[] kinds) {
        double[] p = new double[features.length];
        for (int i = 0; i < p.length; i++) {
            p[i] = tail.test(features[i], 0.05).pValue();
        }
        double[] q = MultipleTesting.benjaminiHochberg(p);
        int[] of = new int[Kind.values().length];
        int[] found = new int[of.length];
        int refused = 0;
        int small = 0;
        for (int i = 0; i < p.length; i++) {
            int kind = kinds[i].ordinal();
            of[kind]++;
            found[kind] += q[i] <= LEVEL ? 1 : 0;
            refused += Double.isNaN(p[i]) ? 1 : 0;
            small += kinds[i] == Kind.ORDINARY && p[i] <= 0.05 ? 1 : 0;
        }
        int flooded = Kind.FLOODED.ordinal();
        int silent = Kind.SILENT_FLOODED.ordinal();
        int ordinary = Kind.ORDINARY.ordinal();
        return new Outcome(
                of[flooded],
                found[flooded],
                of[silent],
                found[silent],
                found[ordinary],
                refused,
                small / (double) (of[ordinary] - refused));
    }
}
