package floodmark.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ChangePointTest {
    private static double[] series(int n, int at, int ramp, double factor, long seed) {
        Draws draws = new Draws(seed);
        double[] x = new double[n];
        for (int i = 0; i < n; i++) {
            double part = i < at ? 0 : ramp == 0 ? 1 : StrictMath.min(1, (i - at + 1.0) / ramp);
            x[i] = draws.poisson(200 * (1 + (factor - 1) * part));
        }
        return x;
    }

    @Test
    void locatesAStep() {
        ChangePoint.Change c = ChangePoint.locate(series(240, 150, 0, 3, 1));
        assertThat(c.refused()).isFalse();
        assertThat(c.index()).isEqualTo(150);
        assertThat(c.low()).isLessThanOrEqualTo(150);
        assertThat(c.high()).isGreaterThanOrEqualTo(150);
        assertThat(c.direction()).isEqualTo(Side.GREATER);
        assertThat(c.before()).isEqualTo(200, within(5.0));
        assertThat(c.after()).isEqualTo(600, within(10.0));
        assertThat(c.logRatio()).isEqualTo(StrictMath.log(3), within(.03));
        assertThat(c.logRatioLow()).isLessThan(StrictMath.log(3));
        assertThat(c.logRatioHigh()).isGreaterThan(StrictMath.log(3));
        assertThat(c.stepShare()).isGreaterThan(.9);
        assertThat(c.bicStepOverRamp()).isGreaterThan(2);
        assertThat(c.pValue()).isLessThan(.01);
    }

    @Test
    void locatesAFall() {
        ChangePoint.Change c = ChangePoint.locate(series(240, 100, 0, .2, 2));
        assertThat(c.index()).isEqualTo(100);
        assertThat(c.direction()).isEqualTo(Side.LESS);
        assertThat(c.logRatio()).isNegative();
    }

    @Test
    void tellsARampFromAStep() {
        ChangePoint.Change c = ChangePoint.locate(series(240, 90, 60, 3, 3));
        assertThat(c.bicStepOverRamp()).isLessThan(-2);
        assertThat(c.rampStart()).isBetween(80, 100);
        assertThat(c.rampEnd()).isBetween(140, 160);
        assertThat(c.stepShare()).isLessThan(.5);
    }

    @Test
    void refusesWhereNothingChanges() {
        ChangePoint.Change c = ChangePoint.locate(series(240, 240, 0, 1, 4));
        assertThat(c.refusal()).contains("nothing changes");
        assertThat(c.index()).isEqualTo(-1);
        assertThat(c.pValue()).isGreaterThan(.05);
        double[] constant = new double[100];
        Arrays.fill(constant, 5);
        assertThat(ChangePoint.locate(constant).refused()).isTrue();
        assertThat(ChangePoint.locate(new double[19]).refusal()).contains("needs 20 bins");
        double[] none = new double[50];
        Arrays.fill(none, Double.NaN);
        assertThat(ChangePoint.locate(none).refused()).isTrue();
    }

    @Test
    void isDeterministicAndBridgesGaps() {
        double[] x = series(240, 150, 0, 3, 1);
        assertThat(ChangePoint.locate(x)).isEqualTo(ChangePoint.locate(x.clone()));
        x[20] = Double.NaN;
        x[0] = Double.NaN;
        assertThat(ChangePoint.locate(x).index()).isEqualTo(150);
    }

    @Test
    void aStepIsToldFromACourse() {
        TestResult step = ChangePoint.test(series(240, 150, 0, 1.5, 8), false);
        assertThat(step.rejects(.05)).isTrue();
        assertThat(step.effect()).isEqualTo(StrictMath.log(1.5), within(.03));
        assertThat(ChangePoint.test(new double[19], false).refusal()).contains("needs 20 bins");
    }
}
