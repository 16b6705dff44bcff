package floodmark.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.PoissonDistribution;
import org.junit.jupiter.api.Test;

class VolumeVisibilityTest {
    private static double[] upTo(int k) {
        return IntStream.rangeClosed(1, k).asDoubleStream().toArray();
    }

    private static double[] bins() {
        double[] bins = new double[240];
        Draws draws = new Draws(21);
        for (int i = 0; i < bins.length; i++) {
            bins[i] = draws.poisson(50 * StrictMath.exp(.2 * draws.normal()));
        }
        return bins;
    }

    @Test
    void powerIsWhatTheTestItselfDoesWithEachWindowLeftOut() {
        double[] history = {9, 4, 7, 1, 12, 3, 8, 2, 6, 5, 11, 10, 20, 14, 13, 19, 18, 15, 16, 17};
        VolumeVisibility v = VolumeVisibility.matched(history, .1);
        for (double added : new double[] {0, .5, 3, 7.5, 18.5, 30}) {
            int rejected = 0;
            for (int j = 0; j < history.length; j++) {
                double[] rest = new double[history.length - 1];
                System.arraycopy(history, 0, rest, 0, j);
                System.arraycopy(history, j + 1, rest, j, rest.length - j);
                rejected += MatchedWindows.test(history[j] + added, rest, Side.GREATER, .1)
                                .rejects(.1)
                        ? 1
                        : 0;
            }
            assertThat(v.power(added)).isEqualTo(rejected / 20.0);
        }
    }

    @Test
    void smallestVisibleInvertsPower() {
        VolumeVisibility v = VolumeVisibility.matched(upTo(28), .05);
        // Window j must exceed 28 (27 for the largest itself): .8 of 28 are 23 windows, so the 23rd largest, 6, needs
        // 22.
        assertThat(v.smallestVisible(.8)).isEqualTo(22, within(1e-5));
        assertThat(v.power(22.001)).isEqualTo(23 / 28.0);
        assertThat(v.power(21.999)).isLessThan(.8);
        assertThat(v.smallestVisible(.95)).isGreaterThan(v.smallestVisible(.8));
        assertThat(v.smallestVisible(1.01)).isNaN();
        assertThat(v.sampleSize()).isEqualTo(28);
    }

    @Test
    void upperBoundIsObservedMinusTheLowerLimit() {
        VolumeVisibility v = VolumeVisibility.matched(upTo(28), .05);
        assertThat(v.upperBound(20, .95)).isEqualTo(19, within(1e-6));
        assertThat(v.upperBound(.5, .95)).isZero();
        assertThat(VolumeVisibility.matched(upTo(39), .05).upperBound(20, .95)).isEqualTo(18, within(1e-6));
    }

    @Test
    void shortHistoryStillBounds() {
        VolumeVisibility v = VolumeVisibility.matched(upTo(12), .05);
        assertThat(v.refusal()).isEqualTo("cannot reach .05 with 12 matched windows; needs 19");
        assertThat(v.power(5)).isNaN();
        assertThat(v.smallestVisible(.8)).isNaN();
        assertThat(v.upperBound(20, .95)).isEqualTo(20, within(1e-6));
        // Five sampled packets, each worth 4: scipy.stats.chi2.ppf(.95, 12) / 2 * 4
        assertThat(v.upperBoundSampled(20, .95, 4)).isEqualTo(4 * 10.513034908741534, within(1e-5));
        assertThat(v.upperBound(20, .95, 80)).isEqualTo(v.upperBoundSampled(20, .95, 4));
        // None: chi2.ppf(.95, 2) / 2 * 4, the rule of three
        assertThat(v.upperBoundSampled(0, .95, 4)).isEqualTo(4 * 2.995732273553991, within(1e-5));
    }

    @Test
    void samplingWidensBoundAndFlattensPower() {
        VolumeVisibility v = VolumeVisibility.matched(upTo(28), .05);
        assertThat(v.upperBoundSampled(20, .95, 2)).isGreaterThan(20).isLessThan(40);
        // p(a) at the bound: (1 + sum over windows of P(2 Poisson(a/2) <= 20 - x)) / 29 = .05
        double bound = v.upperBoundSampled(20, .95, 2);
        assertThat(v.pValueAgainst(20, bound, 2 * bound)).isEqualTo(.05, within(1e-7));
        double sum = 1;
        for (int x = 1; x <= 20; x++) {
            sum += new PoissonDistribution(null, bound / 2, 1e-12, 100_000).cumulativeProbability((20 - x) / 2);
        }
        assertThat(sum / 29).isEqualTo(.05, within(1e-7));
        assertThat(v.power(40, 400)).isLessThan(v.power(40));
        assertThat(v.smallestVisible(.95, a -> 5 * a)).isGreaterThan(v.smallestVisible(.95));
    }

