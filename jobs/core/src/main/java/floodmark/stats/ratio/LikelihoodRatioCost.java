package floodmark.stats.ratio;

import java.util.Arrays;

/**
 * What a set of likelihood ratios costs those who act on them, in bits.
 *
 * <p>{@code Cllr = 1/2 [mean over H1 of log2(1 + 1/LR) + mean over H2 of log2(1 + LR)]}, each mean weighted. 0 is perfect; 1 is what
 * saying nothing (LR = 1) costs; above 1 the ratios mislead more than they inform. {@code Cllr_min} is the same after the best
 * monotone recalibration ({@link Isotonic}): what is lost because the two sides overlap. The difference is the calibration
 * loss: what is lost because the ratios are too bold, too timid, or shifted. Source: Brümmer and du Preez 2006, Computer
 * Speech and Language 20(2-3), section 4.
 *
 * <p>Special cases: NaN if either side has no incident. Infinite if an infinite ratio is wrong. The recalibration is fitted on
 * the incidents that it is judged by, so Cllr_min is a little too low on few, and the calibration loss a little too high. A NaN
 * ratio, or a weight that is not positive and finite, is refused by an exception.
 */
public final class LikelihoodRatioCost {
    private LikelihoodRatioCost() {}

    /**
     * Cllr where each incident counts the same within its side.
     *
     * @param h1 natural-log ratios of incidents where H1 is true
     * @param h2 the same where H2 is true
     */
    public static double cost(double[] h1, double[] h2) {
        return cost(h1, ones(h1), h2, ones(h2));
    }

    /** Cllr with a weight for each incident; only the proportions within a side matter. */
    public static double cost(double[] h1, double[] weights1, double[] h2, double[] weights2) {
        return (mean(h1, weights1, -1) + mean(h2, weights2, 1)) / (2 * Logs.LN2);
    }

    /** Cllr_min where each incident counts the same within its side. */
    public static double minimum(double[] h1, double[] h2) {
        return minimum(h1, ones(h1), h2, ones(h2));
    }

    /** Cllr_min with a weight for each incident. */
    public static double minimum(double[] h1, double[] weights1, double[] h2, double[] weights2) {
        Isotonic.Ratios best = Isotonic.recalibrated(h1, weights1, h2, weights2);
        return cost(best.h1(), weights1, best.h2(), weights2);
    }

    /** Cllr - Cllr_min where each incident counts the same within its side. */
    public static double calibrationLoss(double[] h1, double[] h2) {
        return calibrationLoss(h1, ones(h1), h2, ones(h2));
    }

    /** Cllr - Cllr_min with a weight for each incident. */
    public static double calibrationLoss(double[] h1, double[] weights1, double[] h2, double[] weights2) {
        return cost(h1, weights1, h2, weights2) - minimum(h1, weights1, h2, weights2);
    }

    /** Weighted mean of {@code ln(1 + exp(sign ratio + shift))}. */
    static double mean(double[] ratios, double[] weights, double sign, double shift) {
        Logs.requireNumbers(ratios);
        Logs.requireWeights(weights, ratios.length);
        double sum = 0;
        double total = 0;
        for (int i = 0; i < ratios.length; i++) {
            sum += weights[i] * Logs.onePlusExp(sign * ratios[i] + shift);
            total += weights[i];
        }
        return sum / total;
    }

    static double[] ones(double[] like) {
        double[] ones = new double[like.length];
        Arrays.fill(ones, 1);
        return ones;
    }

    private static double mean(double[] ratios, double[] weights, double sign) {
        return mean(ratios, weights, sign, 0);
    }
}
