package floodmark.model;

/**
 * Counts of one metric at one destination, as published; intervals ascending by start. All arrays have the same length.
 *
 * @param destination address, prefix or any label
 * @param metric {@code bytes}, {@code packets}, {@code flows}, {@code requests}, {@code responses}, {@code sources}, ...
 * @param direction -1 out, 1 in, 0 unknown
 * @param startNanos start of the interval
 * @param seconds its length
 * @param value what was counted in it
 */
public record CountSeries(
        String destination, String metric, int direction, long[] startNanos, int[] seconds, double[] value) {

    public int size() {
        return startNanos.length;
    }
}