    @Test
    void claimedSizeIsContradictedWhereNormalTrafficIsNeverSoLow() {
        VolumeVisibility v = VolumeVisibility.matched(upTo(28), .05);
        assertThat(v.pValueAgainst(20, 19.5)).isEqualTo(1 / 29.0);
        assertThat(v.pValueAgainst(20, 1000)).isEqualTo(1 / 29.0);
        assertThat(v.pValueAgainst(20, 10)).isEqualTo(11 / 29.0);
        VolumeVisibility b = VolumeVisibility.blocks(bins(), 12, .05);
        assertThat(b.pValueAgainst(50, 5)).isGreaterThan(.02);
        assertThat(b.pValueAgainst(50, 40)).isLessThan(.001);
        assertThat(b.pValueAgainst(50, 5000)).isEqualTo(BlockExcess.SMALLEST_P);
    }

    @Test
    void powerIntervalHoldsThePower() {
        VolumeVisibility v = VolumeVisibility.matched(upTo(28), .05);
        double[] interval = v.powerInterval(15, 0);
        assertThat(interval[0]).isLessThan(v.power(15)).isGreaterThan(0);
        assertThat(interval[1]).isGreaterThan(v.power(15)).isLessThan(1);
    }

    @Test
    void blocksPredictTheirOwnTest() {
        double[] bins = bins();
        VolumeVisibility v = VolumeVisibility.blocks(bins, 12, .05);
        assertThat(v.refusal()).isEmpty();
        assertThat(v.power(0)).isBetween(.005, .06);
        assertThat(v.power(1e6)).isEqualTo(1);
        double visible = v.smallestVisible(.5);
        assertThat(v.power(visible)).isEqualTo(.5, within(1e-6));
        // A window that is exactly typical and gets this much is just rejected.
        double expected = BlockExcess.test(bins, 12, 50, Side.GREATER, .05).expected();
        assertThat(BlockExcess.test(bins, 12, expected + visible * 1.001, Side.GREATER, .05)
                        .rejects(.05))
                .isTrue();
        assertThat(BlockExcess.test(bins, 12, expected + visible * .999, Side.GREATER, .05)
                        .rejects(.05))
                .isFalse();
        assertThat(v.upperBound(expected, .95)).isBetween(visible * .8, visible * 1.05);
        // With tiny packets sampling changes nothing but the discretisation.
        assertThat(v.upperBoundSampled(expected, .95, .02))
                .isEqualTo(v.upperBound(expected, .95), within(.1 * visible));
        assertThat(v.power(visible, .02 * visible)).isEqualTo(.5, within(.03));
        assertThat(v.upperBoundSampled(expected, .95, 5)).isGreaterThan(v.upperBound(expected, .95));
        assertThat(v.upperBound(expected + 30, .95)).isEqualTo(30 + v.upperBound(expected, .95), within(1e-6));
    }

    @Test
    void refusedBaselineBoundsByTheObserved() {
        VolumeVisibility v = VolumeVisibility.blocks(new double[20], 5, .05);
        assertThat(v.refusal()).contains("needs a baseline");
        assertThat(v.power(7)).isNaN();
        assertThat(v.upperBound(7, .95)).isEqualTo(7, within(1e-6));
    }

    @Test
    void normalPoints() {
        // scipy.stats.norm.ppf(.95)
        assertThat(VolumeVisibility.normalPoint(.95)).isEqualTo(1.6448536269514722, within(1e-9));
        assertThat(VolumeVisibility.normalPoint(.5)).isZero();
    }

    /** The 38th window counts: with 37 others only the largest rejects, with 38 the second does not yet. */
    @Test
    void powerIsThatOfTheTestAtEveryLengthOfHistory() {
        for (int n : new int[] {19, 20, 37, 38, 39, 40, 41, 59}) {
            double[] history = upTo(n);
            VolumeVisibility v = VolumeVisibility.matched(history, .05);
            for (double added : new double[] {1.5, n / 2.0, n - 2.5}) {
                int rejected = 0;
                for (int j = 0; j < n; j++) {
                    double[] rest = Samples.with(history, j, Double.NaN);
                    // One short of what the level needs, the test would refuse; the rank decides all the same.
                    rejected += MatchedWindows.test(history[j] + added, rest, Side.GREATER, 1)
                                            .pValue()
                                    <= StrictMath.max(.05, 1.0 / n)
                            ? 1
                            : 0;
                }
                assertThat(v.power(added)).as(n + " windows, " + added).isEqualTo(rejected / (double) n, within(1e-12));
            }
        }
    }

