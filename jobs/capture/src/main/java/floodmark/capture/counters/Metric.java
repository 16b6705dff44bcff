package floodmark.capture.counters;

import floodmark.claim.Node;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A column that holds counts.
 *
 * @param metric what is counted
 * @param column where
 * @param direction -1 out, 1 in, 0 unknown
 * @param scale factor that makes a value the metric
 * @param reading what a value is
 */
record Metric(String metric, Node column, int direction, double scale, Reading reading) {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_-]{0,63}");

    /** What a value in the column is. */
    enum Reading {
        /** What was counted in the interval. */
        COUNT,
        /** A counter that only grows; the difference of two readings was counted between them. */
        CUMULATIVE,
        /** A rate per second at the time of the row. */
        RATE
    }

    static Metric of(Node node) {
        Node name = node.require("metric");
        if (!NAME.matcher(name.text()).matches()) {
            throw name.error(
                    "is no name of a metric",
                    "lower-case letters, digits, - and _, such as bytes, packets or requests",
                    "Rename it");
        }
        Node direction = node.get("direction");
        String word = direction == null ? "unknown" : direction.choice(List.of("in", "out", "unknown"));
        Node scale = node.get("scale");
        boolean cumulative = isTrue(node, "cumulative");
        Node rate = node.get("rate");
        if (cumulative && rate != null && rate.bool()) {
            throw rate.error("contradicts cumulative", "one of them", "Remove one of them");
        }
        return new Metric(
                name.text(),
                node.require("column"),
                word.equals("in") ? 1 : word.equals("out") ? -1 : 0,
                scale == null ? 1 : scale.number(Double.MIN_NORMAL, Double.MAX_VALUE),
                cumulative ? Reading.CUMULATIVE : rate != null && rate.bool() ? Reading.RATE : Reading.COUNT);
    }

    static boolean isTrue(Node map, String key) {
        Node value = map.get(key);
        return value != null && value.bool();
    }
}
