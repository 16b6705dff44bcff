package floodmark.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows of a result table, a row an {@code Object[]} in the order of the schema's columns. */
public final class Table {
    private final TableSchema schema;
    private List<@Nullable Object[]> rows = new ArrayList<>();
    private boolean inOrder = true;

    public Table(TableSchema schema) {
        this.schema = schema;
    }

    public TableSchema schema() {
        return schema;
    }

    /**
     * Adds a row; NaN and infinite numbers become null, since results hold no NaN.
     *
     * @throws IllegalArgumentException if the number of values or a value's class does not fit the schema
     */
    public void add(@Nullable Object... values) {
        if (values.length != schema.columns().size()) {
            throw new IllegalArgumentException(
                    schema.name() + " has " + schema.columns().size() + " columns, not " + values.length);
        }
        @Nullable Object[] row = values.clone();
        for (int i = 0; i < row.length; i++) {
            Column column = schema.columns().get(i);
            Object value = row[i];
            if (value instanceof Double d && !Double.isFinite(d)) {
                row[i] = null;
            } else if (value != null && !classOf(column.type()).isInstance(value)) {
                throw new IllegalArgumentException(schema.name() + "." + column.name() + " takes " + column.type()
                        + ", not " + value.getClass().getSimpleName());
            }
        }
        if (inOrder) {
            // What sorting left cannot grow.
            rows = new ArrayList<>(rows);
            inOrder = false;
        }
        rows.add(row);
    }

    private static Class<?> classOf(Column.Type type) {
        return switch (type) {
            case STRING -> String.class;
            case INT32 -> Integer.class;
            case INT64, TIMESTAMP -> Long.class;
            case DOUBLE -> Double.class;
            case BOOLEAN -> Boolean.class;
        };
    }

    /**
     * The rows, sorted by the schema's key with nulls first; ties keep no meaning, since keys are unique. A scan has hundreds
     * of thousands of rows and several readers, so the order is made once and the list is a view.
     */
    public List<@Nullable Object[]> sortedRows() {
        if (!inOrder) {
            @Nullable Object[][] sorted = rows.toArray(new @Nullable Object[0][]);
            Arrays.parallelSort(
                    sorted,
                    byColumns(schema.key().stream().mapToInt(schema::index).toArray()));
            rows = Arrays.asList(sorted);
            inOrder = true;
        }
        return Collections.unmodifiableList(rows);
    }

    public int size() {
        return rows.size();
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Comparator<@Nullable Object[]> byColumns(int[] key) {
        return (a, b) -> {
            for (int k : key) {
                Comparable x = (Comparable) a[k];
                Comparable y = (Comparable) b[k];
                int order = x == null ? (y == null ? 0 : -1) : y == null ? 1 : x.compareTo(y);
                if (order != 0) {
                    return order;
                }
            }
            return 0;
        };
    }
}