    @Test
    void nineteenWindowsAreEnough() {
        assertThat(VolumeVisibility.matched(upTo(19), .05).refusal()).isEmpty();
        assertThat(VolumeVisibility.matched(upTo(18), .05).refusal()).endsWith("needs 19");
        assertThat(VolumeVisibility.matched(upTo(19), .05).upperBound(20, .95)).isEqualTo(19, within(1e-6));
        assertThat(VolumeVisibility.matched(upTo(18), .05).upperBound(20, .95)).isEqualTo(20, within(1e-6));
    }

    @Test
    void nothingObservedHidesNothingUnsampled() {
        assertThat(VolumeVisibility.matched(upTo(12), .05).upperBound(0, .95, 5))
                .isEqualTo(0, within(1e-9));
        assertThat(VolumeVisibility.matched(upTo(12), .05).upperBound(0, .95)).isEqualTo(0, within(1e-9));
    }

    /** scipy.stats.binomtest(23, 28).proportion_ci(method="wilson") */
    @Test
    void powerIntervalIsWilsons() {
        double[] interval = VolumeVisibility.matched(upTo(28), .05).powerInterval(22.5, 0);
        assertThat(interval[0]).isEqualTo(.6440857521065706, within(1e-12));
        assertThat(interval[1]).isEqualTo(.9212149805439573, within(1e-12));
    }

    /**
     * Up to 300 packets of flood the Poisson law, beyond it the normal. Python: {@code x = np.arange(1, 29) * 100; (1 +
     * scipy.stats.poisson.cdf(3000 - x, 300).sum()) / 29; (1 + scipy.stats.norm.cdf((3000 - x + .5 - 500) / np.sqrt(500)).sum()) / 29}.
     */
    @Test
    void largeFloodsAreNormal() {
        VolumeVisibility v = VolumeVisibility.matched(
                Arrays.stream(upTo(28)).map(x -> 100 * x).toArray(), .05);
        assertThat(v.pValueAgainst(3000, 300, 300)).isEqualTo(.9488051290130686, within(1e-12));
        assertThat(v.pValueAgainst(3000, 500, 500)).isEqualTo(.8796179547767422, within(1e-12));
    }

    /** Windows of 8, 4, 14, 10, 6, 12, 16, 10 packets, three times; the law of {@link SampledWindowTest} with m, v = 10, 4.61 + 14.61 / 24. */
    @Test
    void wherePacketsAreFewTheLawOfSamplingBounds() {
        double[] packets = {8, 4, 14, 10, 6, 12, 16, 10};
        double[] windows = new double[24];
        Arrays.setAll(windows, i -> 2 * packets[i % 8]);
        VolumeVisibility v = VolumeVisibility.matched(windows, .05);
        assertThat(v.pValueAgainst(24, 10, 20)).isEqualTo(.3045734132567356, within(1e-12));
        assertThat(v.pValueAgainst(24, 1000, 2000)).isEqualTo(BlockExcess.SMALLEST_P);
    }

    /**
     * Imhof's integral as in {@code VolumeContracts.blockExcess}: with y the logarithms of the blocks' means, tail(10, (y.mean() - np.log(120 -
     * 30)) / y.std(ddof=1), .9); the critical value is exp(y.mean() + q y.std(ddof=1)) with tail(10, q, .9) = .05 by brentq, the power
     * tail(10, (log(critical - added) - y.mean()) / y.std(ddof=1), .75). Under sampling the mean of Poisson tails over windows at the
     * (i + .5) / 51 points of the same laws.
     */
    @Test
    void blocksAgreeWithImhofsIntegral() {
        double[] means = {100, 110, 90, 105, 95, 95, 105, 90, 110, 100};
        VolumeVisibility v = VolumeVisibility.blocks(means, 1, 0, .05);
        assertThat(v.sampleSize()).isEqualTo(10);
        assertThat(v.pValueAgainst(120, 30)).isEqualTo(.135357713149787, within(1e-8));
        assertThat(v.power(5)).isEqualTo(.10041216546037524, within(1e-8));
        assertThat(v.power(10)).isEqualTo(.21509946889896542, within(1e-8));
        assertThat(v.power(20, 80)).isEqualTo(.5828721403058444, within(1e-8));
        assertThat(v.pValueAgainst(120, 30, 120)).isEqualTo(.24772445432300924, within(1e-8));
        // All of what was seen: nothing ordinary is so low.
        assertThat(v.pValueAgainst(120, 120)).isEqualTo(BlockExcess.SMALLEST_P);
        assertThat(v.power(200)).isEqualTo(1);
    }
}
