package floodmark.model;

import java.time.Instant;

/** Times are nanoseconds since the epoch in a {@code long}: 1677-09-21 to 2262-04-11, UTC. */
public final class Times {
    public static final long SECOND = 1_000_000_000L;
    public static final long MINUTE = 60 * SECOND;
    public static final long DAY = 86_400 * SECOND;

    private Times() {}

    /**
     * @throws ArithmeticException if the instant lies outside the range of a {@code long}
     */
    public static long nanos(Instant instant) {
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), SECOND), instant.getNano());
    }

    public static Instant instant(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, SECOND), Math.floorMod(nanos, SECOND));
    }

    /** ISO 8601 in UTC with as many decimals as needed. */
    public static String text(long nanos) {
        return instant(nanos).toString();
    }
}
