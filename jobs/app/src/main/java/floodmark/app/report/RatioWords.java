package floodmark.app.report;

import floodmark.evidence.Explanation;
import floodmark.stats.ratio.Verbal;
import floodmark.verdict.LikelihoodModel;
import floodmark.verdict.Ratios;
import java.util.Locale;
import java.util.stream.Collectors;

/** Ratios in words and figures, the same in the report and on the terminal. */
public final class RatioWords {
    private static final int DIGITS = 2;
    private static final int MOST_DIGITS = 6;
    /** What a finding looks at: the threshold of ten to one, and the side. */
    private static final double[] EDGES = {-1, 0, 1};

    private RatioWords() {}

    /** The attack's ratio on the verbal scale, then every explanation's logarithm with its interval: one line. */
    public static String line(Ratios ratios) {
        return ratios.strength() + "; log10 of the ratios: "
                + LikelihoodModel.explanations().stream()
                        .map(e -> Words.name(e) + " " + estimate(ratios.of(e)))
                        .collect(Collectors.joining(", "));
    }

    /** Value and interval, such as {@code +1.20 (+0.40 to +2.00)}. */
    static String estimate(Ratios.Estimate estimate) {
        return number(estimate.value()) + " " + interval(estimate);
    }

    static String interval(Ratios.Estimate estimate) {
        return "(" + number(estimate.low()) + " to " + number(estimate.high()) + ")";
    }

    /** Signed, with two decimals; with more where two would put it on another side of a threshold than it is. */
    static String number(double log10) {
        for (int digits = DIGITS; ; digits++) {
            String text = String.format(Locale.ROOT, "%+." + digits + "f", log10);
            if (digits == MOST_DIGITS || sameSide(log10, Double.parseDouble(text))) {
                return unsignedZero(text);
            }
        }
    }

    /** A mark and the share itself; no threshold applies to it. */
    static String share(double log10) {
        return mark(log10) + " " + unsignedZero(String.format(Locale.ROOT, "%+." + DIGITS + "f", log10));
    }

    private static String unsignedZero(String text) {
        return text.matches("[+-]0\\.0+") ? text.substring(1) : text;
    }

    private static boolean sameSide(double exact, double shown) {
        for (double edge : EDGES) {
            if (Double.compare(Math.signum(exact - edge), Math.signum(shown - edge)) != 0) {
                return false;
            }
        }
        return true;
    }

    /** The verbal scale's words with the ratio, against the even mixture of the other explanations. */
    static String strength(double log10, Explanation explanation) {
        return Verbal.describe(log10, name(explanation), "the other explanations");
    }

    /** An explanation as part of a sentence. */
    private static String name(Explanation explanation) {
        return switch (explanation) {
            case ATTACK -> "an attack";
            case FLASH_CROWD -> "a flash crowd";
            case SERVICE_FAILURE -> "a service failure";
            case NETWORK_EVENT -> "a network event";
            case NOTHING_UNUSUAL, UNDETERMINED -> Words.name(explanation);
        };
    }

    /** What a ratio alone finds; its interval, where there is one, must agree before a verdict says so. */
    static String byThreshold(double log10) {
        return log10 >= 1 ? "supported" : log10 <= -1 ? "contradicted" : "undecided";
    }

    /** How a share of a ratio stands to an explanation: plus for, minus against, repeated by strength, 0 if it says nothing. */
    static String mark(double log10) {
        String sign = log10 < 0 ? "-" : "+";
        return switch (Verbal.of(log10)) {
            case NONE -> "0";
            case WEAK -> sign;
            case MODERATE -> sign.repeat(2);
            default -> sign.repeat(3);
        };
    }
}
