package floodmark.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How rare is a block score among destinations of like volume? The scores of all destinations form the reference, because a single
 * destination has too few blocks to reach the small p-values that a family of 10^5 tests needs.
 *
 * <p>Scores are counted in cells of asinh(score), apart for each stratum of volume (factor 4). Destinations of which more than half
 * of the blocks hold the same have coarse scores, in units of {@link ScanScore#FLOOR}, and strata of their own: silent ones by the
 * number of active blocks besides the peak and its neighbours, those with a level of a few events together. Counts add up, so the
 * pool is the same in whatever order and on however many machines it was gathered. Neighbouring strata are joined until they hold
 * {@link #FEWEST} destinations, coarse ones with coarse ones first.
 *
 * <p>The tail of a stratum is empirical up to the .98 quantile of its positive scores, {@code (1 + #{>= s}) / (N + 1)}; beyond, it
 * is a law fitted to what lies below, so that floods among the pooled destinations do not bend it as long as they are fewer than
 * 2 % of the positive scores. Finely graded scores: a generalised Pareto law (Pickands 1975; {@link ExcessTail}), its shape between 0
 * (exponential) and .5, shared by all strata and raised by one standard error. Coarse scores, which take few different values and may
 * have a heavy tail without any flood: empirical up to a wide gap, then the heaviest of several Pareto laws ({@link BurstTail}).
 *
 * <p>No destination gets a p-value below 1/(100 F), where F is the number of all pooled destinations: the family over which p-values
 * are corrected. How far a small stratum may be extrapolated is settled by the standard errors of its law instead. Over the K
 * blocks of a destination {@code p = 1 - (1 - p_block)^K}.
 *
 * <p>Refuses with fewer than {@link #FEWEST} destinations of like volume, captures too short for blocks, and a level below the smallest p.
 *
 * <p>Within a stratum destinations differ; the p-value is right on average over them, which is what the false discovery rate of the
 * family needs (Efron 2010, Large-Scale Inference, chapter 2).
 */
public final class PooledTail {
    /** Registry entry. */
    public static final StatTest ABOUT = new Described(
            "pooled-tail",
            "largest block score against the pool of like destinations",
            "Is the destination's largest burst out of the ordinary among destinations of like volume?",
            "Pickands 1975, Annals of Statistics 3(1); Efron 2010, Large-Scale Inference");

    /** Fewest destinations in a pool. */
    public static final int FEWEST = 100;

    private static final double EXTRAPOLATE = 100;

    private final Stratum[] strata;
    private final long family;

    private PooledTail(Stratum[] strata, long family) {
        this.strata = strata;
        this.family = family;
    }

    /** One reference distribution. */
    private record Stratum(long destinations, ScoreTail tail) {}

    /** Counts of block scores by stratum and cell. */
    public static final class Pool {
        static final int PER_UNIT = 20;
        static final int HALF = 8 * PER_UNIT;
        static final int CELLS = 2 * HALF;
        /** Strata of coarse scores: more than half of a destination's blocks hold the same. */
        static final int COARSE = 7;

        static final int STRATA = COARSE + 24;

        private static final double WIDTH = StrictMath.log(4);
        private static final int FIGURES = STRATA * (CELLS + 1) + COARSE * CELLS;

        final long[][] counts = new long[STRATA][CELLS];
        final long[] destinations = new long[STRATA];
        /** Smallest score in each cell of a stratum of coarse scores; infinite if the cell is empty. */
        final double[][] smallest = new double[COARSE][CELLS];

        /** An empty pool. */
        public Pool() {
            for (double[] cells : smallest) {
                Arrays.fill(cells, Double.POSITIVE_INFINITY);
            }
        }

        /** Adds one destination; one without scores changes nothing. */
        public void add(ScanScore.Features features) {
            add(tally(features));
        }

        /** Adds one destination; one without scores changes nothing. */
        public void add(ScoreTally tally) {
            if (tally.blocks() == 0) {
                return;
            }
            destinations[tally.stratum()]++;
            long[] count = counts[tally.stratum()];
            int[] cells = tally.cells();
            for (int i = 0; i < cells.length; i++) {
                count[cells[i]] += tally.counts()[i];
            }
            for (int i = 0; i < tally.smallest().length; i++) {
                double[] least = smallest[tally.stratum()];
                least[cells[i]] = StrictMath.min(least[cells[i]], tally.smallest()[i]);
            }
        }

        /** Adds another pool. */
        public void merge(Pool other) {
            for (int s = 0; s < STRATA; s++) {
                destinations[s] += other.destinations[s];
                add(counts[s], other.counts[s]);
            }
            for (int s = 0; s < COARSE; s++) {
                lower(smallest[s], other.smallest[s]);
            }
        }

        static void add(long[] counts, long[] others) {
            for (int c = 0; c < CELLS; c++) {
                counts[c] += others[c];
            }
        }

        static void lower(double[] smallest, double[] others) {
            for (int c = 0; c < CELLS; c++) {
                smallest[c] = StrictMath.min(smallest[c], others[c]);
            }
        }

        /** All figures as one array, to be sent and put back by {@link #ofArray}. */
        public long[] toArray() {
            long[] out = new long[FIGURES];
            int at = 0;
            for (int s = 0; s < STRATA; s++) {
                out[at++] = destinations[s];
                System.arraycopy(counts[s], 0, out, at, CELLS);
                at += CELLS;
            }
            for (double[] cells : smallest) {
                for (double least : cells) {
                    out[at++] = Double.doubleToLongBits(least);
                }
            }
            return out;
        }

        /** The reverse of {@link #toArray}. */
        public static Pool ofArray(long[] figures) {
            if (figures.length != FIGURES) {
                throw new IllegalArgumentException("not a pool: " + figures.length + " figures");
            }
            Pool pool = new Pool();
            int at = 0;
            for (int s = 0; s < STRATA; s++) {
                pool.destinations[s] = figures[at++];
                System.arraycopy(figures, at, pool.counts[s], 0, CELLS);
                at += CELLS;
            }
            for (double[] cells : pool.smallest) {
                for (int c = 0; c < CELLS; c++) {
                    cells[c] = Double.longBitsToDouble(figures[at++]);
                }
            }
            return pool;
        }

        /** 0: no traffic at all; 1 to 5: silent; 6: mostly at one level of few events; then by level. */
        static int stratum(ScanScore.Features features) {
            double[] scores = features.blockScores();
            int peak = 0;
            int active = 0;
            int level = 0;
            for (int b = 0; b < scores.length; b++) {
                peak = scores[b] > scores[peak] ? b : peak;
                active += scores[b] > 0 ? 1 : 0;
                level += scores[b] == 0 ? 1 : 0;
            }
            if (features.level() > 0) {
                return 2 * level > scores.length
                        ? COARSE - 1
                        : COARSE + StrictMath.min(STRATA - COARSE - 1, (int) (features.level() / WIDTH));
            }
            if (active == 0) {
                return 0;
            }
            // Without the peak and its neighbours, so that a flood does not choose its own company.
            for (int b = StrictMath.max(0, peak - 1); b <= peak + 1 && b < scores.length; b++) {
                active -= scores[b] > 0 ? 1 : 0;
            }
            // 0, 1, 2-3, 4-7, 8 and more active blocks besides.
            return 1 + StrictMath.min(4, 32 - Integer.numberOfLeadingZeros(active));
        }

        static int cell(double score) {
            if (score == 0) {
                // Most blocks of most destinations.
                return HALF;
            }
            double magnitude = StrictMath.abs(score);
            double asinh = StrictMath.log(magnitude + StrictMath.sqrt(magnitude * magnitude + 1));
            int steps = (int) StrictMath.floor(PER_UNIT * (score < 0 ? -asinh : asinh));
            return StrictMath.max(0, StrictMath.min(CELLS - 1, steps + HALF));
        }

        static double edge(int cell) {
            return StrictMath.sinh((cell - HALF) / (double) PER_UNIT);
        }
    }

    /** What a pool and a test need of a destination's block scores. */
    public static ScoreTally tally(ScanScore.Features features) {
        double[] scores = features.blockScores();
        int k = scores.length;
        if (k == 0) {
            return new ScoreTally(0, 0, new int[0], new int[0], new double[0]);
        }
        int stratum = Pool.stratum(features);
        // Few cells differ, so each score is put among those that are there.
        int[] cells = new int[k];
        int[] counts = new int[k];
        double[] smallest = new double[stratum < Pool.COARSE ? k : 0];
        int size = 0;
        for (double score : scores) {
            int cell = Pool.cell(score);
            int at = Arrays.binarySearch(cells, 0, size, cell);
            if (at < 0) {
                at = -at - 1;
                System.arraycopy(cells, at, cells, at + 1, size - at);
                System.arraycopy(counts, at, counts, at + 1, size - at);
                cells[at] = cell;
                counts[at] = 0;
                if (smallest.length > 0) {
                    System.arraycopy(smallest, at, smallest, at + 1, size - at);
                    smallest[at] = Double.POSITIVE_INFINITY;
                }
                size++;
            }
            counts[at]++;
            if (smallest.length > 0) {
                smallest[at] = StrictMath.min(smallest[at], score);
            }
        }
        cells = Arrays.copyOf(cells, size);
        smallest = Arrays.copyOf(smallest, StrictMath.min(size, smallest.length));
        return new ScoreTally(stratum, k, cells, Arrays.copyOf(counts, size), smallest);
    }

    /** Fits the tails. */
    public static PooledTail fit(Pool pool) {
        Stratum[] strata = new Stratum[Pool.STRATA];
        for (int s = 0; s < Pool.STRATA; s++) {
            if (pool.destinations[s] > 0) {
                strata[s] = joined(pool, s);
            }
        }
        shareShape(strata);
        return new PooledTail(strata, Arrays.stream(pool.destinations).sum());
    }

    /** One shape for all strata, from the sum of their likelihoods: a stratum alone is too small to tell. */
    private static void shareShape(Stratum[] strata) {
        List<ExcessTail> tails = new ArrayList<>();
        for (Stratum stratum : strata) {
            if (stratum != null && stratum.tail() instanceof ExcessTail tail && tail.parametric()) {
                tails.add(tail);
            }
        }
        double[] profile = new double[ExcessTail.SHAPES];
        for (ExcessTail tail : tails) {
            double[] own = tail.profile();
            for (int i = 0; i < profile.length; i++) {
                profile[i] += own[i];
            }
        }
        double best = Arrays.stream(profile).max().orElse(0);
        int chosen = 0;
        for (int i = 0; i < profile.length; i++) {
            // Within half a unit of log-likelihood: the upper end of the one-standard-error interval.
            if (profile[i] >= best - 0.5) {
                chosen = i;
            }
        }
        for (ExcessTail tail : tails) {
            tail.shape(chosen);
        }
    }

    /**
     * The destination's p-value. Statistic and effect: its largest block score.
     *
     * @param alpha level that must be reachable, else the test refuses
     */
    public TestResult test(ScanScore.Features features, double alpha) {
        ScoreTally tally = tally(features);
        Reference reference = reference(tally.stratum(), tally.blocks(), alpha);
        int pooled = (int) StrictMath.min(Integer.MAX_VALUE, reference.destinations);
        if (Double.isNaN(reference.smallestP)) {
            return TestResult.refused(ABOUT.id(), Double.NaN, pooled, reference.refusal);
        }
        double none = Double.NaN;
        TestResult result = new TestResult(
                ABOUT.id(),
                features.maxScore(),
                reference.pValue(features.maxScore()),
                reference.smallestP,
                features.excess(),
                features.excessLow(),
                features.excessHigh(),
                features.baseline(),
                none,
                none,
                pooled,
                "");
        return reference.refused() ? result.refusing(reference.refusal) : result;
    }

    /**
     * What the largest score of all destinations of a stratum and number of blocks is compared with: there are few of these, and millions of
     * destinations.
     *
     * @param stratum and
     * @param blocks of a destination's {@link ScoreTally}
     * @param alpha level that must be reachable, else the test refuses
     */
    public Reference reference(int stratum, int blocks, double alpha) {
        double none = Double.NaN;
        if (blocks == 0) {
            return new Reference(
                    null,
                    0,
                    0,
                    0,
                    none,
                    "the capture is too short for a screening test; needs " + 2 * ScanScore.FEWEST_BLOCKS + " bins");
        }
        Stratum pooled = strata[stratum];
        if (pooled == null || pooled.destinations() < FEWEST) {
            long has = pooled == null ? 0 : pooled.destinations();
            return new Reference(null, 0, 0, has, none, "cannot pool " + has + " destinations; needs " + FEWEST);
        }
        double floor = 1 / (EXTRAPOLATE * family * blocks);
        double smallest = overBlocks(floor, blocks);
        String refusal = smallest > alpha
                ? String.format(
                        Locale.ROOT,
                        "cannot reach %s with %d destinations; needs %.0f",
                        OrderStatistics.level(alpha),
                        family,
                        StrictMath.ceil(1 / (EXTRAPOLATE * alpha)))
                : "";
        return new Reference(pooled.tail(), floor, blocks, pooled.destinations(), smallest, refusal);
    }

    /** The p-value of a largest block score, or why there is none. */
    public static final class Reference {
        private final @Nullable ScoreTail tail;
        private final double floor;
        private final int blocks;
        private final long destinations;
        private final double smallestP;
        private final String refusal;

        private Reference(
                @Nullable ScoreTail tail,
                double floor,
                int blocks,
                long destinations,
                double smallestP,
                String refusal) {
            this.tail = tail;
            this.floor = floor;
            this.blocks = blocks;
            this.destinations = destinations;
            this.smallestP = smallestP;
            this.refusal = refusal;
        }

        /** True if no score gets a p-value. */
        public boolean refused() {
            return !refusal.isEmpty();
        }

        /** Empty if the test runs, else one sentence that says why not and what would do. */
        public String refusal() {
            return refusal;
        }

        /** Smallest p-value that the pool allows; NaN without one. */
        public double smallestP() {
            return smallestP;
        }

        /** The p-value of a largest block score; NaN if the test refuses. */
        public double pValue(double maxScore) {
            return tail == null || refused()
                    ? Double.NaN
                    : overBlocks(StrictMath.max(floor, tail.atLeast(maxScore)), blocks);
        }
    }

    /** {@code 1 - (1 - p)^k}, exact for small p. */
    static double overBlocks(double p, int k) {
        return p >= 1 ? 1 : -StrictMath.expm1(k * StrictMath.log1p(-p));
    }

    /** The stratum with as many neighbours as it takes, nearest first; coarse ones stay among themselves if they can. */
    private static Stratum joined(Pool pool, int middle) {
        long[] counts = pool.counts[middle].clone();
        long destinations = pool.destinations[middle];
        boolean coarse = middle < Pool.COARSE;
        double[] smallest = coarse ? pool.smallest[middle].clone() : new double[0];
        for (int step = 1; coarse && destinations < FEWEST && step < Pool.COARSE; step++) {
            for (int s : new int[] {middle - step, middle + step}) {
                if (s >= 0 && s < Pool.COARSE) {
                    destinations += pool.destinations[s];
                    Pool.add(counts, pool.counts[s]);
                    Pool.lower(smallest, pool.smallest[s]);
                }
            }
        }
        for (int step = 1; destinations < FEWEST && step < Pool.STRATA; step++) {
            for (int s : new int[] {middle - step, middle + step}) {
                // All coarse strata are in already if the middle is one.
                if (s >= (coarse ? Pool.COARSE : 0) && s < Pool.STRATA) {
                    destinations += pool.destinations[s];
                    Pool.add(counts, pool.counts[s]);
                }
            }
        }
        return new Stratum(destinations, coarse ? new BurstTail(counts, smallest) : new ExcessTail(counts));
    }
}
