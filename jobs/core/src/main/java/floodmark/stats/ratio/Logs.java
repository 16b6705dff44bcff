package floodmark.stats.ratio;

import org.apache.commons.math3.util.FastMath;

/** Sums of exponentials that neither overflow nor lose small terms. */
final class Logs {
    static final double LN2 = FastMath.log(2);
    static final double LN10 = FastMath.log(10);

    private Logs() {}

    /** {@code ln(1 + exp(z))}; 0 at minus infinity, infinite at infinity. */
    static double onePlusExp(double z) {
        return StrictMath.max(z, 0) + FastMath.log1p(FastMath.exp(-StrictMath.abs(z)));
    }

    /** {@code ln(sum exp(z))}; minus infinity for nothing. */
    static double sumOfExp(double... z) {
        double largest = Double.NEGATIVE_INFINITY;
        for (double value : z) {
            largest = StrictMath.max(largest, value);
        }
        if (Double.isInfinite(largest)) {
            return largest;
        }
        double sum = 0;
        for (double value : z) {
            sum += FastMath.exp(value - largest);
        }
        return largest + FastMath.log(sum);
    }

    /** Stops at a ratio that is not a number: whatever came of it would be trusted. */
    static void requireNumbers(double[] ratios) {
        for (int i = 0; i < ratios.length; i++) {
            if (Double.isNaN(ratios[i])) {
                throw new IllegalArgumentException("ratio " + i + " is not a number");
            }
        }
    }

    /** Stops at weights that are not positive and finite, or not as many as there are incidents. */
    static void requireWeights(double[] weights, int incidents) {
        if (weights.length != incidents) {
            throw new IllegalArgumentException(weights.length + " weights for " + incidents + " incidents");
        }
        for (int i = 0; i < incidents; i++) {
            if (!(weights[i] > 0) || Double.isInfinite(weights[i])) {
                throw new IllegalArgumentException(
                        "weight " + i + " is " + weights[i] + ", expected a positive number");
            }
        }
    }
}
