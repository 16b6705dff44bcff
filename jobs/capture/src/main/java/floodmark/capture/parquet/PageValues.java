package floodmark.capture.parquet;

/** The values of one data page, nulls left out. */
interface PageValues {
    /** Writes the next {@code count} mapped values to {@code out} from {@code from} on. */
    void read(long[] out, int from, int count);

    /** Steps over the next {@code count} values. */
    default void skip(int count) {
        read(new long[count], 0, count);
    }
}
