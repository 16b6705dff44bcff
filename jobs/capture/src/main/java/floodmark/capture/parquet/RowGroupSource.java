package floodmark.capture.parquet;

import floodmark.capture.RandomAccess;
import floodmark.model.UserError;
import java.io.EOFException;
import java.io.IOException;
import java.util.Map;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Statistics;
import org.apache.parquet.format.Type;

/** Opens the columns of one row group, and names file and row group in whatever goes wrong while reading them. */
final class RowGroupSource {
    /** A step of reading. */
    interface Step<T> {
        T run() throws IOException;
    }

    private final RandomAccess file;
    private final RowGroup group;
    private final int index;
    private final PageCodec codec;
    private final Map<Integer, ColumnMemory> memory;

    /** @param memory of the file's columns, by number, which row groups use one after the other */
    RowGroupSource(RandomAccess file, RowGroup group, int index, PageCodec codec, Map<Integer, ColumnMemory> memory) {
        this.file = file;
        this.group = group;
        this.index = index;
        this.codec = codec;
        this.memory = memory;
    }

    long rows() {
        return group.getNum_rows();
    }

    /** Whether the footer's statistics say that a column holds no null and no value that the mapping refuses. */
    boolean allGood(SchemaColumn column, ValueMapping mapping) {
        ColumnMetaData data = group.getColumns().get(column.leaf()).getMeta_data();
        Statistics statistics = data == null ? null : data.getStatistics();
        if (statistics == null
                || !statistics.isSetNull_count()
                || statistics.getNull_count() != 0
                || statistics.getMin_value() == null
                || statistics.getMax_value() == null) {
            return false;
        }
        int width = column.physical() == Type.INT32 ? Integer.BYTES : Long.BYTES;
        byte[] least = statistics.getMin_value();
        byte[] greatest = statistics.getMax_value();
        boolean number = column.physical() == Type.INT32 || column.physical() == Type.INT64;
        if (!number || least.length != width || greatest.length != width) {
            return false;
        }
        long[] bounds = {LittleEndian.integer(least), LittleEndian.integer(greatest)};
        mapping.mapNumbers(bounds, 0, 2);
        return bounds[0] > ValueMapping.NULL && bounds[0] <= bounds[1];
    }

    ColumnReader open(SchemaColumn column, ValueMapping mapping) {
        ColumnChunk chunk = group.getColumns().get(column.leaf());
        ColumnMetaData data = chunk.getMeta_data();
        if (chunk.isSetCrypto_metadata() || chunk.isSetEncrypted_column_metadata()) {
            throw UserError.of(
                    file.name(),
                    "column '" + column.name() + "' is encrypted",
                    "encryption",
                    "plain Parquet",
                    "Decrypt it first");
        }
        if (data == null || chunk.isSetFile_path()) {
            throw new CorruptFile("a column that is not in this file");
        }
        if (data.getType() != column.physical() || data.getNum_values() != rows()) {
            throw new CorruptFile("a column chunk of " + data.getNum_values() + " " + data.getType() + " in " + rows()
                    + " rows of " + column.physical());
        }
        if (data.getCodec() == null || !PageCodec.supports(data.getCodec())) {
            throw UserError.of(
                    file.name(),
                    "column '" + column.name() + "' is compressed in a way that is not read",
                    String.valueOf(data.getCodec()),
                    PageCodec.SUPPORTED,
                    "Write the file with ZSTD");
        }
        ColumnMemory own = memory.computeIfAbsent(column.leaf(), leaf -> new ColumnMemory());
        return new ColumnReader(column, new ChunkPages(file, data, column.optional(), codec, own), mapping, rows());
    }

    /** Runs a step; whatever the bytes make fail becomes a {@link UserError}, failures of the storage stay what they are. */
    <T> T guard(Step<T> step) throws IOException {
        try {
            return step.run();
        } catch (UserError e) {
            throw e;
        } catch (EOFException | CorruptFile e) {
            throw corrupt(String.valueOf(e.getMessage()), e);
        } catch (IndexOutOfBoundsException | NegativeArraySizeException | ArithmeticException e) {
            // An index, length or offset in the file that points nowhere.
            throw corrupt("a number that points outside its page", e);
        }
    }

    private UserError corrupt(String found, Exception cause) {
        UserError error = UserError.of(
                file.name() + ", row group " + index,
                "the data cannot be decoded",
                found,
                "sound Parquet pages",
                "Copy or write the file again");
        error.initCause(cause);
        return error;
    }
}
