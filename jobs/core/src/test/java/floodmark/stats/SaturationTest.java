package floodmark.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import floodmark.stats.calibration.EffectFree;
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

    @Test
    void collapseIsRankedAmongEarlierDays() {
        double[][] earlier = new double[28][];
        double[] plateau = new double[12];
        for (int d = 0; d < 28; d++) {
            double[] bins = EffectFree.LONG_MEMORY.source(12, 288, 0.2).draw(1000, Draws.of(3, d));
            earlier[d] = bins;
        }
        // The limit lies below most of what would have come.
        for (int t = 0; t < 12; t++) {
            plateau[t] = StrictMath.min(900 + t % 3, 1.5 * earlier[5][t]);
        }
        TestResult r = Saturation.collapse(plateau, earlier, 60, 0.05);
        assertThat(r.pValue()).isEqualTo(1 / 29.0);
        assertThat(r.effect()).isLessThan(0.3);
        assertThat(r.test()).isEqualTo("variance-collapse");
        // numpy: QUIET.std() / QUIET.mean() = sqrt(.02) / .4
        assertThat(Saturation.collapse(QUIET, earlier, 60, 0.05).statistic())
                .isEqualTo(StrictMath.sqrt(.02) / .4, within(1e-12));
        assertThat(Saturation.collapse(QUIET, earlier, 60, 0.05).pValue()).isGreaterThan(0.5);
    }

    @Test
    void collapseRefuses() {
        double[][] earlier = new double[28][];
        Arrays.fill(earlier, QUIET);
        assertThat(Saturation.collapse(new double[9], earlier, 60, 0.05).refusal())
                .contains("needs 10 covered bins");
        assertThat(Saturation.collapse(new double[12], earlier, 60, 0.05).refused())
                .isTrue();
        assertThat(Saturation.collapse(FULL, earlier, 300, 0.05).refusal()).contains("300 s");
        earlier[3] = new double[12];
        assertThat(Saturation.collapse(FULL, earlier, 60, 0.05).sampleSize()).isEqualTo(27);
        assertThat(Saturation.collapse(FULL, Arrays.copyOf(earlier, 12), 60, 0.05)
                        .refusal())
                .isEqualTo("cannot reach .05 with 11 matched windows; needs 19");
        // As variable as every earlier day: equal values count as extreme.
        Arrays.fill(earlier, QUIET);
        assertThat(Saturation.collapse(QUIET, earlier, 60, 0.05).pValue()).isEqualTo(1);
    }

    private static double[] spread(double factor) {
        double[] x = new double[12];
        Arrays.setAll(x, i -> 100 + factor * (i * 7 % 11));
        return x;
    }

    /** Of 40 earlier days the smallest and the largest variation are the ends of the interval: floor(41 * .025) = 1. */
    @Test
    void collapseHasAnInterval() {
        double[][] earlier = new double[40][];
        Arrays.setAll(earlier, d -> spread(d + 2));
        TestResult r = Saturation.collapse(spread(1), earlier, 60, .05);
        double own = Saturation.plateau(spread(1)).variation();
        assertThat(r.effectHigh()).isEqualTo(own / Saturation.plateau(spread(2)).variation(), within(1e-12));
        assertThat(r.effectLow()).isEqualTo(own / Saturation.plateau(spread(41)).variation(), within(1e-12));
        assertThat(r.pValue()).isEqualTo(1 / 41.0);
        double[] gaps = spread(1);
        gaps[2] = Double.NaN;
        gaps[3] = Double.NaN;
        assertThat(Saturation.collapse(gaps, earlier, 60, .05).statistic())
                .isEqualTo(Saturation.plateau(gaps).variation(), within(1e-15));
        gaps[4] = Double.NaN;
        assertThat(Saturation.collapse(gaps, earlier, 60, .05).refusal()).contains("needs 10 covered bins");
        assertThat(Saturation.collapse(new double[12], earlier, 60, .05).refused())
                .isTrue();
    }
}
