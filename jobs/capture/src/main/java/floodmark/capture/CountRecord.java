package floodmark.capture;

/**
 * One published count.
 *
 * @param startNanos start of the interval
 * @param seconds its length, at least 1
 * @param destination address, prefix or label
 * @param metric what was counted
 * @param direction -1 out, 1 in, 0 unknown
 * @param value how much, finite and not negative
 */
public record CountRecord(
        long startNanos, int seconds, String destination, String metric, int direction, double value) {}
