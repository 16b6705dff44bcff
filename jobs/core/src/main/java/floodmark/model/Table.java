package floodmark.model;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/** Rows of a result table, a row an {@code Object[]} in the order of the schema's columns. */
public final class Table {
    private final TableSchema schema;
    private List<@Nullable Object[]> rows = new ArrayList<>();
    private boolean inOrder = true;

    public Table(TableSchema schema) {
        this.schema = schema;
    }

    /** Rows in the order of the schema's key that are made when they are asked for, the same each time, of values that {@link #add} takes. */
    public abstract static class OnDemand extends AbstractList<@Nullable Object[]> implements RandomAccess {
        /** One value, where it is to be had without the others of its row. */
        public @Nullable Object value(int row, int column) {
            return get(row)[column];
        }
    }

    /** A table of millions of rows need not hold them. */
    public static Table ordered(TableSchema schema, OnDemand rows) {
        Table table = new Table(schema);
        table.rows = new Checked(schema, rows);
        return table;
    }

    /** Rows of which each is checked like one that is added. */
    private static final class Checked extends OnDemand {
        private final TableSchema schema;
        private final OnDemand rows;

        Checked(TableSchema schema, OnDemand rows) {
            this.schema = schema;
            this.rows = rows;
        }

        @Override
        public @Nullable Object[] get(int index) {
            return checked(schema, rows.get(index));
        }

        @Override
        public @Nullable Object value(int row, int column) {
            return checked(schema, column, rows.value(row, column));
        }

        @Override
        public Iterator<@Nullable Object[]> iterator() {
            Iterator<@Nullable Object[]> each = rows.iterator();
            return new Iterator<>() {
                @Override
                public boolean hasNext() {
                    return each.hasNext();
                }

                @Override
                public @Nullable Object[] next() {
                    return checked(schema, each.next());
                }
            };
        }

        @Override
        public int size() {
            return rows.size();
        }
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
        @Nullable Object[] row = checked(schema, values.clone());
        if (inOrder) {
            // What sorting left cannot grow.
            rows = new ArrayList<>(rows);
            inOrder = false;
        }
        rows.add(row);
    }

    /** Makes a row of values what a table holds, in place. */
    private static @Nullable Object[] checked(TableSchema schema, @Nullable Object[] row) {
        if (row.length != schema.columns().size()) {
            throw new IllegalArgumentException(
                    schema.name() + " has " + schema.columns().size() + " columns, not " + row.length);
        }
        for (int i = 0; i < row.length; i++) {
            row[i] = checked(schema, i, row[i]);
        }
        return row;
    }

    private static @Nullable Object checked(TableSchema schema, int index, @Nullable Object value) {
        if (value instanceof Double d && !Double.isFinite(d)) {
            return null;
        }
        Column column = schema.columns().get(index);
        if (value != null && !classOf(column.type()).isInstance(value)) {
            throw new IllegalArgumentException(schema.name() + "." + column.name() + " takes " + column.type()
                    + ", not " + value.getClass().getSimpleName());
        }
        return value;
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

    /** A value of {@link #sortedRows}, by the row's number there. */
    public @Nullable Object value(int row, int column) {
        List<@Nullable Object[]> sorted = inOrder ? rows : sortedRows();
        return sorted instanceof OnDemand made ? made.value(row, column) : sorted.get(row)[column];
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
