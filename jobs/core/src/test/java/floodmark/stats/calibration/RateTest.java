package floodmark.stats.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RateTest {
    @Test
    void intervalAgreesWithSciPy() {
        // scipy.stats.beta.ppf(.005, 25, 976), beta.ppf(.995, 26, 975)
        Rate rate = new Rate("t", "", "f", 1000, 0, 25);
        assertThat(rate.low(.99)).isEqualTo(0.014066074377788722, within(1e-9));
        assertThat(rate.high(.99)).isEqualTo(0.04067217464897199, within(1e-9));
        assertThat(rate.meets(.99, .02, .06)).isTrue();
        assertThat(rate.meets(.99, .05, .06)).isFalse();
        assertThat(rate.meets(.99, .001, .01)).isFalse();
    }

    @Test
    void refusalsAreNoHits() {
        Rate rate = new Rate("t", "", "f", 10, 5, 1);
        assertThat(rate.value()).isEqualTo(.1);
        assertThat(rate.valueWhereRun()).isEqualTo(.2);
        assertThat(new Rate("t", "", "f", 10, 10, 0).valueWhereRun()).isNaN();
        assertThat(new Rate("t", "", "f", 10, 0, 0).low(.99)).isZero();
        assertThat(new Rate("t", "", "f", 10, 0, 10).high(.99)).isEqualTo(1);
        assertThat(rate.toString()).contains("refused 0.500");
    }
}
