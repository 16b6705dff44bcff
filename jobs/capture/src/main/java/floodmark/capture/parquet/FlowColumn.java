package floodmark.capture.parquet;

import floodmark.capture.FlowBatch;
import floodmark.capture.RejectReason;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The columns of the flow contract that are read, with the reason for which a bad value rejects its row. An optional column
 * that batches are to carry (such as {@code exporter}) is added here, with an array in {@link FlowBatch}.
 */
enum FlowColumn {
    START("flow_start", RejectReason.TIME_OUT_OF_RANGE),
    END("flow_end", RejectReason.TIME_OUT_OF_RANGE),
    SOURCE("source_address", RejectReason.BAD_ADDRESS),
    DESTINATION("destination_address", RejectReason.BAD_ADDRESS),
    SOURCE_PORT("source_port", RejectReason.BAD_PORT),
    DESTINATION_PORT("destination_port", RejectReason.BAD_PORT),
    PROTOCOL("protocol", RejectReason.BAD_PROTOCOL),
    TCP_FLAGS("tcp_flags", RejectReason.BAD_TCP_FLAGS),
    PACKETS("packets", RejectReason.BAD_COUNT),
    BYTES("bytes", RejectReason.BAD_COUNT),
    SAMPLING_RATE("sampling_rate", RejectReason.BAD_SAMPLING_RATE),
    TTL("ttl_min", RejectReason.BAD_TTL);

    /** A column of a file and how to read it. */
    record Bound(SchemaColumn column, ValueMapping mapping) {}

    private static final long LARGEST_UINT8 = 0xff;
    private static final long LARGEST_UINT16 = 0xffff;

    private final String columnName;
    private final RejectReason reason;

    FlowColumn(String columnName, RejectReason reason) {
        this.columnName = columnName;
        this.reason = reason;
    }

    String columnName() {
        return columnName;
    }

    RejectReason reason() {
        return reason;
    }

    /** Whether the file must have it; without it every row has {@link #absent()}. */
    boolean required() {
        return this != SAMPLING_RATE && this != TTL;
    }

    /** What null and a missing column stand for. */
    int absent() {
        return this == TTL ? FlowBatch.NO_TTL : 1;
    }

    /** Whether a reader that makes use of these columns needs this one. */
    boolean in(FlowBatch.Columns columns) {
        return columns == FlowBatch.Columns.ALL
                || switch (this) {
                    case START, END, SOURCE, DESTINATION, PACKETS, BYTES, SAMPLING_RATE -> true;
                    case SOURCE_PORT, DESTINATION_PORT, PROTOCOL, TCP_FLAGS, TTL -> false;
                };
    }

    /** Whether a {@link floodmark.capture.RowChoice} looks at it. */
    boolean tellsChoice() {
        return this == SOURCE || this == DESTINATION;
    }

    /** All columns that the file has; addresses become what stands for them in the batch. */
    static Map<FlowColumn, Bound> find(CaptureSchema schema, FlowBatch batch) {
        Map<FlowColumn, Bound> found = new EnumMap<>(FlowColumn.class);
        for (FlowColumn column : values()) {
            SchemaColumn in = column.required() ? schema.require(column.columnName) : schema.find(column.columnName);
            if (in != null) {
                found.put(column, new Bound(in, column.mapping(schema, in, batch)));
            }
        }
        return found;
    }

    private ValueMapping mapping(CaptureSchema schema, SchemaColumn column, FlowBatch batch) {
        return switch (this) {
            case START, END -> schema.time(column);
            case SOURCE -> schema.address(column, batch.sources::codeOf, batch.sources::codeOf);
            case DESTINATION -> schema.address(column, batch.addresses::idOf, batch.addresses::append);
            case SOURCE_PORT, DESTINATION_PORT, TCP_FLAGS -> schema.integer(column, 0, LARGEST_UINT16);
            case PROTOCOL, TTL -> schema.integer(column, 0, LARGEST_UINT8);
            case PACKETS, BYTES -> schema.integer(column, 0, Long.MAX_VALUE);
            case SAMPLING_RATE -> schema.integer(column, 1, Integer.MAX_VALUE);
        };
    }

    /** Where the batch holds it if as {@code long}; null if as {@code int}. */
    long @Nullable [] longs(FlowBatch batch) {
        return switch (this) {
            case START -> batch.startNanos;
            case SOURCE -> batch.source;
            case END -> batch.endNanos;
            case PACKETS -> batch.packets;
            case BYTES -> batch.bytes;
            default -> null;
        };
    }

    /** Where the batch holds it if as {@code int}. */
    int[] ints(FlowBatch batch) {
        return switch (this) {
            case DESTINATION -> batch.destination;
            case SOURCE_PORT -> batch.sourcePort;
            case DESTINATION_PORT -> batch.destinationPort;
            case PROTOCOL -> batch.protocol;
            case TCP_FLAGS -> batch.tcpFlags;
            case SAMPLING_RATE -> batch.samplingRate;
            case TTL -> batch.ttl;
            default -> throw new IllegalStateException(columnName + " is held as long");
        };
    }
}
