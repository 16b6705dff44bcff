package floodmark.stats.ratio;

import org.apache.commons.math3.util.FastMath;

/**
 * One slope in (0, 1] that takes away overconfidence: {@code ln L' = slope ln L}, the same for every class.
 *
 * <p>The slope that minimises the weighted logarithmic loss of held-out log-likelihoods at even priors. The loss is convex in the
 * slope; its derivative {@code sum w_i (mean of l_i under its own probabilities - l_i of the true class)} rises, and its root is
 * found by bisection. The order of the classes never changes, nor do ratios of 1. Source: Guo, Pleiss, Sun and Weinberger
 * 2017, ICML, PMLR 70, section 4.2, where the temperature is 1/slope; a slope above 1 is not given, for no small set of
 * held-out incidents should make ratios bolder.
 *
 * <p>Special cases: 1 if the loss falls until there, or if nothing depends on the slope; {@link #SMALLEST} if the
 * likelihoods are worth nothing, so that every ratio comes close to 1.
 */
public final class Temperature {
    /** The least slope that is given. */
    public static final double SMALLEST = 1e-3;

    private static final int HALVINGS = 60;

    private Temperature() {}

    /**
     * The slope.
     *
     * @param logLikelihoods of incidents that the fit did not see: row = incident, column = class; finite
     * @param incidents their classes and weights
     */
    public static double slope(double[][] logLikelihoods, Indicators incidents) {
        for (double[] row : logLikelihoods) {
            for (double value : row) {
                if (!Double.isFinite(value)) {
                    throw new IllegalArgumentException("a log-likelihood is " + value + ", expected a finite number");
                }
            }
        }
        if (derivative(1, logLikelihoods, incidents) <= 0) {
            return 1;
        }
        if (derivative(SMALLEST, logLikelihoods, incidents) >= 0) {
            return SMALLEST;
        }
        double low = SMALLEST;
        double high = 1;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (low + high) / 2;
            if (derivative(middle, logLikelihoods, incidents) < 0) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }

    private static double derivative(double slope, double[][] logLikelihoods, Indicators incidents) {
        double sum = 0;
        for (int i = 0; i < incidents.size(); i++) {
            double[] row = logLikelihoods[i];
            double[] scaled = new double[row.length];
            for (int c = 0; c < row.length; c++) {
                scaled[c] = slope * row[c];
            }
            double norm = Logs.sumOfExp(scaled);
            double mean = 0;
            for (int c = 0; c < row.length; c++) {
                mean += FastMath.exp(scaled[c] - norm) * row[c];
            }
            sum += incidents.weight(i) * (mean - row[incidents.classOf(i)]);
        }
        return sum;
    }
}
