package floodmark.app.export;

import static org.assertj.core.api.Assertions.assertThat;

import floodmark.app.output.Json;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DotsPercentilesTest {
    private static final double[] TEN = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};

    @ParameterizedTest
    @CsvSource({"10, 1", "11, 2", "50, 5", "90, 9", "91, 10", "100, 10"})
    void areOfTheNearestRank(int percent, String expected) {
        assertThat(DotsPercentiles.percentile(TEN, percent)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"0.4, 0", "0.5, 1", "9007199254740993, 9007199254740992", "1e15, 1000000000000000"})
    void areWholeNumbersAsText(double value, String expected) {
        assertThat(DotsPercentiles.percentile(new double[] {value}, 10)).isEqualTo(expected);
    }

    @Test
    void nothingIsNoEmptyList() {
        byte[] json = Json.object(out -> DotsPercentiles.byUnit(out, "total-traffic", Map.of()));
        assertThat(new String(json, StandardCharsets.UTF_8)).doesNotContain("total-traffic");
    }
}
