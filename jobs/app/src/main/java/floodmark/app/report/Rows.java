package floodmark.app.report;

import floodmark.model.Table;
import org.jspecify.annotations.Nullable;

/** A result table's rows in key order, read by column name. */
final class Rows {
    private final Table table;

    Rows(Table table) {
        this.table = table;
    }

    int size() {
        return table.size();
    }

    @Nullable
    String string(int row, String column) {
        return (String) value(row, column);
    }

    @Nullable
    Long whole(int row, String column) {
        Object value = value(row, column);
        return value instanceof Integer number ? Long.valueOf(number) : (Long) value;
    }

    @Nullable
    Double number(int row, String column) {
        return (Double) value(row, column);
    }

    private @Nullable Object value(int row, String column) {
        return table.value(row, table.schema().index(column));
    }

    /** All columns. */
    @Nullable
    Object[] row(int row) {
        return table.sortedRows().get(row);
    }
}
