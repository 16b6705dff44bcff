package floodmark.capture.parquet;

import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.timestampType;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BOOLEAN;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.DOUBLE;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT32;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;

import floodmark.capture.LocalFile;
import floodmark.model.Column;
import floodmark.model.Table;
import floodmark.model.TableSchema;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Types;
import org.jspecify.annotations.Nullable;

/** Result tables as Parquet: flat, every column optional, times in microseconds UTC. */
public final class ParquetTable {
    private static final long NANOS_PER_MICRO = 1_000;

    private ParquetTable() {}

    /** Writes the rows in key order; the same rows give the same bytes. Times lose what is below a microsecond. */
    public static void write(Table table, Path file) throws IOException {
        write(table.schema(), table.sortedRows(), file);
    }

    /**
     * The same for rows that are not held in memory.
     *
     * @param rows in key order, values of the classes that {@link Table#add} takes; doubles finite
     */
    public static void write(TableSchema table, Iterable<@Nullable Object[]> rows, Path file) throws IOException {
        List<Column> columns = table.columns();
        MessageType schema = schema(table);
        ParquetOutput<@Nullable Object[]> output =
                ParquetOutput.create(file, schema, (out, row) -> fields(out, schema, columns, row));
        try {
            for (@Nullable Object[] row : rows) {
                output.write(row);
            }
            output.close();
        } finally {
            output.abort();
        }
    }

    /**
     * Reads a table back; columns that the schema does not have are passed over.
     *
     * @throws floodmark.model.UserError if the file is no sound Parquet file or its columns are not the schema's
     */
    public static Table read(Path file, TableSchema schema) throws IOException {
        try (LocalFile in = LocalFile.open(file)) {
            return TableReader.read(in, schema);
        }
    }

    /**
     * Reads a table whose columns are known to its file alone, as one of another version may be; rows stay in the file's order.
     *
     * @param name of the table
     * @throws floodmark.model.UserError if the file is no sound Parquet file, or a column is none that a result may have
     */
    public static Table read(Path file, String name) throws IOException {
        try (LocalFile in = LocalFile.open(file)) {
            return TableReader.read(in, TableReader.schema(in, name));
        }
    }

    private static MessageType schema(TableSchema table) {
        Types.MessageTypeBuilder builder = Types.buildMessage();
        for (Column column : table.columns()) {
            builder.addField(type(column));
        }
        return builder.named(table.name());
    }

    private static PrimitiveType type(Column column) {
        return switch (column.type()) {
            case STRING -> Types.optional(BINARY).as(stringType()).named(column.name());
            case INT32 -> Types.optional(INT32).named(column.name());
            case INT64 -> Types.optional(INT64).named(column.name());
            case DOUBLE -> Types.optional(DOUBLE).named(column.name());
            case BOOLEAN -> Types.optional(BOOLEAN).named(column.name());
            case TIMESTAMP ->
                Types.optional(INT64).as(timestampType(true, TimeUnit.MICROS)).named(column.name());
        };
    }

    /** In an array of its own, which Parquet compares and hashes faster than the buffer that its own conversion makes. */
    private static Binary text(String value) {
        return Binary.fromConstantByteArray(value.getBytes(StandardCharsets.UTF_8));
    }

    private static void fields(RecordConsumer out, MessageType schema, List<Column> columns, @Nullable Object[] row) {
        FieldWriter fields = new FieldWriter(out, schema);
        for (int i = 0; i < row.length; i++) {
            Object value = row[i];
            if (value == null) {
                fields.skip();
                continue;
            }
            switch (columns.get(i).type()) {
                case STRING -> fields.bytes(text((String) value));
                case INT32 -> fields.int32((Integer) value);
                case INT64 -> fields.int64((Long) value);
                case DOUBLE -> fields.float64((Double) value);
                case BOOLEAN -> fields.bool((Boolean) value);
                case TIMESTAMP -> fields.int64(Math.floorDiv((Long) value, NANOS_PER_MICRO));
            }
        }
    }
}
