package floodmark.model;

/**
 * What a destination received and sent by kind of packet, bin by bin, parallel to the arrays of a {@link DestinationSeries}:
 * bytes and packets, scaled and spread as there. Kinds are told by whole flows. With them, what became of TCP connections.
 *
 * @param attempts TCP connections tried by inbound flows that start in the bin, see {@link Connections}
 * @param completed attempts that were completed
 * @param synBytes IP bytes of TCP flows with SYN and not ACK; their packets stand in the series
 * @param amplified UDP from the ports of {@link Amplifiers}
 * @param dns UDP from port 53
 * @param otherUdp other UDP, later fragments included
 * @param icmp ICMP and ICMPv6
 * @param tcpAnswers TCP flows with nothing but SYN-ACK, RST or RST-ACK
 * @param answersOut sent: such TCP flows, and ICMP messages that answer or report, see {@link #isAnswer}
 */
public record PacketKinds(
        long[] attempts,
        long[] completed,
        long[] synBytes,
        Volume amplified,
        Volume dns,
        Volume otherUdp,
        Volume icmp,
        Volume tcpAnswers,
        Volume answersOut) {

    /**
     * @param bytes IP bytes per bin
     * @param packets packets per bin
     */
    public record Volume(long[] bytes, long[] packets) {}

    private static final int ICMP = 1;
    private static final int TCP = 6;
    private static final int ICMPV6 = 58;

    /**
     * Whether a flow holds only what a host sends that was addressed: TCP as in {@link Connections#isBareAnswer}, or an ICMP
     * reply or error. These are the answers that Moore et al. (2006, ACM TOCS 24(2), table I) call backscatter.
     *
     * @param typeAndCode ICMP: type times 256 plus code, as in a flow's destination port
     */
    public static boolean isAnswer(int protocol, int tcpFlags, int typeAndCode) {
        return switch (protocol) {
            case TCP -> Connections.isBareAnswer(tcpFlags);
            // Echo, timestamp, information and mask replies; unreachable, quench, redirect, time exceeded, parameter
            // problem.
            case ICMP ->
                switch (typeAndCode >> 8) {
                    case 0, 3, 4, 5, 11, 12, 14, 16, 18 -> true;
                    default -> false;
                };
            // Unreachable, too big, time exceeded, parameter problem; echo reply.
            case ICMPV6 ->
                switch (typeAndCode >> 8) {
                    case 1, 2, 3, 4, 129 -> true;
                    default -> false;
                };
            default -> false;
        };
    }

    /** Nothing of any kind in so many bins. */
    public static PacketKinds none(int bins) {
        long[] zero = new long[bins];
        Volume none = new Volume(zero, zero);
        return new PacketKinds(zero, zero, zero, none, none, none, none, none, none);
    }
}
