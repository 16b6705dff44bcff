package floodmark.app.output;

import static org.assertj.core.api.Assertions.assertThat;

import floodmark.capture.parquet.ParquetTable;
import floodmark.model.Column;
import floodmark.model.Table;
import floodmark.model.TableSchema;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableDigestTest {
    private static final TableSchema SCHEMA = new TableSchema(
            "t",
            "Every type.",
            List.of(
                    new Column("s", Column.Type.STRING, ""),
                    new Column("i", Column.Type.INT32, ""),
                    new Column("l", Column.Type.INT64, ""),
                    new Column("d", Column.Type.DOUBLE, ""),
                    new Column("b", Column.Type.BOOLEAN, ""),
                    new Column("t", Column.Type.TIMESTAMP, "")),
            List.of("s"));

    @TempDir
    private Path place = Path.of("");

    private static Table table(@Nullable Object... more) {
        Table table = new Table(SCHEMA);
        table.add("é", -1, 2L, 0.5, true, 3_000L);
        table.add(null, null, null, null, null, null);
        if (more.length > 0) {
            table.add(more);
        }
        return table;
    }

    /**
     * python3 -c 'import hashlib, struct; print(hashlib.sha256(b"floodmark-table 1\nt\ns\tstring\ni\tint32\nl\tint64\nd\tdouble\nb\tboolean\nt\ttimestamp\n\n" + bytes(6)
     * + struct.pack(">BI2sBqBqBdB?Bq", 1, 2, "é".encode(), 1, -1, 1, 2, 1, .5, 1, True, 1, 3)).hexdigest())'
     */
    @Test
    void isWhatThePageSays() {
        assertThat(TableDigest.of(table()))
                .isEqualTo("de390bfafefed3982d4e2dd4b4df203ea6933c95b48b83860928a46da8f5ec45");
    }

    @Test
    void aFileReadBackHasTheDigestOfWhatWasWritten() throws IOException {
        Path file = place.resolve("t.parquet");
        Table table = table("x", 5, Long.MIN_VALUE, -0.0, false, -1L);
        ParquetTable.write(table, file);
        assertThat(TableDigest.of(ParquetTable.read(file, "t"))).isEqualTo(TableDigest.of(table));
        assertThat(TableDigest.of(ParquetTable.read(file, "u"))).isNotEqualTo(TableDigest.of(table));
    }

    @Test
    void longTextsAndManyRowsAreDigestedWhole() {
        Table a = new Table(SCHEMA);
        Table b = new Table(SCHEMA);
        for (int row = 0; row < 5_000; row++) {
            String text = String.valueOf(row).repeat(row == 4_000 ? 20_000 : 3);
            a.add(text, row, (long) row, row / 7.0, row % 2 == 0, row * 1_000L);
            b.add(row == 4_000 ? text + "." : text, row, (long) row, row / 7.0, row % 2 == 0, row * 1_000L);
        }
        assertThat(TableDigest.of(a)).isNotEqualTo(TableDigest.of(b)).isEqualTo(TableDigest.of(a));
    }

    @Test
    void anyValueChangesIt() {
        String before = TableDigest.of(table("x", 1, 1L, 1.0, true, 1_000L));
        assertThat(List.of(
                        table("y", 1, 1L, 1.0, true, 1_000L),
                        table("x", 2, 1L, 1.0, true, 1_000L),
                        table("x", 1, 2L, 1.0, true, 1_000L),
                        table("x", 1, 1L, Math.nextUp(1.0), true, 1_000L),
                        table("x", 1, 1L, 1.0, false, 1_000L),
                        table("x", 1, 1L, 1.0, true, 2_000L),
                        table("x", null, 1L, 1.0, true, 1_000L)))
                .allSatisfy(other -> assertThat(TableDigest.of(other)).isNotEqualTo(before));
    }
}
