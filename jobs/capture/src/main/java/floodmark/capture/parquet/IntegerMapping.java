package floodmark.capture.parquet;

/**
 * Integers within bounds, times a factor.
 *
 * @param unsigned32 whether 32 stored bits are an unsigned number
 * @param min least stored value that is good
 * @param max greatest stored value that is good
 * @param factor what a good value is multiplied with
 */
record IntegerMapping(boolean unsigned32, long min, long max, long factor) implements ValueMapping {
    /** Times stored in units of {@code nanosPerUnit}; good if they fit a {@code long} of nanoseconds. */
    static IntegerMapping time(long nanosPerUnit) {
        long least = nanosPerUnit == 1 ? NULL + 1 : Long.MIN_VALUE / nanosPerUnit;
        return new IntegerMapping(false, least, Long.MAX_VALUE / nanosPerUnit, nanosPerUnit);
    }

    @Override
    public void mapNumbers(long[] values, int from, int to) {
        // 64-bit unsigned numbers beyond 2^63-1 are negative here, so below every minimum that is not negative.
        long mask = unsigned32 ? 0xffffffffL : -1L;
        for (int i = from; i < to; i++) {
            long value = values[i] & mask;
            values[i] = value < min || value > max ? BAD : value * factor;
        }
    }
}
