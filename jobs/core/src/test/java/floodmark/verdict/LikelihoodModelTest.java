package floodmark.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import floodmark.claim.Vantage;
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
    private static final Vantage EDGE = Vantage.unstated();
    private static final Vantage TRANSIT =
            new Vantage("transit", Vantage.Place.TRANSIT, Vantage.Sees.BOTH, 0.3, 0.5, null);
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
        return Objects.requireNonNull(model.estimates(keys, EDGE).get(Explanation.ATTACK))
                .value();
    }

    @Test
    void noEvidenceSaysNothing() {
        model(2, 2)
                .estimates(List.of(), EDGE)
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
                .estimates(List.of(LikelihoodModel.key("a.silence", "yes")), EDGE)
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
                .estimates(List.of(LikelihoodModel.key("makeup.flood", "yes")), EDGE)
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
        assertThat(Objects.requireNonNull(loud.estimates(List.of(volume), EDGE).get(Explanation.ATTACK))
                        .value())
                .isEqualTo(0.5);
        assertThat(Objects.requireNonNull(
                                loud.estimates(List.of(volume, makeup), EDGE).get(Explanation.ATTACK))
                        .value())
                .isEqualTo(2.0);
    }

    /** The same evidence contradicts an attack at the edge, and nowhere else; what supports one does so everywhere. */
    @Test
    void nothingContradictsAFloodThatMayHavePassedElsewhere() {
        LikelihoodModel model = new LikelihoodModel(
                "test",
                1,
                2,
                2,
                Map.of(
                        LikelihoodModel.key("volume.excess", "contradicted"), rows(-6, -6, 0, 0, 0, 0),
                        LikelihoodModel.key("makeup.flood", "yes"), rows(6, 6, 0, 0, 0, 0)));
        List<String> quiet = List.of(LikelihoodModel.key("volume.excess", "contradicted"));
        Ratios.Estimate atTheEdge =
                Objects.requireNonNull(model.estimates(quiet, EDGE).get(Explanation.ATTACK));
        Ratios.Estimate elsewhere =
                Objects.requireNonNull(model.estimates(quiet, TRANSIT).get(Explanation.ATTACK));
        assertThat(atTheEdge.contradicts()).isTrue();
        assertThat(elsewhere.contradicts()).isFalse();
        assertThat(elsewhere.value()).isEqualTo(-0.95);
        // Nor is any other explanation preferred to an attack by more.
        assertThat(Objects.requireNonNull(model.estimates(quiet, TRANSIT).get(Explanation.FLASH_CROWD))
                        .value())
                .isLessThan(Objects.requireNonNull(model.estimates(quiet, EDGE).get(Explanation.FLASH_CROWD))
                        .value());
        List<String> flood = List.of(LikelihoodModel.key("makeup.flood", "yes"));
        assertThat(Objects.requireNonNull(model.estimates(flood, TRANSIT).get(Explanation.ATTACK))
                        .supports())
                .isTrue();
        for (Vantage held : List.of(
                new Vantage("part", Vantage.Place.EDGE, EDGE.sees(), 0.4, 0.6, null),
                new Vantage("behind", Vantage.Place.SERVER, EDGE.sees(), 1, 1, null))) {
            assertThat(Objects.requireNonNull(model.estimates(quiet, held).get(Explanation.ATTACK)))
                    .isEqualTo(elsewhere);
        }
        // Where no answers are seen it is as good as even.
        Vantage oneWay = new Vantage("in", Vantage.Place.EDGE, Vantage.Sees.INBOUND, 1, 1, null);
        assertThat(Objects.requireNonNull(model.estimates(quiet, oneWay).get(Explanation.ATTACK))
                        .value())
                .isEqualTo(-0.5);
        assertThat(Objects.requireNonNull(model.estimates(flood, oneWay).get(Explanation.ATTACK))
                        .supports())
                .isTrue();
    }

    /** An interval that reached beyond would say what the ratio must not. */
    @Test
    void theIntervalOfAHeldRatioIsHeldToo() {
        String quiet = LikelihoodModel.key("volume.excess", "contradicted");
        LikelihoodModel model = new LikelihoodModel("test", 1, 2, 2, Map.of(quiet, new double[][] {
            {-2, -2, 0, 0, 0, 0}, {-6, -6, 0, 0, 0, 0}, {0, 0, 0, 0, 0, 0}
        }));
        Ratios.Estimate atTheEdge =
                Objects.requireNonNull(model.estimates(List.of(quiet), EDGE).get(Explanation.ATTACK));
        Ratios.Estimate elsewhere =
                Objects.requireNonNull(model.estimates(List.of(quiet), TRANSIT).get(Explanation.ATTACK));
        assertThat(atTheEdge.low()).isEqualTo(-2);
        assertThat(elsewhere.value()).isCloseTo(-2 / LN10, within(0.006));
        assertThat(elsewhere.low()).isEqualTo(-0.95);
        assertThat(elsewhere.high()).isGreaterThan(elsewhere.value());
    }

    /** A finding needs the whole interval on its side of ten to one. */
    @Test
    void anEstimateThatMayBeLessDecidesNothing() {
        assertThat(new Ratios.Estimate(1.4, 1.0, 1.8).supports()).isTrue();
        assertThat(new Ratios.Estimate(1.4, 0.99, 1.81).supports()).isFalse();
        assertThat(new Ratios.Estimate(-1.4, -1.8, -1.0).contradicts()).isTrue();
        assertThat(new Ratios.Estimate(-1.4, -1.81, -0.99).contradicts()).isFalse();
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
