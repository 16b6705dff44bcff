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
}
