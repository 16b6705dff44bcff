package floodmark.capture.parquet;

import floodmark.model.Table;
import java.io.IOException;
import java.nio.file.Path;

/** Result tables as Parquet. */
public final class ParquetTable {
    private ParquetTable() {}

    /** Writes the rows in key order; the same rows give the same bytes. */
    public static void write(Table table, Path file) throws IOException {
        throw new UnsupportedOperationException();
    }
}
