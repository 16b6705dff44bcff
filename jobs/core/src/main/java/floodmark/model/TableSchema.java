package floodmark.model;

import java.util.List;

/**
 * Name, columns and sort key of a result table.
 *
 * @param name file name without ending, such as {@code evidence}
 * @param description one sentence: what a row is
 * @param columns in order
 * @param key names of the columns that rows are sorted by and unique in
 */
public record TableSchema(String name, String description, List<Column> columns, List<String> key) {
    public TableSchema {
        columns = List.copyOf(columns);
        key = List.copyOf(key);
    }

    public int index(String column) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equals(column)) {
                return i;
            }
        }
        throw new IllegalArgumentException(name + " has no column " + column);
    }
}
