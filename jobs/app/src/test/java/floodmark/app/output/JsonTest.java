package floodmark.app.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonTest {
    @ParameterizedTest
    @CsvSource({
        "31000000, 31000000",
        "1.0E7, 10000000",
        "0.95, 0.95",
        "0, 0",
        "-0.5, -0.5",
        "1.0E-5, 0.00001",
        "123456789.25, 123456789.25",
        "4.0E11, 400000000000",
        "1.0E-9, 1.0E-9",
        "1.0E21, 1.0E21"
    })
    void writesNumbersAsPeopleDo(double value, String text) {
        assertThat(Json.plain(value)).isEqualTo(text);
        assertThat(Double.parseDouble(Json.plain(value))).isEqualTo(value);
    }

    @Test
    void refusesWhatJsonCannotHold() {
        assertThatThrownBy(() -> Json.plain(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void indentsWithLineFeedsAndEscapes() {
        byte[] bytes = Json.object(
                json -> json.put("a", "\"<\ud800\n").number("b", null).put("c", List.of("x", "y")));
        assertThat(new String(bytes, StandardCharsets.UTF_8))
                .isEqualTo(
                        "{\n  \"a\": \"\\\"<\ufffd\\n\",\n  \"b\": null,\n  \"c\": [\n    \"x\",\n    \"y\"\n  ]\n}\n");
    }
}
