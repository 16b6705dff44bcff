package floodmark.app.likelihood;

import floodmark.evidence.Explanation;
import floodmark.evidence.Finding;
import floodmark.evidence.Scale;
import floodmark.stats.calibration.Figure;
import floodmark.stats.calibration.Goal;
import floodmark.verdict.LikelihoodModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** {@code likelihood.md}: how well the ratios do on incidents that the fit never saw. */
final class LikelihoodPage {
    private static final List<Explanation> EXPLANATIONS = LikelihoodModel.explanations();
    private static final List<Finding> FINDINGS =
            List.of(Finding.SUPPORTED, Finding.UNDECIDED, Finding.NOT_VISIBLE, Finding.CONTRADICTED);

    private final LikelihoodCalibration.Result result;
    private final StringBuilder page = new StringBuilder();

    private LikelihoodPage(LikelihoodCalibration.Result result) {
        this.result = result;
    }

    /** @param head lines about the run, in Markdown */
    static String of(LikelihoodCalibration.Result result, String head) {
        return new LikelihoodPage(result).write(head);
    }

    private String write(String head) {
        page.append("""
                # Likelihood ratios

                How much the graded evidence of a case speaks for each explanation is learnt from simulated incidents and measured on others. Written by
                `floodmark calibrate --sections likelihood`. What the ratios mean, and what they do not, is in methods.md.

                """);
        page.append(head);
        model();
        figures();
        for (Evaluation e : result.evaluations()) {
            corpus(e);
        }
        return page.toString();
    }

    private void model() {
        page.append("\n## The model\n\n| | |\n|---|---|\n");
        line("version", result.model().version());
        line("incidents of the fit", String.valueOf(result.fit().incidents().size()));
        line("scales", String.valueOf(Measured.SCALES.size()));
        line("penalty, by cross-validation", number(result.fit().lambda()));
        line("slope, on held-out incidents", number(result.fit().slope()));
        line(
                "bounds on held-out incidents of the same generator",
                bounds(result.own().lower(), result.own().upper()));
        line(
                "bounds on other incidents of the second generator",
                bounds(result.shifted().lower(), result.shifted().upper()));
        line("cap for an attack, log10", number(result.model().capFor()));
        line("cap against an attack, log10", number(result.model().capAgainst()));
    }

    private void figures() {
        page.append(
                        "\n## Against the goals\n\n*Clear* incidents are those in which a flood of the tested size would have been seen")
                .append(" with a probability of .8 at least, and that are not made to be mistaken.\n\n")
                .append("| incidents | quantity | goal |");
        result.evaluations().forEach(e -> page.append(' ').append(e.name()).append(" |"));
        page.append("\n|---|---|---|")
                .append("---:|".repeat(result.evaluations().size()))
                .append('\n');
        List<List<Figure>> each =
                result.evaluations().stream().map(LikelihoodFigures::of).toList();
        for (int i = 0; i < each.get(0).size(); i++) {
            Figure first = each.get(0).get(i);
            int row = i;
            List<String> goals =
                    each.stream().map(f -> goal(f.get(row).goal())).distinct().toList();
            page.append("| ").append(first.setting()).append(" | ").append(first.quantity());
            page.append(" | ").append(String.join("; ", goals)).append(" |");
            for (List<Figure> figures : each) {
                page.append(' ').append(cell(figures.get(i))).append(" |");
            }
            page.append('\n');
        }
    }

    private void corpus(Evaluation e) {
        page.append("\n## Corpus *")
                .append(e.name())
                .append("*, ")
                .append(e.cases().size());
        page.append(" incidents\n\n![Tippett plot](likelihood-tippett-").append(e.name());
        page.append(".svg)\n![Reliability](likelihood-reliability-")
                .append(e.name())
                .append(".svg)\n");
        confusion(e);
        findings(e);
        ablation(e);
        mechanisms(e);
    }

    private void confusion(Evaluation e) {
        page.append("\n**True explanation (rows) and the one found**\n\n| |");
        EXPLANATIONS.forEach(x -> page.append(' ').append(x.text()).append(" |"));
        page.append(" undetermined |\n|---|")
                .append("---:|".repeat(EXPLANATIONS.size() + 1))
                .append('\n');
        Map<Explanation, Map<Explanation, Integer>> table = e.confusion();
        for (Explanation truth : EXPLANATIONS) {
            Map<Explanation, Integer> row = table.getOrDefault(truth, Map.of());
            page.append("| ").append(truth.text()).append(" |");
            EXPLANATIONS.forEach(
                    x -> page.append(' ').append(row.getOrDefault(x, 0)).append(" |"));
            page.append(' ')
                    .append(row.getOrDefault(Explanation.UNDETERMINED, 0))
                    .append(" |\n");
        }
    }

