package floodmark.app.audit;

import floodmark.app.output.Json;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A value that came out otherwise.
 *
 * @param file of the result
 * @param row key of the row, or path of the member
 * @param column or empty for a member of JSON
 * @param published what the result says; null for nothing
 * @param recomputed what its inputs give; null for nothing
 */
record Difference(
        String file,
        String row,
        String column,
        @Nullable Object published,
        @Nullable Object recomputed) {

    void write(Json json) {
        json.put("file", file)
                .put("row", row)
                .put("column", column)
                .put("published", text(published))
                .put("recomputed", text(recomputed))
                .number("by", by());
    }

    /** Recomputed minus published, where both are numbers. */
    @Nullable
    Double by() {
        if (published instanceof Number a && recomputed instanceof Number b) {
            double by = b.doubleValue() - a.doubleValue();
            return Double.isFinite(by) ? by : null;
        }
        return null;
    }

    String line() {
        Double by = by();
        return row + (column.isEmpty() ? "" : ", " + column) + ": published " + orNothing(published)
                + ", recomputed " + orNothing(recomputed)
                + (by == null ? "" : String.format(Locale.ROOT, " (%+.3g)", by));
    }

    private static String orNothing(@Nullable Object value) {
        String text = text(value);
        return text == null ? "nothing" : text;
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}
