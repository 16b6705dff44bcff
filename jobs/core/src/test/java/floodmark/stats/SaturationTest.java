package floodmark.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SaturationTest {
    private static final double[] FULL = {.2, .5, .97, .99, .96, .98, .95, .97, .99, .96, .98, .97};
    private static final double[] QUIET = {.2, .4, .6, .3, .5, .2, .4, .6, .3, .5};

    @Test
    void agreesWithSciPy() {
        // scipy.stats.skew(x), x.std() / x.mean(), (x >= .95).mean()
        Saturation.Plateau p = Saturation.plateau(FULL);
        assertThat(p.refused()).isFalse();
        assertThat(p.skew()).isEqualTo(-2.0299798959262874, within(1e-10));
        assertThat(p.variation()).isEqualTo(0.2764248753640712, within(1e-12));
        assertThat(p.plateauShare()).isEqualTo(10 / 12.0);
        assertThat(p.longestRun()).isEqualTo(10);
        assertThat(p.peak()).isEqualTo(.99);
        assertThat(p.varianceCollapse()).isNaN();
    }

    @Test
    void collapseIsRelativeToTheBaseline() {
        Saturation.Plateau p = Saturation.plateau(FULL, QUIET, 1);
        // numpy: QUIET.std() / QUIET.mean() = sqrt(.02) / .4
        assertThat(p.varianceCollapse()).isEqualTo(p.variation() / (StrictMath.sqrt(.02) / .4), within(1e-12));
        assertThat(Saturation.plateau(QUIET, QUIET, 1).varianceCollapse()).isEqualTo(1);
        assertThat(Saturation.plateau(QUIET, QUIET, 1).plateauShare()).isZero();
    }

    @Test
    void refuses() {
        double none = Double.NaN;
        assertThat(Saturation.plateau(new double[] {none, none}).refusal()).contains("capacity");
        assertThat(Saturation.plateau(new double[9]).refusal()).contains("needs 10 bins");
        assertThat(Saturation.plateau(new double[0]).refused()).isTrue();
        assertThat(Saturation.plateau(FULL, QUIET, 300).refusal()).contains("300 s");
        assertThat(Saturation.plateau(FULL, QUIET, 60).refused()).isFalse();
    }

    @Test
    void gapsBreakARunButNotTheFigures() {
        double[] gap = FULL.clone();
        gap[5] = Double.NaN;
        Saturation.Plateau p = Saturation.plateau(gap);
        assertThat(p.bins()).isEqualTo(11);
        assertThat(p.longestRun()).isEqualTo(6);
        assertThat(Saturation.plateau(new double[12]).skew()).isZero();
    }

    @Test
    void limitsOfRefusal() {
        assertThat(Saturation.plateau(new double[0]).refusal()).isEqualTo("a plateau needs 10 bins, there are 0");
        assertThat(Saturation.plateau(Arrays.copyOf(FULL, 10)).refused()).isFalse();
        assertThat(Saturation.plateau(Arrays.copyOf(FULL, 9)).refused()).isTrue();
        assertThat(Saturation.plateau(FULL, QUIET, 60.1).refusal())
                .isEqualTo("bins of 60 s average plateaus away; needs 60 s or less");
    }

    @Test
    void gapsInTheBaselineAreLeftOut() {
        double[] gaps = Arrays.copyOf(QUIET, 12);
        gaps[10] = Double.NaN;
        gaps[11] = Double.NaN;
        assertThat(Saturation.plateau(FULL, gaps, 1)).isEqualTo(Saturation.plateau(FULL, QUIET, 1));
    }
}
