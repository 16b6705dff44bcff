package floodmark.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClosestTest {
    private static final List<String> KNOWN =
            List.of("case", "subject", "trouble", "baseline", "bin", "captures", "protocol", "protocols");

    @ParameterizedTest
    @CsvSource({
        "caze, case",
        "subjct, subject",
        "truoble, trouble",
        "BaseLine, baseline",
        "bins, bin",
        "bni, bin",
        "capture, captures",
        "protocls, protocols",
        "protocolss, protocols",
        "protocols, protocols",
        "zebra,",
        "xyz,",
        "b,",
        "'',",
        "subjectsubject,"
    })
    void findsWhatWasMeantOrNothing(String word, @Nullable String meant) {
        assertThat(Closest.to(word, KNOWN)).isEqualTo(meant);
    }

    @Test
    void hugeWordsCostNothing() {
        assertThat(Closest.to("x".repeat(1 << 20), KNOWN)).isNull();
    }
}
