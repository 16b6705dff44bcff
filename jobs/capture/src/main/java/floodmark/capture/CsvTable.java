package floodmark.capture;

import floodmark.model.Column;
import floodmark.model.Table;
import floodmark.model.Times;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Result tables as CSV: RFC 4180 with LF line ends, UTF-8, a header line, times in ISO 8601 UTC, numbers as
 * {@link Double#toString(double)} gives them, nothing for null.
 */
public final class CsvTable {
    private static final long NANOS_PER_MICRO = 1_000;

    private CsvTable() {}

    /** Writes the rows in key order; the same rows give the same bytes. */
    public static void write(Table table, Path file) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            write(table, out, "\n", UnaryOperator.identity());
        }
    }

    /**
     * The same in another form.
     *
     * @param out left open
     * @param lineEnd what ends each line
     * @param text what becomes of the values of text columns before they are quoted
     */
    public static void write(Table table, Writer out, String lineEnd, UnaryOperator<String> text) throws IOException {
        List<Column> columns = table.schema().columns();
        StringBuilder line = new StringBuilder();
        for (Column column : columns) {
            field(line, column.name());
        }
        end(out, line, lineEnd);
        for (@Nullable Object[] row : table.sortedRows()) {
            for (int i = 0; i < row.length; i++) {
                field(line, text(columns.get(i).type(), row[i], text));
            }
            end(out, line, lineEnd);
        }
    }

    private static String text(Column.Type type, @Nullable Object value, UnaryOperator<String> text) {
        if (value == null) {
            return "";
        }
        if (type == Column.Type.STRING) {
            return text.apply((String) value);
        }
        if (type == Column.Type.TIMESTAMP) {
            // Cut to microseconds like the Parquet form of the same table.
            return Times.text(Math.floorDiv((Long) value, NANOS_PER_MICRO) * NANOS_PER_MICRO);
        }
        return value.toString();
    }

    private static void field(StringBuilder line, String text) {
        boolean quoted = text.chars().anyMatch(c -> c == '"' || c == ',' || c == '\n' || c == '\r');
        if (quoted) {
            line.append('"').append(text.replace("\"", "\"\"")).append('"');
        } else {
            line.append(text);
        }
        line.append(',');
    }

    private static void end(Writer out, StringBuilder line, String lineEnd) throws IOException {
        line.setLength(line.length() - 1);
        out.append(line).append(lineEnd);
        line.setLength(0);
    }
}
