package floodmark.stats.ratio;

import floodmark.stats.Draws;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Multinomial logistic regression on indicators: how much each level of each scale speaks for each class.
 *
 * <p>{@code ln L(class | levels) = sum over scales that were tested of theta[scale][level][class]}, up to a constant that all
 * classes share. There are no intercepts: where nothing was tested every ratio is 1. With weights under which the classes
 * weigh the same, differences between classes are natural-log likelihood ratios. Fitted by minimising {@code -sum w_i ln p_i +
 * lambda/2 sum theta^2}, where p_i is the probability of the true class at even priors, and the weights have mean 1; so 1/lambda
 * is the variance of a normal prior of each coefficient, and means the same for few incidents and for many. The coefficients of a
 * level sum to 0 over the classes. On an ordered scale the penalty falls on the steps between neighbouring levels instead, so that levels
 * with few incidents lean on their neighbours (Gertheiss and Tutz 2009, International Statistical Review 77(3), of which this takes the
 * first level as one more step). Source: Hastie, Tibshirani and Friedman 2009, The Elements of Statistical Learning, sections
 * 4.4 and 18.3.2; logistic regression as calibration: Brümmer and du Preez 2006, Computer Speech and Language 20(2-3).
 *
 * <p>Levels depend on one another, and the coefficients share what they say: that is why these are fitted together, and why the
 * ratios of single scales must never be multiplied instead.
 *
 * <p>Special cases: a level that no incident had has coefficients 0 and says nothing; on an ordered scale it says what the level below it
 * says. A fit that does not converge is refused
 * by an exception: it would be none.
 */
public final class Multinomial {
    private final double[][][] theta;
    private final int[] levelsOfScale;
    private final int classCount;

    /**
     * A model with known coefficients.
     *
     * @param theta by scale, level and class; finite
     * @param classCount how many classes there are
     */
    public Multinomial(double[][][] theta, int classCount) {
        for (double[][] scale : theta) {
            for (double[] level : scale) {
                if (level.length != classCount || !Arrays.stream(level).allMatch(Double::isFinite)) {
                    throw new IllegalArgumentException(
                            "a level has " + Arrays.toString(level) + ", expected " + classCount + " finite numbers");
                }
            }
        }
        this.theta = copy(theta);
        this.classCount = classCount;
        levelsOfScale = Arrays.stream(theta).mapToInt(scale -> scale.length).toArray();
    }

    /**
     * Fits the coefficients. The order of the incidents does not matter but for rounding.
     *
     * @param lambda strength of the penalty, positive
     * @throws ArithmeticException if the fit does not converge
     */
    public static Multinomial fit(Indicators incidents, double lambda) {
        return new PenalisedFit(incidents, lambda).minimised(new double[0]);
    }

    /**
     * Fits on incidents drawn with replacement within each class: how the coefficients, and whatever comes of them, would vary
     * with other incidents. Source: Efron and Tibshirani 1993, An Introduction to the Bootstrap, chapter 8.
     *
     * @param copies how many fits
     */
    public static List<Multinomial> bootstrap(Indicators incidents, double lambda, int copies, long seed) {
        double[] start = new PenalisedFit(incidents, lambda).solve(new double[0]);
        List<Multinomial> fits = new ArrayList<>();
        for (int copy = 0; copy < copies; copy++) {
            fits.add(new PenalisedFit(incidents.resampled(Draws.of(seed, copy)), lambda).minimised(start));
        }
        return fits;
    }

    /**
     * The same model with all coefficients multiplied, and so all log ratios.
     *
     * @param slope finite, such as {@link Temperature#slope}
     */
    public Multinomial tempered(double slope) {
        double[][][] scaled = Arrays.stream(theta)
                .map(scale -> Arrays.stream(scale)
                        .map(level -> Arrays.stream(level).map(x -> slope * x).toArray())
                        .toArray(double[][]::new))
                .toArray(double[][][]::new);
        return new Multinomial(scaled, classCount);
    }

    /** A copy of the coefficients, by scale, level and class. */
    public double[][][] coefficients() {
        return copy(theta);
    }

    /** How many classes. */
    public int classCount() {
        return classCount;
    }

    /**
     * Natural-log likelihood of each class, up to a constant that all share; differences are log ratios.
     *
     * @param levels one for each scale; -1 = not tested, contributes nothing
     */
    public double[] logLikelihoods(int... levels) {
        Indicators.requireLevels(levels, levelsOfScale);
        double[] sum = new double[classCount];
        for (int s = 0; s < levels.length; s++) {
            if (levels[s] != Indicators.NOT_TESTED) {
                for (int c = 0; c < classCount; c++) {
                    sum[c] += theta[s][levels[s]][c];
                }
            }
        }
        return sum;
    }

    /** {@link #logLikelihoods} of each of the incidents. */
    public double[][] logLikelihoods(Indicators incidents) {
        double[][] all = new double[incidents.size()][];
        Arrays.setAll(all, i -> logLikelihoods(incidents.levels(i)));
        return all;
    }

    /** {@link #logLoss(double[][], Indicators)} of this model. */
    public double logLoss(Indicators incidents) {
        return logLoss(logLikelihoods(incidents), incidents);
    }

    /**
     * Weighted mean of -ln(probability of the true class at even priors), in nats; ln(classes) for likelihoods that are all
     * equal, NaN without incidents.
     *
     * @param logLikelihoods row = incident, column = class
     */
    public static double logLoss(double[][] logLikelihoods, Indicators incidents) {
        double sum = 0;
        double total = 0;
        for (int i = 0; i < incidents.size(); i++) {
            double own = logLikelihoods[i][incidents.classOf(i)];
            sum += incidents.weight(i) * (Logs.sumOfExp(logLikelihoods[i]) - own);
            total += incidents.weight(i);
        }
        return sum / total;
    }

    /**
     * Natural-log ratio of a class against a mixture of others: {@code ln L_c - ln(sum over k of share_k L_k)}.
     *
     * @param of the class
     * @param shares what the mixture takes of each class; brought to sum 1 here. The share of {@code of} itself must be 0: a
     *     proposition is not compared with one that contains it
     */
    public static double logRatio(double[] logLikelihoods, int of, double[] shares) {
        double total = Arrays.stream(shares).sum();
        if (shares.length != logLikelihoods.length
                || shares[of] != 0
                || !(total > 0)
                || Arrays.stream(shares).anyMatch(s -> s < 0)) {
            throw new IllegalArgumentException("shares " + Arrays.toString(shares) + " against class " + of);
        }
        double[] terms = new double[shares.length];
        Arrays.setAll(terms, k -> logLikelihoods[k] + StrictMath.log(shares[k] / total));
        return logLikelihoods[of] - Logs.sumOfExp(terms);
    }

    private static double[][][] copy(double[][][] theta) {
        return Arrays.stream(theta)
                .map(scale -> Arrays.stream(scale).map(double[]::clone).toArray(double[][]::new))
                .toArray(double[][][]::new);
    }
}
