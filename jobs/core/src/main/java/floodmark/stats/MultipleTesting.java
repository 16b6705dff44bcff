package floodmark.stats;

import java.util.Arrays;

/**
 * Corrections for a family of tests.
 *
 * <p>q-values: {@code q_(i) = min_{j >= i} min(1, c m p_(j) / j)} over the ascending p-values, with c = 1 (Benjamini and
 * Hochberg 1995, JRSS B 57(1): valid for independent and positively dependent tests) or c = sum of 1/i up to m (Benjamini and
 * Yekutieli 2001, Annals of Statistics 29(4): valid whatever the dependence). Equal p-values get equal q-values. On the scale of
 * probabilities. Special cases: NaN means "not tested": it stays NaN and does not count in m. e-values: e-BH (Wang and Ramdas 2022, JRSS
 * B 84(3)). Three arrays of the family's size and one sort; {@link FalseDiscoveries} does the same in parts.
 */
public final class MultipleTesting {
    /** Registry entry. */
    public static final StatTest ABOUT = new Described(
            "false-discovery-rate",
            "Benjamini-Hochberg, Benjamini-Yekutieli and e-BH",
            "Which of many tests stand when the share of false discoveries is held?",
            "Benjamini and Hochberg 1995; Benjamini and Yekutieli 2001; Wang and Ramdas 2022");

    private MultipleTesting() {}

    /** q-values in the order of the input; for positively dependent tests. */
    public static double[] benjaminiHochberg(double[] p) {
        return adjusted(p, false);
    }

    /** q-values in the order of the input; under any dependence. */
    public static double[] benjaminiYekutieli(double[] p) {
        return adjusted(p, true);
    }

    /**
     * Which hypotheses the e-BH procedure rejects: the k largest e-values for the largest k with {@code e_(k) >= m/(k alpha)}.
     * Holds the false discovery rate under any dependence (Wang and Ramdas 2022, JRSS B 84(3)). NaN is never rejected and
     * does not count.
     */
    public static boolean[] eBenjaminiHochberg(double[] e, double alpha) {
        checkRange(e, Double.POSITIVE_INFINITY);
        double[] ascending = OrderStatistics.sorted(e);
        FalseDiscoveries.Rejections rejections = eStepUp(ascending, ascending.length, alpha);
        boolean[] rejected = new boolean[e.length];
        for (int i = 0; i < e.length; i++) {
            rejected[i] = rejections.rejects(e[i]);
        }
        return rejected;
    }

    /** e-BH over m tests of which the largest e-values are given, at least all that {@code e m alpha >= m} holds for. */
    static FalseDiscoveries.Rejections eStepUp(double[] ascending, long m, double alpha) {
        int n = ascending.length;
        double threshold = Double.POSITIVE_INFINITY;
        boolean any = false;
        for (int k = 1; k <= n; k++) {
            if (ascending[n - k] * k * alpha >= m) {
                threshold = ascending[n - k];
                any = true;
            }
        }
        return new FalseDiscoveries.Rejections(any, threshold);
    }

    private static double[] adjusted(double[] p, boolean anyDependence) {
        checkRange(p, 1);
        double[] ascending = OrderStatistics.sorted(p);
        double[] q = stepUp(ascending, ascending.length, anyDependence);
        double[] out = new double[p.length];
        for (int i = 0; i < p.length; i++) {
            // Equal p-values share one q-value, so any of the equal positions serves.
            out[i] = Double.isNaN(p[i]) ? Double.NaN : q[Arrays.binarySearch(ascending, p[i])];
        }
        return out;
    }

    /** q-values of the smallest p-values of m tests; right up to the largest value that was given, at most 1 beyond. */
    static double[] stepUp(double[] ascending, long m, boolean anyDependence) {
        double factor = anyDependence ? harmonic(m) : 1;
        double[] q = new double[ascending.length];
        double least = 1;
        for (int i = q.length - 1; i >= 0; i--) {
            least = StrictMath.min(least, factor * m * ascending[i] / (i + 1));
            q[i] = least;
        }
        return q;
    }

    private static double harmonic(long m) {
        double sum = 0;
        for (long i = m; i >= 1; i--) {
            sum += 1.0 / i;
        }
        return sum;
    }

    private static void checkRange(double[] values, double high) {
        for (double v : values) {
            if (v < 0 || v > high) {
                throw new IllegalArgumentException("outside [0, " + high + "]: " + v);
            }
        }
    }
}
