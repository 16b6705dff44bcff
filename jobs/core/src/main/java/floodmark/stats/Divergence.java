package floodmark.stats;

import java.util.Arrays;

/**
 * Distances between two distributions given as counts over the same cells; the counts are normalised.
 *
 * <p>Hellinger {@code sqrt(1 - sum sqrt(p_i q_i))}; Jensen-Shannon {@code sqrt((D(p||m) + D(q||m)) / 2)} with m halfway and D in bits.
 * Both lie in [0, 1], have no unit, are symmetric, 0 only for equal distributions and 1 only for disjoint ones, and obey the triangle
 * inequality. Special cases: both empty 0; exactly one empty NaN. Hellinger 1909; Lin 1991, IEEE Trans. Inf. Theory 37(1).
 */
public final class Divergence {
    /** Registry entry. */
    public static final StatTest ABOUT = new Described(
            "divergence",
            "Hellinger and Jensen-Shannon distance",
            "How far is the makeup of the window from that of the baseline?",
            "Lin 1991, IEEE Trans. Inf. Theory 37(1)");

    private Divergence() {}

    /** Hellinger distance {@code sqrt(1 - sum sqrt(p_i q_i))}. */
    public static double hellinger(double[] p, double[] q) {
        double sumP = total(p);
        double sumQ = total(q);
        checkLengths(p, q);
        if (sumP == 0 || sumQ == 0) {
            return sumP == sumQ ? 0 : Double.NaN;
        }
        double squares = 0;
        for (int i = 0; i < p.length; i++) {
            double d = StrictMath.sqrt(p[i] / sumP) - StrictMath.sqrt(q[i] / sumQ);
            squares += d * d;
        }
        return StrictMath.sqrt(StrictMath.min(1, squares / 2));
    }

    /** Square root of the Jensen-Shannon divergence in bits. */
    public static double jensenShannon(double[] p, double[] q) {
        double sumP = total(p);
        double sumQ = total(q);
        checkLengths(p, q);
        if (sumP == 0 || sumQ == 0) {
            return sumP == sumQ ? 0 : Double.NaN;
        }
        double bits = 0;
        for (int i = 0; i < p.length; i++) {
            double a = p[i] / sumP;
            double b = q[i] / sumQ;
            double m = (a + b) / 2;
            bits += (term(a, m) + term(b, m)) / 2;
        }
        return StrictMath.sqrt(StrictMath.min(1, StrictMath.max(0, bits)));
    }

    private static double term(double x, double m) {
        return x > 0 ? x * StrictMath.log(x / m) / StrictMath.log(2) : 0;
    }

    private static double total(double[] counts) {
        return Arrays.stream(counts).peek(Divergence::checkCount).sum();
    }

    private static void checkCount(double count) {
        if (!(count >= 0)) {
            throw new IllegalArgumentException("negative or undefined count " + count);
        }
    }

    private static void checkLengths(double[] p, double[] q) {
        if (p.length != q.length) {
            throw new IllegalArgumentException("cells differ: " + p.length + " and " + q.length);
        }
    }
}
