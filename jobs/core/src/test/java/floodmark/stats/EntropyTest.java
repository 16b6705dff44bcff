package floodmark.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class EntropyTest {
    private static final long[] COUNTS = {50, 30, 15, 5};

    @Test
    void agreesWithSciPy() {
        // scipy.stats.entropy([50, 30, 15, 5], base=2), + 3 / (200 ln 2)
        assertThat(Entropy.plugIn(COUNTS)).isEqualTo(1.647730922119161, within(1e-14));
        assertThat(Entropy.millerMadow(COUNTS)).isEqualTo(1.6693713477324954, within(1e-14));
    }

    @Test
    void correctionRemovesMostOfTheBias() {
        Draws draws = new Draws(4);
        double plain = 0;
        double corrected = 0;
        for (int r = 0; r < 400; r++) {
            long[] counts = new long[32];
            for (int i = 0; i < 100; i++) {
                counts[draws.below(32)]++;
            }
            plain += Entropy.plugIn(counts) / 400;
            corrected += Entropy.millerMadow(counts) / 400;
        }
        assertThat(plain).isLessThan(4.8);
        assertThat(corrected).isEqualTo(5, within(0.03));
    }

    @Test
    void emptyCellsAndEmptySamples() {
        assertThat(Entropy.millerMadow(new long[] {0, 7, 0})).isZero();
        assertThat(Entropy.millerMadow(new long[] {50, 0, 30, 15, 0, 5})).isEqualTo(Entropy.millerMadow(COUNTS));
        assertThat(Entropy.millerMadow(new long[] {0})).isNaN();
        assertThat(Entropy.plugIn(new long[0])).isNaN();
        assertThatThrownBy(() -> Entropy.millerMadow(new long[] {-1})).hasMessageContaining("-1");
    }
}
