package floodmark.app.likelihood;

import floodmark.evidence.Explanation;
import floodmark.evidence.Finding;
import floodmark.stats.calibration.Figure;
import floodmark.stats.calibration.Goal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** What an evaluation comes to, with the goals that it is held to. */
final class LikelihoodFigures {
    private static final String TEST = "log10-lr-attack";
    /** Cost where a flood would have been seen: on the generator of the fit, and on the other. */
    private static final double COST_OWN = 0.20;

    private static final double COST_SHIFTED = 0.40;
    private static final double LOSS = 0.05;
    private static final double HIDDEN_NEAR_EVEN = 0.95;
    /** Of 200 attacks this many may be contradicted, and none that was visible. */
    private static final double CONTRADICTED = 2 / 200.0;

    private LikelihoodFigures() {}

    static List<Figure> of(Evaluation e) {
        List<Figure> figures = new ArrayList<>();
        Evaluation.Sides clear = e.sides(e::clear);
        Evaluation.Sides all = e.sides(c -> true);
        boolean own = e.name().equals("reference");
        figures.add(value(e, "clear", "cllr", clear, clear.cost(), new Goal(0, own ? COST_OWN : COST_SHIFTED)));
        figures.add(value(e, "clear", "cllr-min", clear, clear.least(), Goal.NONE));
        figures.add(value(e, "all", "cllr", all, all.cost(), Goal.NONE));
        figures.add(value(e, "all", "calibration-loss", all, all.cost() - all.least(), new Goal(0, LOSS)));
        figures.add(share(
                e,
                "mimicry-or-blind",
                "near-even",
                c -> c.incident().truth().mimicry() || c.incident().truth().blind(),
                c -> Math.abs(c.attack()) <= 0.5,
                new Goal(HIDDEN_NEAR_EVEN, 1)));
        figures.add(share(
                e,
                "no-attack",
                "attack-supported",
                c -> !c.attackIsTrue(),
                c -> c.finding() == Finding.SUPPORTED,
                new Goal(0, 0)));
        figures.add(share(
                e,
                "attack",
                "attack-contradicted",
                Evaluation.Case::attackIsTrue,
                c -> c.finding() == Finding.CONTRADICTED,
                new Goal(0, CONTRADICTED)));
        figures.add(share(
                e,
                "attack-visible",
                "attack-contradicted",
                c -> c.attackIsTrue() && c.incident().visible(),
                c -> c.finding() == Finding.CONTRADICTED,
                new Goal(0, 0)));
        figures.add(share(
                e,
                "attack-visible",
                "attack-supported",
                c -> c.attackIsTrue() && c.incident().visible(),
                c -> c.finding() == Finding.SUPPORTED,
                Goal.NONE));
        for (Explanation explanation : Explanation.values()) {
            if (explanation == Explanation.UNDETERMINED) {
                continue;
            }
            Predicate<Evaluation.Case> is = c -> c.incident().truth().explanation() == explanation;
            figures.add(share(
                    e, explanation.text(), "explained-rightly", is, c -> c.explanation() == explanation, Goal.NONE));
            figures.add(share(
                    e,
                    explanation.text(),
                    "explained-wrongly",
                    is,
                    c -> c.explanation() != explanation && c.explanation() != Explanation.UNDETERMINED,
                    Goal.NONE));
        }
        return figures;
    }

    private static Figure value(
            Evaluation e, String setting, String quantity, Evaluation.Sides sides, double value, Goal goal) {
        return new Figure(
                LikelihoodCalibration.SECTION,
                TEST,
                setting,
                e.name(),
                quantity,
                sides.h1().length + sides.h2().length,
                0,
                -1,
                0,
                value,
                Double.NaN,
                Double.NaN,
                goal,
                goal.judge(value, value),
                "");
    }

    private static Figure share(
            Evaluation e,
            String setting,
            String quantity,
            Predicate<Evaluation.Case> among,
            Predicate<Evaluation.Case> hit,
            Goal goal) {
        int trials = (int) e.cases().stream().filter(among).count();
        int hits = (int) e.cases().stream().filter(among).filter(hit).count();
        double value = trials == 0 ? Double.NaN : hits / (double) trials;
        return new Figure(
                LikelihoodCalibration.SECTION,
                TEST,
                setting,
                e.name(),
                quantity,
                trials,
                0,
                hits,
                0,
                value,
                Double.NaN,
                Double.NaN,
                goal,
                goal.judge(value, value),
                "");
    }
}
