package floodmark.app.output;

import floodmark.capture.parquet.ParquetTable;
import floodmark.model.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/**
 * A table of a result.
 *
 * @param path of its Parquet file in the result
 * @param rows how many
 * @param sha256 digest of its content, {@link TableDigest}
 */
public record TableFile(String path, long rows, String sha256) {
    /** How the files of tables end. */
    public static final String ENDING = ".parquet";

    /** Writes a table into a directory. */
    static TableFile write(Table table, Path directory) throws IOException {
        String path = table.schema().name() + ENDING;
        // The order is made before two threads read it.
        table.sortedRows();
        CompletableFuture<String> digest = CompletableFuture.supplyAsync(() -> TableDigest.of(table));
        ParquetTable.write(table, directory.resolve(path));
        return new TableFile(path, table.size(), digest.join());
    }

    /** The name of the table in a file. */
    public static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1, path.length() - ENDING.length());
    }
}
