package floodmark.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class GrowthTest {
    private static double[] growing(int n, double rate, long seed) {
        Draws draws = new Draws(seed);
        double[] x = new double[n];
        for (int d = 0; d < n; d++) {
            x[d] = 1000 * StrictMath.pow(1 + rate, d) * StrictMath.exp(.05 * draws.normal());
        }
        return x;
    }

    /**
     * R: {@code x <- c(5, 3, 8, 9, 7, 12, 6, 11, 14, 10); Kendall::MannKendall(x)}; by hand: S = 23, variance 125, z = 22 /
     * sqrt(125); Python: {@code scipy.stats.norm.sf(22 / 125**.5) * 2}.
     */
    @Test
    void agreesWithTheNormalLawOfS() {
        assertThat(Growth.pValue(new double[] {5, 3, 8, 9, 7, 12, 6, 11, 14, 10}))
                .isEqualTo(P_OF_TEN, within(1e-12));
        assertThat(Growth.pValue(new double[] {5, Double.NaN, 3, 8, 9, 7, 12, 6, 11, 14, 10}))
                .isEqualTo(P_OF_TEN, within(1e-12));
    }

    private static final double P_OF_TEN = 0.04909798160926559;

    @Test
    void eightWindowsSaySomething() {
        assertThat(Growth.pValue(new double[] {1, 2, 3, 4, 5, 6, 7})).isNaN();
        assertThat(Growth.moves(new double[] {1, 2, 3, 4, 5, 6, 7})).isFalse();
        assertThat(Growth.moves(new double[] {1, 2, 3, 4, 5, 6, 7, 8})).isTrue();
        assertThat(Growth.moves(new double[] {8, 7, 6, 5, 4, 3, 2, 1})).isTrue();
        assertThat(Growth.pValue(new double[10])).isEqualTo(1);
    }

    @Test
    void constantGrowthFallsOut() {
        double[] x = new double[29];
        for (int d = 0; d < x.length; d++) {
            x[d] = 7 * StrictMath.pow(1.1, d);
        }
        double[] comparable = Growth.comparable(x);
        assertThat(comparable).hasSize(28);
        for (double w : comparable) {
            assertThat(w).isEqualTo(x[28], within(1e-9));
        }
    }

    @Test
    void theTestedWindowIsKeptAndDoesNotDecide() {
        double[] x = growing(29, .05, 1);
        double[] flooded = x.clone();
        flooded[28] *= 3;
        double[] a = Growth.comparable(x);
        double[] b = Growth.comparable(flooded);
        assertThat(b[27]).isEqualTo(flooded[28]);
        assertThat(Arrays.copyOf(a, 27)).containsExactly(Arrays.copyOf(b, 27));
    }

    @Test
    void whatDoesNotMoveOrCannotBeRestatedStays() {
        double[] still = growing(29, 0, 2);
        assertThat(Growth.comparable(still)).containsExactly(still).isNotSameAs(still);
        double[] fromNothing = growing(29, .1, 3);
        fromNothing[4] = 0;
        assertThat(Growth.moves(Arrays.copyOf(fromNothing, 28))).isTrue();
        assertThat(Growth.factors(fromNothing)).isEmpty();
        assertThat(Growth.comparable(fromNothing)).containsExactly(fromNothing);
        assertThat(Growth.factors(new double[0])).isEmpty();
        assertThat(Growth.factors(new double[] {3})).isEmpty();
    }

    /** Growth of 3 % a day raises far too many false alarms; restated, they stay at the level, and a flood is still seen. */
    @Test
    void levelAndPowerUnderGrowth() {
        int plain = 0;
        int restated = 0;
        int seen = 0;
        for (int r = 0; r < 400; r++) {
            double[] x = growing(29, .03, 100 + r);
            plain += rejects(x) ? 1 : 0;
            restated += rejects(Growth.comparable(x)) ? 1 : 0;
            x[28] *= 1.5;
            seen += rejects(Growth.comparable(x)) ? 1 : 0;
        }
        assertThat(plain / 400.0).isGreaterThan(.2);
        assertThat(restated / 400.0).isBetween(.01, .07);
        assertThat(seen / 400.0).isGreaterThan(.95);
    }

    private static boolean rejects(double[] inOrder) {
        int last = inOrder.length - 1;
        return MatchedWindows.test(inOrder[last], Arrays.copyOf(inOrder, last), Side.GREATER, .05)
                .rejects(.05);
    }
}
