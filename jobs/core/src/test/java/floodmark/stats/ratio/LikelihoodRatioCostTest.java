package floodmark.stats.ratio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import floodmark.stats.Draws;
import java.util.Arrays;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class LikelihoodRatioCostTest {
    static final double[] H1 = {2.0, 1.2, 0.3, -0.4, 3.1, 0.9, 1.2, 2.4};
    static final double[] H2 = {-1.5, 0.2, -2.2, 0.3, -0.7, 1.4, -3.0, -0.1, -1.1, -2.0};
    static final double[] WEIGHTS1 = {1, 2, 3, 4, 5, 6, 7, 8};
    static final double[] WEIGHTS2 = {10, 9, 8, 7, 6, 5, 4, 3, 2, 1};

    /**
     * Python, lir 1.3.1: {@code from lir.metrics import cllr, cllr_min; from lir.data.models import LLRData;
     * d = LLRData(features=(np.r_[H1, H2]/np.log(10)).reshape(-1, 1), labels=np.r_[np.ones(8), np.zeros(10)]); cllr(d),
     * cllr_min(d)}.
     */
    @Test
    void agreesWithLir() {
        assertThat(LikelihoodRatioCost.cost(H1, H2)).isCloseTo(0.6009537763860141, within(1e-13));
        assertThat(LikelihoodRatioCost.minimum(H1, H2)).isCloseTo(0.4440378027655216, within(1e-13));
        assertThat(LikelihoodRatioCost.calibrationLoss(H1, H2))
                .isCloseTo(0.6009537763860141 - 0.4440378027655216, within(1e-13));
    }

    /**
     * NumPy: {@code .5*(np.average(np.log2(1+np.exp(-H1)), weights=W1) + np.average(np.log2(1+np.exp(H2)), weights=W2))}. Minimum,
     * scikit-learn 1.9.1: {@code p = IsotonicRegression().fit(x, y, sample_weight=np.r_[W1/W1.sum(),
     * W2/W2.sum()]).predict(x)}, then the same average of {@code -np.log2(p)} and {@code -np.log2(1-p)}.
     */
    @Test
    void agreesWithNumpyAndScikitLearnUnderWeights() {
        assertThat(LikelihoodRatioCost.cost(H1, WEIGHTS1, H2, WEIGHTS2)).isCloseTo(0.6010587013922152, within(1e-13));
        assertThat(LikelihoodRatioCost.minimum(H1, WEIGHTS1, H2, WEIGHTS2))
                .isCloseTo(0.42592801144568543, within(1e-13));
        assertThat(LikelihoodRatioCost.calibrationLoss(H1, WEIGHTS1, H2, WEIGHTS2))
                .isCloseTo(0.6010587013922152 - 0.42592801144568543, within(1e-13));
    }

    @Test
    void sayingNothingCostsOneBit() {
        assertThat(LikelihoodRatioCost.cost(new double[7], new double[3])).isCloseTo(1, within(1e-15));
        assertThat(LikelihoodRatioCost.minimum(new double[7], new double[3])).isCloseTo(1, within(1e-15));
    }

    @Test
    void wholeWeightsAreRepetitions() {
        double[] once = {0.5, -1};
        double[] repeated = {0.5, 0.5, 0.5, -1};
        double[] weights = {3, 1};
        double[] ones = {1, 1, 1, 1, 1, 1, 1, 1, 1, 1};
        assertThat(LikelihoodRatioCost.cost(once, weights, H2, ones))
                .isCloseTo(LikelihoodRatioCost.cost(repeated, H2), within(1e-14));
        assertThat(LikelihoodRatioCost.minimum(once, weights, H2, ones))
                .isCloseTo(LikelihoodRatioCost.minimum(repeated, H2), within(1e-14));
    }

    @Test
    void extremeRatiosNeitherOverflowNorVanish() {
        double[] right = {800, 1e6, Double.POSITIVE_INFINITY};
        double[] wrong = {-800};
        assertThat(LikelihoodRatioCost.cost(right, new double[] {-800})).isZero();
        assertThat(LikelihoodRatioCost.cost(wrong, new double[] {-1e9})).isCloseTo(400 / Math.log(2), within(1e-9));
        assertThat(LikelihoodRatioCost.cost(new double[] {Double.NEGATIVE_INFINITY}, H2))
                .isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(LikelihoodRatioCost.cost(new double[] {40}, new double[] {-40}))
                .isCloseTo(StrictMath.exp(-40) / Math.log(2), within(1e-30));
    }

    @Test
    void calibratedRatiosLoseLittleAndBoldOnesMuch() {
        double[] h1 = normals(1, 4000, 2);
        double[] h2 = normals(2, 4000, -2);
        assertThat(LikelihoodRatioCost.calibrationLoss(h1, h2)).isBetween(0.0, 0.015);
        assertThat(LikelihoodRatioCost.calibrationLoss(scaled(h1, 3), scaled(h2, 3)))
                .isGreaterThan(0.1);
        assertThat(LikelihoodRatioCost.calibrationLoss(scaled(h1, 0.2), scaled(h2, 0.2)))
                .isGreaterThan(0.1);
        assertThat(LikelihoodRatioCost.minimum(scaled(h1, 3), scaled(h2, 3)))
                .isCloseTo(LikelihoodRatioCost.minimum(h1, h2), within(1e-12));
    }

    /** Normal with variance twice its mean, so that it is its own log ratio. */
    static double[] normals(long seed, int n, double mean) {
        Draws draws = new Draws(seed);
        double deviation = StrictMath.sqrt(2 * StrictMath.abs(mean));
        return DoubleStream.generate(() -> mean + deviation * draws.normal())
                .limit(n)
                .toArray();
    }

    private static double[] scaled(double[] ratios, double by) {
        return Arrays.stream(ratios).map(x -> by * x).toArray();
    }

    @Test
    void refusesWhatItCannotMeasure() {
        assertThat(LikelihoodRatioCost.cost(new double[0], H2)).isNaN();
        assertThat(LikelihoodRatioCost.cost(H1, new double[0])).isNaN();
        assertThatThrownBy(() -> LikelihoodRatioCost.cost(new double[] {1, Double.NaN}, H2))
                .hasMessage("ratio 1 is not a number");
        for (double bad : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> LikelihoodRatioCost.cost(new double[] {1}, new double[] {bad}, H2, WEIGHTS2))
                    .hasMessageContaining("weight 0 is " + bad);
        }
        assertThatThrownBy(() -> LikelihoodRatioCost.cost(H1, WEIGHTS2, H2, WEIGHTS2))
                .hasMessage("10 weights for 8 incidents");
    }
}
