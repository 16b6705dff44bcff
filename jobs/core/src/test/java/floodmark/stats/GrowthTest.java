package floodmark.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class GrowthTest {
    private static final double[] RISING = {10, 12, 11, 14, 13, 15, 17, 16};

    /** 100, 200, 400 and so on. */
    private static double[] doubling(int n) {
        double[] x = new double[n];
        Arrays.setAll(x, d -> 100 * StrictMath.pow(2, d));
        return x;
    }

    /** Python: {@code S = sum(np.sign(x[j] - x[i]) for j in range(n) for i in range(j)); 2 * stats.norm.sf(max(0, abs(S) - 1) / np.sqrt(n*(n-1)*(2*n+5)/18))}. */
    @Test
    void agreesWithMannAndKendall() {
        assertThat(Growth.pValue(RISING)).isEqualTo(.009374768459434876, within(1e-14));
        assertThat(Growth.pValue(new double[] {10, 12, 11, 14, 13, 12, 9, 11, 10.5}))
                .isEqualTo(.6021675277481957, within(1e-14));
        assertThat(Growth.pValue(new double[] {5, 4, 3, 6, 2, 1, .5, 3.5})).isEqualTo(.10776229039192149, within(1e-14));
        assertThat(Growth.pValue(new double[8])).isEqualTo(1);
    }

    @Test
    void directionAndScaleDoNotMatter() {
        double[] falling = Arrays.stream(RISING).map(v -> 40 - 2 * v).toArray();
        assertThat(Growth.pValue(falling)).isEqualTo(Growth.pValue(RISING));
        assertThat(Growth.moves(falling)).isTrue();
        assertThat(Growth.moves(new double[] {5, 4, 3, 6, 2, 1, .5, 3.5})).isFalse();
    }

    @Test
    void uncoveredWindowsAreLeftOutAndSevenSayNothing() {
        double none = Double.NaN;
        double[] gaps = {10, 12, none, 11, 14, none, 13, 15, 17, 16, none};
        assertThat(Growth.pValue(gaps)).isEqualTo(Growth.pValue(RISING));
        assertThat(Growth.pValue(Arrays.copyOf(RISING, 7))).isNaN();
        assertThat(Growth.moves(Arrays.copyOf(RISING, 7))).isFalse();
    }

    @Test
    void growthOfAConstantRateFallsOut() {
        assertThat(Growth.factors(new double[] {100, 200, 400, 7})).containsExactly(4, 2, 1);
        assertThat(Growth.comparable(doubling(10))).hasSize(9).containsOnly(2 * 100 * 256);
        double[] flooded = doubling(10);
        flooded[9] *= 3;
        double[] comparable = Growth.comparable(flooded);
        assertThat(comparable[8]).isEqualTo(3 * 100 * 512);
        assertThat(Arrays.copyOf(comparable, 8)).containsOnly(100 * 512);
    }

    /** Neither is a level that cannot be restated taken for one that can, nor one that stays for one that moves. */
    @Test
    void whatCannotOrNeedNotBeRestatedStays() {
        for (double level : new double[] {0, -1, Double.NaN}) {
            double[] broken = Samples.with(doubling(10), 4, level);
            assertThat(Growth.factors(broken)).isEmpty();
            assertThat(Growth.comparable(broken)).isEqualTo(broken);
        }
        // The tested window itself may be anything.
        assertThat(Growth.factors(new double[] {100, 200, 0})).containsExactly(2, 1);
        assertThat(Growth.factors(new double[0])).isEmpty();
        double[] steady = {5, 4, 3, 6, 2, 1, .5, 3.5, 100};
        assertThat(Growth.comparable(steady)).isEqualTo(steady).isNotSameAs(steady);
        // Earlier windows alone are asked: seven and the tested one are too few.
        assertThat(Growth.comparable(RISING)).isEqualTo(RISING);
    }
}
