package floodmark.stats;

import org.apache.commons.math3.special.Beta;
import org.apache.commons.math3.special.Gamma;

/**
 * Maximum likelihood ratio of a window's counts to their means, for negative binomial counts with known dispersion a: the root of
 * {@code sum (y - r m) / (1 + a r m) = 0}. Poisson if a = 0.
 *
 * @param ratio the estimate; 0 if nothing was counted
 * @param root signed root of {@code 2 (l(ratio) - l(1))}; positive for more than expected
 */
record RateRatio(double ratio, double root) {
    private static final int HALVINGS = 200;

    static RateRatio of(double[] y, double[] mean, double a) {
        double total = 0;
        double expected = 0;
        for (int t = 0; t < y.length; t++) {
            total += y[t];
            expected += mean[t];
        }
        if (expected == 0) {
            return new RateRatio(total == 0 ? 1 : Double.POSITIVE_INFINITY, 0);
        }
        double r = total == 0 ? 0 : a == 0 ? total / expected : solved(y, mean, a, total / expected);
        double gain = StrictMath.max(0, 2 * (log(y, mean, a, r) - log(y, mean, a, 1)));
        return new RateRatio(r, r >= 1 ? StrictMath.sqrt(gain) : -StrictMath.sqrt(gain));
    }

    private static double solved(double[] y, double[] mean, double a, double start) {
        double low = StrictMath.log(start);
        double high = low;
        while (score(y, mean, a, StrictMath.exp(low)) < 0) {
            low -= 1;
        }
        while (score(y, mean, a, StrictMath.exp(high)) > 0) {
            high += 1;
        }
        for (int i = 0; i < HALVINGS && high - low > 1e-13; i++) {
            double middle = 0.5 * (low + high);
            if (score(y, mean, a, StrictMath.exp(middle)) > 0) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return StrictMath.exp(0.5 * (low + high));
    }

    private static double score(double[] y, double[] mean, double a, double r) {
        double sum = 0;
        for (int t = 0; t < y.length; t++) {
            sum += (y[t] - r * mean[t]) / (1 + a * r * mean[t]);
        }
        return sum;
    }

    /** Log likelihood but for what does not depend on r. */
    private static double log(double[] y, double[] mean, double a, double r) {
        double sum = 0;
        for (int t = 0; t < y.length; t++) {
            double m = r * mean[t];
            if (y[t] > 0 && mean[t] > 0) {
                sum += y[t] * StrictMath.log(m / (1 + a * m));
            }
            sum -= a > 0 ? StrictMath.log1p(a * m) / a : m;
        }
        return sum;
    }

    /** Probability of a count of at most y, of its whole part. */
    static double atMost(double y, double mean, double a) {
        double k = StrictMath.floor(y);
        if (k < 0) {
            return 0;
        }
        if (mean == 0) {
            return 1;
        }
        return a > 0 ? Beta.regularizedBeta(1 / (1 + a * mean), 1 / a, k + 1) : Gamma.regularizedGammaQ(k + 1, mean);
    }

    /** Score statistic of overdispersion against Poisson. */
    static double overdispersion(double[][] y, double[][] mean) {
        double over = 0;
        double squares = 0;
        for (int d = 0; d < y.length; d++) {
            for (int t = 0; t < y[d].length; t++) {
                double off = y[d][t] - mean[d][t];
                over += off * off - y[d][t];
                squares += mean[d][t] * mean[d][t];
            }
        }
        return over / StrictMath.sqrt(2 * squares);
    }
}
