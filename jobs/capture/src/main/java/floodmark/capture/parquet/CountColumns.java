package floodmark.capture.parquet;

import org.jspecify.annotations.Nullable;

/**
 * The columns of the counts contract and how to read them.
 *
 * @param direction null if the file has none
 */
record CountColumns(
        FlowColumn.Bound time,
        FlowColumn.Bound seconds,
        FlowColumn.Bound destination,
        FlowColumn.Bound metric,
        FlowColumn.@Nullable Bound direction,
        FlowColumn.Bound value) {
    static final String TIME = "time";
    static final String SECONDS = "seconds";
    static final String DESTINATION = "destination";
    static final String METRIC = "metric";
    static final String DIRECTION = "direction";
    static final String VALUE = "value";

    static CountColumns find(CaptureSchema schema) {
        SchemaColumn time = schema.require(TIME);
        SchemaColumn seconds = schema.require(SECONDS);
        SchemaColumn destination = schema.require(DESTINATION);
        SchemaColumn metric = schema.require(METRIC);
        SchemaColumn direction = schema.find(DIRECTION);
        SchemaColumn value = schema.require(VALUE);
        return new CountColumns(
                new FlowColumn.Bound(time, schema.time(time)),
                new FlowColumn.Bound(seconds, schema.integer(seconds, 1, Integer.MAX_VALUE)),
                new FlowColumn.Bound(destination, schema.label(destination)),
                new FlowColumn.Bound(metric, schema.label(metric)),
                direction == null ? null : new FlowColumn.Bound(direction, schema.integer(direction, -1, 1)),
                new FlowColumn.Bound(value, schema.value(value)));
    }
}
