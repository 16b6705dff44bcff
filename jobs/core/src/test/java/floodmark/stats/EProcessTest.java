package floodmark.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import floodmark.stats.calibration.EffectFree;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class EProcessTest {
    @Test
    void calibratorsAgreeWithTheirIntegral() {
        // scipy: quad(lambda k: k * p**(k - 1), 0, 1) for p = .01, .5, .9999999, 1e-12
        assertThat(EProcess.of(0.01)).isEqualTo(4.450992260085819, within(1e-11));
        assertThat(EProcess.of(0.5)).isEqualTo(0.6386739401166445, within(1e-12));
        assertThat(EProcess.of(0.9999999)).isEqualTo(0.5000000166666679, within(1e-9));
        assertThat(EProcess.of(1e-12)).isEqualTo(1309803451.4320402, within(1e-4 * 1309803451.4320402));
        assertThat(EProcess.of(1)).isEqualTo(0.5);
        assertThat(EProcess.of(0)).isInfinite();
        assertThat(EProcess.of(Double.NaN)).isEqualTo(1);
        assertThat(EProcess.of(0.04, 0.5)).isEqualTo(2.5, within(1e-12));
        assertThat(EProcess.of(Double.NaN, 0.5)).isEqualTo(1);
        assertThatThrownBy(() -> EProcess.of(0.1, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void ranksHaveMeanOneAndPowerCalibratorsToo() {
        double sum = 0;
        for (int r = 1; r <= 29; r++) {
            sum += EProcess.ofRank(r, 29);
        }
        assertThat(sum / 29).isEqualTo(1, within(1e-12));
        assertThat(EProcess.ofRank(1, 29)).isGreaterThan(EProcess.of(1 / 29.0, 0.5));
        double mean = 0;
        int steps = 100_000;
        for (int i = 0; i < steps; i++) {
            mean += EProcess.of((i + 0.5) / steps) / steps;
        }
        assertThat(mean).isBetween(0.85, 1.0);
    }

    @Test
    void mergingAveragesAndDetectorsRecur() {
        assertThat(EProcess.merged(4, 0, 2)).isEqualTo(2);
        assertThat(EProcess.merged()).isEqualTo(1);
        assertThat(EProcess.bet(true, 0.05, 5)).isEqualTo(5.75);
        assertThat(EProcess.bet(false, 0.05, 5)).isEqualTo(0.75);
        assertThat(0.05 * 5.75 + 0.95 * 0.75).isEqualTo(1, within(1e-12));
        assertThatThrownBy(() -> EProcess.bet(true, 0.05, 21)).isInstanceOf(IllegalArgumentException.class);
        double[] e = {2, 0.5, 3};
        double restarted = 0;
        double sum = 0;
        double most = 0;
        for (int from = 0; from < 3; from++) {
            double product = Arrays.stream(e, from, 3).reduce(1, (a, b) -> a * b);
            sum += product;
            most = StrictMath.max(most, product);
        }
        double cusum = 0;
        for (double factor : e) {
            restarted = EProcess.shiryaevRoberts(restarted, factor);
            cusum = EProcess.cusum(cusum, factor);
        }
        assertThat(restarted).isEqualTo(sum, within(1e-12));
        assertThat(cusum).isEqualTo(most, within(1e-12));
    }

    /** Bets are valid on independent bins and not on those with memory, which is why they are not offered as a test. */
    @Test
    void betsOnAMarginalQuantileFailUnderMemory() {
        assertThat(meanTime(EffectFree.NEGATIVE_BINOMIAL)).isGreaterThan(288);
        assertThat(meanTime(EffectFree.AUTOREGRESSIVE)).isLessThan(200);
    }

    private static double meanTime(EffectFree family) {
        int cap = 1000;
        double sum = 0;
        EffectFree.Source source = family.source(10 * 288 + cap, 288, EffectFree.VARIATION);
        for (int r = 0; r < 30; r++) {
            double[] x = source.draw(1000, Draws.of(78, r));
            double[] history = Arrays.copyOf(x, 2880);
            Arrays.sort(history);
            double quantile = history[(int) (.95 * 2881)];
            double detector = 0;
            int t = 0;
            while (t < cap && detector < 288) {
                detector = EProcess.shiryaevRoberts(detector, EProcess.bet(x[2880 + t++] > quantile, 0.05, 5));
            }
            sum += t;
        }
        return sum / 30;
    }
}
