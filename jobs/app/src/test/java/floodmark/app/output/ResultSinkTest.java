package floodmark.app.output;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import floodmark.capture.RecordSink;
import floodmark.model.UserError;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** A disk that fills while a capture is imported is told in one line. */
class ResultSinkTest {
    private static final class FullDisk implements RecordSink<String> {
        @Override
        public void accept(String row) throws IOException {
            throw new IOException("No space left on device");
        }

        @Override
        public void close() throws IOException {
            throw new IOException("No space left on device");
        }
    }

    private final ResultSink<String> sink = new ResultSink<>(Path.of("result"), new FullDisk());

    @Test
    void namesThePlaceAndTheReason() {
        assertThatThrownBy(() -> sink.accept("row"))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("No space left");
        assertThatThrownBy(sink::close)
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("[result] cannot be written")
                .hasMessageContaining("No space left");
        assertThatThrownBy(sink::abort).isInstanceOf(UserError.class);
    }
}
