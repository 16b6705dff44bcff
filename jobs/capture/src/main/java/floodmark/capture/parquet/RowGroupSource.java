package floodmark.capture.parquet;

import floodmark.capture.RandomAccess;
import floodmark.model.UserError;
import java.io.EOFException;
import java.io.IOException;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.RowGroup;

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

    RowGroupSource(RandomAccess file, RowGroup group, int index, PageCodec codec) {
        this.file = file;
        this.group = group;
        this.index = index;
        this.codec = codec;
    }

    long rows() {
        return group.getNum_rows();
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
        return new ColumnReader(column, new ChunkPages(file, data, column.optional(), codec), mapping, rows());
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
