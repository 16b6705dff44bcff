package floodmark.capture.parquet;

import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.timestampType;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.DOUBLE;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT32;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;

import floodmark.capture.CountRecord;
import floodmark.capture.RecordSink;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Types;

/** Writes counts as a capture, times in nanoseconds UTC. The file appears under its name when the writer is closed. */
public final class CountsParquetWriter implements RecordSink<CountRecord> {
    private static final MessageType SCHEMA = Types.buildMessage()
            .required(INT64)
            .as(timestampType(true, TimeUnit.NANOS))
            .named(CountColumns.TIME)
            .required(INT32)
            .named(CountColumns.SECONDS)
            .required(BINARY)
            .as(stringType())
            .named(CountColumns.DESTINATION)
            .required(BINARY)
            .as(stringType())
            .named(CountColumns.METRIC)
            .required(INT32)
            .named(CountColumns.DIRECTION)
            .required(DOUBLE)
            .named(CountColumns.VALUE)
            .named("count");

    private final ParquetOutput<CountRecord> output;

    private CountsParquetWriter(ParquetOutput<CountRecord> output) {
        this.output = output;
    }

    /** Starts to write; an existing file is replaced on close. */
    public static CountsParquetWriter create(Path file) throws IOException {
        return new CountsParquetWriter(ParquetOutput.create(file, SCHEMA, CountsParquetWriter::fields));
    }

    private static void fields(RecordConsumer out, CountRecord count) {
        FieldWriter fields = new FieldWriter(out, SCHEMA);
        fields.int64(count.startNanos());
        fields.int32(count.seconds());
        fields.bytes(Binary.fromString(count.destination()));
        fields.bytes(Binary.fromString(count.metric()));
        fields.int32(count.direction());
        fields.float64(count.value());
    }

    @Override
    public void accept(CountRecord count) throws IOException {
        output.write(count);
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
