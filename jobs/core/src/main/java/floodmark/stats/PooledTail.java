package floodmark.stats;

import java.util.Arrays;
import java.util.Locale;

/**
 * How rare is a block score among destinations of like volume? The scores of all destinations form the reference, because a single
 * destination has too few blocks to reach the small p-values that a family of 10^5 tests needs.
 *
 * <p>Scores are counted in cells of asinh(score), apart for each stratum of volume (factor 4; silent destinations by themselves, by
 * their share of active blocks); counts add up, so the pool is the same in whatever order and on however many machines it was gathered. Neighbouring
 * strata are joined until they hold {@link #FEWEST} destinations.
 *
 * <p>Up to the .98 quantile of the positive scores the tail is empirical, {@code (1 + #{>= s}) / (N + 1)}; beyond, it is a
 * generalised Pareto law (Pickands 1975, Annals of Statistics 3(1)) fitted by maximum likelihood to the cells between the .90 and the .98
 * quantile, larger scores censored: floods among the pooled destinations lie above and do not bend it, as long as fewer than
 * 2 % of the positive scores are floods. The shape, between 0 (exponential) and .5, is shared by all strata and raised by one standard error. Where
 * scores of a stratum take so few different values that no law can be fitted, the tail stays empirical. A tail is not extrapolated
 * below 1/(100 N). Over the K blocks of a destination {@code p = 1 - (1 - p_block)^K}.
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

    private static final double[] FIT_FROM = {0.9, 0.8, 0.6, 0.3};
    private static final double FIT_TO = 0.98;
    private static final int FEWEST_CELLS = 4;
    private static final double EXTRAPOLATE = 100;

    private final Stratum[] strata;

    private PooledTail(Stratum[] strata) {
        this.strata = strata;
    }

    /** Counts of block scores by stratum and cell. */
    public static final class Pool {
        static final int PER_UNIT = 20;
        static final int HALF = 8 * PER_UNIT;
        static final int CELLS = 2 * HALF;
        static final int SILENT = 5;
        static final int STRATA = SILENT + 24;

        private static final double WIDTH = StrictMath.log(4);

        final long[][] counts = new long[STRATA][CELLS];
        final long[] destinations = new long[STRATA];

        /** Adds one destination; one without scores changes nothing. */
        public void add(ScanScore.Features features) {
            double[] scores = features.blockScores();
            if (scores.length == 0) {
                return;
            }
            int stratum = stratum(features);
            destinations[stratum]++;
            for (double s : scores) {
                counts[stratum][cell(s)]++;
            }
        }

        /** Adds another pool. */
        public void merge(Pool other) {
            for (int s = 0; s < STRATA; s++) {
                destinations[s] += other.destinations[s];
                for (int c = 0; c < CELLS; c++) {
                    counts[s][c] += other.counts[s][c];
                }
            }
        }

        /** All figures as one array, to be sent and put back by {@link #ofArray}. */
        public long[] toArray() {
            long[] out = new long[STRATA * (CELLS + 1)];
            for (int s = 0; s < STRATA; s++) {
                out[s * (CELLS + 1)] = destinations[s];
                System.arraycopy(counts[s], 0, out, s * (CELLS + 1) + 1, CELLS);
            }
            return out;
        }

        /** The reverse of {@link #toArray}. */
        public static Pool ofArray(long[] figures) {
            if (figures.length != STRATA * (CELLS + 1)) {
                throw new IllegalArgumentException("not a pool: " + figures.length + " figures");
            }
            Pool pool = new Pool();
            for (int s = 0; s < STRATA; s++) {
                pool.destinations[s] = figures[s * (CELLS + 1)];
                System.arraycopy(figures, s * (CELLS + 1) + 1, pool.counts[s], 0, CELLS);
            }
            return pool;
        }

        static int stratum(ScanScore.Features features) {
            if (features.level() > 0) {
                return SILENT + StrictMath.min(STRATA - SILENT - 1, (int) (features.level() / WIDTH));
            }
            int active = 0;
            for (double s : features.blockScores()) {
                active += s > 0 ? 1 : 0;
            }
            // 1, 2-3, 4-7, 8 and more active blocks; 0 if the destination has no traffic at all.
            return active == 0 ? 0 : 1 + StrictMath.min(SILENT - 2, 31 - Integer.numberOfLeadingZeros(active));
        }

        static int cell(double score) {
            double magnitude = StrictMath.abs(score);
            double asinh = StrictMath.log(magnitude + StrictMath.sqrt(magnitude * magnitude + 1));
            int steps = (int) StrictMath.floor(PER_UNIT * (score < 0 ? -asinh : asinh));
            return StrictMath.max(0, StrictMath.min(CELLS - 1, steps + HALF));
        }

        static double edge(int cell) {
            return StrictMath.sinh((cell - HALF) / (double) PER_UNIT);
        }
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
        return new PooledTail(strata);
    }

    /** One shape for all strata, from the sum of their likelihoods: a stratum alone is too small to tell. */
    private static void shareShape(Stratum[] strata) {
        double[] profile = new double[Stratum.SHAPES];
        for (Stratum stratum : strata) {
            if (stratum != null && stratum.parametric()) {
                double[] own = stratum.profile();
                for (int i = 0; i < profile.length; i++) {
                    profile[i] += own[i];
                }
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
        for (Stratum stratum : strata) {
            if (stratum != null && stratum.parametric()) {
                stratum.shape(chosen);
            }
        }
    }

    /**
     * The destination's p-value. Statistic and effect: its largest block score.
     *
     * @param alpha level that must be reachable, else the test refuses
     */
    public TestResult test(ScanScore.Features features, double alpha) {
        double[] scores = features.blockScores();
        int k = scores.length;
        if (k == 0) {
            return TestResult.refused(
                    ABOUT.id(),
                    Double.NaN,
                    0,
                    "the capture is too short for a screening test; needs " + 2 * ScanScore.FEWEST_BLOCKS + " bins");
        }
        Stratum stratum = strata[Pool.stratum(features)];
        if (stratum == null || stratum.destinations < FEWEST) {
            long has = stratum == null ? 0 : stratum.destinations;
            return TestResult.refused(
                    ABOUT.id(), Double.NaN, (int) has, "cannot pool " + has + " destinations; needs " + FEWEST);
        }
        double smallest = overBlocks(1 / (EXTRAPOLATE * stratum.total), k);
        double none = Double.NaN;
        TestResult result = new TestResult(
                ABOUT.id(),
                features.maxScore(),
                overBlocks(stratum.tail(features.maxScore()), k),
                smallest,
                features.excess(),
                features.excessLow(),
                features.excessHigh(),
                features.baseline(),
                none,
                none,
                (int) StrictMath.min(Integer.MAX_VALUE, stratum.destinations),
                "");
        return smallest > alpha
                ? result.refusing(String.format(
                        Locale.ROOT,
                        "cannot reach %s with %d destinations",
                        OrderStatistics.level(alpha),
                        stratum.destinations))
                : result;
    }

    /** {@code 1 - (1 - p)^k}, exact for small p. */
    static double overBlocks(double p, int k) {
        return p >= 1 ? 1 : -StrictMath.expm1(k * StrictMath.log1p(-p));
    }

    /** The stratum with as many neighbours as it takes, nearest first; silent and other destinations apart if they can be. */
    private static Stratum joined(Pool pool, int middle) {
        long[] counts = pool.counts[middle].clone();
        long destinations = pool.destinations[middle];
        for (int step = 1; destinations < FEWEST && step < Pool.STRATA; step++) {
            for (int s : new int[] {middle - step, middle + step}) {
                if (s >= 0 && s < Pool.STRATA) {
                    destinations += pool.destinations[s];
                    for (int c = 0; c < counts.length; c++) {
                        counts[c] += pool.counts[s][c];
                    }
                }
            }
        }
        return new Stratum(counts, destinations);
    }

    /** One reference distribution. */
    private static final class Stratum {
        static final int SHAPES = 26;
        private static final double SHAPE_STEP = 0.02;

        final long destinations;
        final double total;
        private final double[] atLeast;
        private int from;
        private int to;
        private double shape;
        private double scale = Double.NaN;

        Stratum(long[] counts, long destinations) {
            this.destinations = destinations;
            int cells = counts.length;
            atLeast = new double[cells + 1];
            for (int c = cells - 1; c >= 0; c--) {
                atLeast[c] = atLeast[c + 1] + counts[c];
            }
            total = atLeast[0];
            double positive = atLeast[Pool.HALF];
            boolean enough = false;
            for (double start : FIT_FROM) {
                from = quantileCell(positive * (1 - start));
                to = quantileCell(positive * (1 - FIT_TO));
                enough = occupied(counts) >= FEWEST_CELLS;
                if (enough) {
                    break;
                }
            }
            if (!enough) {
                to = cells;
            }
        }

        /** First cell with at most so many scores in it and above. */
        private int quantileCell(double most) {
            int cell = Pool.HALF;
            while (cell < atLeast.length - 1 && atLeast[cell] > most) {
                cell++;
            }
            return cell;
        }

        private int occupied(long[] counts) {
            int n = 0;
            for (int c = from; c < to; c++) {
                n += counts[c] > 0 ? 1 : 0;
            }
            return n;
        }

        double tail(double score) {
            int cell = Pool.cell(score);
            if (cell < to) {
                return StrictMath.min(1, (1 + atLeast[cell]) / (total + 1));
            }
            double start = Pool.edge(from);
            double model = atLeast[from] / total * survival(score - start, shape, scale);
            double limit = (1 + atLeast[StrictMath.max(0, to - 1)]) / (total + 1);
            return StrictMath.max(1 / (EXTRAPOLATE * total), StrictMath.min(limit, model));
        }

        boolean parametric() {
            return to < atLeast.length - 1;
        }

        /** Log-likelihood of the cells from..to, censored above, at the best scale for each shape of the grid. */
        double[] profile() {
            double[] profile = new double[SHAPES];
            for (int i = 0; i < SHAPES; i++) {
                profile[i] = likelihood(i * SHAPE_STEP, bestScale(i * SHAPE_STEP));
            }
            return profile;
        }

        void shape(int step) {
            shape = step * SHAPE_STEP;
            scale = bestScale(shape);
        }

        private double bestScale(double xi) {
            double low = StrictMath.log(1e-3);
            double high = StrictMath.log(1e3);
            double golden = (StrictMath.sqrt(5) - 1) / 2;
            for (int i = 0; i < 60; i++) {
                double a = high - golden * (high - low);
                double b = low + golden * (high - low);
                if (likelihood(xi, StrictMath.exp(a)) >= likelihood(xi, StrictMath.exp(b))) {
                    high = b;
                } else {
                    low = a;
                }
            }
            return StrictMath.exp(0.5 * (low + high));
        }

        private double likelihood(double xi, double sigma) {
            double start = Pool.edge(from);
            double log = 0;
            double above = 1;
            for (int c = from; c < to; c++) {
                double next = survival(Pool.edge(c + 1) - start, xi, sigma);
                double n = atLeast[c] - atLeast[c + 1];
                if (n > 0) {
                    log += n * StrictMath.log(StrictMath.max(1e-300, above - next));
                }
                above = next;
            }
            return log + atLeast[to] * StrictMath.log(StrictMath.max(1e-300, above));
        }

        private static double survival(double x, double xi, double sigma) {
            double z = StrictMath.max(0, x) / sigma;
            return xi == 0 ? StrictMath.exp(-z) : StrictMath.exp(-StrictMath.log1p(xi * z) / xi);
        }
    }
}
