package floodmark.capture.parquet;

import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.timestampType;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT32;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;

import floodmark.capture.FlowRecord;
import floodmark.capture.RecordSink;
import floodmark.model.Address;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Types;

/**
 * Writes flows as a capture: times in nanoseconds UTC, addresses as canonical text. The file appears under its name when the
 * writer is closed.
 */
public final class FlowParquetWriter implements RecordSink<FlowRecord> {
    private static final String TTL_MAX = "ttl_max";

    private static final MessageType SCHEMA = Types.buildMessage()
            .required(INT64)
            .as(timestampType(true, TimeUnit.NANOS))
            .named(FlowColumn.START.columnName())
            .required(INT64)
            .as(timestampType(true, TimeUnit.NANOS))
            .named(FlowColumn.END.columnName())
            .required(BINARY)
            .as(stringType())
            .named(FlowColumn.SOURCE.columnName())
            .required(BINARY)
            .as(stringType())
            .named(FlowColumn.DESTINATION.columnName())
            .required(INT32)
            .named(FlowColumn.SOURCE_PORT.columnName())
            .required(INT32)
            .named(FlowColumn.DESTINATION_PORT.columnName())
            .required(INT32)
            .named(FlowColumn.PROTOCOL.columnName())
            .required(INT32)
            .named(FlowColumn.TCP_FLAGS.columnName())
            .required(INT64)
            .named(FlowColumn.PACKETS.columnName())
            .required(INT64)
            .named(FlowColumn.BYTES.columnName())
            .required(INT32)
            .named(FlowColumn.SAMPLING_RATE.columnName())
            .optional(INT32)
            .named(FlowColumn.TTL.columnName())
            .optional(INT32)
            .named(TTL_MAX)
            .named("flow");

    private final ParquetOutput<FlowRecord> output;

    private FlowParquetWriter(ParquetOutput<FlowRecord> output) {
        this.output = output;
    }

    /** Starts to write; an existing file is replaced on close. */
    public static FlowParquetWriter create(Path file) throws IOException {
        return new FlowParquetWriter(ParquetOutput.create(file, SCHEMA, FlowParquetWriter::fields));
    }

    private static void fields(RecordConsumer out, FlowRecord flow) {
        FieldWriter fields = new FieldWriter(out, SCHEMA);
        fields.int64(flow.startNanos());
        fields.int64(flow.endNanos());
        fields.bytes(text(flow.source()));
        fields.bytes(text(flow.destination()));
        fields.int32(flow.sourcePort());
        fields.int32(flow.destinationPort());
        fields.int32(flow.protocol());
        fields.int32(flow.tcpFlags());
        fields.int64(flow.packets());
        fields.int64(flow.bytes());
        fields.int32(flow.samplingRate());
        fields.int32OrNull(flow.ttlMin(), -1);
        fields.int32OrNull(flow.ttlMax(), -1);
    }

    private static Binary text(Address address) {
        return Binary.fromString(address.toString());
    }

    @Override
    public void accept(FlowRecord flow) throws IOException {
        output.write(flow);
    }

    @Override
    public void abort() throws IOException {
        output.abort();
    }

    @Override
    public void close() throws IOException {
        output.close();
    }
}
