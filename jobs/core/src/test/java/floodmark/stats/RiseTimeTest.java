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
        assertThat(RiseTime.bins(Arrays.stream(y).map(v -> 7 * v + 3).toArray())).isEqualTo(expected);
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
}
