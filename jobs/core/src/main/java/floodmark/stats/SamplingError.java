package floodmark.stats;

import org.apache.commons.math3.distribution.GammaDistribution;

/**
 * Sampling error of figures scaled up from 1:N packet sampling.
 *
 * <p>Packets: {@code total = N c}; the interval of c is the exact Poisson one (Garwood 1936), narrowed to {@code c -+
 * sqrt(1 - 1/N)} of its half widths, so that it closes at N = 1. With the number of samples n known, the share c/n is binomial
 * and its interval Wilson's (1927): the example of the sFlow documentation, 1000 of 2500 samples at 1:400, gives 381 to 419
 * thousand. Bytes: Horvitz and Thompson (1952), {@code B = N sum b_i, Var = N (N - 1) sum b_i^2}. Distinct senders: one that
 * sent k packets is missed with probability {@code (1 - 1/N)^k} (Duffield, Lund and Thorup 2003, SIGCOMM). Figures are in the unit of what was
 * sampled.
 *
 * <p>Special cases: nothing sampled gives 0 with the rule of three as upper end and no relative error; N = 1 gives intervals of
 * length 0.
 */
public final class SamplingError {
    /** Registry entry. */
    public static final StatTest ABOUT = new Described(
            "sampling-error",
            "sampling error of 1:N estimates",
            "How far may packets, bytes and senders be off because only one packet in N was seen?",
            "Duffield, Lund and Thorup 2003, SIGCOMM; Horvitz and Thompson 1952, JASA 47(260)");

    static final double Z975 = 1.959963984540054;

    private SamplingError() {}

    /** An estimate with its 95 % interval. */
    public record Estimate(double value, double low, double high) {
        /** Half width of the interval as a share of the estimate; NaN for an estimate of 0. */
        public double relativeError() {
            return value > 0 ? (high - low) / 2 / value : Double.NaN;
        }
    }

    /**
     * Packets behind {@code observed} sampled ones, each kept with probability 1/rateN.
     *
     * <p>None observed: 0, with the rule of three as upper end (3.7 N two-sided).
     */
    public static Estimate packets(long observed, int rateN) {
        check(observed, rateN);
        double shrink = StrictMath.sqrt(1 - 1.0 / rateN);
        double low = observed == 0 ? 0 : gammaQuantile(observed, 0.025);
        double high = gammaQuantile(observed + 1.0, 0.975);
        return new Estimate(
                (double) observed * rateN,
                rateN * (observed - shrink * (observed - low)),
                rateN * (observed + shrink * (high - observed)));
    }

    /** Packets of one class, {@code observed} of {@code samples} sampled ones, out of {@code samples * rateN} in all. */
    public static Estimate packetsOfClass(long observed, long samples, int rateN) {
        check(observed, rateN);
        if (observed > samples) {
            throw new IllegalArgumentException(observed + " of " + samples + " samples");
        }
        double n = samples;
        if (samples == 0) {
            return new Estimate(0, 0, 0);
        }
        double share = observed / n;
        double z2 = Z975 * Z975;
        double centre = (share + z2 / (2 * n)) / (1 + z2 / n);
        double half = Z975 * StrictMath.sqrt(share * (1 - share) / n + z2 / (4 * n * n)) / (1 + z2 / n);
        double total = n * rateN;
        return new Estimate(
                share * total,
                (observed == 0 ? 0 : StrictMath.max(0, centre - half)) * total,
                (observed == samples ? 1 : StrictMath.min(1, centre + half)) * total);
    }

    /**
     * Bytes behind sampled packets.
     *
     * @param sumOfBytes sum of the sampled packets' sizes
     * @param sumOfSquares sum of their squares
     */
    public static Estimate bytes(double sumOfBytes, double sumOfSquares, int rateN) {
        check(0, rateN);
        double total = sumOfBytes * rateN;
        double half = Z975 * StrictMath.sqrt(bytesVariance(sumOfSquares, rateN));
        return new Estimate(total, StrictMath.max(sumOfBytes, total - half), total + half);
    }

    /** Variance of the byte total: N (N - 1) times the sum of squared sizes of the sampled packets. */
    public static double bytesVariance(double sumOfSquares, int rateN) {
        return (double) rateN * (rateN - 1) * sumOfSquares;
    }

    /** Variance of the packet total estimated from {@code observed} sampled packets: N (N - 1) c. */
    public static double packetsVariance(double observed, int rateN) {
        return (double) rateN * (rateN - 1) * observed;
    }

    /** Probability that a sender of {@code packets} packets is not seen at all. */
    public static double missedSourceShare(double packets, int rateN) {
        check(0, rateN);
        return rateN == 1 ? (packets > 0 ? 0 : 1) : StrictMath.exp(packets * StrictMath.log1p(-1.0 / rateN));
    }

    private static double gammaQuantile(double shape, double probability) {
        return new GammaDistribution(null, shape, 1, 1e-12).inverseCumulativeProbability(probability);
    }

    private static void check(long observed, int rateN) {
        if (observed < 0 || rateN < 1) {
            throw new IllegalArgumentException(observed + " packets at 1:" + rateN);
        }
    }

    /**
     * Exact one-sided upper limit of a Poisson mean (Garwood 1936, Biometrika 28): with 0 events and .95 it is 2.996.
     *
     * @param events observed events, at least 0; need not be whole
     * @param level confidence, in (0, 1)
     */
    public static double poissonUpper(double events, double level) {
        return gammaQuantile(events + 1, level);
    }

    /**
     * Exact one-sided lower limit of a Poisson mean (Garwood 1936).
     *
     * @param events observed events; 0 gives 0
     * @param level confidence, in (0, 1)
     */
    public static double poissonLower(double events, double level) {
        return events <= 0 ? 0 : gammaQuantile(events, 1 - level);
    }
}
