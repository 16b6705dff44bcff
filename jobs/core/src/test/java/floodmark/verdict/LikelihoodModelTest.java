package floodmark.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import floodmark.evidence.Context;
import floodmark.evidence.Evidence;
import floodmark.evidence.Explanation;
import floodmark.evidence.Families;
import floodmark.evidence.Finding;
import floodmark.evidence.Grade;
import floodmark.evidence.Scale;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LikelihoodModelTest {
    private static final double LN10 = Math.log(10);

    /** One level that speaks for attacks and one that speaks for failures, each ten times as loud as for anything else. */
    private static LikelihoodModel model(double capFor, double capAgainst) {
        double ten = LN10;
        return new LikelihoodModel(
                "test",
                1,
                capFor,
                capAgainst,
                Map.of(
                        LikelihoodModel.key("makeup.flood", "yes"), rows(ten, ten, 0, 0, 0, 0),
                        LikelihoodModel.key("a.silence", "yes"), rows(0, 0, 0, ten, 0, 0),
                        LikelihoodModel.key("sources.alone", "yes"), rows(3 * ten, 0, 0, 0, 0, 0)));
    }

    private static double[][] rows(double... estimate) {
        return new double[][] {estimate, estimate};
    }

    private static double attack(LikelihoodModel model, String... scales) {
        List<String> keys =
                List.of(scales).stream().map(s -> LikelihoodModel.key(s, "yes")).toList();
        return Objects.requireNonNull(model.estimates(keys).get(Explanation.ATTACK))
                .value();
    }

    @Test
    void noEvidenceSaysNothing() {
        model(2, 2)
                .estimates(List.of())
                .values()
                .forEach(e -> assertThat(e.value()).isZero());
    }

    @Test
    void aRatioIsAgainstTheEvenMixtureOfTheOthers() {
        assertThat(attack(model(2, 2), "makeup.flood")).isEqualTo(1.0);
        // 1 / mean(10, 1, 1, 1): the failure is ten times as probable, the other three as probable as the attack.
        assertThat(attack(model(2, 2), "a.silence")).isCloseTo(-Math.log10(13 / 4.0), within(0.005));
    }

    @Test
    void anAttackIsTheEvenMixtureOfItsTwoForms() {
        assertThat(attack(model(9, 9), "sources.alone")).isCloseTo(Math.log10((1000 + 1) / 2.0), within(0.005));
    }

    @Test
    void pairsAreClippedForAndAgainstApart() {
        assertThat(attack(model(0.5, 2), "makeup.flood")).isEqualTo(0.5);
        Ratios.Estimate failure = model(2, 0.25)
                .estimates(List.of(LikelihoodModel.key("a.silence", "yes")))
                .get(Explanation.SERVICE_FAILURE);
        // Against the attack 10^.25, against the other three ten times each.
        assertThat(Objects.requireNonNull(failure).value())
                .isCloseTo(-Math.log10((Math.pow(10, -0.25) + 3 * 0.1) / 4), within(0.005));
    }

    /** A family can be added before the model is fitted again: what it grades weighs nothing until then. */
    @Test
    void anUnknownScaleWeighsNothing() {
        assertThat(attack(model(2, 2), "makeup.flood", "new.scale")).isEqualTo(1.0);
    }

    @Test
    void theIntervalComesFromTheCopies() {
        Map<String, double[][]> weights = new TreeMap<>();
        weights.put(LikelihoodModel.key("makeup.flood", "yes"), new double[][] {
            {LN10, LN10, 0, 0, 0, 0}, {0.5 * LN10, 0.5 * LN10, 0, 0, 0, 0}, {1.5 * LN10, 1.5 * LN10, 0, 0, 0, 0}
        });
        Ratios.Estimate e = Objects.requireNonNull(new LikelihoodModel("test", 1, 9, 9, weights)
                .estimates(List.of(LikelihoodModel.key("makeup.flood", "yes")))
                .get(Explanation.ATTACK));
        assertThat(e.low()).isCloseTo(1 - 1.96 * 0.5, within(0.006));
        assertThat(e.high()).isCloseTo(1 + 1.96 * 0.5, within(0.006));
    }

    @Test
    void theBundledModelKnowsEveryScaleAndNoOther() {
        Set<String> registered = new HashSet<>();
        for (Scale scale : Families.scales()) {
            scale.levels().forEach(level -> registered.add(LikelihoodModel.key(scale.name(), level)));
        }
        assertThat(LikelihoodModel.BUNDLED.keys()).containsExactlyInAnyOrderElementsOf(registered);
        // The levels that the clipping asks for by name are levels that there are.
        assertThat(registered).containsAll(LikelihoodModel.ROSE);
        assertThat(LikelihoodModel.BUNDLED.capFor()).isPositive();
        assertThat(LikelihoodModel.BUNDLED.capAgainst()).isPositive();
    }

    @Test
    void scalesAreUniqueAndShownByARow() {
        List<String> names = Families.scales().stream().map(Scale::name).toList();
        assertThat(names).doesNotHaveDuplicates();
        Context context = new Scenario(2)
                .inbound(100)
                .senders(30)
                .trouble(Scenario.synFlood(100_000_000))
                .evaluate();
        Set<String> rows = new HashSet<>();
        context.rows().stream().map(Evidence::name).forEach(rows::add);
        for (Grade grade : context.grades()) {
            assertThat(rows).contains(grade.row().name());
        }
        assertThat(context.grades()).hasSizeGreaterThan(15);
    }

    @Test
    void theProgramsModelTellsAFloodFromACrowdAndAnOrdinaryHour() {
        Verdict flood = new Scenario(2)
                .inbound(100)
                .senders(30)
                .trouble(Scenario.synFlood(100_000_000))
                .weigh();
        assertThat(flood.explanation()).isEqualTo(Explanation.ATTACK);
        assertThat(flood.attack().present()).isEqualTo(Finding.SUPPORTED);
        Verdict ordinary = new Scenario(1).weigh();
        assertThat(ordinary.attack().present()).isIn(Finding.CONTRADICTED, Finding.UNDECIDED);
        assertThat(Objects.requireNonNull(ordinary.ratios()).attack().value()).isNegative();
    }

    /** Volume, time and failure alone never support an attack, however much they weigh. */
    @Test
    void nothingButWhatAndWhoMaySupportAnAttack() {
        LikelihoodModel loud = new LikelihoodModel(
                "test",
                1,
                2,
                2,
                Map.of(
                        LikelihoodModel.key("volume.packets-ratio", "20 or more"), rows(5, 5, 0, 0, 0, 0),
                        LikelihoodModel.key("makeup.flood", "yes"), rows(1, 1, 0, 0, 0, 0)));
        String volume = LikelihoodModel.key("volume.packets-ratio", "20 or more");
        String makeup = LikelihoodModel.key("makeup.flood", "yes");
        assertThat(Objects.requireNonNull(loud.estimates(List.of(volume)).get(Explanation.ATTACK))
                        .value())
                .isEqualTo(0.9);
        assertThat(Objects.requireNonNull(
                                loud.estimates(List.of(volume, makeup)).get(Explanation.ATTACK))
                        .value())
                .isEqualTo(2.0);
    }

    /** Leaving a family out shows what rests on it alone. */
    @Test
    void eachFamilyCanBeLeftOut() {
        Ratios ratios = Objects.requireNonNull(new Scenario(2)
                .inbound(100)
                .senders(30)
                .trouble(Scenario.synFlood(100_000_000))
                .weigh()
                .ratios());
        assertThat(ratios.withoutFamily()).containsKeys("volume", "makeup", "sources");
        ratios.withoutFamily().values().forEach(each -> assertThat(each).hasSize(5));
    }
}
