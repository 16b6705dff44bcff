package floodmark.model;

/**
 * How long inbound flows lasted and how much they carried: flows by class of duration and class of bytes, both in powers of
 * two, so that many long thin connections stand out. Bytes are scaled by the sampling rate. A meter that cuts flows at its
 * active timeout leaves none longer than that.
 *
 * @param durationMillis sum of the durations in whole milliseconds, each rounded down; an end before the start counts as none
 * @param tcp flows of TCP, {@code [duration class][byte class]}
 * @param other flows of other protocols
 */
public record FlowShapes(long durationMillis, long[][] tcp, long[][] other) {
    /** Duration class 0 is below a second, class k from 2^(k-1) s to below 2^k s, the last one open. */
    public static final int DURATIONS = 18;

    /** Byte class 0 is no byte, class k from 2^(k-1) to below 2^k bytes, the last one open. */
    public static final int SIZES = 42;

    private static final long NANOS = 1_000_000_000L;

    /** Nothing was counted. */
    public static FlowShapes none() {
        return new FlowShapes(0, new long[DURATIONS][SIZES], new long[DURATIONS][SIZES]);
    }

    /** Class of a duration; negative ones are of class 0. */
    public static int durationClass(long nanos) {
        return nanos < NANOS ? 0 : Math.min(DURATIONS - 1, Long.SIZE - Long.numberOfLeadingZeros(nanos / NANOS));
    }

    /** Class of a number of bytes. */
    public static int sizeClass(long bytes) {
        return Math.min(SIZES - 1, Long.SIZE - Long.numberOfLeadingZeros(bytes));
    }

    /** TCP flows of at least 2^(durationClass-1) seconds with fewer than 2^sizeClass bytes. */
    public long longThin(int durationClass, int sizeClass) {
        long flows = 0;
        for (int d = durationClass; d < DURATIONS; d++) {
            for (int s = 0; s <= sizeClass; s++) {
                flows += tcp[d][s];
            }
        }
        return flows;
    }

    /** TCP flows. */
    public long tcpFlows() {
        return longThin(0, SIZES - 1);
    }
}
