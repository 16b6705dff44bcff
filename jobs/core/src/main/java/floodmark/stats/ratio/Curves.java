package floodmark.stats.ratio;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.distribution.BetaDistribution;
import org.apache.commons.math3.util.FastMath;

/**
 * Curves that show what a set of likelihood ratios is worth: plain numbers for a chart or a table.
 *
 * <p>A NaN ratio is refused by an exception; an empty side gives NaN.
 */
public final class Curves {
    /**
     * One bin of a reliability curve.
     *
     * @param incidents in it
     * @param predicted mean probability of H1 that was predicted; NaN without incidents
     * @param hits incidents in which H1 was true
     * @param low lower end of the exact interval of the true probability; 0 without incidents
     * @param high upper end; 1 without incidents
     */
    public record Reliability(int incidents, double predicted, int hits, double low, double high) {
        /** Share of incidents in which H1 was true; NaN without incidents. */
        public double observed() {
            return incidents == 0 ? Double.NaN : hits / (double) incidents;
        }
    }

    private Curves() {}

    /**
     * Tippett curve of one side: the share of its incidents with log10 LR above each point.
     *
     * <p>{@code #{log10 LR > x} / n}, in [0, 1]. Drawn for both sides: where H2 is true and x = 0 it is the share that misleads.
     * Source: Evett and Buckleton 1996, in Advances in Forensic Haemogenetics 6.
     *
     * @param ratios natural-log ratios of one side
     * @param log10 points at which to read the curve
     */
    public static double[] tippett(double[] ratios, double[] log10) {
        Logs.requireNumbers(ratios);
        return Arrays.stream(log10)
                .map(x -> Arrays.stream(ratios)
                                .filter(ratio -> ratio / Logs.LN10 > x)
                                .count()
                        / (double) ratios.length)
                .toArray();
    }

    /**
     * Empirical cross-entropy over prior log10 odds, in bits: what the ratios leave uncertain to somebody with that prior.
     *
     * <p>{@code ECE = P mean over H1 of log2(1 + 1/(LR O)) + (1 - P) mean over H2 of log2(1 + LR O)} with prior odds O and
     * P = O/(1 + O); the means are weighted. At even odds it is Cllr. Source: Ramos, Gonzalez-Rodriguez, Zadora and Aitken
     * 2013, Journal of Forensic Sciences 58(6), 1503-1518.
     *
     * @param log10Odds priors at which to read the curve, finite
     */
    public static double[] crossEntropy(
            double[] h1, double[] weights1, double[] h2, double[] weights2, double[] log10Odds) {
        double[] curve = new double[log10Odds.length];
        for (int i = 0; i < curve.length; i++) {
            double odds = log10Odds[i] * Logs.LN10;
            double first = prior(odds) * LikelihoodRatioCost.mean(h1, weights1, -1, -odds);
            double second = prior(-odds) * LikelihoodRatioCost.mean(h2, weights2, 1, odds);
            curve[i] = (first + second) / Logs.LN2;
        }
        return curve;
    }

    /** The same for ratios that are all 1: the entropy of the prior. What does not stay below it is better left unsaid. */
    public static double[] neutral(double[] log10Odds) {
        double[] nothing = {0};
        double[] one = {1};
        return crossEntropy(nothing, one, nothing, one, log10Odds);
    }

    /**
     * Reliability: do incidents with predicted log-odds between two edges turn out as often as was predicted?
     *
     * <p>In each bin the mean of {@code p = 1 / (1 + exp(-log-odds))} stands beside the observed share with its Clopper-Pearson
     * interval (Clopper and Pearson 1934, Biometrika 26(4)). Bins are closed below and open above; one is added at each end, so that
     * every incident has a bin.
     *
     * @param logOdds natural-log posterior odds of H1: log ratio + log prior odds <em>of this very set</em>, ln(n1/n2)
     * @param h1 whether H1 is true, one for each
     * @param edges ascending, in natural-log odds
     * @param confidence of the intervals, such as .95
     * @return one bin more than there are edges, from the lowest to the highest
     */
    public static List<Reliability> reliability(double[] logOdds, boolean[] h1, double[] edges, double confidence) {
        Logs.requireNumbers(logOdds);
        if (logOdds.length != h1.length) {
            throw new IllegalArgumentException(logOdds.length + " predictions, " + h1.length + " outcomes");
        }
        List<Reliability> bins = new ArrayList<>();
        for (int b = 0; b <= edges.length; b++) {
            int incidents = 0;
            int hits = 0;
            double sum = 0;
            for (int i = 0; i < logOdds.length; i++) {
                if ((b == 0 || logOdds[i] >= edges[b - 1]) && (b == edges.length || logOdds[i] < edges[b])) {
                    incidents++;
                    hits += h1[i] ? 1 : 0;
                    sum += prior(logOdds[i]);
                }
            }
            double tail = (1 - confidence) / 2;
            bins.add(new Reliability(
                    incidents,
                    sum / incidents,
                    hits,
                    hits == 0 ? 0 : quantile(hits, incidents - hits + 1, tail),
                    hits == incidents ? 1 : quantile(hits + 1, incidents - hits, 1 - tail)));
        }
        return bins;
    }

    /** Probability of log-odds. */
    private static double prior(double logOdds) {
        return FastMath.exp(-Logs.onePlusExp(-logOdds));
    }

    private static double quantile(double a, double b, double probability) {
        return new BetaDistribution(null, a, b).inverseCumulativeProbability(probability);
    }
}
