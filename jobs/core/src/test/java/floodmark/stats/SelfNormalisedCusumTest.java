package floodmark.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import floodmark.stats.calibration.FractionalNoise;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SelfNormalisedCusumTest {
    @Test
    void statisticAgreesWithNumPy() {
        // numpy, brute force over the definition: y = [i*7 % 5 + (i >= 15) for i in range(30)]
        double[] y = new double[30];
        for (int i = 0; i < 30; i++) {
            y[i] = i * 7 % 5 + (i >= 15 ? 1 : 0);
        }
        assertThat(SelfNormalisedCusum.statistic(y)).isEqualTo(SELF_NORMALISED, within(1e-9));
        assertThat(ChangePoint.split(y)).isEqualTo(SPLIT);
    }

    private static final double SELF_NORMALISED = 75.58950145813081;
    private static final int SPLIT = 16;

    @Test
    void tailInterpolatesTheTable() {
        assertThat(SelfNormalisedCusum.tail(0, .9)).isEqualTo(1);
        assertThat(SelfNormalisedCusum.tail(107.2, .9)).isEqualTo(.05, within(1e-12));
        assertThat(SelfNormalisedCusum.tail(39.7, .5)).isEqualTo(.05, within(1e-12));
        assertThat(SelfNormalisedCusum.tail(StrictMath.sqrt(52.3 * 67.7), .65)).isEqualTo(.05, within(1e-9));
        assertThat(SelfNormalisedCusum.tail(1e9, .7)).isEqualTo(.001);
        assertThat(SelfNormalisedCusum.tail(130, .9)).isBetween(.02, .05);
    }

    /** The table is what it says: the law of the statistic for 256 values. */
    @Test
    void tableIsTheLaw() {
        for (double hurst : new double[] {.5, .7, .9}) {
            FractionalNoise noise = new FractionalNoise(256, hurst);
            Draws draws = new Draws(12);
            int beyond = 0;
            for (int r = 0; r < 2000; r++) {
                beyond +=
                        SelfNormalisedCusum.tail(SelfNormalisedCusum.statistic(noise.draw(draws)), hurst) <= .2 ? 1 : 0;
            }
            assertThat(beyond / 2000.0).as("H " + hurst).isEqualTo(.2, within(.03));
        }
    }

    @Test
    void longerMemoryMakesTheSameStatisticLessSurprising() {
        FractionalNoise strong = new FractionalNoise(240, .9);
        FractionalNoise none = new FractionalNoise(240, .5);
        assertThat(SelfNormalisedCusum.pValue(60, none.draw(new Draws(1))))
                .isLessThan(SelfNormalisedCusum.pValue(60, strong.draw(new Draws(1))));
        double[] constant = new double[50];
        Arrays.fill(constant, 3);
        assertThat(SelfNormalisedCusum.statistic(constant)).isZero();
        assertThat(SelfNormalisedCusum.pValue(107.2, constant)).isEqualTo(.05, within(1e-9));
    }

    private static double[] jump(int n, int at) {
        double[] y = new double[n];
        Arrays.setAll(y, i -> i * 7 % 5 + (i >= at ? 30 : 0));
        return y;
    }

    /** numpy, brute force over the definition; at 95 of 100 the split is just allowed, at 96 it would be 12213. */
    @Test
    void edgesOfATwentiethAreLeftOut() {
        assertThat(SelfNormalisedCusum.statistic(jump(100, 95))).isEqualTo(11281.25, within(1e-6));
        assertThat(SelfNormalisedCusum.statistic(jump(100, 96))).isEqualTo(902.5, within(1e-6));
        assertThat(SelfNormalisedCusum.statistic(jump(100, 5))).isEqualTo(11281.25, within(1e-6));
        assertThat(SelfNormalisedCusum.statistic(jump(100, 4))).isEqualTo(941.7391304347873, within(1e-6));
        assertThat(SelfNormalisedCusum.statistic(jump(40, 38))).isEqualTo(1805, within(1e-6));
        assertThat(SelfNormalisedCusum.statistic(jump(60, 57))).isEqualTo(6873.742124606237, within(1e-6));
    }

    /** A trillionth of the level is rounding, a billionth is variation. */
    @Test
    void roundingIsNoVariation() {
        double[] y = new double[50];
        Arrays.setAll(y, i -> 1000 + (i < 25 ? 1.4e-10 : 0));
        assertThat(SelfNormalisedCusum.statistic(y)).isZero();
        Arrays.setAll(y, i -> 1000 + (i * 7 % 5 + (i < 25 ? 3 : 0)) * 1e-6);
        assertThat(SelfNormalisedCusum.statistic(y)).isGreaterThan(100);
    }
}
