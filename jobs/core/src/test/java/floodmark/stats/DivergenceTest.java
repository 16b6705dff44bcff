package floodmark.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class DivergenceTest {
    private static final double[] P = {10, 20, 30, 40};
    private static final double[] Q = {40, 30, 20, 10};

    @Test
    void agreesWithSciPy() {
        // numpy: sqrt(1 - sqrt(p/100 * q/100).sum()); scipy.spatial.distance.jensenshannon(p, q, base=2)
        assertThat(Divergence.hellinger(P, Q)).isEqualTo(0.3318162917087773, within(1e-14));
        assertThat(Divergence.jensenShannon(P, Q)).isEqualTo(0.3918681606471551, within(1e-14));
    }

    @Test
    void isADistanceBetweenShares() {
        double[] tenfold = {100, 200, 300, 400};
        assertThat(Divergence.hellinger(P, tenfold)).isZero();
        assertThat(Divergence.jensenShannon(P, tenfold)).isZero();
        assertThat(Divergence.hellinger(Q, P)).isEqualTo(Divergence.hellinger(P, Q));
        assertThat(Divergence.jensenShannon(Q, P)).isEqualTo(Divergence.jensenShannon(P, Q));
        double[] left = {5, 0};
        double[] right = {0, 3};
        assertThat(Divergence.hellinger(left, right)).isEqualTo(1);
        assertThat(Divergence.jensenShannon(left, right)).isEqualTo(1, within(1e-15));
    }

    @Test
    void emptyAndWrongInputs() {
        double[] empty = {0, 0};
        assertThat(Divergence.hellinger(empty, empty)).isZero();
        assertThat(Divergence.hellinger(empty, new double[] {1, 0})).isNaN();
        assertThat(Divergence.jensenShannon(empty, new double[] {1, 0})).isNaN();
        assertThat(Divergence.jensenShannon(empty, empty)).isZero();
        assertThatThrownBy(() -> Divergence.hellinger(P, empty)).hasMessageContaining("cells differ");
        assertThatThrownBy(() -> Divergence.jensenShannon(P, empty)).hasMessageContaining("cells differ");
        assertThatThrownBy(() -> Divergence.hellinger(new double[] {-1}, new double[] {1}))
                .hasMessageContaining("-1");
    }
}
