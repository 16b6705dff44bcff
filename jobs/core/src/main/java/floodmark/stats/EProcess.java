package floodmark.stats;

import java.util.Arrays;

/**
 * E-values: numbers of mean at most 1 without an effect, so that 1/alpha or more is as surprising as a p-value of alpha (Markov).
 * They may be averaged whatever their dependence, and read at any time if they form a process. Special cases: 1, no evidence, for a p-value
 * that is NaN and for the average of nothing.
 *
 * <ul>
 *   <li>From p-values: {@code k p^(k-1)}, 0 &lt; k &lt; 1, and its mean over k, {@code (1 - p + p ln p) / (p ln^2 p)} (Vovk and Wang 2021,
 *       Annals of Statistics 49(3)). Valid for every p-value that is valid.
 *   <li>From ranks: {@code r^(-1/2)} over its mean over all ranks; exact where ranks are uniform, and better than from the p-value.
 *   <li>Merging: the average, which no other symmetric rule beats for any dependence (same source). A product is valid only if each
 *       factor has mean at most 1 <em>given all before</em>.
 *   <li>E-detectors for streams: {@code R = (R + 1) e} (Shiryaev-Roberts) and {@code C = max(C, 1) e} (CUSUM) over such conditional
 *       factors. An alarm at 1/alpha has a mean time to a false alarm of at least 1/alpha (Shin, Ramdas and Rinaldo 2024, New
 *       England Journal of Statistics in Data Science 2(2)).
 * </ul>
 *
 * <p><b>The assumption of the detectors fails on traffic with memory.</b> {@link #bet} on exceedances of a quantile of the history
 * needs {@code P(exceed | all before) <= beta}. After a high bin the next is likely to be high as well, so with a marginal
 * quantile the mean time to a false alarm falls far below what is stated. On such traffic use {@link BlockDetector}, which
 * needs no such condition. Without a p-value these are tools, not a test. On the scale of 1 / p.
 */
public final class EProcess {
    /** Registry entry. */
    public static final StatTest ABOUT = new Described(
            "e-process",
            "e-values: calibrators, averages, detectors",
            "How much evidence has gathered when the data are looked at again and again?",
            "Vovk and Wang 2021, Annals of Statistics 49(3); Shin, Ramdas and Rinaldo 2024, NEJSDS 2(2)");

    private EProcess() {}

    /**
     * Of a p-value, by the power calibrator.
     *
     * @param k exponent in (0, 1); small values pay off for small p
     * @return 1 for NaN, since a test that refused is no evidence; infinite for 0
     */
    public static double of(double p, double k) {
        if (!(k > 0 && k < 1)) {
            throw new IllegalArgumentException("calibrator " + k);
        }
        return Double.isNaN(p) ? 1 : k * StrictMath.pow(p, k - 1);
    }

    /** Of a p-value, by the mean of all power calibrators: 1/2 at p = 1; 1 for NaN; infinite for 0. */
    public static double of(double p) {
        if (Double.isNaN(p)) {
            return 1;
        }
        if (p == 0) {
            return Double.POSITIVE_INFINITY;
        }
        double log = StrictMath.log(p);
        // Below this the closed form loses digits; the series begins 1/2 - log/6.
        return log > -1e-4 ? 0.5 - log / 6 : (1 - p + p * log) / (p * log * log);
    }

    /**
     * Of a rank among equally likely ones.
     *
     * @param rank 1 for the most extreme
     * @param of how many ranks there are
     */
    public static double ofRank(int rank, int of) {
        double sum = 0;
        for (int r = 1; r <= of; r++) {
            sum += 1 / StrictMath.sqrt(r);
        }
        return of / (StrictMath.sqrt(rank) * sum);
    }

    /** The average; 1 of none. */
    public static double merged(double... e) {
        return Arrays.stream(e).average().orElse(1);
    }

    /**
     * One bet on an exceedance: mean at most 1 if the exceedance has conditional probability of at most {@code beta}.
     *
     * @param stake between 0 and 1/beta
     */
    public static double bet(boolean exceeded, double beta, double stake) {
        if (!(stake >= 0 && stake <= 1 / beta)) {
            throw new IllegalArgumentException("stake " + stake + " at " + beta);
        }
        return 1 + stake * ((exceeded ? 1 : 0) - beta);
    }

    /** Shiryaev-Roberts e-detector after the next factor. */
    public static double shiryaevRoberts(double before, double e) {
        return (before + 1) * e;
    }

    /** CUSUM e-detector after the next factor. */
    public static double cusum(double before, double e) {
        return StrictMath.max(before, 1) * e;
    }
}
