package floodmark.model;

import floodmark.model.Profile.Tally;
import java.util.List;

/**
 * What became of the TCP connections to a service, flow by flow as an exporter gives them: flags are those of all packets of
 * one direction together, and volumes are as observed. So nothing here holds where packets were sampled: of a sampled flow
 * neither the flags nor the packets are the connection's.
 *
 * <p>An attempt is an inbound flow with SYN. A flow of one packet that has both SYN and ACK is no attempt but an answer. The
 * parts of a connection that a meter cuts at its active timeout have no SYN and do not count again.
 *
 * <p>An attempt is completed if the client also sent ACK and then something more: payload (more bytes than the headers of its
 * packets could take, 60 each with IPv4 and 80 with IPv6), or at least three packets with a flag besides SYN and ACK. A flow
 * with SYN and ACK alone, of two or more packets without payload, is an attempt neither completed nor unfinished: it may be a
 * handshake that nothing followed, or the repeated first half of somebody else's.
 *
 * @param attempts inbound flows with SYN, as above
 * @param unfinished attempts without ACK
 * @param completed attempts that were completed
 * @param flows inbound TCP flows
 * @param resets inbound TCP flows with RST
 * @param flagsOut tally per OR-ed flags of TCP flows from the service, the largest by packets first
 * @param flowsOut TCP flows from the service
 * @param synAcksOut of these with SYN and ACK
 * @param resetsOut of these with RST
 */
public record Connections(
        long attempts,
        long unfinished,
        long completed,
        long flows,
        long resets,
        List<Tally> flagsOut,
        long flowsOut,
        long synAcksOut,
        long resetsOut) {
    /** Nothing was counted. */
    public static final Connections NONE = new Connections(0, 0, 0, 0, 0, List.of(), 0, 0, 0);

    public static final int FIN = 0x01;
    public static final int SYN = 0x02;
    public static final int RST = 0x04;
    public static final int PSH = 0x08;
    public static final int ACK = 0x10;

    /** The six flags of RFC 793; the others say nothing about the state of a connection. */
    private static final int STATE = 0x3f;

    private static final long MOST_HEADER_IPV4 = 60;
    private static final long MOST_HEADER_IPV6 = 80;

    public Connections {
        flagsOut = List.copyOf(flagsOut);
    }

    /** Whether a TCP flow opens a connection. */
    public static boolean isAttempt(int flags, long packets) {
        return (flags & SYN) != 0 && !(packets == 1 && (flags & ACK) != 0);
    }

    /** Whether a client that opened a connection was answered and went on. */
    public static boolean isCompleted(int flags, long packets, long bytes, boolean ipv4) {
        if (!isAttempt(flags, packets) || (flags & ACK) == 0) {
            return false;
        }
        long header = ipv4 ? MOST_HEADER_IPV4 : MOST_HEADER_IPV6;
        // More than packets * header, without a product that could overflow.
        boolean payload = packets > 0 && (bytes - 1) / header >= packets;
        return payload || packets >= 3 && (flags & STATE) != (SYN | ACK);
    }

    /** Whether a TCP flow holds only what a host sends that was addressed: SYN-ACK, RST, or RST-ACK. */
    public static boolean isBareAnswer(int flags) {
        int state = flags & STATE;
        return state == (SYN | ACK) || state == RST || state == (RST | ACK);
    }
}
