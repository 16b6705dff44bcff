package floodmark.stats.ratio;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Which penalty predicts incidents best that the fit has not seen?
 *
 * <p>For each penalty and each fold, {@link Multinomial} is fitted on the other folds and predicts this one. The penalty with the
 * smallest weighted logarithmic loss over all incidents is chosen; of equal ones the larger. Unit: nats. Source: Stone 1974,
 * JRSS B 36(2). The loss of the chosen one is a little too good, for it was chosen by it: validate on incidents that had no part in
 * this.
 *
 * <p>Refuses, by an exception, with fewer than two folds that hold incidents, or without a penalty.
 */
public final class CrossValidation {
    private final double[] lambdas;
    private final double[] losses;
    private final int best;
    private final double[][] heldOut;

    private CrossValidation(double[] lambdas, double[] losses, int best, double[][] heldOut) {
        this.lambdas = lambdas;
        this.losses = losses;
        this.best = best;
        this.heldOut = heldOut;
    }

    /**
     * Tries each penalty.
     *
     * @param lambdas penalties, positive
     * @param folds fold of each incident, from 0, such as {@link Indicators#folds}
     */
    public static CrossValidation of(Indicators incidents, double[] lambdas, int[] folds) {
        int[] occurring = Arrays.stream(folds).distinct().sorted().toArray();
        if (folds.length != incidents.size() || occurring.length < 2 || lambdas.length == 0) {
            throw new IllegalArgumentException(occurring.length + " folds of " + folds.length + " incidents and "
                    + lambdas.length + " penalties for " + incidents.size()
                    + "; needs a fold for each incident, two folds and a penalty");
        }
        double[] losses = new double[lambdas.length];
        int best = 0;
        double[][] heldOut = new double[0][];
        for (int k = 0; k < lambdas.length; k++) {
            double[][] predicted = predicted(incidents, lambdas[k], folds, occurring);
            losses[k] = Multinomial.logLoss(predicted, incidents);
            if (k == 0 || losses[k] < losses[best] || (losses[k] == losses[best] && lambdas[k] > lambdas[best])) {
                best = k;
                heldOut = predicted;
            }
        }
        return new CrossValidation(lambdas.clone(), losses, best, heldOut);
    }

    private static double[][] predicted(Indicators incidents, double lambda, int[] folds, int[] occurring) {
        double[][] predicted = new double[folds.length][];
        for (int fold : occurring) {
            int[] others = IntStream.range(0, folds.length)
                    .filter(i -> folds[i] != fold)
                    .toArray();
            Multinomial fit = Multinomial.fit(incidents.subset(others), lambda);
            for (int i = 0; i < folds.length; i++) {
                if (folds[i] == fold) {
                    predicted[i] = fit.logLikelihoods(incidents.levels(i));
                }
            }
        }
        return predicted;
    }

    /** The penalty that predicts best. */
    public double lambda() {
        return lambdas[best];
    }

    /** Its held-out loss, in nats. */
    public double loss() {
        return losses[best];
    }

    /** Held-out losses, one for each penalty, in the order in which these were given. */
    public double[] losses() {
        return losses.clone();
    }

    /** Held-out log-likelihoods under the chosen penalty: row = incident, column = class. */
    public double[][] heldOut() {
        return Arrays.stream(heldOut).map(double[]::clone).toArray(double[][]::new);
    }
}
