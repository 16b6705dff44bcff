package floodmark.stats.ratio;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import org.apache.commons.math3.util.FastMath;

/**
 * How far from 1 a likelihood ratio may be reported, given the incidents that it was validated on: the empirical lower and upper
 * bound (ELUB).
 *
 * <p>Somebody who accepts H1 whenever LR &gt; t, where t is what a wrong acceptance costs in units of a wrong rejection, loses
 * {@code share of H1 with LR <= t + t (share of H2 with LR > t)}. Somebody without the ratios loses min(1, t). One misleading
 * ratio is added on each side (H1 at 0, H2 at infinity), for one more incident might have given it; both are counted for both bounds. The upper bound is the
 * largest t such that from 1 to t the ratios never lose more than having none; the lower bound the same downwards. Between
 * the ratios both shares are constant, so the bounds are solved for and need no grid. Unit: log10 LR. Source: Vergeer, van Es, de
 * Jongh, Alberink and Stoel 2016, Science and Justice 56(6), 482-491.
 *
 * <p>So the upper bound is at most log10(incidents of H2 + 1), the lower at least -log10(incidents of H1 + 1), and neither goes
 * beyond the ratios that there were. Each incident counts as one: weights cannot stand for incidents that were not
 * seen.
 *
 * <p>Special cases: 0 on a side that supports nothing, and on both where either side is empty. A NaN ratio is refused by an
 * exception.
 */
public final class EmpiricalBound {
    /**
     * The bounds.
     *
     * @param lower smallest log10 LR that is supported, at most 0
     * @param upper largest log10 LR that is supported, at least 0
     */
    public record Bounds(double lower, double upper) {
        /** The natural-log ratio, moved to the nearer bound where it is beyond. */
        public double applied(double logRatio) {
            return StrictMath.max(lower * Logs.LN10, StrictMath.min(upper * Logs.LN10, logRatio));
        }
    }

    private EmpiricalBound() {}

    /**
     * The bounds by validation incidents that had no part in the fit.
     *
     * @param h1 natural-log ratios of incidents where H1 is true
     * @param h2 the same where H2 is true
     */
    public static Bounds of(double[] h1, double[] h2) {
        Logs.requireNumbers(h1);
        Logs.requireNumbers(h2);
        return new Bounds(-upper(negated(h2), negated(h1)) / Logs.LN10 + 0.0, upper(h1, h2) / Logs.LN10);
    }

    /** Natural logarithm of the upper bound. The lower one is the upper one with sides and signs exchanged. */
    private static double upper(double[] h1, double[] h2) {
        double[] steps = DoubleStream.concat(
                        DoubleStream.of(0),
                        DoubleStream.concat(Arrays.stream(h1), Arrays.stream(h2))
                                .filter(x -> x > 0 && x < Double.POSITIVE_INFINITY)
                                .sorted())
                .distinct()
                .toArray();
        for (int i = 0; i < steps.length; i++) {
            double next = i + 1 < steps.length ? steps[i + 1] : Double.POSITIVE_INFINITY;
            double missed = (1 + atMost(h1, steps[i])) / (h1.length + 1.0);
            double accepted = (1 + h2.length - atMost(h2, steps[i])) / (h2.length + 1.0);
            double even = FastMath.log((1 - missed) / accepted);
            if (even < next) {
                return StrictMath.max(steps[i], even);
            }
        }
        throw new IllegalStateException("the last interval always ends at a finite ratio");
    }

    private static long atMost(double[] ratios, double limit) {
        return Arrays.stream(ratios).filter(x -> x <= limit).count();
    }

    private static double[] negated(double[] ratios) {
        return Arrays.stream(ratios).map(x -> -x).toArray();
    }
}
