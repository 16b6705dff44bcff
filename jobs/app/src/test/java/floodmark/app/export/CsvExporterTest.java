package floodmark.app.export;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvExporterTest {
    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@x", "\tx", "\r"})
    void whatASpreadsheetWouldRunIsText(String text) {
        assertThat(CsvExporter.defused(text)).isEqualTo("'" + text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a=b", "'", "2001:db8::1", "10.0.0.1", " =1"})
    void otherTextStaysAsItIs(String text) {
        assertThat(CsvExporter.defused(text)).isEqualTo(text);
    }
}
