package floodmark.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RiseTimeTest {
    private static double[] ramp(int flat, int rising, int top) {
        double[] y = new double[flat + rising + top];
        for (int i = 0; i < y.length; i++) {
            y[i] = 100 + 900 * Math.max(0, Math.min(1, (i - flat + 1) / (double) Math.max(1, rising)));
        }
        return y;
    }

    @Test
    void aStepTakesOneBin() {
        assertThat(RiseTime.bins(ramp(50, 0, 50))).isEqualTo(1);
    }

    @Test
    void aLinearRampTakesFourFifthsOfItsLength() {
        assertThat(RiseTime.bins(ramp(60, 100, 20))).isCloseTo(80, within(2.0));
    }

    @Test
    void scaleAndGapsDoNotMatter() {
        double[] y = ramp(60, 100, 20);
        double expected = RiseTime.bins(y);
        assertThat(RiseTime.bins(Arrays.stream(y).map(v -> 7 * v + 3).toArray()))
                .isEqualTo(expected);
        y[30] = Double.NaN;
        y[100] = Double.NaN;
        assertThat(RiseTime.bins(y)).isCloseTo(expected, within(1.0));
    }

    @Test
    void aSingleOutlierIsNoRise() {
        double[] y = ramp(100, 60, 20);
        double expected = RiseTime.bins(y);
        y[20] = 1e9;
        assertThat(RiseTime.bins(y)).isEqualTo(expected);
    }

    @Test
    void nothingToMeasureIsNaN() {
        assertThat(RiseTime.bins(new double[40])).isNaN();
        assertThat(RiseTime.bins(ramp(5, 5, 5))).isNaN();
    }

    private static double[] steps(double... levelsAndLengths) {
        double[] y = new double[0];
        for (int i = 0; i < levelsAndLengths.length; i += 2) {
            int from = y.length;
            y = Arrays.copyOf(y, from + (int) levelsAndLengths[i + 1]);
            Arrays.fill(y, from, y.length, levelsAndLengths[i]);
        }
        return y;
    }

    /** A tenth and nine tenths that are met exactly count as crossed: the last such bin below, the first above. */
    @Test
    void exactCrossings() {
        assertThat(RiseTime.bins(steps(100, 30, 200, 20, 1000, 20, 1100, 30))).isEqualTo(1);
        assertThat(RiseTime.bins(steps(100, 30, 201, 20, 999, 20, 1100, 30))).isEqualTo(41);
    }

    @Test
    void theFirstOfEqualPeaksIsMeasured() {
        assertThat(RiseTime.bins(steps(10, 30, 500, 20, 10, 20, 250, 20, 500, 20)))
                .isEqualTo(1);
        assertThat(RiseTime.bins(steps(10, 30, 499, 20, 10, 20, 250, 20, 500, 20)))
                .isEqualTo(21);
    }

    @Test
    void aPeakAtTheStartHasNoRiseBeforeIt() {
        assertThat(RiseTime.bins(steps(1000, 3, 10, 37))).isEqualTo(1);
    }

    /** 180 bins are smoothed over 13: a burst of 6 is outvoted, one of 7 is not. */
    @Test
    void theMedianRunsOverAFifteenth() {
        assertThat(RiseTime.bins(steps(10, 90, 500, 6, 10, 84))).isNaN();
        assertThat(RiseTime.bins(steps(10, 90, 500, 7, 10, 83))).isEqualTo(1);
        assertThat(RiseTime.bins(steps(10, 60, 500, 2, 10, 13))).isNaN();
        assertThat(RiseTime.bins(steps(10, 60, 500, 3, 10, 12))).isEqualTo(1);
    }

    @Test
    void gapsTakeTime() {
        double[] y = ramp(60, 100, 20);
        double expected = RiseTime.bins(y);
        Arrays.fill(y, 100, 110, Double.NaN);
        assertThat(RiseTime.bins(y)).isEqualTo(expected);
    }

    @Test
    void twentyBinsAreEnough() {
        assertThat(RiseTime.bins(steps(10, 10, 500, 10))).isEqualTo(1);
        assertThat(RiseTime.bins(steps(10, 10, 500, 9))).isNaN();
    }
}
