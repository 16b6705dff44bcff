package floodmark.simulate;

/** Takes the flows of an incident, in any order. */
@FunctionalInterface
public interface FlowSink {
    /** What {@code ttl} is where the vantage does not record it. */
    int NO_TTL = -1;

    /**
     * @param startNanos first packet, since the epoch
     * @param endNanos last packet, not before the first
     * @param sourceHigh upper 64 bits of the source; IPv4 as mapped into IPv6, see {@code floodmark.model.Address}
     * @param sourceLow lower 64 bits
     * @param destinationHigh upper 64 bits of the destination
     * @param destinationLow lower 64 bits
     * @param sourcePort source port
     * @param destinationPort destination port; ICMP: type times 256 plus code
     * @param protocol IP protocol number
     * @param tcpFlags OR over the flow; 0 if not TCP
     * @param packets as observed, before scaling
     * @param bytes IP bytes as observed, before scaling
     * @param samplingRate 1:N
     * @param ttl smallest time to live, or {@link #NO_TTL}
     */
    void flow(
            long startNanos,
            long endNanos,
            long sourceHigh,
            long sourceLow,
            long destinationHigh,
            long destinationLow,
            int sourcePort,
            int destinationPort,
            int protocol,
            int tcpFlags,
            long packets,
            long bytes,
            int samplingRate,
            int ttl);
}
