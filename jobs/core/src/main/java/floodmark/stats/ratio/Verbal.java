package floodmark.stats.ratio;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import org.apache.commons.math3.util.FastMath;

/**
 * Words for a likelihood ratio, never without its number.
 *
 * <p>Bands of LR, or of 1/LR where it speaks for the other side: up to 10 weak, to 100 moderate, to 1,000 moderately strong, to
 * 10,000 strong, to 1,000,000 very strong, beyond that extremely strong support. Up to 2 no support is claimed: no validation can
 * tell so little from nothing. An edge belongs to the weaker band. Source: ENFSI 2015, Guideline for Evaluative Reporting in
 * Forensic Science, table of verbal equivalents. Its words are about the evidence; none of them says how probable an
 * explanation is.
 *
 * <p>Special cases: an infinite ratio is extremely strong, and said to be without limit; a NaN is refused by an exception.
 */
public enum Verbal {
    /** LR up to 2. */
    NONE(2, "no support either way"),
    /** LR above 2, up to 10. */
    WEAK(10, "weak support"),
    /** LR up to 100. */
    MODERATE(100, "moderate support"),
    /** LR up to 1,000. */
    MODERATELY_STRONG(1_000, "moderately strong support"),
    /** LR up to 10,000. */
    STRONG(10_000, "strong support"),
    /** LR up to 1,000,000. */
    VERY_STRONG(1_000_000, "very strong support"),
    /** LR beyond. */
    EXTREMELY_STRONG(Double.POSITIVE_INFINITY, "extremely strong support");

    /** Powers of ten come back from a logarithm a little beside; an edge is met within this share. */
    private static final double EDGE = 1e-9;

    private final double limit;
    private final String words;

    Verbal(double limit, String words) {
        this.limit = limit;
        this.words = words;
    }

    /** The band, whichever side is supported. */
    public static Verbal of(double log10) {
        double ratio = magnitude(log10);
        for (Verbal band : values()) {
            if (ratio <= band.limit * (1 + EDGE)) {
                return band;
            }
        }
        throw new IllegalArgumentException("the likelihood ratio is not a number");
    }

    /** Words of the band alone, such as {@code weak support}. */
    public String words() {
        return words;
    }

    /**
     * A sentence's part with words and number.
     *
     * @param log10 log10 LR of first over second
     * @param first what H1 says, such as "an attack"
     * @param second what H2 says
     * @return such as {@code moderate support for an attack rather than a flash crowd (37 times as probable)}
     */
    public static String describe(double log10, String first, String second) {
        Verbal band = of(log10);
        String favoured = log10 < 0 ? second : first;
        String other = log10 < 0 ? first : second;
        String ratio = rounded(magnitude(log10));
        if (band == NONE) {
            return band.words + " between " + first + " and " + second
                    + (ratio.equals("1")
                            ? " (equally probable under both)"
                            : " (" + ratio + " times as probable under " + favoured + ")");
        }
        return band.words + " for " + favoured + " rather than " + other
                + (ratio.isEmpty() ? " (without limit)" : " (" + ratio + " times as probable)");
    }

    /** Two significant digits: more would claim a precision that no validation has. Empty if infinite. */
    private static String rounded(double ratio) {
        if (Double.isInfinite(ratio)) {
            return "";
        }
        BigDecimal rounded = new BigDecimal(ratio).round(new MathContext(2, RoundingMode.HALF_EVEN));
        return rounded.compareTo(BigDecimal.TEN) < 0
                ? rounded.stripTrailingZeros().toPlainString()
                : String.format(Locale.ROOT, "%,d", rounded.toBigInteger());
    }

    private static double magnitude(double log10) {
        return FastMath.exp(StrictMath.abs(log10) * Logs.LN10);
    }
}
