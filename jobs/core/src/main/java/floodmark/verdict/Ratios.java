package floodmark.verdict;

import floodmark.evidence.Explanation;
import floodmark.evidence.Grade;
import floodmark.stats.ratio.Verbal;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * How the graded evidence of a case weighs the explanations against one another, as logarithms to base 10 of likelihood ratios.
 * None is a probability of a cause.
 *
 * @param each for every explanation, its ratio against the even mixture of the others
 * @param cap the largest ratio that the corpus carries; pairs are clipped there
 * @param model version of the fitted model
 * @param parts what each grade adds to the attack's ratio, in the order of the scales
 * @param withoutFamily the ratios if one family had not spoken, by family
 * @param abstains why an attack's ratio was held closer to even than the cap; empty if it was not
 */
public record Ratios(
        Map<Explanation, Estimate> each,
        double cap,
        String model,
        List<Part> parts,
        Map<String, Map<Explanation, Double>> withoutFamily,
        String abstains) {

    /** A logarithm to base 10 with its 95 % interval. */
    public record Estimate(double value, double low, double high) {
        /** At least ten to one for, by the whole interval. */
        public boolean supports() {
            return low >= 1;
        }

        /** At least ten to one against, by the whole interval. */
        public boolean contradicts() {
            return high <= -1;
        }
    }

    /**
     * @param grade what was seen
     * @param attack the attack's ratio with it less the ratio without it, logarithm to base 10; dependence between grades makes their
     *     sum differ from the whole
     */
    public record Part(Grade grade, double attack) {}

    public Estimate of(Explanation explanation) {
        return Objects.requireNonNull(each.get(explanation));
    }

    /** The verbal scale's words for the attack's ratio, with the number. */
    public String strength() {
        return Verbal.describe(attack().value(), "an attack", "no attack");
    }

    public Estimate attack() {
        return of(Explanation.ATTACK);
    }
}
