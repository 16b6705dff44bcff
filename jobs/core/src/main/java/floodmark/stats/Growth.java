package floodmark.stats;

import java.util.Arrays;
import org.apache.commons.math3.special.Erf;

/**
 * Do earlier windows grow or shrink from day to day, so that today's is to be compared with what they have come to?
 *
 * <p>Matched windows are exchangeable only if the level stays. Whether it does is asked of the earlier windows alone, by Mann and Kendall's
 * test of their order ({@code S = sum of sign(x_j - x_i) over i < j}, variance n(n-1)(2n+5)/18; Mann 1945, Econometrica 13(3)). Where
 * they move, every window, the tested one included, is taken relative to the one before it, and the earlier ones are restated at the level
 * before the tested one: {@code x_d x_(T-1) / x_(d-1)}. All days are treated alike, growth of any constant rate falls out, and one window is lost. A
 * ratio of two windows varies more than one: a flood has to be some 1.4 times as large to be seen.
 *
 * <p>Memory alone makes an order look like growth more often than at the nominal level; restating then costs power and does no other
 * harm. Special cases: windows of 0 cannot be restated; fewer than {@value #FEWEST} windows say nothing about growth.
 */
public final class Growth {
    /** Fewest windows that are asked. */
    private static final int FEWEST = 8;
    /** Level at which windows count as moving. */
    public static final double LEVEL = 0.05;

    private Growth() {}

    /**
     * p-value of Mann and Kendall's test, two-sided, with continuity correction.
     *
     * @param inOrder windows in the order of time; NaN = not covered, left out
     * @return NaN with fewer than {@value #FEWEST} windows
     */
    public static double pValue(double[] inOrder) {
        double[] x = covered(inOrder);
        int n = x.length;
        if (n < FEWEST) {
            return Double.NaN;
        }
        long s = 0;
        for (int j = 1; j < n; j++) {
            for (int i = 0; i < j; i++) {
                s += x[j] > x[i] ? 1 : x[j] < x[i] ? -1 : 0;
            }
        }
        double sd = StrictMath.sqrt(n * (n - 1.0) * (2.0 * n + 5) / 18);
        double z = StrictMath.max(0, StrictMath.abs(s) - 1) / sd;
        return Erf.erfc(z / StrictMath.sqrt(2));
    }

    /** Whether earlier windows move beyond chance. */
    public static boolean moves(double[] earlierInOrder) {
        return pValue(earlierInOrder) <= LEVEL;
    }

    /**
     * By what each window but the first is to be multiplied to stand at the level before the last one.
     *
     * @param inOrder windows in the order of time, the tested one last; its own value is not used
     * @return one factor for each window from the second on, the last one being 1; empty if a level is 0 or not covered
     */
    public static double[] factors(double[] inOrder) {
        int n = inOrder.length;
        for (int d = 0; d < n - 1; d++) {
            if (!(inOrder[d] > 0)) {
                return new double[0];
            }
        }
        double[] factors = new double[StrictMath.max(0, n - 1)];
        for (int d = 0; d < factors.length; d++) {
            factors[d] = inOrder[n - 2] / inOrder[d];
        }
        return factors;
    }

    /** The windows as they are to be compared: restated if the earlier ones move and can be, else as they are. The tested one is last. */
    public static double[] comparable(double[] inOrder) {
        double[] earlier = Arrays.copyOf(inOrder, StrictMath.max(0, inOrder.length - 1));
        double[] factors = moves(earlier) ? factors(inOrder) : new double[0];
        if (factors.length == 0) {
            return inOrder.clone();
        }
        double[] out = new double[factors.length];
        for (int d = 0; d < out.length; d++) {
            out[d] = inOrder[d + 1] * factors[d];
        }
        return out;
    }

    private static double[] covered(double[] inOrder) {
        double[] out = new double[inOrder.length];
        int n = 0;
        for (double v : inOrder) {
            if (!Double.isNaN(v)) {
                out[n++] = v;
            }
        }
        return Arrays.copyOf(out, n);
    }
}
