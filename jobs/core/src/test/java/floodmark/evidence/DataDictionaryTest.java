package floodmark.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import floodmark.model.Column;
import floodmark.model.TableSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** {@code jobs/docs/data-dictionary.md} is what {@link Schemas} says; {@code -Dfloodmark.write=true} writes it anew. */
class DataDictionaryTest {
    private static final Path PAGE = Path.of("..", "docs", "data-dictionary.md");

    @Test
    void isWhatTheSchemasSay() throws IOException {
        if (Boolean.getBoolean("floodmark.write")) {
            Files.writeString(PAGE, page());
        }
        assertThat(Files.readString(PAGE)).isEqualTo(page());
    }

    private static String page() {
        StringBuilder page = new StringBuilder("""
                # Data dictionary

                The tables of a result, as `floodmark.evidence.Schemas` defines them. This page is written by a test, which fails when it is out of date:

                ```
                mvn -q -pl jobs/core test -Dtest=DataDictionaryTest -Dfloodmark.write=true
                ```

                All tables are Parquet with flat columns, sorted by their key. Times are UTC. Units stand in the names or in the column `unit`. What is not known is null, never NaN.
                `evidence` and `calibration` are there as CSV too. A calibration writes `calibration`; the two tables after it are what it exchanges with other programs.
                """);
        for (TableSchema table : Schemas.all()) {
            page.append("\n## ").append(table.name()).append("\n\n").append(table.description());
            page.append(" Key: `").append(String.join("`, `", table.key())).append("`.\n\n");
            page.append("| column | type | meaning |\n|---|---|---|\n");
            for (Column column : table.columns()) {
                page.append("| `").append(column.name()).append("` | ");
                page.append(column.type().name().toLowerCase(Locale.ROOT)).append(" | ");
                page.append(column.description().replace("|", "\\|")).append(" |\n");
            }
        }
        return page.toString();
    }
}
