package floodmark.app.output;

import floodmark.model.Column;
import floodmark.model.Table;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * SHA-256 of what a table says, whatever wrote its file: names and types of the columns and the values of all rows in their order, in
 * the encoding that {@code jobs/docs/audit.md} defines. Another Parquet writer, codec or row group size changes nothing.
 */
public final class TableDigest {
    private static final long NANOS_PER_MICRO = 1_000;
    private static final int FLUSH_FROM = 1 << 15;

    private final MessageDigest digest = Sha256.digest();
    private ByteBuffer buffer = ByteBuffer.allocate(2 * FLUSH_FROM);

    private TableDigest() {}

    /** The digest, lower-case hexadecimal. */
    public static String of(Table table) {
        return new TableDigest().digest(table);
    }

    private String digest(Table table) {
        List<Column> columns = table.schema().columns();
        StringBuilder head = new StringBuilder("floodmark-table 1\n")
                .append(table.schema().name())
                .append('\n');
        for (Column column : columns) {
            head.append(column.name())
                    .append('\t')
                    .append(column.type().name().toLowerCase(Locale.ROOT))
                    .append('\n');
        }
        bytes(head.append('\n').toString().getBytes(StandardCharsets.UTF_8));
        for (@Nullable Object[] row : table.sortedRows()) {
            for (int i = 0; i < row.length; i++) {
                cell(columns.get(i).type(), row[i]);
            }
        }
        flush();
        return HexFormat.of().formatHex(digest.digest());
    }

    private void cell(Column.Type type, @Nullable Object value) {
        if (buffer.position() >= FLUSH_FROM) {
            flush();
        }
        if (value == null) {
            buffer.put((byte) 0);
            return;
        }
        buffer.put((byte) 1);
        switch (type) {
            case STRING -> {
                byte[] utf8 = ((String) value).getBytes(StandardCharsets.UTF_8);
                buffer.putInt(utf8.length);
                bytes(utf8);
            }
            case INT32 -> buffer.putLong((Integer) value);
            case INT64 -> buffer.putLong((Long) value);
            case TIMESTAMP -> buffer.putLong(Math.floorDiv((Long) value, NANOS_PER_MICRO));
            case DOUBLE -> buffer.putLong(Double.doubleToRawLongBits((Double) value));
            case BOOLEAN -> buffer.put((byte) ((Boolean) value ? 1 : 0));
        }
    }

    private void bytes(byte[] bytes) {
        if (bytes.length > buffer.remaining()) {
            flush();
            digest.update(bytes);
        } else {
            buffer.put(bytes);
        }
    }

    private void flush() {
        digest.update(buffer.flip());
        buffer = buffer.clear();
    }
}
