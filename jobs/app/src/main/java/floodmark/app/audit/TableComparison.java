package floodmark.app.audit;

import floodmark.model.Column;
import floodmark.model.Table;
import floodmark.model.Times;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Two tables row by row: which rows and columns differ, and by how much. */
final class TableComparison {
    private static final int SHOWN = 20;
    private static final long NANOS_PER_MICRO = 1_000;

    private final String file;
    private final Table published;
    private final Table recomputed;
    private final List<String> key;
    private final List<Difference> shown = new ArrayList<>();
    private final Map<String, Integer> rowsByColumn = new TreeMap<>();
    private final List<String> onlyPublished = new ArrayList<>();
    private final List<String> onlyRecomputed = new ArrayList<>();
    private int differing;

    /**
     * @param file of the result
     * @param published as read, in the file's order
     * @param recomputed with the key that rows are told apart by
     */
    TableComparison(String file, Table published, Table recomputed) {
        this.file = file;
        this.published = published;
        this.recomputed = recomputed;
        this.key = recomputed.schema().key().stream()
                .filter(columns(published)::contains)
                .toList();
        compare();
    }

    private static List<String> columns(Table table) {
        return table.schema().columns().stream().map(Column::name).toList();
    }

    private void compare() {
        Map<String, @Nullable Object[]> left = rows(published);
        Map<String, @Nullable Object[]> right = rows(recomputed);
        List<String> common = columns(published).stream()
                .filter(columns(recomputed)::contains)
                .toList();
        left.forEach((row, values) -> {
            @Nullable Object[] other = right.get(row);
            if (other == null) {
                onlyPublished.add(row);
            } else {
                compare(row, values, other, common);
            }
        });
        right.keySet().stream().filter(row -> !left.containsKey(row)).forEach(onlyRecomputed::add);
    }

    private void compare(String row, @Nullable Object[] values, @Nullable Object[] others, List<String> common) {
        boolean differs = false;
        for (String column : common) {
            Object a = value(published, values, column);
            Object b = value(recomputed, others, column);
            if (!Objects.equals(a, b)) {
                differs = true;
                rowsByColumn.merge(column, 1, Integer::sum);
                if (shown.size() < SHOWN) {
                    shown.add(new Difference(file, row, column, a, b));
                }
            }
        }
        differing += differs ? 1 : 0;
    }

    /** Rows by the text of their key; what is left of a key that repeats is told apart by a number. */
    private Map<String, @Nullable Object[]> rows(Table table) {
        Map<String, @Nullable Object[]> rows = new LinkedHashMap<>();
        Map<String, Integer> times = new HashMap<>();
        for (@Nullable Object[] row : table.sortedRows()) {
            StringJoiner text = new StringJoiner(", ");
            for (String column : key) {
                Object value = value(table, row, column);
                if (value != null) {
                    text.add(column + "=" + value);
                }
            }
            int time = times.merge(text.toString(), 1, Integer::sum);
            rows.put(time == 1 ? text.toString() : text + " (" + time + ")", row);
        }
        return rows;
    }

    /** The value as people read it; times to the microsecond, which is what files hold. */
    private static @Nullable Object value(Table table, @Nullable Object[] row, String column) {
        int index = table.schema().index(column);
        Object value = row[index];
        boolean time = table.schema().columns().get(index).type() == Column.Type.TIMESTAMP;
        return time && value != null
                ? Times.text(Math.floorDiv((Long) value, NANOS_PER_MICRO) * NANOS_PER_MICRO)
                : value;
    }

    List<Difference> shown() {
        return shown;
    }

    /** What differs, in a sentence. */
    String summary() {
        List<String> parts = new ArrayList<>();
        if (!columns(published).equals(columns(recomputed))) {
            parts.add("other columns");
        }
        if (differing > 0) {
            parts.add(differing + " of " + rows(published.size()) + " differ in "
                    + String.join(", ", rowsByColumn.keySet()));
        }
        if (!onlyPublished.isEmpty()) {
            parts.add(rows(onlyPublished.size()) + " that the inputs do not give");
        }
        if (!onlyRecomputed.isEmpty()) {
            parts.add(rows(onlyRecomputed.size()) + " missing");
        }
        return file + ": " + (parts.isEmpty() ? "the same rows in another order" : String.join("; ", parts));
    }

    private static String rows(int count) {
        return count + (count == 1 ? " row" : " rows");
    }

    /** The first differences, a line each. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        shown.forEach(difference -> lines.add(difference.line()));
        onlyPublished.stream().limit(SHOWN).forEach(row -> lines.add(row + ": not given by the inputs"));
        onlyRecomputed.stream().limit(SHOWN).forEach(row -> lines.add(row + ": missing in the result"));
        return lines;
    }
}
