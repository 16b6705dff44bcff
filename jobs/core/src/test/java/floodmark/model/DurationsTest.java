package floodmark.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {
    @ParameterizedTest
    @CsvSource({
        "PT15M, 900000000000",
        "P1DT2H, 93600000000000",
        "P1W, 604800000000000",
        "PT0.25S, 250000000",
        "PT1.5H, 5400000000000",
        "PT0S, 0",
        "90s, 90000000000",
        "5m, 300000000000",
        "1h, 3600000000000",
        "1h30m, 5400000000000",
        "2d, 172800000000000",
        "250ms, 250000000",
        "1m250ms, 60250000000",
        "1.5s, 1500000000",
        "10us, 10000",
        "7ns, 7",
        "0.000000001s, 1"
    })
    void readsBothForms(String text, long nanos) {
        assertThat(Durations.parseNanos(text)).isEqualTo(nanos);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "P",
                "PT",
                "P1",
                "PT1",
                "1",
                "60",
                "s",
                "1 s",
                "1S",
                "1min",
                "-1s",
                "-PT1S",
                "PT-1S",
                "P1M",
                "P1Y",
                "PT1S1M",
                "1s1m",
                "1h1h",
                "P1H",
                "1.s",
                ".5s",
                "1,5s",
                "0.5ns",
                "pt1s",
                "PT1H ",
                "1e3s",
                "999999999999999d",
                "P99999999W",
                "1m1",
                "\u0661s",
                "PT0.0000000001S"
            })
    void refusesTheRest(String text) {
        assertThat(Durations.parseNanos(text)).isNull();
    }

    @Test
    void agreesWithJavaOnIsoTexts() {
        Random random = new Random(8601);
        for (int i = 0; i < 5_000; i++) {
            Duration duration = Duration.ofNanos(random.nextLong() >>> (1 + random.nextInt(62)));
            assertThat(Durations.parseNanos(duration.toString()))
                    .as("%s", duration)
                    .isEqualTo(duration.toNanos());
        }
    }

    @Test
    void longTextsAreRefusedAtOnce() {
        assertThat(Durations.parseNanos("1".repeat(1 << 20) + "s")).isNull();
    }
}
