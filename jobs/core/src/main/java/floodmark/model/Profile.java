package floodmark.model;

import java.util.List;

/**
 * Who sent what to one service of the subject in one phase of the case, from whole flows by their start; volumes are
 * scaled by the sampling rate, not spread.
 *
 * @param service name of the service; empty for the subject's addresses outside every service
 * @param phase baseline or trouble
 * @param seconds length of the phase that the captures cover
 * @param flows flows
 * @param packets packets
 * @param bytes IP bytes
 * @param sampledPackets packets as observed, before scaling
 * @param sampledByteSquares sum over observed packets of (bytes/packets)^2 of their flow: the Horvitz-Thompson variance of
 *     the byte estimate is (N-1) N times it
 * @param samplingRateMin smallest sampling rate 1:N seen
 * @param samplingRateMax largest
 * @param synPackets packets of TCP flows with SYN and not ACK
 * @param bogonPackets packets from source addresses that cannot be routed globally (RFC 6890)
 * @param answeredFlows inbound flows whose sender also received a flow from the service in the same phase, among the senders kept
 * @param protocols tally per IP protocol
 * @param sourcePorts tally per (protocol, source port), the largest by packets first
 * @param destinationPorts tally per (protocol, destination port), the largest by packets first
 * @param tcpFlags tally per OR-ed flag byte, of TCP flows
 * @param packetSizes packets per 16-byte class of mean packet size; the last class is 1520 bytes and above
 * @param senders sample of senders
 * @param networks sample of sender networks (/24, /48)
 * @param flowsOut flows from the service
 * @param packetsOut packets from the service
 * @param bytesOut IP bytes from the service
 * @param connections what became of TCP connections
 * @param shapes durations and sizes of inbound flows
 * @param ttls inbound packets per smallest time to live of their flow; the last of the 257 holds those of which it is unknown
 */
public record Profile(
        String service,
        Phase phase,
        double seconds,
        long flows,
        long packets,
        long bytes,
        long sampledPackets,
        double sampledByteSquares,
        int samplingRateMin,
        int samplingRateMax,
        long synPackets,
        long bogonPackets,
        long answeredFlows,
        List<Tally> protocols,
        List<Tally> sourcePorts,
        List<Tally> destinationPorts,
        List<Tally> tcpFlags,
        long[] packetSizes,
        SenderSample senders,
        SenderSample networks,
        long flowsOut,
        long packetsOut,
        long bytesOut,
        Connections connections,
        FlowShapes shapes,
        long[] ttls) {
    /** Length of {@link #ttls}. */
    public static final int TTLS = 257;

    /** A profile of flows whose connections, shapes and times to live were not counted. */
    public Profile(
            String service,
            Phase phase,
            double seconds,
            long flows,
            long packets,
            long bytes,
            long sampledPackets,
            double sampledByteSquares,
            int samplingRateMin,
            int samplingRateMax,
            long synPackets,
            long bogonPackets,
            long answeredFlows,
            List<Tally> protocols,
            List<Tally> sourcePorts,
            List<Tally> destinationPorts,
            List<Tally> tcpFlags,
            long[] packetSizes,
            SenderSample senders,
            SenderSample networks,
            long flowsOut,
            long packetsOut,
            long bytesOut) {
        this(
                service,
                phase,
                seconds,
                flows,
                packets,
                bytes,
                sampledPackets,
                sampledByteSquares,
                samplingRateMin,
                samplingRateMax,
                synPackets,
                bogonPackets,
                answeredFlows,
                protocols,
                sourcePorts,
                destinationPorts,
                tcpFlags,
                packetSizes,
                senders,
                networks,
                flowsOut,
                packetsOut,
                bytesOut,
                Connections.NONE,
                FlowShapes.none(),
                new long[TTLS]);
    }

    /** The stretch of the case that a profile is about. */
    public enum Phase {
        BASELINE,
        TROUBLE
    }

    /**
     * @param protocol IP protocol number
     * @param value port, flag byte, or -1 where only the protocol counts
     * @param flows flows
     * @param packets packets
     * @param bytes IP bytes
     */
    public record Tally(int protocol, int value, long flows, long packets, long bytes) {}

    /**
     * The senders (or networks) with the smallest hashes, with exact tallies: everything if there are at most
     * {@link #LIMIT}, else a uniform sample. The same sender is in the samples of both phases or, by its hash, of neither
     * beyond the smaller threshold, so shares seen before can be compared.
     *
     * @param distinct number of distinct senders, exact or estimated
     * @param exact true if {@code distinct} is exact and the sample is complete
     * @param hash ascending in unsigned order
     * @param high upper address bits
     * @param low lower address bits
     * @param flows per sender
     * @param packets per sender
     * @param bytes per sender
     * @param attempts TCP connections that it tried to open, see {@link Connections}
     * @param completed attempts that were completed
     * @param answers flows to it from the service
     */
    public record SenderSample(
            long distinct,
            boolean exact,
            long[] hash,
            long[] high,
            long[] low,
            long[] flows,
            long[] packets,
            long[] bytes,
            long[] attempts,
            long[] completed,
            long[] answers) {
        public static final int LIMIT = 65_536;

        /** A sample of senders whose connections were not counted. */
        public SenderSample(
                long distinct,
                boolean exact,
                long[] hash,
                long[] high,
                long[] low,
                long[] flows,
                long[] packets,
                long[] bytes) {
            this(
                    distinct,
                    exact,
                    hash,
                    high,
                    low,
                    flows,
                    packets,
                    bytes,
                    new long[hash.length],
                    new long[hash.length],
                    new long[hash.length]);
        }

        public int size() {
            return hash.length;
        }
    }
}
