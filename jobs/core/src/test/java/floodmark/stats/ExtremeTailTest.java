package floodmark.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import floodmark.stats.calibration.EffectFree;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ExtremeTailTest {
    private static final int DAY = 288;
    private static final int HOUR = 12;
    private static final double NONE = Double.NaN;

    private static double[] quiet(EffectFree family, int days, int seed) {
        return family.source(days * DAY + HOUR, DAY, EffectFree.VARIATION).draw(1000, new Draws(seed));
    }

    private static TestResult test(double[] series) {
        return ExtremeTail.test(series, HOUR, 0, DAY, NONE, 0.05);
    }

    @Test
    void extremalIndexAgreesWithItsFormula() {
        // Python: T = [1, 1, 7, 1, 12, 1, 1, 30]; 2 * sum(t - 1 for t in T)**2 / (len(T) * sum((t - 1) * (t - 2) for t
        // in T))
        assertThat(Excesses.extremalIndex(new int[] {1, 1, 7, 1, 12, 1, 1, 30}))
                .isEqualTo(0.555672268907563, within(1e-12));
        assertThat(Excesses.extremalIndex(new int[] {1, 2, 1, 2})).isEqualTo(2 * 36.0 / (4 * 10) > 1 ? 1 : 0.9);
        assertThat(Excesses.extremalIndex(new int[] {5})).isEqualTo(1);
    }

    @Test
    void gapsLongerThanThoseWithinPartClusters() {
        double[] x = new double[160];
        int at = 3;
        int value = 10;
        x[at] = value;
        for (int gap : new int[] {1, 1, 10, 1, 3, 40, 1, 1, 80, 4, 1, 5}) {
            at += gap;
            x[at] = ++value;
        }
        Excesses e = Excesses.over(x, new double[] {0.8}, 1);
        assertThat(e.threshold).isZero();
        // 2 * 136**2 / (12 * 7736) = .398 of 13: six clusters, parted by the five longest gaps.
        assertThat(e.index).isEqualTo(2 * 136.0 * 136 / (12 * 7736), within(1e-12));
        assertThat(e.maxima).containsExactly(12, 15, 18, 19, 21, 22);
    }

    @Test
    void paretoTailAgreesWithSciPy() {
        // scipy.stats.genpareto.sf([1, 1, 1, 5], [.2, -.2, 0, -.4], scale=[.5, .5, .5, 2])
        assertThat(Excesses.survival(1, 0.2, 0.5)).isEqualTo(0.18593443208187063, within(1e-14));
        assertThat(Excesses.survival(1, -0.2, 0.5)).isEqualTo(0.07776, within(1e-14));
        assertThat(Excesses.survival(1, 0, 0.5)).isEqualTo(0.1353352832366127, within(1e-14));
        assertThat(Excesses.survival(5, -0.4, 2)).isZero();
        assertThat(Excesses.survival(-1, 0.2, 2)).isEqualTo(1);
    }

    @Test
    void predictiveProbabilityAgreesWithNumericalIntegration() {
        // scipy, with y = -log(1 - (arange(40) + .5) / 40), each excess 20 bins apart in 1000, threshold 0, window of
        // 10:
        // like(s, b) = prod(genpareto.pdf(y, s, scale=b)) / b; g(s, b) = 1 - (1 + 10 / 1000 * genpareto.sf(6, s,
        // scale=b)) ** -40.5
        // dblquad(like * g) / dblquad(like) over s in [-.5, .5], b in [.1, 6.5]
        double[] x = new double[1000];
        for (int i = 0; i < 40; i++) {
            x[20 * i + 10] = -StrictMath.log(1 - (i + 0.5) / 40);
        }
        Excesses e = Excesses.over(x, new double[] {0.9}, 1);
        assertThat(e.maxima).hasSize(40);
        assertThat(e.predictive(6, 10, NONE)).isEqualTo(0.0032978509001045774, within(0.02 * 0.0032978509001045774));
    }

    @Test
    void aKnownEndPointBoundsTheTail() {
        double[] x = new double[1000];
        for (int i = 0; i < 40; i++) {
            x[20 * i + 10] = -StrictMath.log(1 - (i + 0.5) / 40);
        }
        Excesses e = Excesses.over(x, new double[] {0.9}, 1);
        assertThat(e.predictive(4.6, 10, 5)).isPositive().isLessThan(0.6 * e.predictive(4.6, 10, NONE));
        assertThat(e.predictive(4.6, 10, Double.POSITIVE_INFINITY)).isEqualTo(e.predictive(4.6, 10, NONE));
        assertThat(e.predictive(5.1, 10, 5)).isZero();
        // The history has been beyond the stated end.
        assertThat(e.predictive(4.6, 10, 1)).isEqualTo(e.predictive(4.6, 10, NONE));
    }

    @Test
    void seesTheBurstOfOneBin() {
        for (EffectFree family : EffectFree.values()) {
            int seen = 0;
            for (int r = 0; r < 20; r++) {
                double[] x = quiet(family, 14, 40 + r);
                x[x.length - 5] *= 3;
                seen += test(x).rejects(0.01) ? 1 : 0;
            }
            assertThat(seen).as(family.name()).isGreaterThanOrEqualTo(17);
        }
    }

    @Test
    void neverExtrapolatesBelowTheFloor() {
        double[] x = quiet(EffectFree.POISSON, 14, 1);
        double before = test(x).pValue();
        x[x.length - 1] = 1e12;
        TestResult r = test(x);
        // 14 days of 24 hours; the first serves as a level.
        assertThat(r.smallestP()).isEqualTo(1 / (10.0 * (14 * 24 - 1 + 1)));
        assertThat(r.pValue()).isEqualTo(r.smallestP()).isLessThan(before);
        assertThat(r.effect()).isGreaterThan(1e6);
    }

    @Test
    void aLargerBinIsNeverMoreOrdinary() {
        double[] x = quiet(EffectFree.LONG_MEMORY, 10, 2);
        double last = 1;
        for (double v = 1500; v < 8000; v *= 1.07) {
            x[x.length - 3] = v;
            double p = test(x).pValue();
            assertThat(p).as("at " + v).isLessThanOrEqualTo(last);
            last = p;
        }
        assertThat(last).isLessThan(0.002);
    }

    @Test
    void unitsDoNotMatterAndTheSameInputGivesTheSame() {
        double[] x = quiet(EffectFree.AUTOREGRESSIVE, 10, 3);
        double[] bits = Arrays.stream(x).map(v -> v * 4096).toArray();
        assertThat(test(bits)).isEqualTo(test(x)).isEqualTo(test(x.clone()));
    }

    @Test
    void theDailyCourseIsNoBurst() {
        double[] x = quiet(EffectFree.POISSON, 14, 4);
        for (int i = 0; i < x.length; i++) {
            x[i] *= i % DAY < HOUR ? 8 : 1;
        }
        assertThat(test(x).pValue()).isGreaterThan(0.01);
        assertThat(test(x).effect()).isLessThan(1.5);
    }

    @Test
    void refuses() {
        assertThat(test(quiet(EffectFree.POISSON, 6, 5)).refusal()).isEqualTo("needs 7 earlier days, has 6");
        double[] x = quiet(EffectFree.POISSON, 14, 5);
        Arrays.fill(x, x.length - 8, x.length, NONE);
        assertThat(test(x).refusal()).contains("not covered");
        double[] silent = quiet(EffectFree.POISSON, 14, 5);
        Arrays.fill(silent, silent.length - 2 * HOUR, silent.length - HOUR, 0);
        assertThat(test(silent).refusal()).contains("no level");
        double[] constant = new double[14 * DAY + HOUR];
        Arrays.fill(constant, 5);
        assertThat(test(constant).refusal()).contains("needs 25 bursts");
        double[] nothing = new double[14 * DAY + HOUR];
        assertThat(test(nothing).refused()).isTrue();
        assertThat(ExtremeTail.test(quiet(EffectFree.POISSON, 14, 5), HOUR, 0, DAY, NONE, 1e-5)
                        .refusal())
                .contains("cannot reach");
    }
}
