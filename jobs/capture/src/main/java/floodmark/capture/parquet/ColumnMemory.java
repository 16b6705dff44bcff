package floodmark.capture.parquet;

/**
 * Where a column's bytes lie while they are read and unpacked. A file has one for each column, which its row groups use one after the
 * other: new arrays for every chunk of every column were megabytes each for the garbage collector.
 */
final class ColumnMemory {
    byte[] packed = new byte[0];
    byte[] unpacked = new byte[0];
}
