package floodmark.app.report;

import floodmark.evidence.Explanation;
import floodmark.verdict.LikelihoodModel;
import floodmark.verdict.Ratios;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which evidence carries the ratios: families against explanations as in an analysis of competing hypotheses (Heuer 1999,
 * Psychology of Intelligence Analysis, chapter 8), what would change without one family, and the facts that weigh most about an attack.
 */
final class WeighsSection {
    private static final int FACTS = 10;
    private static final double ROUNDING = 0.005;

    private final Ratios ratios;
    private final List<Explanation> explanations = LikelihoodModel.explanations();

    private WeighsSection(Ratios ratios) {
        this.ratios = ratios;
    }

    /** Empty where no ratio is known: then nothing weighs. */
    static Optional<Html> of(@Nullable Ratios ratios) {
        return Optional.ofNullable(ratios).map(known -> new WeighsSection(known).section());
    }

    private Html section() {
        return Html.of("section")
                .attr("aria-labelledby", "weighs")
                .add(
                        Html.of("h2", "What weighs").attr("id", "weighs"),
                        Html.of(
                                        "p",
                                        "Each number is the logarithm of the explanation's ratio less what it would be without"
                                                + " the family. + speaks for the explanation, - against it, two signs from a"
                                                + " factor of 10 on, three from 100 on; 0 says nothing: a factor of 2 at most."
                                                + " Families overlap, so the numbers do not add up, and where a ratio stands at the"
                                                + " cap, leaving out one family may change nothing.")
                                .attr("class", "note"),
                        families(),
                        Html.of("p"),
                        changes(),
                        Html.of("h3", "Facts that weigh most about an attack"),
                        facts());
    }

    private Html families() {
        List<String> headings = new ArrayList<>(List.of("Family"));
        explanations.forEach(e -> headings.add("#" + Words.name(e)));
        List<Html> rows = new ArrayList<>();
        int[] against = new int[explanations.size()];
        for (Map.Entry<String, Map<Explanation, Double>> entry :
                ratios.withoutFamily().entrySet()) {
            Html row = Html.of("tr").add(Html.of("th", entry.getKey()).attr("scope", "row"));
            for (int i = 0; i < explanations.size(); i++) {
                double change = share(explanations.get(i), entry.getValue());
                against[i] += RatioWords.mark(change).startsWith("-") ? 1 : 0;
                row.add(Tables.number(RatioWords.share(change)));
            }
            rows.add(row);
        }
        Html count = Html.of("tr").add(Html.of("th", "Families against it").attr("scope", "row"));
        for (int n : against) {
            count.add(Tables.number(Integer.toString(n)));
        }
        rows.add(count);
        return Tables.body("What each family adds to each explanation's ratio", headings, rows);
    }

    private double share(Explanation explanation, Map<Explanation, Double> without) {
        return ratios.of(explanation).value() - rest(explanation, without);
    }

    /** What the others come to; a family that nothing is known of changes nothing. */
    private double rest(Explanation explanation, Map<Explanation, Double> without) {
        return without.getOrDefault(explanation, ratios.of(explanation).value());
    }

    private Html changes() {
        List<Html> items = new ArrayList<>();
        ratios.withoutFamily().forEach((family, without) -> {
            for (Explanation explanation : explanations) {
                double whole = ratios.of(explanation).value();
                double rest = rest(explanation, without);
                String before = RatioWords.byThreshold(whole);
                String after = RatioWords.byThreshold(rest);
                // Ratios without a family are known to two decimals, so that less than half of the last tells nothing.
                if (!before.equals(after) && Math.abs(whole - rest) > ROUNDING) {
                    items.add(Html.of(
                            "li",
                            "Without " + family + ", " + Words.name(explanation) + " would be " + after + " and not "
                                    + before + ": " + RatioWords.number(rest) + " for " + RatioWords.number(whole)
                                    + "."));
                }
            }
        });
        String terms =
                " By the thresholds alone, +1 for supported and -1 for contradicted: a ratio without a family has no"
                        + " interval.";
        Html note = Html.of(
                "p",
                (items.isEmpty()
                                ? "No single family changes a finding."
                                : "A single family, left out, changes a finding.")
                        + terms);
        return items.isEmpty() ? note : Html.of("div").add(note, Html.of("ul").addAll(items));
    }

    private Html facts() {
        List<Html> rows = ratios.parts().stream()
                .sorted(Comparator.comparingDouble((Ratios.Part p) -> -Math.abs(p.attack()))
                        .thenComparing(p -> p.grade().scale().name()))
                .limit(FACTS)
                .map(p -> Html.of("tr")
                        .add(
                                Html.of("th", p.grade().scale().name()).attr("scope", "row"),
                                Tables.wide(p.grade().scale().question()),
                                Tables.cell(p.grade().words()),
                                Tables.number(RatioWords.share(p.attack()))))
                .toList();
        return Tables.body(
                rows.size() + " of " + ratios.parts().size()
                        + " graded facts, by what each adds to the attack's ratio before the cap",
                List.of("Fact", "Question", "Level", "#Weight (log10)"),
                rows);
    }
}