    private void findings(Evaluation e) {
        page.append("\n**Finding about an attack of no stated size**\n\n| truth |");
        FINDINGS.forEach(f -> page.append(' ').append(f.text()).append(" |"));
        page.append("\n|---|").append("---:|".repeat(FINDINGS.size())).append('\n');
        findings(
                "attack, visible",
                e.findings(c -> c.attackIsTrue() && c.incident().visible()));
        findings(
                "attack, not visible or mimicry",
                e.findings(c -> c.attackIsTrue() && !c.incident().visible()));
        for (Explanation truth : EXPLANATIONS) {
            if (truth != Explanation.ATTACK) {
                findings(
                        truth.text(),
                        e.findings(
                                c -> !c.attackIsTrue() && c.incident().truth().explanation() == truth));
            }
        }
    }

    private void findings(String name, Map<Finding, Integer> found) {
        page.append("| ").append(name).append(" |");
        FINDINGS.forEach(f -> page.append(' ').append(found.getOrDefault(f, 0)).append(" |"));
        page.append('\n');
    }

    private void ablation(Evaluation e) {
        double clear = e.sides(e::clear).cost();
        double all = e.sides(c -> true).cost();
        page.append(
                "\n**Cost (Cllr) without a family**, the weights as they are\n\n| left out | clear | all |\n|---|---:|---:|\n");
        page.append("| none | ")
                .append(number(clear))
                .append(" | ")
                .append(number(all))
                .append(" |\n");
        for (String family :
                new TreeSet<>(Measured.SCALES.stream().map(Scale::family).toList())) {
            Evaluation without = Evaluation.without(family, e, result.model());
            page.append("| ").append(family).append(" | ");
            page.append(number(without.sides(without::clear).cost())).append(" | ");
            page.append(number(without.sides(c -> true).cost())).append(" |\n");
        }
    }

    private void mechanisms(Evaluation e) {
        Map<String, List<Evaluation.Case>> each = new TreeMap<>();
        for (Evaluation.Case c : e.cases()) {
            String name = c.incident().truth().explanation().text() + " | "
                    + c.incident().truth().mechanism()
                    + (c.attackIsTrue() ? c.incident().visible() ? ", visible" : ", not visible" : "");
            each.computeIfAbsent(name, k -> new ArrayList<>()).add(c);
        }
        page.append("\n**By mechanism**: log10 of the attack's ratio\n\n")
                .append(
                        "| explanation | mechanism | incidents | median | least | most | attack supported | contradicted | rightly explained |\n")
                .append("|---|---|---:|---:|---:|---:|---:|---:|---:|\n");
        each.forEach((name, cases) -> {
            double[] ratios =
                    cases.stream().mapToDouble(Evaluation.Case::attack).sorted().toArray();
            page.append("| ").append(name).append(" | ").append(ratios.length);
            page.append(" | ").append(number(ratios[ratios.length / 2]));
            page.append(" | ").append(number(ratios[0]));
            page.append(" | ").append(number(ratios[ratios.length - 1]));
            page.append(" | ").append(count(cases, c -> c.finding() == Finding.SUPPORTED));
            page.append(" | ").append(count(cases, c -> c.finding() == Finding.CONTRADICTED));
            page.append(" | ")
                    .append(count(
                            cases, c -> c.explanation() == c.incident().truth().explanation()));
            page.append(" |\n");
        });
    }

    private static long count(List<Evaluation.Case> cases, java.util.function.Predicate<Evaluation.Case> which) {
        return cases.stream().filter(which).count();
    }

    private void line(String name, String value) {
        page.append("| ").append(name).append(" | ").append(value).append(" |\n");
    }

    private static String bounds(double lower, double upper) {
        return number(lower) + " to " + number(upper);
    }

    private static String cell(Figure f) {
        String value = number(f.value()) + (f.hits() >= 0 ? " (" + f.hits() + " of " + f.trials() + ")" : "");
        return f.met() == Goal.Met.MISSED ? "**" + value + "**" : value;
    }

    private static String goal(Goal goal) {
        if (Double.isNaN(goal.low())) {
            return "";
        }
        return goal.high() >= 1 ? "at least " + number(goal.low()) : "at most " + number(goal.high());
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.3f", value);
    }

    /** Names of the plots that the page shows, with what draws them. */
    static Map<String, String> plots(LikelihoodCalibration.Result result) {
        Map<String, String> plots = new TreeMap<>();
        for (Evaluation e : result.evaluations()) {
            Evaluation.Sides all = e.sides(c -> true);
            plots.put("likelihood-tippett-" + e.name() + ".svg", RatioPlot.tippett(e.name(), all.h1(), all.h2()));
            double[] odds = concat(all.h1(), all.h2());
            boolean[] truth = new boolean[odds.length];
            Arrays.fill(truth, 0, all.h1().length, true);
            plots.put(
                    "likelihood-reliability-" + e.name() + ".svg",
                    RatioPlot.reliability(e.name(), odds, truth, all.h1().length, all.h2().length));
        }
        return plots;
    }

    private static double[] concat(double[] a, double[] b) {
        double[] both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }
}
