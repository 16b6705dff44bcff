package floodmark.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class SampledWindowTest {
    /** Mean 10, variance 7.43 in packets; each packet stands for 2. */
    private static final double[] WINDOWS = {12, 14, 18, 20, 20, 22, 26, 28};

    private static SampledWindow law(double[] windows, double perPacket) {
        return Objects.requireNonNull(SampledWindow.of(windows, perPacket));
    }

    /**
     * Windows / 2: mean 10, variance 7.43, so nothing is beyond Poisson and mixing is 10 / 8. Python: {@code m, v = 10, 1.25; n = m*m/v; x =
     * np.arange(13); (scipy.stats.nbinom.pmf(x, n, n/(n+m)) * scipy.stats.poisson.cdf(12 - x, 5)).sum()}.
     */
    @Test
    void sumOfNegativeBinomialAndPoisson() {
        assertThat(law(WINDOWS, 2).atMost(24, 0)).isEqualTo(.7807459016585796, within(1e-12));
        assertThat(law(WINDOWS, 2).atMost(24, 10)).isEqualTo(.27754719664860034, within(1e-12));
        assertThat(law(WINDOWS, 2).atMost(-1, 10)).isZero();
    }

    @Test
    void largeNumbersOfPacketsAreNormal() {
        double[] windows = new double[28];
        Draws draws = new Draws(3);
        Arrays.setAll(windows, i -> draws.poisson(1990));
        SampledWindow law = law(windows, 1);
        assertThat(law.atMost(2000, 30))
                .isEqualTo(law.atMost(2000.99, 30))
                .isEqualTo(law.atMost(2001, 30), within(.01));
    }

    @Test
    void silentHistoryLeavesTheFloodAlone() {
        SampledWindow law = law(new double[20], 5);
        assertThat(law.atMost(0, 5 * 2.995732273553991)).isEqualTo(.05, within(1e-12));
        assertThat(law.atMost(0, 0)).isEqualTo(1);
    }

    @Test
    void onlyWhereSamplingIsHalfOfTheSpread() {
        assertThat(SampledWindow.of(WINDOWS, 0)).isNull();
        assertThat(SampledWindow.of(new double[] {7}, 1)).isNull();
        // Variance 29.7: 1.5 times Poisson around a mean of 20 packets, 2.5 times around 12.
        assertThat(SampledWindow.of(WINDOWS, 1)).isNotNull();
        double[] lower = Arrays.stream(WINDOWS).map(w -> w - 8).toArray();
        assertThat(SampledWindow.of(lower, 1)).isNull();
    }

    /**
     * Windows of 8, 4, 14, 10, 6, 12, 16 and 10 packets: mean 10, variance 16, so 6 beyond Poisson. Python: {@code m, v = 10, 6 + 16 / 8; n =
     * m*m/v; x = np.arange(13); (scipy.stats.nbinom.pmf(x, n, n/(n+m)) * scipy.stats.poisson.cdf(12 - x, 5)).sum()}.
     */
    @Test
    void spreadBeyondPoissonIsInTheMixture() {
        assertThat(law(new double[] {16, 8, 28, 20, 12, 24, 32, 20}, 2).atMost(24, 10))
                .isEqualTo(.3204914252339541, within(1e-12));
    }

    /**
     * Exact up to 2,000 packets, normal beyond. Python: {@code m, v = 1990, 1990 / 3}, the sum as above for 2000 with a flood of 30; {@code
     * scipy.stats.norm.cdf((2001.5 - 1990 - 30) / np.sqrt(1990 + v + 30))}.
     */
    @Test
    void normalBeyondTwoThousandPackets() {
        SampledWindow law = law(new double[] {1960, 1990, 2020}, 1);
        assertThat(law.atMost(2000, 30)).isEqualTo(.35499976311968295, within(1e-9));
        assertThat(law.atMost(2001, 30)).isEqualTo(.36049475578027146, within(1e-12));
    }

    @Test
    void whatCannotBeIsNeverSeen() {
        assertThat(law(WINDOWS, 2).atMost(-20, 10)).isZero();
        // scipy.stats.poisson.cdf(5, 4)
        assertThat(law(new double[20], 5).atMost(25, 20)).isEqualTo(.7851303870304052, within(1e-12));
    }

    @Test
    void halfOfTheSpreadIsEnough() {
        // Mean 4, variance 8: sampling explains exactly half.
        assertThat(SampledWindow.of(new double[] {6, 2}, 1)).isNotNull();
        assertThat(SampledWindow.of(new double[] {6.01, 2}, 1)).isNull();
    }
}
