package floodmark.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class BackscatterTest {
    private static final double TELESCOPE = 12_582_912;

    @Test
    void everyThresholdMustBeMet() {
        assertThat(Backscatter.isAttack(30, 60, 30)).isTrue();
        assertThat(Backscatter.isAttack(24, 60, 30)).isFalse();
        assertThat(Backscatter.isAttack(25, 60, 30)).isTrue();
        assertThat(Backscatter.isAttack(100, 59.9, 30)).isFalse();
        assertThat(Backscatter.isAttack(100, 60, 29)).isFalse();
    }

    @Test
    void densestMinuteIsHalfOpen() {
        assertThat(Backscatter.mostInWindow(new long[0])).isZero();
        assertThat(Backscatter.mostInWindow(new long[] {0, 59_999, 60_000, 60_001}))
                .isEqualTo(3);
        assertThat(Backscatter.mostInWindow(new long[] {0, 60_000, 120_000})).isEqualTo(1);
        assertThat(Backscatter.mostInWindow(new long[] {5, 5, 5, 200_000})).isEqualTo(3);
        assertThatThrownBy(() -> Backscatter.mostInWindow(new long[] {2, 1})).hasMessageContaining("ascending");
    }

    @Test
    void scalesWithTheTelescope() {
        // Python: 2**32 / 12582912 = 341.33; (1 - 12582912/2**32)**1000
        assertThat(Backscatter.inferredRate(1, TELESCOPE)).isEqualTo(341.3333333333, within(1e-9));
        assertThat(Backscatter.missProbability(1000, TELESCOPE)).isEqualTo(0.053184544870829645, within(1e-12));
        assertThat(Backscatter.missProbability(0, TELESCOPE)).isEqualTo(1);
        // 30 packets within a minute are the tighter demand: .5 a second
        assertThat(Backscatter.smallestRate(60, TELESCOPE)).isEqualTo(170.67, within(.01));
        assertThat(Backscatter.smallestRate(3600, TELESCOPE)).isEqualTo(170.67, within(.01));
        assertThat(Backscatter.smallestRate(59, TELESCOPE)).isNaN();
        assertThatThrownBy(() -> Backscatter.inferredRate(1, 0)).hasMessageContaining("telescope");
    }

    @Test
    void powerIsWhatCannotGoWrong() {
        // Python, from scipy.stats import poisson; from math import exp, floor
        // def power(r, T, b): s = b * floor(60 / b); m = floor(T / s); lam = r * 12582912 / 2**32;
        //   return 1 - poisson.cdf(29, s * lam) ** m - 2 * exp(-lam * (T - 60 - 2 * b) / 2)
        assertThat(Backscatter.power(100, 3600, 60, TELESCOPE)).isEqualTo(0.22916059906364683, within(1e-12));
        assertThat(Backscatter.power(120, 3600, 1, TELESCOPE)).isEqualTo(0.9093774167232703, within(1e-12));
        assertThat(Backscatter.power(200, 400, 45, TELESCOPE)).isEqualTo(0.9140514022452652, within(1e-12));
        // Here the two ends are what mostly goes wrong.
        assertThat(Backscatter.power(200, 190, 60, TELESCOPE)).isEqualTo(0.8882202392248157, within(1e-12));
        assertThat(Backscatter.power(0, 3600, 60, TELESCOPE)).isZero();
        assertThat(Backscatter.power(1e6, 3600, 60, TELESCOPE)).isEqualTo(1);
        assertThat(Backscatter.power(1e6, 180, 60, TELESCOPE)).isNaN();
        assertThat(Backscatter.power(1e6, 3600, 61, TELESCOPE)).isNaN();
        assertThat(Backscatter.power(Double.NaN, 3600, 60, TELESCOPE)).isNaN();
        double visible = Backscatter.smallestVisible(0.95, 3600, 60, TELESCOPE);
        assertThat(Backscatter.power(visible, 3600, 60, TELESCOPE)).isEqualTo(0.95, within(1e-9));
        assertThat(Backscatter.smallestVisible(0.95, 3600, 60, TELESCOPE / 2)).isEqualTo(2 * visible, within(1e-6));
        assertThat(Backscatter.smallestVisible(0.95, 180, 60, TELESCOPE)).isNaN();
        assertThat(Backscatter.smallestVisible(1, 3600, 60, TELESCOPE)).isNaN();
    }

    /** What the bound says is never more than what happens, and not much less where it matters. */
    @Test
    void simulatedFloodsAreSeenAtLeastAsOften() {
        double rate = Backscatter.smallestVisible(0.8, 900, 60, TELESCOPE);
        double perSecond = rate / Backscatter.inferredRate(1, TELESCOPE);
        int seen = 0;
        int trials = 4000;
        Draws draws = Draws.of(7, 1);
        for (int trial = 0; trial < trials; trial++) {
            long[] bins = new long[15];
            for (double t = next(draws, perSecond); t < 900; t += next(draws, perSecond)) {
                bins[(int) (t / 60)]++;
            }
            int first = 0;
            int last = 14;
            long most = 0;
            for (long bin : bins) {
                most = Math.max(most, bin);
            }
            while (first < last && bins[first] == 0) {
                first++;
            }
            while (last > first && bins[last] == 0) {
                last--;
            }
            seen += most >= 30 && last - first - 1 >= 1 ? 1 : 0;
        }
        assertThat(seen / (double) trials).isBetween(0.78, 0.84);
    }

    private static double next(Draws draws, double perSecond) {
        return -StrictMath.log1p(-draws.uniform()) / perSecond;
    }

    @Test
    void rateWithThePoissonInterval() {
        // scipy.stats.chi2.ppf(.025, 60) / 2 / 60 * 2**32 / 12582912; chi2.ppf(.975, 62) and, for none, chi2.ppf(.975,
        // 2)
        SamplingError.Estimate rate = Backscatter.inferred(30, 60, TELESCOPE);
        assertThat(rate.value()).isEqualTo(170.6666666667, within(1e-9));
        assertThat(rate.low()).isEqualTo(115.1480833218612, within(1e-6));
        assertThat(rate.high()).isEqualTo(243.63727869046136, within(1e-6));
        assertThat(Backscatter.inferred(0, 60, TELESCOPE).low()).isZero();
        assertThat(Backscatter.inferred(0, 60, TELESCOPE).high()).isEqualTo(20.985625338959277, within(1e-6));
        assertThat(Backscatter.inferred(30, 0, TELESCOPE).value()).isNaN();
    }
}
