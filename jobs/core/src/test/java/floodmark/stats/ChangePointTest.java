package floodmark.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
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

    private static double[] made(int n, IntToDoubleFunction value) {
        return IntStream.range(0, n).mapToDouble(value).toArray();
    }

    /**
     * Values by NumPy from the definitions, by brute force: y = np.log1p(x); k maximises k (n - k) / n (y[k:].mean() - y[:k].mean())**2; half width
     * 1.959963984540054 * sqrt(V(r[:k]) + V(r[k:])) with V the mean square of means of int(sqrt(n)) residuals over their number less one; ramp by
     * least squares on np.clip((i - a) / (b - a), 0, 1) for every a and b >= a + 2, every second one beyond 240 bins; BIC with n divided by
     * max(1, V(r) / (sum(r**2) / n**2)); interval from 200 resamples of ceil(1.5 sqrt(n)) residuals times 1.25, drawn by splitmix64.
     *
     * <p>Order: first bin, ends of its interval, levels, difference with its interval, share of the step, BIC, ramp.
     */
    @Test
    void agreesWithNumPy() {
        agrees(
                made(60, i -> 20 + i * 7 % 13 + (i >= 35 ? 25 : 0)),
                new int[] {35, 35, 35, 33, 35},
                25.454844014016274,
                50.94096068185797,
                0.6746684219935677,
                0.6254735662581449,
                0.7238632777289905,
                1,
                14.137985608317603);
        agrees(
                made(250, i -> 50 + i * i % 17 + 60 * StrictMath.min(1, StrictMath.max(0, (i - 90) / 60.0))),
                new int[] {109, 107, 111, 86, 146},
                59.0525433158636,
                111.24552513308845,
                0.625468759711235,
                0.5539222700464301,
                0.6970152493760398,
                0.2877383988483933,
                -36.67242443310986);
        agrees(
                made(40, i -> 200 + i * 11 % 31 - (i >= 38 ? 120 : 0)),
                new int[] {38, 38, 38, 36, 38},
                214.04596024218577,
                100.35087567455943,
                -0.7522632608858526,
                -0.8589488358918964,
                -0.6455776858798088,
                1,
                36.32916026858447);
        agrees(
                made(90, i -> 40 + i * 7 % 23 + i * i % 19 + (i >= 50 ? 9 : 0)),
                new int[] {49, 43, 55, 47, 49},
                57.882600188617005,
                67.81565823843432,
                0.1558856754617164,
                0.10747480196027243,
                0.20429654896316035,
                1,
                4.657038214667626);
    }

    /** The same where a part of the series is one or two bins. */
    @Test
    void changesAtTheEdges() {
        agrees(
                made(40, i -> i < 2 ? 300 : 100 + i * 11 % 31),
                new int[] {2, 2, 2, 1, 3},
                299.9999999999999,
                114.68108206085364,
                -0.9562731524674586,
                -0.9688094854584833,
                -0.9437368194764338,
                1,
                23.84656893764943);
        agrees(
                made(40, i -> 100 + i * 11 % 31 + (i == 39 ? 900 : 0)),
                new int[] {39, 39, 39, 37, 39},
                113.90830067298205,
                1025.9999999999995,
                2.1902627850985175,
                2.1734827543687203,
                2.2070428158283146,
                1,
                67.79567195211081);
    }

    private static void agrees(double[] x, int[] places, double... expected) {
        ChangePoint.Change c = ChangePoint.locate(x, 1, true);
        assertThat(new int[] {c.index(), c.low(), c.high(), c.rampStart(), c.rampEnd()})
                .containsExactly(places);
        double[] actual = {
            c.before(), c.after(), c.logRatio(), c.logRatioLow(), c.logRatioHigh(), c.stepShare(), c.bicStepOverRamp()
        };
        for (int i = 0; i < expected.length; i++) {
            assertThat(actual[i]).as("value " + i).isEqualTo(expected[i], within(1e-9 * StrictMath.abs(expected[i])));
        }
        assertThat(c.direction()).isEqualTo(expected[2] > 0 ? Side.GREATER : Side.LESS);
    }

    /** A cubic and a step on the logarithmic scale, and something that looks like noise. */
    private static double[] cubicAndStep(double step) {
        return made(40, i -> {
            double t = 2 * i / 39.0 - 1;
            return StrictMath.expm1(4 + .8 * t * t * t + (i >= 20 ? step : 0) + .05 * (i * 7 % 5 - 2));
        });
    }

    /**
     * What a cubic leaves over what the step leaves, by NumPy: {@code ((y - np.polyval(np.polyfit(t, y, 3), t))**2).sum()} over the residuals'
     * gives 1.0916 for a step of 1.44 and 1.1206 for 1.46 (a parabola 1.24 and 1.28): a tenth more is the limit.
     */
    @Test
    void whatACubicExplainsAboutAsWellIsNoChange() {
        for (double step : new double[] {1.4, 1.44}) {
            TestResult smooth = ChangePoint.test(cubicAndStep(step), false);
            assertThat(smooth.refusal())
                    .as("step " + step)
                    .contains("a smooth course explains the series about as well");
            assertThat(ChangePoint.locate(cubicAndStep(step), .05, false).refusal())
                    .isEqualTo(smooth.refusal());
            assertThat(ChangePoint.locate(cubicAndStep(step), 1, false).refused())
                    .isFalse();
            assertThat(ChangePoint.test(cubicAndStep(step), true).rejects(.05)).isTrue();
        }
        for (double step : new double[] {1.46, 3}) {
            assertThat(ChangePoint.test(cubicAndStep(step), false).rejects(.05))
                    .as("step " + step)
                    .isTrue();
            assertThat(ChangePoint.locate(cubicAndStep(step), .05, false).refused())
                    .isFalse();
        }
    }

    @Test
    void withoutAChangeThereIsNothingToRefuse() {
        TestResult r = ChangePoint.test(series(240, 240, 0, 1, 4), false);
        assertThat(r.refused()).isFalse();
        assertThat(r.pValue()).isGreaterThan(.05);
    }

    @Test
    void gapsTakeTheLastCoveredBin() {
        double[] x = made(30, i -> i * 7 % 5 + (i >= 15 ? 3 : 0));
        double[] gaps = x.clone();
        gaps[0] = Double.NaN;
        gaps[1] = Double.NaN;
        gaps[12] = Double.NaN;
        gaps[13] = Double.NaN;
        double[] filled = x.clone();
        filled[0] = x[2];
        filled[1] = x[2];
        filled[12] = x[11];
        filled[13] = x[11];
        assertThat(ChangePoint.locate(gaps, 1, true)).isEqualTo(ChangePoint.locate(filled, 1, true));
    }

    @Test
    void limitsOfRefusal() {
        double[] x = made(20, i -> i * 7 % 5 + (i >= 10 ? 30 : 0));
        assertThat(ChangePoint.test(x, true).refused()).isFalse();
        assertThat(ChangePoint.locate(x, 1, true).index()).isEqualTo(10);
        assertThat(ChangePoint.locate(Arrays.copyOf(x, 19)).refusal())
                .isEqualTo("a change point needs 20 bins, there are 19");
        // Bins before the first covered one do not count.
        double[] late = new double[25];
        Arrays.fill(late, 0, 6, Double.NaN);
        System.arraycopy(x, 0, late, 6, 19);
        assertThat(ChangePoint.test(late, true).refusal()).isEqualTo("a change point needs 20 bins, there are 19");
    }
}
