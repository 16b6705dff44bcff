package floodmark.app.likelihood;

import floodmark.evidence.Explanation;
import floodmark.evidence.Finding;
import floodmark.stats.ratio.LikelihoodRatioCost;
import floodmark.verdict.LikelihoodModel;
import floodmark.verdict.Ratios.Estimate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What a model makes of incidents that it never saw.
 *
 * @param name of the corpus
 * @param cases each incident with its ratios
 */
record Evaluation(String name, List<Case> cases) {
    private static final double LN10 = StrictMath.log(10);
    private static final double EVEN = 0.5;

    /**
     * @param incident with its truth
     * @param ratios of each explanation, log10
     */
    record Case(Measured incident, Map<Explanation, Estimate> ratios) {
        double attack() {
            return estimate(Explanation.ATTACK).value();
        }

        Estimate estimate(Explanation explanation) {
            return Objects.requireNonNull(ratios.get(explanation));
        }

        /** What a verdict would say of a statement that claims an attack and no size. */
        Finding finding() {
            return floodmark.verdict.Judge.attackFinding(estimate(Explanation.ATTACK), incident.byRules());
        }

        /** The explanation with the largest ratio, if that is supported. */
        Explanation explanation() {
            Explanation most = Explanation.NOTHING_UNUSUAL;
            for (Explanation e : LikelihoodModel.explanations()) {
                most = estimate(e).value() > estimate(most).value() ? e : most;
            }
            return estimate(most).supports() ? most : Explanation.UNDETERMINED;
        }

        boolean attackIsTrue() {
            return incident.truth().attack();
        }
    }

    /** Incidents without a cause that the model knows are left out. */
    static Evaluation of(String name, List<Measured> incidents, LikelihoodModel model) {
        List<Case> cases = new ArrayList<>();
        for (Measured m : incidents) {
            if (Fit.cause(m) != null) {
                cases.add(new Case(m, model.estimates(keys(m, ""), m.vantage())));
            }
        }
        return new Evaluation(name, cases);
    }

    /** The same without what one family says. */
    static Evaluation without(String family, Evaluation whole, LikelihoodModel model) {
        List<Case> cases = whole.cases.stream()
                .map(c -> new Case(c.incident, model.estimates(keys(c.incident, family), c.incident.vantage())))
                .toList();
        return new Evaluation(whole.name, cases);
    }

    static List<String> keys(Measured m, String withoutFamily) {
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < m.levels().length; i++) {
            var scale = Measured.SCALES.get(i);
            if (m.levels()[i] >= 0 && !scale.family().equals(withoutFamily)) {
                keys.add(LikelihoodModel.key(scale.name(), scale.levels().get(m.levels()[i])));
            }
        }
        return keys;
    }

    /** Ratios of some incidents, natural logarithms, with weights that make the explanations of each side weigh the same. */
    record Sides(double[] h1, double[] weights1, double[] h2, double[] weights2) {
        double cost() {
            return h1.length == 0 || h2.length == 0 ? Double.NaN : LikelihoodRatioCost.cost(h1, weights1, h2, weights2);
        }

        double least() {
            return h1.length == 0 || h2.length == 0
                    ? Double.NaN
                    : LikelihoodRatioCost.minimum(h1, weights1, h2, weights2);
        }
    }

    Sides sides(Predicate<Case> which) {
        List<Case> attacks =
                cases.stream().filter(which).filter(Case::attackIsTrue).toList();
        List<Case> others =
                cases.stream().filter(which).filter(c -> !c.attackIsTrue()).toList();
        return new Sides(ratios(attacks), weights(attacks), ratios(others), weights(others));
    }

    private static double[] ratios(List<Case> side) {
        return side.stream().mapToDouble(c -> c.attack() * LN10).toArray();
    }

    private static double[] weights(List<Case> side) {
        Map<String, Integer> counts = new TreeMap<>();
        side.forEach(c -> counts.merge(String.valueOf(Fit.cause(c.incident)), 1, Integer::sum));
        return side.stream()
                .mapToDouble(c -> 1.0 / Objects.requireNonNull(counts.get(String.valueOf(Fit.cause(c.incident)))))
                .toArray();
    }

    /** Where a flood of the tested size would have been seen, and none was made to be mistaken. */
    boolean clear(Case c) {
        return c.attackIsTrue() ? c.incident.visible() : !c.incident.truth().blind() && c.incident.power() >= 0.8;
    }

    /** Share of the incidents that should not be told whose ratio stays near even. */
    double abstains() {
        List<Case> hidden = cases.stream()
                .filter(c -> c.incident.truth().mimicry() || c.incident.truth().blind())
                .toList();
        return hidden.isEmpty()
                ? Double.NaN
                : hidden.stream().filter(c -> Math.abs(c.attack()) <= EVEN).count() / (double) hidden.size();
    }

    /** Incidents by what is true (rows) and what is found (columns). */
    Map<Explanation, Map<Explanation, Integer>> confusion() {
        Map<Explanation, Map<Explanation, Integer>> table = new EnumMap<>(Explanation.class);
        for (Case c : cases) {
            table.computeIfAbsent(c.incident.truth().explanation(), e -> new EnumMap<>(Explanation.class))
                    .merge(c.explanation(), 1, Integer::sum);
        }
        return table;
    }

    /** Findings about an attack, by a name of the truth. */
    Map<Finding, Integer> findings(Predicate<Case> which) {
        Map<Finding, Integer> table = new EnumMap<>(Finding.class);
        cases.stream().filter(which).forEach(c -> table.merge(c.finding(), 1, Integer::sum));
        return table;
    }
}
