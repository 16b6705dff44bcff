package floodmark.stats;

/**
 * Entropy of a distribution seen through a sample.
 *
 * <p>Unit: bits. The plug-in entropy {@code -sum (n_i / n) log2(n_i / n)} of n observations is too low by about (cells seen - 1)/(2 n ln 2) bits; Miller (1955) and Madow (1948)
 * add that. With fewer observations than cells a bias remains: compare samples of equal size or equal sampling rate
 * only (Lakhina, Crovella and Diot 2005, SIGCOMM). Special cases: 0 for a single cell, NaN without observations.
 */
public final class Entropy {
    /** Registry entry. */
    public static final StatTest ABOUT = new Described(
            "entropy",
            "entropy with Miller-Madow correction",
            "How concentrated are senders, ports or sizes?",
            "Miller 1955, in Information Theory in Psychology; Lakhina, Crovella and Diot 2005, SIGCOMM");

    private Entropy() {}

    /** Entropy in bits, corrected; 0 for one cell, NaN for no observation. */
    public static double millerMadow(long[] counts) {
        double n = 0;
        int seen = 0;
        for (long c : counts) {
            if (c < 0) {
                throw new IllegalArgumentException("negative count " + c);
            }
            n += c;
            seen += c > 0 ? 1 : 0;
        }
        return n == 0 ? Double.NaN : plugIn(counts) + (seen - 1) / (2 * n * StrictMath.log(2));
    }

    /** Entropy in bits of the observed shares, not corrected. */
    public static double plugIn(long[] counts) {
        double n = 0;
        for (long c : counts) {
            n += c;
        }
        if (n == 0) {
            return Double.NaN;
        }
        double sum = 0;
        for (long c : counts) {
            if (c > 0) {
                sum -= c / n * StrictMath.log(c / n);
            }
        }
        return StrictMath.max(0, sum / StrictMath.log(2));
    }
}
