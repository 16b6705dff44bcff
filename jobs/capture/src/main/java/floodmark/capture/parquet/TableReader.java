package floodmark.capture.parquet;

import floodmark.capture.RandomAccess;
import floodmark.model.Column;
import floodmark.model.Table;
import floodmark.model.TableSchema;
import floodmark.model.UserError;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.Type;
import org.jspecify.annotations.Nullable;

/** Reads result tables back. */
final class TableReader {
    private static final int BATCH = 1024;

    /** Leaves numbers as they are stored. */
    private enum AsStored implements ValueMapping {
        NUMBER;

        @Override
        public void mapNumbers(long[] values, int from, int to) {}
    }

    /** One column of a row group. */
    private static final class Field {
        final Column column;
        final long nanosPerUnit;
        final ColumnReader reader;
        final ValueMapping mapping;
        final long[] values = new long[BATCH];

        Field(Column column, SchemaColumn stored, ColumnReader reader, ValueMapping mapping) {
            this.column = column;
            this.nanosPerUnit = stored.nanosPerUnit();
            this.reader = reader;
            this.mapping = mapping;
        }

        @Nullable
        Object value(int row) {
            long value = values[row];
            if (value == ValueMapping.NULL) {
                return null;
            }
            return switch (column.type()) {
                case STRING -> ((LabelMapping) mapping).label(value);
                case INT32 -> (int) value;
                case INT64 -> value;
                case DOUBLE -> Double.longBitsToDouble(value);
                case BOOLEAN -> value == 1;
                case TIMESTAMP -> value * nanosPerUnit;
            };
        }
    }

    private final RandomAccess file;
    private final CaptureSchema schema;
    private final Table table;

    private TableReader(RandomAccess file, CaptureSchema schema, Table table) {
        this.file = file;
        this.schema = schema;
        this.table = table;
    }

    /** The schema that a file's footer tells: columns in the file's order, and no key. */
    static TableSchema schema(RandomAccess file, String name) throws IOException {
        FileMetaData footer = Footer.read(file);
        List<Column> columns = new ArrayList<>();
        for (SchemaColumn stored : SchemaColumn.schema(footer.getSchema()).columns()) {
            columns.add(new Column(stored.name(), type(file, stored), ""));
        }
        return new TableSchema(name, "", columns, List.of());
    }

    private static Column.Type type(RandomAccess file, SchemaColumn stored) {
        Column.Type type = !stored.flat()
                ? null
                : stored.text()
                        ? Column.Type.STRING
                        : stored.nanosPerUnit() > 0
                                ? Column.Type.TIMESTAMP
                                : switch (stored.type()) {
                                    case "INT32", "INT32 (INT32)" -> Column.Type.INT32;
                                    case "INT64", "INT64 (INT64)" -> Column.Type.INT64;
                                    case "DOUBLE" -> Column.Type.DOUBLE;
                                    case "BOOLEAN" -> Column.Type.BOOLEAN;
                                    default -> null;
                                };
        if (type == null) {
            throw UserError.of(
                    file.name(),
                    "column '" + stored.name() + "' is none of a result table",
                    stored.type(),
                    "text, INT32, INT64, DOUBLE, BOOLEAN or TIMESTAMP",
                    "Write the table again");
        }
        return type;
    }

    static Table read(RandomAccess file, TableSchema tableSchema) throws IOException {
        FileMetaData footer = Footer.read(file);
        Table table = new Table(tableSchema);
        try (PageCodec codec = new PageCodec()) {
            CaptureSchema schema = new CaptureSchema(
                    file.name(), SchemaColumn.schema(footer.getSchema()).columns());
            TableReader reader = new TableReader(file, schema, table);
            Map<Integer, ColumnMemory> memory = new HashMap<>();
            for (int i = 0; i < footer.getRow_groupsSize(); i++) {
                reader.read(new RowGroupSource(file, footer.getRow_groups().get(i), i, codec, memory));
            }
        }
        return table;
    }

    private void read(RowGroupSource source) throws IOException {
        List<Field> fields = new ArrayList<>();
        for (Column column : table.schema().columns()) {
            SchemaColumn stored = schema.require(column.name());
            Type expected = physical(column.type());
            boolean time = column.type() == Column.Type.TIMESTAMP;
            boolean fits = stored.physical() == expected || stored.physical() == Type.INT32 && expected == Type.INT64;
            if (!fits || (stored.nanosPerUnit() > 0) != time) {
                throw UserError.of(
                        file.name(),
                        "column '" + column.name() + "' is not that of table "
                                + table.schema().name(),
                        stored.type(),
                        column.type().toString(),
                        "Write the table again");
            }
            ValueMapping mapping = column.type() == Column.Type.STRING ? LabelMapping.withEmpty() : AsStored.NUMBER;
            fields.add(new Field(column, stored, source.guard(() -> source.open(stored, mapping)), mapping));
        }
        for (long left = source.rows(); left > 0; left -= BATCH) {
            int rows = (int) Math.min(left, BATCH);
            for (Field field : fields) {
                source.guard(() -> {
                    field.reader.read(field.values, rows);
                    return rows;
                });
            }
            for (int row = 0; row < rows; row++) {
                @Nullable Object[] values = new Object[fields.size()];
                for (int i = 0; i < values.length; i++) {
                    values[i] = fields.get(i).value(row);
                }
                table.add(values);
            }
        }
    }

    private static Type physical(Column.Type type) {
        return switch (type) {
            case STRING -> Type.BYTE_ARRAY;
            case INT32 -> Type.INT32;
            case INT64, TIMESTAMP -> Type.INT64;
            case DOUBLE -> Type.DOUBLE;
            case BOOLEAN -> Type.BOOLEAN;
        };
    }
}
