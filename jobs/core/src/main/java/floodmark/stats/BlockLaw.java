package floodmark.stats;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.EigenDecomposition;

/**
 * Law of {@code T = (W - mean(X)) / sd(X)} where X_1..X_B are the means of B adjacent blocks and W the mean of one further block
 * after a gap, for Gaussian self-similar traffic: the blocks are increments of fractional Brownian motion with Hurst exponent H.
 * H = .5 gives Student's t with B - 1 degrees of freedom times sqrt(1 + 1/B).
 *
 * <p>T does not depend on level, scale or block length, so only H is unknown, and the law widens slowly with it: the 5 % point for 8
 * blocks and no gap is 2.01 at H = .5 and 2.22 at H = .9. Taking {@link #WORST_HURST} therefore costs little and needs no estimate
 * of H, which from a few hours of traffic would be worthless.
 *
 * <p>{@code P(|T| > t)} is that of a quadratic form in normal variables with one positive weight l_0 and negative weights -l_i being
 * positive, {@code (2/pi) integral over (0, pi/2) of prod (1 + (l_i/l_0)/sin^2 f)^(-1/2) df}: the expectation of Craig's (1991)
 * form of the normal tail. The weights solve the secular equation of a rank-one update (Golub 1973, SIAM Review 15(2)); the
 * product is had from its determinant without solving for each. The integrand is smooth and periodic, so the midpoint rule
 * converges geometrically.
 */
final class BlockLaw {
    /** Hurst exponent that measured traffic does not exceed for long (Leland et al. 1994: .7 to .9). */
    static final double WORST_HURST = 0.9;
    /** More blocks than this are treated as this many, which errs to the safe side: the law narrows with the number. */
    static final int MOST_BLOCKS = 64;

    private static final int NODES = 64;
    private static final int HALVINGS = 100;

    /** b_i^2 and d_i: W - mean = sum b_i z_i and sd^2 = sum d_i z_i^2 with independent standard normal z_i; d_0 = 0. */
    private final double[] numerator;

    private final double[] spread;

    private BlockLaw(double[] numerator, double[] spread) {
        this.numerator = numerator;
        this.spread = spread;
    }

    /**
     * The law for {@code blocks} blocks of length 1 and a window of length 1 that starts {@code gap} after their end.
     */
    static BlockLaw of(int blocks, double gap, double hurst) {
        int b = StrictMath.min(blocks, MOST_BLOCKS);
        int m = b - 1;
        double[][] cov = new double[b + 1][b + 1];
        for (int i = 0; i <= b; i++) {
            for (int j = 0; j <= b; j++) {
                cov[i][j] = covariance(StrictMath.abs(at(i, b, gap) - at(j, b, gap)), hurst);
            }
        }
        double[][] contrasts = helmert(b);
        double[][] y = new double[m][m];
        double[] cross = new double[m];
        double[] difference = new double[b + 1];
        for (int j = 0; j <= b; j++) {
            difference[j] = cov[b][j] - meanOfFirst(cov[j], b);
        }
        for (int i = 0; i < m; i++) {
            cross[i] = dot(contrasts[i], difference, b);
            double[] row = new double[b];
            for (int j = 0; j < b; j++) {
                row[j] = dot(contrasts[i], cov[j], b);
            }
            for (int j = 0; j < m; j++) {
                y[i][j] = dot(contrasts[j], row, b);
            }
        }
        double variance = difference[b] - meanOfFirst(difference, b);
        return whitened(y, cross, variance);
    }

    private static BlockLaw whitened(double[][] y, double[] cross, double variance) {
        int m = cross.length;
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < i; j++) {
                y[i][j] = y[j][i];
            }
        }
        EigenDecomposition eigen = new EigenDecomposition(new Array2DRowRealMatrix(y, false));
        double[] b2 = new double[m + 1];
        double[] d = new double[m + 1];
        double rest = variance;
        for (int i = 0; i < m; i++) {
            double e = eigen.getRealEigenvalue(i);
            double w = eigen.getEigenvector(i).dotProduct(new ArrayRealVector(cross, false));
            b2[i + 1] = w * w / e;
            d[i + 1] = e / m;
            rest -= b2[i + 1];
        }
        b2[0] = rest;
        return new BlockLaw(b2, d);
    }

    /** {@code P(T > t)}. */
    double upperTail(double t) {
        if (Double.isNaN(t)) {
            return Double.NaN;
        }
        if (t < 0) {
            return 1 - upperTail(-t);
        }
        if (Double.isInfinite(t)) {
            return 0;
        }
        double t2 = t * t;
        double positive = positiveWeight(t2);
        double sum = 0;
        for (int node = 0; node < NODES; node++) {
            double sine = StrictMath.sin((node + 0.5) * StrictMath.PI / 2 / NODES);
            double y = 1 / (sine * sine);
            double product = 1;
            double update = 0;
            for (int i = 0; i < numerator.length; i++) {
                double weight = positive + y * t2 * spread[i];
                product *= weight / positive;
                update += numerator[i] * positive / ((positive + t2 * spread[i]) * weight);
            }
            sum += 1 / StrictMath.sqrt(product * update);
        }
        return 0.5 * sum / NODES;
    }

    /** The t with {@code P(T > t) = p}. */
    double upperPoint(double p) {
        if (p > 0.5) {
            return -upperPoint(1 - p);
        }
        double low = 0;
        double high = 2;
        while (upperTail(high) > p) {
            high *= 2;
        }
        for (int i = 0; i < HALVINGS && high - low > 1e-10 * high; i++) {
            double middle = 0.5 * (low + high);
            if (upperTail(middle) > p) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return 0.5 * (low + high);
    }

    /** The root x of sum b_i^2 / (x + t^2 d_i) = 1: the one positive weight. */
    private double positiveWeight(double t2) {
        double low = numerator[0];
        double high = 0;
        for (double b2 : numerator) {
            high += b2;
        }
        for (int i = 0; i < HALVINGS && high - low > 1e-15 * high; i++) {
            double x = 0.5 * (low + high);
            double sum = 0;
            for (int j = 0; j < numerator.length; j++) {
                sum += numerator[j] / (x + t2 * spread[j]);
            }
            if (sum > 1) {
                low = x;
            } else {
                high = x;
            }
        }
        return 0.5 * (low + high);
    }

    private static double at(int i, int blocks, double gap) {
        return i < blocks ? i : blocks + gap;
    }

    /** Covariance of two unit-length fGn blocks at the given distance of their starts. */
    private static double covariance(double lag, double hurst) {
        return 0.5 * (power(lag + 1, hurst) - 2 * power(lag, hurst) + power(StrictMath.abs(lag - 1), hurst));
    }

    private static double power(double x, double hurst) {
        return x == 0 ? 0 : StrictMath.pow(x, 2 * hurst);
    }

    /** Orthonormal contrasts of b values. */
    private static double[][] helmert(int b) {
        double[][] c = new double[b - 1][b];
        for (int i = 1; i < b; i++) {
            double scale = 1 / StrictMath.sqrt(i * (i + 1.0));
            for (int j = 0; j < i; j++) {
                c[i - 1][j] = scale;
            }
            c[i - 1][i] = -i * scale;
        }
        return c;
    }

    private static double meanOfFirst(double[] x, int n) {
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += x[i];
        }
        return sum / n;
    }

    private static double dot(double[] x, double[] y, int n) {
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += x[i] * y[i];
        }
        return sum;
    }
}
