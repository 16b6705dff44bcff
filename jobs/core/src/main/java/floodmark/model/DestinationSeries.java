package floodmark.model;

/**
 * What one destination received and sent, bin by bin; only bins with traffic in either direction, ascending.
 *
 * <p>Volumes are scaled by the sampling rate and spread over the bins a flow spans; a flow counts once, in the bin of its
 * start. All arrays have the same length.
 *
 * @param destination canonical address text
 * @param service name of the subject's service that the rows belong to, or empty
 * @param binNanos length of a bin; bin i starts at {@code bin[i] * binNanos}
 * @param bin bin numbers since the epoch
 * @param bytes IP bytes inbound
 * @param packets packets inbound
 * @param flows inbound flows that start in the bin
 * @param synPackets inbound packets of TCP flows with SYN and not ACK
 * @param sources distinct senders of inbound flows that start in the bin
 * @param sourcesExact false where {@code sources} is an estimate
 * @param bytesOut IP bytes sent by the destination
 * @param packetsOut packets sent by the destination
 * @param flowsOut flows sent by the destination that start in the bin
 * @param kinds the same traffic by kind of packet
 */
public record DestinationSeries(
        String destination,
        String service,
        long binNanos,
        long[] bin,
        long[] bytes,
        long[] packets,
        long[] flows,
        long[] synPackets,
        long[] sources,
        boolean[] sourcesExact,
        long[] bytesOut,
        long[] packetsOut,
        long[] flowsOut,
        PacketKinds kinds) {

    /** A series whose packets were not told apart by kind. */
    public DestinationSeries(
            String destination,
            String service,
            long binNanos,
            long[] bin,
            long[] bytes,
            long[] packets,
            long[] flows,
            long[] synPackets,
            long[] sources,
            boolean[] sourcesExact,
            long[] bytesOut,
            long[] packetsOut,
            long[] flowsOut) {
        this(
                destination,
                service,
                binNanos,
                bin,
                bytes,
                packets,
                flows,
                synPackets,
                sources,
                sourcesExact,
                bytesOut,
                packetsOut,
                flowsOut,
                PacketKinds.none(bin.length));
    }

    public int size() {
        return bin.length;
    }
}
