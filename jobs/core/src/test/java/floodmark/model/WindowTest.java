package floodmark.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WindowTest {
    @Test
    void agreesWithCountingTicks() {
        Random random = new Random(11);
        for (int i = 0; i < 5_000; i++) {
            long a = random.nextInt(12);
            Window first = new Window(a, a + random.nextInt(6));
            long b = random.nextInt(12);
            Window second = new Window(b, b + random.nextInt(6));
            boolean common = false;
            for (long t = 0; t < 20; t++) {
                assertThat(first.contains(t)).isEqualTo(t >= first.startNanos() && t < first.endNanos());
                common |= first.contains(t) && second.contains(t);
            }
            assertThat(first.overlaps(second)).as("%s %s", first, second).isEqualTo(common);
        }
    }

    @Test
    void aBinBelongsIfItsMidpointDoes() {
        Window window = new Window(100, 200);
        assertThat(window.containsBin(95, 10)).isTrue();
        assertThat(window.containsBin(94, 10)).isFalse();
        assertThat(window.containsBin(194, 10)).isTrue();
        assertThat(window.containsBin(195, 10)).isFalse();
    }

    @Test
    void hasLengthTextAndOrder() {
        Window window = Window.of(Instant.parse("2024-08-12T23:55:00Z"), Instant.parse("2024-08-13T00:40:00.5Z"));
        assertThat(window.seconds()).isEqualTo(2700.5);
        assertThat(window.lengthNanos()).isEqualTo(2_700_500_000_000L);
        assertThat(window).hasToString("2024-08-12T23:55:00Z/2024-08-13T00:40:00.500Z");
        assertThat(window.shifted(-Times.DAY)).hasToString("2024-08-11T23:55:00Z/2024-08-12T00:40:00.500Z");
        assertThat(window).isLessThan(window.shifted(1)).isLessThan(new Window(window.startNanos(), Long.MAX_VALUE));
        assertThatThrownBy(() -> new Window(2, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void neverOverflowsSilently() {
        assertThatThrownBy(() -> new Window(0, Long.MAX_VALUE).shifted(1)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> new Window(Long.MIN_VALUE, Long.MAX_VALUE).lengthNanos())
                .isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> Times.nanos(Instant.parse("2300-01-01T00:00:00Z")))
                .isInstanceOf(ArithmeticException.class);
    }

    @Test
    void timesGoThereAndBack() {
        Random random = new Random(12);
        for (int i = 0; i < 5_000; i++) {
            long nanos = random.nextLong() / 2;
            assertThat(Times.nanos(Instant.parse(Times.text(nanos)))).isEqualTo(nanos);
        }
        assertThat(Times.text(-1)).isEqualTo("1969-12-31T23:59:59.999999999Z");
    }
}
