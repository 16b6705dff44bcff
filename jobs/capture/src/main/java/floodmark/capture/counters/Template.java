package floodmark.capture.counters;

import floodmark.claim.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A text in which {@code {column}} stands for the value of a column.
 *
 * @param texts one more than columns: what stands before, between and behind them
 * @param columns names of columns
 */
record Template(List<String> texts, List<String> columns) {

    /** Parses the text; braces cannot be escaped. */
    static Template of(Node node) {
        String text = node.text();
        List<String> texts = new ArrayList<>();
        List<String> columns = new ArrayList<>();
        int at = 0;
        while (true) {
            int open = text.indexOf('{', at);
            int close = text.indexOf('}', at);
            if (open < 0 && close < 0) {
                texts.add(text.substring(at));
                return new Template(texts, columns);
            }
            if (open < 0 || close < open || text.substring(open + 1, close).indexOf('{') >= 0) {
                throw node.error("has braces that do not match", text, "columns as {name}", "Correct the braces");
            }
            texts.add(text.substring(at, open));
            columns.add(text.substring(open + 1, close));
            at = close + 1;
        }
    }

    /** The text for a row; empty if one of its columns is. */
    String fill(Function<String, String> row) {
        StringBuilder out = new StringBuilder(texts.get(0));
        for (int i = 0; i < columns.size(); i++) {
            String value = row.apply(columns.get(i)).strip();
            if (value.isEmpty()) {
                return "";
            }
            out.append(value).append(texts.get(i + 1));
        }
        return out.toString();
    }
}
