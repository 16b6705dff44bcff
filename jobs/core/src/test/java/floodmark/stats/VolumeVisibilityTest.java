package floodmark.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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
}
