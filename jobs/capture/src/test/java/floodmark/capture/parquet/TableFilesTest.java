package floodmark.capture.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import floodmark.capture.CsvTable;
import floodmark.model.Column;
import floodmark.model.Table;
import floodmark.model.TableSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableFilesTest {
    private static final TableSchema SCHEMA = new TableSchema(
            "sample",
            "Values of all types.",
            List.of(
                    new Column("name", Column.Type.STRING, "Key."),
                    new Column("small", Column.Type.INT32, "Key."),
                    new Column("large", Column.Type.INT64, "A number."),
                    new Column("real", Column.Type.DOUBLE, "A number."),
                    new Column("yes", Column.Type.BOOLEAN, "A flag."),
                    new Column("at", Column.Type.TIMESTAMP, "A time.")),
            List.of("name", "small"));

    @TempDir
    private Path directory;

    private static Table table(boolean reversed) {
        Table table = new Table(SCHEMA);
        List<Object[]> rows = List.of(
                new Object[] {"b \"x\", y\nz", 1, Long.MAX_VALUE, 0.1, true, Captures.START},
                new Object[] {"é", -2, -5L, Double.NaN, false, -1_500L},
                new Object[] {"a", 3, 0L, 1e300, true, Captures.START + 123_456_789L});
        for (int i = 0; i < rows.size(); i++) {
            table.add(rows.get(reversed ? rows.size() - 1 - i : i));
        }
        table.add(null, null, null, null, null, null);
        return table;
    }

    @Test
    void csvIsSortedQuotedAndUtc() throws IOException {
        Path file = directory.resolve("sample.csv");
        CsvTable.write(table(false), file);
        assertThat(Files.readString(file)).isEqualTo("""
                name,small,large,real,yes,at
                ,,,,,
                a,3,0,1.0E300,true,2024-08-12T23:55:00.123456Z
                "b ""x"", y
                z",1,9223372036854775807,0.1,true,2024-08-12T23:55:00Z
                é,-2,-5,,false,1969-12-31T23:59:59.999998Z
                """);
    }

    @Test
    void parquetComesBack() throws IOException {
        Path file = directory.resolve("sample.parquet");
        ParquetTable.write(table(false), file);
        List<String> read = new ArrayList<>();
        for (@Nullable Object[] row : ParquetTable.read(file, SCHEMA).sortedRows()) {
            read.add(Arrays.toString(row));
        }
        assertThat(read)
                .containsExactly(
                        "[null, null, null, null, null, null]",
                        "[a, 3, 0, 1.0E300, true, " + (Captures.START + 123_456_000L) + "]",
                        "[b \"x\", y\nz, 1, 9223372036854775807, 0.1, true, " + Captures.START + "]",
                        "[é, -2, -5, null, false, -2000]");
    }

    @Test
    void orderOfAddingLeavesNoTrace() throws IOException {
        for (boolean reversed : new boolean[] {false, true}) {
            ParquetTable.write(table(reversed), directory.resolve(reversed + ".parquet"));
            CsvTable.write(table(reversed), directory.resolve(reversed + ".csv"));
        }
        for (String ending : List.of(".parquet", ".csv")) {
            assertThat(directory.resolve("true" + ending)).hasSameBinaryContentAs(directory.resolve("false" + ending));
        }
    }

    @Test
    void duckDbReadsTables() throws IOException, SQLException {
        Path file = directory.resolve("sample.parquet");
        ParquetTable.write(table(false), file);
        try (DuckDb duck = new DuckDb()) {
            assertThat(duck.query("select name, small, large, real, yes, epoch_us(\"at\"), typeof(\"at\") from '" + file
                            + "'"))
                    .containsExactly(
                            "null|null|null|null|null|null|TIMESTAMP WITH TIME ZONE",
                            "a|3|0|1.0E300|true|1723506900123456|TIMESTAMP WITH TIME ZONE",
                            "b \"x\", y\nz|1|9223372036854775807|0.1|true|1723506900000000|TIMESTAMP WITH TIME ZONE",
                            "é|-2|-5|null|false|-2|TIMESTAMP WITH TIME ZONE");
        }
    }
}
