package floodmark.stats.ratio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class CurvesTest {
    private static final double[] H1 = LikelihoodRatioCostTest.H1;
    private static final double[] H2 = LikelihoodRatioCostTest.H2;
    private static final double[] ONES1 = LikelihoodRatioCost.ones(H1);
    private static final double[] ONES2 = LikelihoodRatioCost.ones(H2);
    private static final Offset<Double> CLOSE = within(1e-12);

    @Test
    void tippettCountsWhatIsAbove() {
        double[] ratios = DoubleStream.of(-1, 0, 0, 1, 2, Double.POSITIVE_INFINITY)
                .map(x -> x * StrictMath.log(10))
                .toArray();
        assertThat(Curves.tippett(ratios, new double[] {-3, -0.5, 0, 0.5, 1.5, 9}))
                .containsExactly(new double[] {1, 5 / 6.0, 3 / 6.0, 3 / 6.0, 2 / 6.0, 1 / 6.0}, CLOSE);
        assertThat(Curves.tippett(new double[0], new double[] {0})).containsExactly(Double.NaN);
        assertThatThrownBy(() -> Curves.tippett(new double[] {Double.NaN}, new double[] {0}))
                .hasMessageContaining("not a number");
    }

    /**
     * NumPy: {@code O = 10**t; P = O/(1+O); P*np.mean(np.log2(1+1/(np.exp(H1)*O))) + (1-P)*np.mean(np.log2(1+np.exp(H2)*O))} at t = -2,
     * -.5, 0, 1.
     */
    @Test
    void crossEntropyAgreesWithNumpy() {
        double[] curve = Curves.crossEntropy(H1, ONES1, H2, ONES2, new double[] {-2, -0.5, 0, 1});
        assertThat(curve)
                .containsExactly(
                        new double[] {0.060080827108537724, 0.49105933292620996, 0.600953776386014, 0.2875963100595869},
                        CLOSE);
        assertThat(curve[2]).isCloseTo(LikelihoodRatioCost.cost(H1, H2), CLOSE);
    }

    @Test
    void crossEntropyTakesWeightsWithinASide() {
        double[] w1 = LikelihoodRatioCostTest.WEIGHTS1;
        double[] w2 = LikelihoodRatioCostTest.WEIGHTS2;
        assertThat(Curves.crossEntropy(H1, w1, H2, w2, new double[] {0})[0])
                .isCloseTo(LikelihoodRatioCost.cost(H1, w1, H2, w2), CLOSE);
    }

    /** Entropy of a probability of 1/11: {@code -(1/11)*log2(1/11) - (10/11)*log2(10/11)}. */
    @Test
    void neutralIsTheEntropyOfThePrior() {
        assertThat(Curves.neutral(new double[] {-1, 0, 1}))
                .containsExactly(new double[] {0.43949698692151345, 1, 0.43949698692151345}, CLOSE);
    }

    @Test
    void calibratedRatiosStayBelowNeutralEverywhereAndBoldOnesDoNot() {
        double[] h1 = LikelihoodRatioCostTest.normals(21, 3000, 1);
        double[] h2 = LikelihoodRatioCostTest.normals(22, 3000, -1);
        double[] at = {-2, -1, 0, 1, 2};
        double[] neutral = Curves.neutral(at);
        double[] good = Curves.crossEntropy(h1, LikelihoodRatioCost.ones(h1), h2, LikelihoodRatioCost.ones(h2), at);
        double[] bold = Curves.crossEntropy(
                Arrays.stream(h1).map(x -> 5 * x).toArray(),
                LikelihoodRatioCost.ones(h1),
                Arrays.stream(h2).map(x -> 5 * x).toArray(),
                LikelihoodRatioCost.ones(h2),
                at);
        for (int i = 0; i < at.length; i++) {
            assertThat(good[i]).isLessThan(neutral[i]);
        }
        assertThat(bold[0]).isGreaterThan(neutral[0]);
        assertThat(bold[4]).isGreaterThan(neutral[4]);
    }

    /** The interval, SciPy 1.17.1: {@code binomtest(7, 9).proportion_ci(.95, 'exact')}. */
    @Test
    void reliabilityPutsIncidentsIntoBins() {
        double[] odds = {-9, -2, -1, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 1, Double.POSITIVE_INFINITY};
        boolean[] truth = {false, false, true, true, true, true, true, true, true, true, false, false, true, true};
        List<Curves.Reliability> bins = Curves.reliability(odds, truth, new double[] {-5, -1, 0.5, 1}, 0.95);
        assertThat(bins).extracting(Curves.Reliability::incidents).containsExactly(1, 1, 1, 9, 2);
        assertThat(bins).extracting(Curves.Reliability::hits).containsExactly(0, 0, 1, 7, 2);
        assertThat(bins.get(3).predicted()).isCloseTo(1 / (1 + StrictMath.exp(-0.5)), CLOSE);
        assertThat(bins.get(3).observed()).isCloseTo(7 / 9.0, CLOSE);
        assertThat(bins.get(3).low()).isCloseTo(0.3999064262836879, within(1e-9));
        assertThat(bins.get(3).high()).isCloseTo(0.9718550265221126, within(1e-9));
        assertThat(bins.get(0).low()).isZero();
        assertThat(bins.get(0).high()).isCloseTo(0.975, within(1e-9));
        assertThat(bins.get(4).predicted()).isCloseTo((1 / (1 + StrictMath.exp(-1)) + 1) / 2, CLOSE);
        assertThat(bins.get(4).high()).isEqualTo(1);
    }

    @Test
    void anEmptyBinKnowsNothing() {
        Curves.Reliability empty = Curves.reliability(new double[0], new boolean[0], new double[0], 0.95)
                .get(0);
        assertThat(empty.predicted()).isNaN();
        assertThat(empty.observed()).isNaN();
        assertThat(empty.low()).isZero();
        assertThat(empty.high()).isEqualTo(1);
        assertThatThrownBy(() -> Curves.reliability(new double[1], new boolean[2], new double[0], 0.95))
                .hasMessage("1 predictions, 2 outcomes");
        assertThatThrownBy(() -> Curves.reliability(new double[] {Double.NaN}, new boolean[1], new double[0], 0.95))
                .hasMessage("ratio 0 is not a number");
    }
}
