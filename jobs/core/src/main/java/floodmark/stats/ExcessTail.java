package floodmark.stats;

import floodmark.stats.PooledTail.Pool;

/**
 * Tail of the block scores of destinations with a level: empirical up to the .98 quantile of the positive scores, beyond it a
 * generalised Pareto law {@code (1 + shape z / scale)^(-1/shape)} of the excess over the .90 quantile, by maximum likelihood over
 * cells, with larger scores censored (Pickands 1975, Annals of Statistics 3(1)). Where the cells between the two quantiles are
 * too few, the fit begins lower; with fewer than 4 occupied cells from the .30 quantile on, the tail stays empirical.
 *
 * <p>The shape comes from outside. The scale is the upper end of its interval of two standard errors (2 units of log-likelihood below
 * the best; two, because the scores of one destination are not independent), so that a small pool pays for how far it is
 * extrapolated.
 */
final class ExcessTail implements ScoreTail {
    /** Number of shapes that are tried: 0 (exponential) to .5. */
    static final int SHAPES = 26;

    private static final double SHAPE_STEP = 0.02;
    private static final double[] FIT_FROM = {0.9, 0.8, 0.6, 0.3};
    private static final double FIT_TO = 0.98;
    private static final int FEWEST_CELLS = 4;

    private final double total;
    private final double[] atLeast;
    private int from;
    private int to;
    private double shape;
    private double scale = Double.NaN;

    ExcessTail(long[] counts) {
        atLeast = ScoreTail.cumulated(counts);
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
            to = counts.length;
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

    @Override
    public double atLeast(double score) {
        int cell = Pool.cell(score);
        if (cell < to) {
            return StrictMath.min(1, (1 + atLeast[cell]) / (total + 1));
        }
        double start = Pool.edge(from);
        double model = atLeast[from] / total * survival(score - start, shape, scale);
        double limit = (1 + atLeast[StrictMath.max(0, to - 1)]) / (total + 1);
        return StrictMath.min(limit, model);
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

    /** Settles the shape, a number of the grid, and with it the scale. */
    void shape(int step) {
        shape = step * SHAPE_STEP;
        double best = bestScale(shape);
        double enough = likelihood(shape, best) - 2;
        double low = StrictMath.log(best);
        double high = low + 2;
        for (int i = 0; i < 40; i++) {
            double middle = 0.5 * (low + high);
            if (likelihood(shape, StrictMath.exp(middle)) >= enough) {
                low = middle;
            } else {
                high = middle;
            }
        }
        scale = StrictMath.exp(high);
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
