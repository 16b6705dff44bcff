package floodmark.app.report;

import floodmark.app.result.Result;
import floodmark.evidence.Explanation;
import floodmark.verdict.LikelihoodModel;
import floodmark.verdict.Ratios;
import floodmark.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;

/** How strongly the evidence speaks for each explanation, or why that is not said. */
final class RatioSection {
    private RatioSection() {}

    static Html of(Result result, Verdict verdict) {
        Html section = Html.of("section")
                .attr("aria-labelledby", "ratios")
                .add(Html.of("h2", "How strongly the evidence weighs").attr("id", "ratios"));
        Ratios ratios = verdict.ratios();
        if (ratios == null) {
            return section.add(Html.of("p", "No likelihood ratio is stated: " + reason(result, verdict) + "."));
        }
        section.add(Html.of("p").add(Html.of("strong", sentence(ratios.strength()))), RatioScale.draw(ratios));
        List<Html> rows = new ArrayList<>();
        for (Explanation explanation : LikelihoodModel.explanations()) {
            Ratios.Estimate estimate = ratios.of(explanation);
            rows.add(Html.of("tr")
                    .add(
                            Html.of("th", Words.name(explanation)).attr("scope", "row"),
                            Tables.number(RatioWords.number(estimate.value())),
                            Tables.number(RatioWords.interval(estimate)),
                            Tables.wide(RatioWords.strength(estimate.value(), explanation))));
        }
        section.add(
                Tables.body(
                        "Each explanation against the even mixture of the others",
                        List.of("Explanation", "#log10 of the ratio", "#95 % interval", "In words"),
                        rows),
                Html.of(
                                "p",
                                "The even weights of the mixture are a convention and not a prior: nothing here says how"
                                        + " probable an explanation is; it is about the traffic at this vantage point, and the"
                                        + " cap of \u00b1" + Html.coordinate(ratios.cap())
                                        + " is the most that the corpus behind the model carries.")
                        .attr("class", "note"));
        if (!ratios.abstains().isEmpty()) {
            section.add(Html.of("p", "The ratio of an attack was held short of a finding: " + ratios.abstains() + ".")
                    .attr("class", "note"));
        }
        return section.add(
                Html.of("p", "Model of likelihoods: " + ratios.model() + ".").attr("class", "note"));
    }

    /** Why there is none, as {@link LikelihoodModel#weigh} decides it. */
    static String reason(Result result, Verdict verdict) {
        Rows series = new Rows(result.series());
        for (int i = 0; i < series.size(); i++) {
            if (series.string(i, "metric") != null) {
                return "the captures hold counts, and the corpus behind the model holds flows only; the named rules"
                        + " decide alone";
            }
        }
        boolean history = verdict.signature().containsKey(LikelihoodModel.HISTORY);
        if (!history && !verdict.signature().isEmpty()) {
            return "there is no usable history of the subject, and what the model knows is relative to one; the named rules"
                    + " decide alone";
        }
        return verdict.signature().isEmpty()
                ? "nothing could be graded in these captures, so that there is nothing to weigh; the named rules decide"
                        + " alone"
                : "no calibrated model knows what was graded here; the named rules decide alone";
    }

    private static String sentence(String clause) {
        return Character.toUpperCase(clause.charAt(0)) + clause.substring(1) + ".";
    }
}
