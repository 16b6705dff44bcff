package floodmark.capture.pcap;

/** What the meter needs of a packet: its outermost IP header and the first bytes behind it. Filled again and again. */
final class Packet {
    long timeNanos;
    long sourceHigh;
    long sourceLow;
    long destinationHigh;
    long destinationLow;

    /** Protocol above IP; for IPv6 behind the extension headers. */
    int protocol;

    int sourcePort;

    /** ICMP: type * 256 + code. */
    int destinationPort;

    /** The 12 flag bits of TCP (RFC 9293: reserved bits, CWR to FIN); 0 if not TCP. */
    int tcpFlags;

    int ttl;

    /** IP bytes on the wire, header included. */
    long bytes;

    /** True if it is a piece of a larger packet. */
    boolean fragment;

    /** True if it is a piece other than the first, so that it has no ports of its own. */
    boolean laterFragment;

    /** Identification of the packet that it is a piece of. */
    long fragmentId;

    /** Protocol as the fragment itself states it: the same in all pieces. */
    int fragmentProtocol;

    void clearTransport() {
        sourcePort = 0;
        destinationPort = 0;
        tcpFlags = 0;
        fragment = false;
        laterFragment = false;
    }
}
