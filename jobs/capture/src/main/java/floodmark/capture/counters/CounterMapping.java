package floodmark.capture.counters;

import floodmark.claim.Node;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How the columns of a counter table become counts:
 *
 * <pre>{@code
 * time: {column: minute_local, format: yyyy-MM-dd HH:mm, zone: "+02:00"}
 * seconds: 60                          # length of the interval that a row counts, which begins at its time
 * destination: www.example.org         # a text; {column} stands for the value of a column
 * metrics:
 *   - {metric: requests, column: requests, direction: in}
 *   - {metric: bytes, column: kilobytes, direction: out, scale: 1000}
 * # optional
 * delimiter: ";"                       # one character, default a comma
 * filter: {interface: [eth0, eth1]}    # only rows with one of these values
 * sum: true                            # add rows and columns with the same time, destination, metric and direction
 * bin: 300                             # put counts into intervals of so many seconds, a multiple of the above
 * }</pre>
 *
 * <p>A metric with {@code cumulative: true} is a counter that only grows: the difference of two readings is spread evenly over
 * the time between them. One with {@code rate: true} is a rate per second: the readings within an interval are averaged and
 * multiplied by its length. Both are put into intervals at multiples of their length since the epoch. Where values are added,
 * they are so in the order of the file, and come out sorted by time, destination, metric and direction.
 *
 * @param timeColumn column of the time
 * @param timeFormat its format
 * @param seconds length of the interval that a row counts
 * @param binSeconds length of the intervals of the output
 * @param binned true if rows are to be put into intervals at multiples of their length
 * @param destination label of the destination
 * @param metrics columns that hold counts, at least one
 * @param filters values that columns may have
 * @param delimiter between columns
 * @param sum true if what shares time, destination, metric and direction is added
 */
public record CounterMapping(
        Node timeColumn,
        TimeFormat timeFormat,
        int seconds,
        int binSeconds,
        boolean binned,
        Template destination,
        Node destinationNode,
        List<Metric> metrics,
        List<Filter> filters,
        char delimiter,
        boolean sum) {
    /**
     * Rows that count.
     *
     * @param column a column
     * @param values what it may hold
     */
    record Filter(Node column, Set<String> values) {}

    private static final int LONGEST_INTERVAL = 366 * 86_400;

    /** Reads a mapping; errors name file, line and column. */
    public static CounterMapping of(Node root) {
        Node time = root.require("time");
        Node timeColumn = time.require("column");
        TimeFormat timeFormat = TimeFormat.of(time);
        int seconds = (int) root.require("seconds").longValue(1, LONGEST_INTERVAL);
        Node bin = root.get("bin");
        int binSeconds = bin == null ? seconds : (int) bin.longValue(1, LONGEST_INTERVAL);
        if (bin != null && binSeconds % seconds != 0) {
            throw bin.error("is no multiple of seconds", binSeconds, "a multiple of " + seconds, "Correct one of them");
        }
        Node destination = root.require("destination");
        Node list = root.require("metrics");
        List<Metric> metrics = new ArrayList<>();
        boolean sum = Metric.isTrue(root, "sum");
        Set<String> names = new HashSet<>();
        for (Node node : list.list()) {
            Metric metric = Metric.of(node);
            if (!names.add(metric.metric() + metric.direction()) && !sum) {
                throw node.error(
                        "repeats a metric and direction",
                        metric.metric(),
                        "each once, or sum: true to add them",
                        "Rename one of them or add sum: true");
            }
            metrics.add(metric);
        }
        if (metrics.isEmpty()) {
            throw list.error("is empty", "at least one metric", "Add one");
        }
        CounterMapping mapping = new CounterMapping(
                timeColumn,
                timeFormat,
                seconds,
                binSeconds,
                bin != null,
                Template.of(destination),
                destination,
                metrics,
                filters(root),
                delimiter(root),
                sum);
        root.finish();
        return mapping;
    }

    private static List<Filter> filters(Node root) {
        Node node = root.get("filter");
        List<Filter> filters = new ArrayList<>();
        if (node != null) {
            for (Node.Entry entry : node.entries()) {
                boolean several = entry.value().kind() == Node.Kind.LIST;
                List<Node> values = several ? entry.value().list() : List.of(entry.value());
                filters.add(new Filter(
                        entry.key(), values.stream().map(Node::text).collect(Collectors.toUnmodifiableSet())));
            }
        }
        return filters;
    }

    private static char delimiter(Node root) {
        Node node = root.get("delimiter");
        if (node == null) {
            return ',';
        }
        String text = node.text();
        if (text.length() != 1 || "\"\r\n".contains(text)) {
            throw node.error("is no delimiter", "one character, such as \",\", \";\" or \"\\t\"", "Correct it");
        }
        return text.charAt(0);
    }
}
