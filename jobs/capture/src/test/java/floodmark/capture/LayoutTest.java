package floodmark.capture;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import floodmark.model.UserError;
import org.junit.jupiter.api.Test;

class LayoutTest {
    @Test
    void knownLayoutsAndDetectionPass() {
        assertThatCode(() -> Layout.check(null, "a.parquet")).doesNotThrowAnyException();
        assertThatCode(() -> Layout.check("floodmark", "a.parquet")).doesNotThrowAnyException();
    }

    @Test
    void anUnknownLayoutIsNamedWithTheClosest() {
        assertThatThrownBy(() -> Layout.check("flodmark", "a.parquet"))
                .isInstanceOf(UserError.class)
                .hasMessage("[captures: a.parquet] unknown layout: found flodmark, expected one of floodmark. "
                        + "Did you mean floodmark.");
    }
}
