package floodmark.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import floodmark.stats.calibration.EffectFree;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class NegativeBinomialExcessTest {
    private static final double[] COUNTS = {3, 0, 7, 12, 5};
    private static final double[] MEANS = {2, 1.5, 4, 6, 5};

    private static double[][] days(EffectFree family, int days, double mean, int seed) {
        double[] series =
                family.source((days + 1) * 288, 288, EffectFree.VARIATION).draw(mean, new Draws(seed));
        double[][] out = new double[days + 1][];
        for (int d = 0; d <= days; d++) {
            out[d] = Arrays.copyOfRange(series, d * 288 + 100, d * 288 + 112);
        }
        return out;
    }

    private static double[][] times(double[][] counts, double factor) {
        double[][] out = Arrays.stream(counts).map(double[]::clone).toArray(double[][]::new);
        for (int t = 0; t < out[0].length; t++) {
            out[out.length - 1][t] = StrictMath.rint(out[out.length - 1][t] * factor);
        }
        return out;
    }

    private static TestResult matched(double[][] counts) {
        return NegativeBinomialExcess.matched(counts, Side.GREATER, 0.05).test();
    }

    @Test
    void rateRatioAgreesWithSciPy() {
        // scipy, y = [3, 0, 7, 12, 5], m = [2, 1.5, 4, 6, 5], a = .3:
        // l = lambda r: nbinom.logpmf(y, 1/a, 1/(1 + a*r*m)).sum(); r = minimize_scalar(lambda x: -l(exp(x)));
        // sqrt(2*(l(r) - l(1)))
        RateRatio nb = RateRatio.of(COUNTS, MEANS, 0.3);
        assertThat(nb.ratio()).isEqualTo(1.3604122998963004, within(1e-7));
        assertThat(nb.root()).isEqualTo(0.9722886781073964, within(1e-7));
        // The same with poisson.logpmf(y, r*m).
        RateRatio poisson = RateRatio.of(COUNTS, MEANS, 0);
        assertThat(poisson.ratio()).isEqualTo(27 / 18.5);
        assertThat(poisson.root()).isEqualTo(1.8481264111750257, within(1e-9));
        assertThat(RateRatio.of(COUNTS, MEANS, 1e-9).root()).isEqualTo(poisson.root(), within(1e-5));
    }

    @Test
    void nothingCountedAndNothingExpected() {
        // sqrt(2 * 10): Poisson with 10 expected and none seen.
        RateRatio none = RateRatio.of(new double[] {0, 0}, new double[] {4, 6}, 0);
        assertThat(none.ratio()).isZero();
        assertThat(none.root()).isEqualTo(-StrictMath.sqrt(20), within(1e-12));
        assertThat(RateRatio.of(new double[] {0}, new double[] {0}, 0.5)).isEqualTo(new RateRatio(1, 0));
        assertThat(RateRatio.of(new double[] {0, 8}, new double[] {4, 4}, 0.1).root())
                .isFinite();
    }

    @Test
    void distributionAgreesWithSciPy() {
        // scipy.stats.nbinom.cdf(7, 1/.3, 1/(1 + .3*5)), poisson.cdf(7, 5)
        assertThat(RateRatio.atMost(7, 5, 0.3)).isEqualTo(0.7924153307078745, within(1e-12));
        assertThat(RateRatio.atMost(7, 5, 0)).isEqualTo(0.8666283259299925, within(1e-12));
        assertThat(RateRatio.atMost(-1, 5, 0.3)).isZero();
        assertThat(RateRatio.atMost(0, 0, 0.3)).isEqualTo(1);
    }

    @Test
    void dispersionByMoments() {
        // numpy: Y = [[1, 5, 2], [4, 9, 0], [3, 20, 1]]; m = Y.mean(0); s = Y.var(0, ddof=1); max(0, (s - m).sum() /
        // (m*m).sum())
        double[][] y = {{1, 5, 2}, {4, 9, 0}, {3, 20, 1}};
        assertThat(NegativeBinomialExcess.dispersion(y, true)).isEqualTo(0.35638730675345803, within(1e-12));
        // and of all nine alike
        assertThat(NegativeBinomialExcess.dispersion(y, false)).isEqualTo(1.36, within(1e-12));
        assertThat(NegativeBinomialExcess.dispersion(new double[][] {{4}, {4}, {4}}, true))
                .isZero();
    }

    @Test
    void scoreAgainstPoisson() {
        // numpy: ((y - m)**2 - y).sum() / sqrt(2 * (m*m).sum())
        assertThat(RateRatio.overdispersion(new double[][] {COUNTS}, new double[][] {MEANS}))
                .isEqualTo(1.646841548870773, within(1e-12));
    }

    @Test
    void saysWhatTheCountsAreLike() {
        NegativeBinomialExcess.Outcome poisson =
                NegativeBinomialExcess.matched(days(EffectFree.POISSON, 28, 40, 1), Side.GREATER, 0.05);
        NegativeBinomialExcess.Outcome binomial =
                NegativeBinomialExcess.matched(days(EffectFree.NEGATIVE_BINOMIAL, 28, 1000, 1), Side.GREATER, 0.05);
        assertThat(poisson.dispersion()).isLessThan(0.005);
        assertThat(poisson.overdispersion()).isBetween(-3.0, 3.0);
        assertThat(poisson.misfit()).isLessThan(0.05);
        assertThat(binomial.dispersion()).isEqualTo(0.04, within(0.015));
        assertThat(binomial.overdispersion()).isGreaterThan(100);
        assertThat(binomial.misfit()).isLessThan(0.06);
    }

    @Test
    void findsHalfMore() {
        for (EffectFree family : EffectFree.values()) {
            int seen = 0;
            for (int r = 0; r < 40; r++) {
                seen += matched(times(days(family, 28, 1000, 60 + r), 1.6)).rejects(0.05) ? 1 : 0;
            }
            // An hour of long memory varies by a tenth and more: some histories hide it, others are refused.
            assertThat(seen).as(family.name()).isGreaterThan(26);
        }
        TestResult large = matched(times(days(EffectFree.LONG_MEMORY, 28, 1000, 8), 10));
        // Beyond the ranks, which end at 1/29, but not far.
        assertThat(large.pValue()).isEqualTo(1 / 290.0).isEqualTo(large.smallestP());
        assertThat(large.effectLow()).isLessThan(10).isGreaterThan(3);
        assertThat(large.effectHigh()).isGreaterThan(8);
    }

    @Test
    void smallCountsToo() {
        int alarms = 0;
        int seen = 0;
        for (int r = 0; r < 200; r++) {
            double[][] counts = days(EffectFree.NEGATIVE_BINOMIAL, 28, 0.5, 1000 + r);
            alarms += matched(counts).rejects(0.05) ? 1 : 0;
            for (int t = 0; t < 12; t++) {
                counts[28][t] += 1;
            }
            seen += matched(counts).rejects(0.05) ? 1 : 0;
        }
        assertThat(alarms).isBetween(2, 20);
        assertThat(seen).isGreaterThan(180);
    }

    @Test
    void hoursBefore() {
        double[] series = EffectFree.AUTOREGRESSIVE
                .source(14 * 6, 288, EffectFree.VARIATION)
                .draw(1000, new Draws(5));
        double[][] blocks = new double[14][];
        for (int b = 0; b < 14; b++) {
            blocks[b] = Arrays.copyOfRange(series, b * 6, b * 6 + 6);
        }
        TestResult quiet =
                NegativeBinomialExcess.before(blocks, 1, Side.GREATER, 0.05).test();
        TestResult flood = NegativeBinomialExcess.before(times(blocks, 3), 1, Side.GREATER, 0.05)
                .test();
        assertThat(quiet.rejects(0.05)).isFalse();
        assertThat(flood.rejects(0.01)).isTrue();
        assertThat(NegativeBinomialExcess.before(times(blocks, 0.2), 1, Side.LESS, 0.05)
                        .test()
                        .rejects(0.01))
                .isTrue();
    }

    @Test
    void theSameForTheSameAndWhateverTheOrderOfBins() {
        double[][] counts = days(EffectFree.LONG_MEMORY_DIURNAL, 20, 50, 9);
        double[][] reversed = Arrays.stream(counts)
                .map(row -> {
                    double[] out = row.clone();
                    for (int i = 0; i < out.length; i++) {
                        out[i] = row[row.length - 1 - i];
                    }
                    return out;
                })
                .toArray(double[][]::new);
        TestResult one = matched(counts);
        assertThat(matched(counts)).isEqualTo(one);
        assertThat(matched(reversed).pValue()).isEqualTo(one.pValue(), within(1e-9));
    }

    @Test
    void refuses() {
        double[][] counts = days(EffectFree.POISSON, 28, 40, 3);
        assertThat(matched(new double[0][]).refusal()).contains("not covered");
        double[][] gap = times(counts, 1);
        gap[28][3] = Double.NaN;
        assertThat(matched(gap).refusal()).contains("not covered");
        double[][] earlier = times(counts, 1);
        earlier[2][3] = Double.NaN;
        assertThat(matched(earlier).sampleSize()).isEqualTo(27);
        assertThat(matched(Arrays.copyOfRange(counts, 22, 29)).refusal()).contains("needs a baseline of 8");
        double[][] silent = times(counts, 1);
        for (int d = 0; d < 9; d++) {
            Arrays.fill(silent[3 * d], 0);
        }
        assertThat(matched(silent).refusal())
                .isEqualTo("silent in 9 of 28 windows of the history; needs traffic in three of four");
        assertThat(matched(new double[12][5]).refused()).isTrue();
        assertThat(NegativeBinomialExcess.matched(counts, Side.GREATER, 0.001)
                        .test()
                        .refusal())
                .isEqualTo("cannot reach .001 with 28 windows; needs 99");
        double[][] growing = times(counts, 1);
        for (int d = 0; d < 29; d++) {
            for (int t = 0; t < 12; t++) {
                growing[d][t] *= 1 + d;
            }
        }
        assertThat(matched(growing).refusal()).contains("trend");
    }
}
