package floodmark.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SpreadTest {
    @Test
    void isTheFloorOfTheExactQuotient() {
        Random random = new Random(128);
        for (int i = 0; i < 100_000; i++) {
            long total = random.nextLong() >>> (1 + random.nextInt(63));
            long duration = Math.max(1, random.nextLong() >>> (1 + random.nextInt(63)));
            long elapsed = Math.floorMod(random.nextLong(), duration);
            long expected = BigInteger.valueOf(total)
                    .multiply(BigInteger.valueOf(elapsed))
                    .divide(BigInteger.valueOf(duration))
                    .longValueExact();
            assertThat(Spread.before(total, elapsed, duration)).isEqualTo(expected);
        }
    }

    @Test
    void thePartsAddUpAndNoneIsNegative() {
        Random random = new Random(3);
        for (int i = 0; i < 2_000; i++) {
            long total = random.nextLong() >>> (1 + random.nextInt(63));
            long duration = 1L + random.nextInt(1_000_000);
            long bin = 1L + random.nextInt(100_000);
            long sum = 0;
            for (long t = 0; t < duration; t += bin) {
                long part = Spread.before(total, t + bin, duration) - Spread.before(total, t, duration);
                assertThat(part).isNotNegative();
                sum += part;
            }
            assertThat(sum).isEqualTo(total);
        }
    }

    @Test
    void nothingBeforeTheStartAllAfterTheEnd() {
        assertThat(Spread.before(Long.MAX_VALUE, 0, 10)).isZero();
        assertThat(Spread.before(Long.MAX_VALUE, -5, 10)).isZero();
        assertThat(Spread.before(Long.MAX_VALUE, 10, 10)).isEqualTo(Long.MAX_VALUE);
        assertThat(Spread.before(Long.MAX_VALUE, Long.MAX_VALUE, 10)).isEqualTo(Long.MAX_VALUE);
        assertThat(Spread.before(Long.MAX_VALUE, Long.MAX_VALUE - 1, Long.MAX_VALUE))
                .isEqualTo(Long.MAX_VALUE - 1);
        assertThat(Spread.before(7, 1, 2)).isEqualTo(3);
    }
}
