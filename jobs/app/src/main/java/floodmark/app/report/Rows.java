package floodmark.app.report;

import floodmark.model.Table;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A result table's rows in key order, read by column name. */
final class Rows {
    private final Table table;
    private final List<@Nullable Object[]> rows;
    private int at = -1;
    private @Nullable Object[] current = new @Nullable Object[0];

    Rows(Table table) {
        this.table = table;
        this.rows = table.sortedRows();
    }

    int size() {
        return rows.size();
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
        return row(row)[table.schema().index(column)];
    }

    /** All columns. */
    @Nullable
    Object[] row(int row) {
        if (row != at) {
            // A row may be made when it is asked for, and has many columns.
            current = rows.get(row);
            at = row;
        }
        return current;
    }
}
