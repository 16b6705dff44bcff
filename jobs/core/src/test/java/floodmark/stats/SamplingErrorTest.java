package floodmark.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SamplingErrorTest {
    @Test
    void exampleOfTheSflowDocumentation() {
        SamplingError.Estimate e = SamplingError.packetsOfClass(1000, 2500, 400);
        assertThat(e.value()).isEqualTo(400_000);
        assertThat(StrictMath.round(e.low() / 1000)).isEqualTo(381);
        assertThat(StrictMath.round(e.high() / 1000)).isEqualTo(419);
        // statsmodels.stats.proportion.proportion_confint(1000, 2500, method="wilson")
        assertThat(e.low()).isEqualTo(380963.8995968933, within(1e-6));
        assertThat(e.high()).isEqualTo(419342.9456154632, within(1e-6));
    }

    @Test
    void packetsUseTheExactPoissonInterval() {
        // scipy.stats.chi2.ppf(.025, 20) / 2, chi2.ppf(.975, 22) / 2, narrowed by sqrt(1 - 1/N)
        SamplingError.Estimate e = SamplingError.packets(10, 1_000_000);
        assertThat(e.low() / 1e6).isEqualTo(4.7953886961, within(1e-5));
        assertThat(e.high() / 1e6).isEqualTo(18.3903560420, within(1e-5));
        SamplingError.Estimate half = SamplingError.packets(10, 4);
        assertThat(half.low()).isEqualTo(4 * (10 - StrictMath.sqrt(.75) * (10 - 4.7953886961)), within(1e-6));
        SamplingError.Estimate none = SamplingError.packets(0, 1000);
        assertThat(none.low()).isZero();
        assertThat(none.high()).isEqualTo(3688.88, within(2.0));
    }

    @Test
    void unsampledIsExact() {
        assertThat(SamplingError.packets(123, 1)).isEqualTo(new SamplingError.Estimate(123, 123, 123));
        assertThat(SamplingError.bytes(5000, 9e6, 1)).isEqualTo(new SamplingError.Estimate(5000, 5000, 5000));
        assertThat(SamplingError.missedSourceShare(3, 1)).isZero();
        assertThat(SamplingError.missedSourceShare(0, 1)).isEqualTo(1);
    }

    @Test
    void knownErrorOfTenThousandPacketsASecond() {
        // 10 kpps for 60 s: 600 samples at 1:1000 give 8.0 %, 60 at 1:10,000 give 25 %
        assertThat(SamplingError.packets(600, 1000).relativeError()).isEqualTo(.080, within(.001));
        assertThat(SamplingError.packets(60, 10_000).relativeError()).isEqualTo(.26, within(.01));
        assertThat(SamplingError.packets(0, 10).relativeError()).isNaN();
    }

    @Test
    void bytesByHorvitzThompson() {
        assertThat(SamplingError.bytesVariance(2e6, 100)).isEqualTo(100 * 99 * 2e6);
        assertThat(SamplingError.packetsVariance(7, 100)).isEqualTo(100.0 * 99 * 7);
        SamplingError.Estimate e = SamplingError.bytes(100_000, 1.2e8, 100);
        double half = SamplingError.Z975 * StrictMath.sqrt(9900 * 1.2e8);
        assertThat(e.value()).isEqualTo(1e7);
        assertThat(e.high()).isEqualTo(1e7 + half);
        assertThat(e.low()).isEqualTo(1e7 - half);
        // What was seen is a lower limit too.
        assertThat(SamplingError.bytes(1500, 2.25e6, 1000).low()).isEqualTo(1500);
    }

    @Test
    void missedSenders() {
        // Python: (1 - 1/1000)**1000
        assertThat(SamplingError.missedSourceShare(1000, 1000)).isEqualTo(0.36769542477096373, within(1e-12));
    }

    @Test
    void classEdges() {
        assertThat(SamplingError.packetsOfClass(0, 0, 10)).isEqualTo(new SamplingError.Estimate(0, 0, 0));
        assertThat(SamplingError.packetsOfClass(0, 50, 10).low()).isZero();
        assertThat(SamplingError.packetsOfClass(50, 50, 10).high()).isEqualTo(500, within(1e-9));
        assertThatThrownBy(() -> SamplingError.packetsOfClass(3, 2, 10)).hasMessageContaining("3 of 2");
        assertThatThrownBy(() -> SamplingError.packets(-1, 10)).hasMessageContaining("-1");
        assertThatThrownBy(() -> SamplingError.packets(1, 0)).hasMessageContaining("1:0");
    }

    /** scipy.stats.chi2.ppf(.95, 2 * (k + 1)) / 2 */
    @Test
    void theUpperLimitOfAPoissonMeanIsExact() {
        assertThat(SamplingError.poissonUpper(0, 0.95)).isCloseTo(2.995732273553991, within(1e-9));
        assertThat(SamplingError.poissonUpper(10, 0.95)).isCloseTo(16.96222, within(1e-4));
    }
}
