package floodmark.verdict;

import floodmark.evidence.Explanation;
import floodmark.evidence.Finding;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Ratios in words, always with their number. */
final class Weight {
    /** Rows that a finding cites, by how much they weigh. */
    private static final int CITED = 6;

    private Weight() {}

    /** "The evidence is 120 times (40 to 360) as probable under an attack as under the even mixture of the others". */
    static String words(Ratios.Estimate estimate, String name) {
        boolean against = estimate.value() < 0;
        double sign = against ? -1 : 1;
        double low = against ? -estimate.high() : estimate.low();
        double high = against ? -estimate.low() : estimate.high();
        String times = times(sign * estimate.value()) + " times (" + times(low) + " to " + times(high) + ")";
        return against
                ? "the evidence is " + times + " as probable without " + name
                        + ", under the even mixture of the other explanations"
                : "the evidence is " + times + " as probable under " + name
                        + " as under the even mixture of the other explanations";
    }

    /** Ten to the power, two digits. */
    private static String times(double log10) {
        double value = StrictMath.pow(10, log10);
        return value >= 10 ? String.format(Locale.ROOT, "%.0f", value) : String.format(Locale.ROOT, "%.2g", value);
    }

    /** An explanation as part of a sentence. */
    static String name(Explanation explanation) {
        return switch (explanation) {
            case ATTACK -> "an attack";
            case FLASH_CROWD -> "a surge of users";
            case SERVICE_FAILURE -> "a failure of the service";
            case NETWORK_EVENT -> "an event in the network";
            case NOTHING_UNUSUAL -> "nothing unusual";
            case UNDETERMINED -> "nothing in particular";
        };
    }

    /** The rows that weigh most towards a finding about an attack. */
    static List<String> rows(Ratios ratios, Finding finding) {
        double sign = finding == Finding.CONTRADICTED ? -1 : 1;
        return ratios.parts().stream()
                .sorted(Comparator.comparingDouble((Ratios.Part p) -> -sign * p.attack()))
                .limit(CITED)
                .map(p -> p.grade().row().name())
                .toList();
    }

    /** The rows of the families that bear on an explanation. */
    static List<String> rows(Ratios ratios, Explanation explanation) {
        return ratios.parts().stream()
                .filter(p -> p.grade().row().bearsOn().contains(explanation.text()))
                .map(p -> p.grade().row().name())
                .distinct()
                .sorted()
                .limit(CITED)
                .toList();
    }
}
