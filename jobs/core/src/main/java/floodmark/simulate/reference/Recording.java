package floodmark.simulate.reference;

/**
 * Flows of a real attack, to be laid over simulated traffic. Columns of equal length, ascending by start.
 *
 * @param start nanoseconds after the first flow of the recording
 * @param length nanoseconds that the flow lasts
 * @param sourceHigh upper 64 bits of the sender
 * @param sourceLow lower 64 bits
 * @param sourcePort source port
 * @param destinationPort destination port
 * @param protocol IP protocol
 * @param flags TCP flags
 * @param packets packets, scaled by the recording's own sampling
 * @param bytes IP bytes, scaled
 */
public record Recording(
        long[] start,
        long[] length,
        long[] sourceHigh,
        long[] sourceLow,
        int[] sourcePort,
        int[] destinationPort,
        int[] protocol,
        int[] flags,
        long[] packets,
        long[] bytes) {

    int size() {
        return start.length;
    }

    /** Time from the first start to the last end, at least a second. */
    long spanNanos() {
        long span = 1_000_000_000L;
        for (int i = 0; i < start.length; i++) {
            span = StrictMath.max(span, start[i] + length[i]);
        }
        return span;
    }

    double totalPackets() {
        double total = 0;
        for (long p : packets) {
            total += p;
        }
        return total;
    }

    double totalBytes() {
        double total = 0;
        for (long b : bytes) {
            total += b;
        }
        return total;
    }
}
