package floodmark.capture.parquet;

/**
 * Turns what a file stores into what the analysis uses, always a {@code long}: nanoseconds, a count, the bits of a double,
 * the number of an address or of a label.
 */
interface ValueMapping {
    /** Stands for a null. */
    long NULL = Long.MIN_VALUE + 1;

    /** Stands for a value that the contract does not allow. */
    long BAD = Long.MIN_VALUE;

    /** Maps numbers in place: integers sign-extended as stored, floating-point numbers as their bits. */
    default void mapNumbers(long[] values, int from, int to) {
        throw new IllegalStateException("a mapping of bytes");
    }

    /** What maps the entries of a dictionary, each of which comes once. */
    default ValueMapping ofDictionary() {
        return this;
    }

    /** Maps one byte string; the bytes are not kept. */
    default long mapBytes(byte[] bytes, int offset, int length) {
        throw new IllegalStateException("a mapping of numbers");
    }
}
