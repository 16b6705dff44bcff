package floodmark.app.export;

import floodmark.model.Table;
import floodmark.model.TableSchema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row of a result table, read by column name. */
record TableRow(TableSchema schema, @Nullable Object[] values) {

    /** The rows in key order. */
    static List<TableRow> of(Table table) {
        return table.sortedRows().stream()
                .map(row -> new TableRow(table.schema(), row))
                .toList();
    }

    private @Nullable Object value(String column) {
        return values[schema.index(column)];
    }

    @Nullable
    String text(String column) {
        return (String) value(column);
    }

    boolean has(String column, String text) {
        return text.equals(value(column));
    }

    /** A number of any type; NaN for null. */
    double number(String column) {
        return value(column) instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    /** A whole number; 0 for null. */
    long whole(String column) {
        return value(column) instanceof Number number ? number.longValue() : 0;
    }
}
