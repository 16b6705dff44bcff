package floodmark.stats.ratio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import floodmark.stats.Draws;
import java.util.Arrays;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class IsotonicTest {
    private static final Offset<Double> CLOSE = within(1e-12);

    /**
     * Python, scikit-learn 1.9.1: {@code isotonic_regression([1, 3, 2, 4, 3.5, 3.0, 7, 6, 6, 8], sample_weight=[1, 2, 1, 1, 3, 1, 2, 1,
     * 1, 1])}.
     */
    @Test
    void agreesWithScikitLearn() {
        double[] fitted = Isotonic.nondecreasing(
                new double[] {1, 3, 2, 4, 3.5, 3.0, 7, 6, 6, 8}, new double[] {1, 2, 1, 1, 3, 1, 2, 1, 1, 1});
        assertThat(fitted).containsExactly(new double[] {1, 8 / 3.0, 8 / 3.0, 3.5, 3.5, 3.5, 6.5, 6.5, 6.5, 8}, CLOSE);
    }

    /** Python, lir 1.3.1: {@code IsotonicCalibrator().fit_transform(np.r_[H1, H2]/np.log(10), y)*np.log(10)}. */
    @Test
    void recalibratesAsLirDoes() {
        double up = Double.POSITIVE_INFINITY;
        double down = Double.NEGATIVE_INFINITY;
        Isotonic.Ratios ratios = Isotonic.recalibrated(
                LikelihoodRatioCostTest.H1,
                LikelihoodRatioCost.ones(LikelihoodRatioCostTest.H1),
                LikelihoodRatioCostTest.H2,
                LikelihoodRatioCost.ones(LikelihoodRatioCostTest.H2));
        assertThat(ratios.h1())
                .usingComparatorWithPrecision(1e-9)
                .containsExactly(up, 1.32175584, 0.2231435513, -0.4700036292, up, 1.32175584, 1.32175584, up);
        assertThat(ratios.h2())
                .usingComparatorWithPrecision(1e-9)
                .containsExactly(
                        down, -0.4700036292, down, 0.2231435513, down, 1.32175584, down, -0.4700036292, down, down);
    }

    /** The conditions under which a point of a convex cone is the nearest one. */
    @Test
    void isTheNearestNondecreasingSequence() {
        Draws draws = new Draws(11);
        for (int trial = 0; trial < 200; trial++) {
            int n = 1 + draws.below(30);
            double[] values = new double[n];
            double[] weights = new double[n];
            Arrays.setAll(values, i -> 0.1 * i + draws.normal());
            Arrays.setAll(weights, i -> 0.1 + draws.uniform());
            double[] fitted = Isotonic.nondecreasing(values, weights);
            double tail = 0;
            double inner = 0;
            for (int i = n - 1; i >= 0; i--) {
                double residual = weights[i] * (values[i] - fitted[i]);
                tail += residual;
                inner += residual * fitted[i];
                // Raising everything from here on is allowed, so it must not pay.
                assertThat(tail).isLessThan(1e-9);
                assertThat(i == 0 || fitted[i] >= fitted[i - 1]).isTrue();
            }
            assertThat(tail).isCloseTo(0, within(1e-9));
            assertThat(inner).isCloseTo(0, within(1e-9));
        }
    }

    @Test
    void noMonotoneMapOfTheRatiosCostsLess() {
        double[] h1 = LikelihoodRatioCostTest.normals(5, 300, 1);
        double[] h2 = LikelihoodRatioCostTest.normals(6, 200, -1);
        double least = LikelihoodRatioCost.minimum(h1, h2);
        for (double slope = 0.1; slope < 4; slope += 0.1) {
            for (double shift = -2; shift <= 2; shift += 0.25) {
                double a = slope;
                double b = shift;
                double cost = LikelihoodRatioCost.cost(
                        Arrays.stream(h1).map(x -> a * x + b).toArray(),
                        Arrays.stream(h2).map(x -> a * x + b).toArray());
                assertThat(cost).isGreaterThan(least);
            }
        }
    }

    @Test
    void equalRatiosStayEqualWhateverTheirOrder() {
        double[] one = {1};
        Isotonic.Ratios tied = Isotonic.recalibrated(new double[] {3}, one, new double[] {3}, one);
        assertThat(tied.h1()).containsExactly(0);
        assertThat(tied.h2()).containsExactly(0);
    }

    @Test
    void separatedSidesAreWithoutLimit() {
        double[] ones = {1, 1};
        Isotonic.Ratios apart = Isotonic.recalibrated(new double[] {1, 2}, ones, new double[] {-2, -1}, ones);
        assertThat(apart.h1()).containsOnly(Double.POSITIVE_INFINITY);
        assertThat(apart.h2()).containsOnly(Double.NEGATIVE_INFINITY);
    }

    @Test
    void refusesWhatIsNoNumber() {
        double[] one = {1};
        double[] none = {Double.NaN};
        assertThatThrownBy(() -> Isotonic.nondecreasing(none, one)).hasMessageContaining("not a number");
        assertThatThrownBy(() -> Isotonic.nondecreasing(one, new double[] {0})).hasMessageContaining("weight 0");
        assertThatThrownBy(() -> Isotonic.recalibrated(none, one, one, one)).hasMessageContaining("not a number");
        assertThatThrownBy(() -> Isotonic.recalibrated(one, one, none, one)).hasMessageContaining("not a number");
        assertThatThrownBy(() -> Isotonic.recalibrated(one, none, one, one)).hasMessageContaining("weight 0");
        assertThatThrownBy(() -> Isotonic.recalibrated(one, one, one, none)).hasMessageContaining("weight 0");
    }
}
