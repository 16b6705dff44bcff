package floodmark.app.likelihood;

import static org.assertj.core.api.Assertions.assertThat;

import floodmark.claim.Vantage;
import floodmark.evidence.Explanation;
import floodmark.evidence.Finding;
import floodmark.evidence.Scale;
import floodmark.simulate.Truth;
import floodmark.verdict.Cause;
import floodmark.verdict.LikelihoodModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LikelihoodTest {
    private static final int SIGNATURE = scale("makeup.signature");
    private static final int FOUND = Measured.SCALES.get(SIGNATURE).levels().indexOf("found");
    private static final int NONE = Measured.SCALES.get(SIGNATURE).levels().indexOf("none");

    private static int scale(String name) {
        return Measured.SCALES.stream().map(Scale::name).toList().indexOf(name);
    }

    private static Truth truth(Explanation explanation, List<Explanation> also, double doubling, boolean mimicry) {
        return new Truth(explanation, also, "made-up", mimicry, false, 0, 0, null, doubling);
    }

    private static Measured measured(Truth truth, int signature) {
        int[] levels = new int[Measured.SCALES.size()];
        Arrays.fill(levels, -1);
        levels[SIGNATURE] = signature;
        // The same in all: says nothing, but that there is a history.
        levels[scale(LikelihoodModel.HISTORY)] = 3;
        return new Measured(truth, levels, 1, Finding.UNDECIDED, Vantage.unstated());
    }

    /** Nine in ten attacks have a signature, one in a hundred others has. */
    private static List<Measured> corpus(int size, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Measured> corpus = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            Explanation explanation = LikelihoodModel.explanations().get(i % 5);
            boolean attack = explanation == Explanation.ATTACK;
            List<Explanation> also = attack && i % 2 == 0 ? List.of(Explanation.FLASH_CROWD) : List.of();
            boolean found = random.nextDouble() < (attack ? 0.9 : 0.01);
            corpus.add(measured(truth(explanation, also, attack ? 5 : 0, false), found ? FOUND : NONE));
        }
        return corpus;
    }

    @Test
    void aSmallFloodThatDeniedNothingTeachesNothing() {
        assertThat(Fit.cause(measured(truth(Explanation.ATTACK, List.of(), 0.2, false), NONE)))
                .isNull();
        assertThat(Fit.cause(
                        measured(truth(Explanation.ATTACK, List.of(Explanation.SERVICE_FAILURE), 0.2, false), NONE)))
                .isEqualTo(Cause.ATTACK_WITH_COMPANY);
        assertThat(Fit.cause(measured(truth(Explanation.FLASH_CROWD, List.of(Explanation.ATTACK), 0.2, false), NONE)))
                .isNull();
        assertThat(Fit.cause(measured(truth(Explanation.FLASH_CROWD, List.of(Explanation.ATTACK), 3, false), NONE)))
                .isEqualTo(Cause.ATTACK_WITH_COMPANY);
    }

    @Test
    void aFitFindsTheRatioOfItsCorpus() {
        Fit fit = Fit.of(corpus(1500, 1), 7);
        Evaluation fresh = Evaluation.of("fresh", corpus(1500, 2), fit.model("test", 9, 9));
        Evaluation.Sides sides = fresh.sides(c -> true);
        // .9 against .01, less the penalty.
        double found = fresh.cases().stream()
                .filter(c -> c.incident().levels()[SIGNATURE] == FOUND)
                .findFirst()
                .orElseThrow()
                .attack();
        assertThat(found).isBetween(1.2, 2.2);
        assertThat(sides.cost()).isLessThan(0.45);
        assertThat(sides.cost() - sides.least()).isBetween(0.0, 0.05);
        assertThat(fresh.findings(c -> !c.attackIsTrue()).getOrDefault(Finding.SUPPORTED, 0))
                .isLessThan(30);
        assertThat(Evaluation.without("makeup", fresh, fit.model("test", 9, 9))
                        .sides(c -> true)
                        .cost())
                .isCloseTo(1.0, org.assertj.core.api.Assertions.within(0.15));
    }

    @Test
    void everyCauseWeighsTheSameWhateverItsNumber() {
        List<Measured> lopsided = new ArrayList<>(corpus(1500, 3));
        // Many more ordinary hours change no ratio.
        corpus(4000, 4).stream()
                .filter(m -> m.truth().explanation() == Explanation.NOTHING_UNUSUAL)
                .forEach(lopsided::add);
        double even = ratioOfFound(Fit.of(corpus(1500, 3), 7));
        assertThat(ratioOfFound(Fit.of(lopsided, 7))).isCloseTo(even, org.assertj.core.api.Assertions.within(0.25));
    }

    private static double ratioOfFound(Fit fit) {
        return Evaluation.of(
                        "one",
                        List.of(measured(truth(Explanation.ATTACK, List.of(), 5, false), FOUND)),
                        fit.model("test", 9, 9))
                .cases()
                .get(0)
                .attack();
    }

    /** An incident's numbers are the same whenever it is measured, and give back what was graded. */
    @Test
    void anIncidentIsMeasuredTheSameTwice() {
        for (var generator : List.of(Generators.REFERENCE, Generators.SHIFTED)) {
            Corpus corpus = new Corpus(generator, "test", 11, 5, 2);
            double[] first = corpus.start().measure(1);
            assertThat(corpus.start().measure(1)).isEqualTo(first);
            Measured measured = corpus.incidents(new double[][] {corpus.start().measure(0), first})
                    .get(1);
            assertThat(Arrays.stream(measured.levels()).filter(l -> l >= 0).count())
                    .isGreaterThan(2);
            Vantage vantage = Corpus.context(generator.incident(11, 6)).data().vantage();
            assertThat(measured.vantage()).isEqualTo(vantage);
        }
    }

    @Test
    void thePageShowsEveryFigureAndPlot() {
        Fit fit = Fit.of(corpus(600, 5), 7);
        LikelihoodModel model = fit.model("test", 1.5, 1.2);
        LikelihoodCalibration.Result result = new LikelihoodCalibration.Result(
                fit,
                model,
                new floodmark.stats.ratio.EmpiricalBound.Bounds(-1.2, 1.5),
                new floodmark.stats.ratio.EmpiricalBound.Bounds(-1.3, 1.6),
                List.of(
                        Evaluation.of("reference", corpus(500, 6), model),
                        Evaluation.of("shifted", corpus(500, 7), model)));
        String page = LikelihoodPage.of(result, "HEAD\n");
        assertThat(page).contains("HEAD", "| cap for an attack, log10 | 1.500 |", "made-up", "cllr");
        LikelihoodPage.plots(result).forEach((name, svg) -> {
            assertThat(page).contains("(" + name + ")");
            assertThat(svg).startsWith("<svg").endsWith("</svg>\n").doesNotContain("NaN");
        });
    }
}
