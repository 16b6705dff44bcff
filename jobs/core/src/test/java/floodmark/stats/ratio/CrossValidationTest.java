package floodmark.stats.ratio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CrossValidationTest {
    private static final double[] GRID = {0.001, 0.1, 1, 10, 1000};

    @Test
    void choosesAPenaltyInTheMiddleWhenIncidentsAreFew() {
        Indicators incidents = new KnownModel(12, 4, 3, 0.7, 0.9, 71).drawn(72, 60, 60, 60);
        CrossValidation chosen = CrossValidation.of(incidents, GRID, incidents.folds(5, 1));
        assertThat(chosen.lambda()).isIn(1.0, 10.0);
        assertThat(chosen.losses()).hasSize(5);
        assertThat(chosen.loss()).isEqualTo(Arrays.stream(chosen.losses()).min().orElseThrow());
        // What was left far too free predicts worse than saying nothing.
        assertThat(chosen.losses()[0]).isGreaterThan(StrictMath.log(3));
        assertThat(Multinomial.logLoss(chosen.heldOut(), incidents)).isEqualTo(chosen.loss());
        assertThat(Temperature.slope(chosen.heldOut(), incidents)).isGreaterThan(0.6);
        CrossValidation free = CrossValidation.of(incidents, new double[] {0.001}, incidents.folds(5, 1));
        assertThat(Temperature.slope(free.heldOut(), incidents)).isLessThan(0.4);
    }

    /** The held-out prediction of an incident is that of a fit without its fold. */
    @Test
    void predictsEachIncidentWithoutItsFold() {
        Indicators incidents = MultinomialTest.byRule();
        int[] folds = IntStream.range(0, 60).map(i -> 3 * (i % 4)).toArray();
        CrossValidation validation = CrossValidation.of(incidents, new double[] {0.5}, folds);
        int[] others = IntStream.range(0, 60).filter(i -> i % 4 != 1).toArray();
        Multinomial without = Multinomial.fit(incidents.subset(others), 0.5);
        for (int i = 1; i < 60; i += 4) {
            assertThat(validation.heldOut()[i])
                    .containsExactly(without.logLikelihoods(incidents.levels(i)), within(1e-12));
        }
    }

    @Test
    void ofEqualPenaltiesTheLargerIsChosen() {
        int[][] untested = {{-1}, {-1}, {-1}, {-1}};
        Indicators nothing = Indicators.balanced(untested, new int[] {0, 1, 0, 1}, new int[] {2}, 2);
        CrossValidation chosen = CrossValidation.of(nothing, new double[] {1, 5, 2}, new int[] {0, 0, 1, 1});
        assertThat(chosen.lambda()).isEqualTo(5);
        assertThat(chosen.loss()).isCloseTo(StrictMath.log(2), within(1e-15));
    }

    @Test
    void foldsHaveTheSameMakeup() {
        Indicators incidents = new KnownModel(2, 2, 3, 0.7, 0.9, 73).drawn(74, 31, 50, 9);
        int[] folds = incidents.folds(5, 2);
        for (int c = 0; c < 3; c++) {
            int size = new int[] {31, 50, 9}[c];
            for (int f = 0; f < 5; f++) {
                int members = 0;
                for (int i = 0; i < incidents.size(); i++) {
                    members += incidents.classOf(i) == c && folds[i] == f ? 1 : 0;
                }
                assertThat(members).isBetween(size / 5, size / 5 + 1);
            }
        }
        assertThat(incidents.folds(5, 2)).isEqualTo(folds);
        assertThat(incidents.folds(5, 3)).isNotEqualTo(folds);
    }

    @Test
    void refusesWithoutFoldsOrPenalties() {
        Indicators incidents = MultinomialTest.byRule();
        assertThatThrownBy(() -> CrossValidation.of(incidents, GRID, new int[60]))
                .hasMessageContaining("1 folds");
        assertThatThrownBy(() -> CrossValidation.of(incidents, GRID, new int[] {0, 1}))
                .hasMessageContaining("2 incidents");
        assertThatThrownBy(() -> CrossValidation.of(incidents, new double[0], incidents.folds(5, 1)))
                .hasMessageContaining("0 penalties");
    }
}
