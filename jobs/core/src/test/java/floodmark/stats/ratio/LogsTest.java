package floodmark.stats.ratio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LogsTest {
    @Test
    void sumsNeitherOverflowNorVanish() {
        assertThat(Logs.sumOfExp(1000, 1000)).isCloseTo(1000 + StrictMath.log(2), within(1e-12));
        assertThat(Logs.sumOfExp(-1000, -1000, Double.NEGATIVE_INFINITY))
                .isCloseTo(-1000 + StrictMath.log(2), within(1e-12));
        assertThat(Logs.sumOfExp()).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(Logs.sumOfExp(Double.POSITIVE_INFINITY, 0)).isEqualTo(Double.POSITIVE_INFINITY);
    }
}
