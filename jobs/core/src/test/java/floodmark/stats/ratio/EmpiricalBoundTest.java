package floodmark.stats.ratio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;

/**
 * Reference values: Python, lir 1.3.1, {@code from lir.algorithms.bayeserror import elub;
 * elub(np.r_[h1, h2]/np.log(10), np.r_[np.ones(len(h1)), np.zeros(len(h2))], step_size=1e-4)}. It searches a grid, hence the
 * tolerance of two steps.
 */
class EmpiricalBoundTest {
    private static final double[] H1 = quantiles(200, 1.28);
    private static final double[] H2 = quantiles(300, -1.28);

    /** {@code norm.ppf((np.arange(n)+.5)/n)*1.6 + mean}. */
    private static double[] quantiles(int n, double mean) {
        NormalDistribution normal = new NormalDistribution(null, 0, 1);
        return IntStream.range(0, n)
                .mapToDouble(i -> 1.6 * normal.inverseCumulativeProbability((i + 0.5) / n) + mean)
                .toArray();
    }

    private static double[] moved(double[] ratios, double by, double to) {
        return Arrays.stream(ratios).map(x -> by * x + to).toArray();
    }

    private static void agrees(EmpiricalBound.Bounds bounds, double lower, double upper) {
        assertThat(bounds.lower()).isCloseTo(lower, within(2e-4));
        assertThat(bounds.upper()).isCloseTo(upper, within(2e-4));
    }

    @Test
    void agreesWithLirOnCalibratedRatios() {
        agrees(EmpiricalBound.of(H1, H2), -1.1328, 1.2258);
    }

    @Test
    void agreesWithLirOnOverconfidentRatios() {
        agrees(EmpiricalBound.of(moved(H1, 2.5, 0), moved(H2, 2.5, 0)), -0.7484, 0.7544);
    }

    @Test
    void agreesWithLirOnShiftedRatios() {
        agrees(EmpiricalBound.of(moved(H1, 1, 3), moved(H2, 1, 3)), -0.6569, 0.0745);
    }

    @Test
    void agreesWithLirOnFewRatios() {
        agrees(EmpiricalBound.of(LikelihoodRatioCostTest.H1, LikelihoodRatioCostTest.H2), -0.5149, 0.4850);
    }

    /** 50/51 of H1 are accepted at the price of 1/21 of H2; and the other way about. */
    @Test
    void separatedSidesAreBoundByTheirNumbers() {
        double[] h1 = moved(new double[50], 0, 9);
        double[] h2 = moved(new double[20], 0, -9);
        EmpiricalBound.Bounds bounds = EmpiricalBound.of(h1, h2);
        assertThat(bounds.upper()).isCloseTo(StrictMath.log10(50.0 / 51 * 21), within(1e-12));
        assertThat(bounds.lower()).isCloseTo(-StrictMath.log10(20.0 / 21 * 51), within(1e-12));
        agrees(bounds, -1.6863, 1.3136);
        double[] without = moved(new double[50], 0, Double.POSITIVE_INFINITY);
        assertThat(EmpiricalBound.of(without, h2)).isEqualTo(bounds);
    }

    @Test
    void exchangingTheSidesExchangesTheBounds() {
        EmpiricalBound.Bounds bounds = EmpiricalBound.of(H1, H2);
        EmpiricalBound.Bounds exchanged = EmpiricalBound.of(moved(H2, -1, 0), moved(H1, -1, 0));
        assertThat(exchanged.lower()).isCloseTo(-bounds.upper(), within(1e-14));
        assertThat(exchanged.upper()).isCloseTo(-bounds.lower(), within(1e-14));
    }

    @Test
    void noBoundIsBeyondTheRatios() {
        EmpiricalBound.Bounds bounds = EmpiricalBound.of(moved(new double[5000], 0, 1), moved(new double[5000], 0, -2));
        assertThat(bounds.upper()).isCloseTo(1 / StrictMath.log(10), within(1e-12));
        assertThat(bounds.lower()).isCloseTo(-2 / StrictMath.log(10), within(1e-12));
    }

    @Test
    void oneMisleadingInfinityLowersTheBound() {
        double[] h2 = moved(new double[1000], 0, -9);
        double[] h1 = moved(new double[1000], 0, 9);
        double before = EmpiricalBound.of(h1, h2).upper();
        h2[17] = Double.POSITIVE_INFINITY;
        assertThat(EmpiricalBound.of(h1, h2).upper()).isCloseTo(before - StrictMath.log10(2), within(1e-3));
    }

    @Test
    void nothingIsSupportedByNothing() {
        assertThat(EmpiricalBound.of(new double[0], new double[0])).isEqualTo(new EmpiricalBound.Bounds(0, 0));
        assertThat(EmpiricalBound.of(H1, new double[0])).isEqualTo(new EmpiricalBound.Bounds(0, 0));
        assertThat(EmpiricalBound.of(new double[99], new double[99])).isEqualTo(new EmpiricalBound.Bounds(0, 0));
        assertThat(EmpiricalBound.of(H2, H1)).isEqualTo(new EmpiricalBound.Bounds(0, 0));
        assertThatThrownBy(() -> EmpiricalBound.of(new double[] {Double.NaN}, H2))
                .hasMessageContaining("not a number");
        assertThatThrownBy(() -> EmpiricalBound.of(H1, new double[] {Double.NaN}))
                .hasMessageContaining("not a number");
    }

    @Test
    void boundsMoveOnlyWhatIsBeyond() {
        EmpiricalBound.Bounds bounds = new EmpiricalBound.Bounds(-1, 2);
        assertThat(bounds.applied(99)).isCloseTo(2 * StrictMath.log(10), within(1e-12));
        assertThat(bounds.applied(-99)).isCloseTo(-StrictMath.log(10), within(1e-12));
        assertThat(bounds.applied(1.5)).isEqualTo(1.5);
    }
}
