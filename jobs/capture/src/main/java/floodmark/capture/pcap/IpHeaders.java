package floodmark.capture.pcap;

import floodmark.capture.ImportReport;

/**
 * Reads the outermost IP header: IPv4 (RFC 791), IPv6 with its extension headers (RFC 8200, section 4), and of the
 * transport header the ports, the TCP flags, or the ICMP type and code. Sizes come from the header, not from what was kept of
 * the frame.
 */
final class IpHeaders {
    private static final int IPV4_HEADER = 20;
    private static final int IPV6_HEADER = 40;
    private static final long IPV4_MARK = 0xffffL << 32;

    /** Ethernet pads a frame to this much payload, so that a longer one must have held more. */
    private static final int LONGEST_PADDED = 46;

    private static final int ICMP = 1;
    private static final int TCP = 6;
    private static final int UDP = 17;
    private static final int DCCP = 33;
    private static final int ICMPV6 = 58;
    private static final int NO_NEXT_HEADER = 59;
    private static final int SCTP = 132;
    private static final int UDP_LITE = 136;

    private static final int HOP_BY_HOP = 0;
    private static final int ROUTING = 43;
    private static final int FRAGMENT = 44;
    private static final int AUTHENTICATION = 51;
    private static final int DESTINATION_OPTIONS = 60;

    private final ImportReport report;

    IpHeaders(ImportReport report) {
        this.report = report;
    }

    /** Fills the packet from the header at the offset; false if it is no IP header that can be counted. */
    boolean read(Frame frame, int at, Packet packet) {
        packet.clearTransport();
        int version = frame.captured > at ? (frame.data[at] & 0xff) >>> 4 : -1;
        if (version == 4) {
            return readIpv4(frame, at, packet);
        }
        if (version == 6) {
            return readIpv6(frame, at, packet);
        }
        report.skip(version < 0 ? "truncated-header" : "malformed-ip");
        return false;
    }

    private boolean readIpv4(Frame frame, int at, Packet packet) {
        byte[] data = frame.data;
        if (frame.captured < at + IPV4_HEADER) {
            report.skip("truncated-header");
            return false;
        }
        int header = (data[at] & 0xf) * 4;
        if (header < IPV4_HEADER) {
            report.skip("malformed-ip");
            return false;
        }
        long total = Bits.u16(data, at + 2);
        if (total == 0) {
            // Captured before the network card cut a large segment into packets (segmentation offload).
            total = Math.max(header, frame.original - at);
            report.correct("length-zero");
        } else if (total < header) {
            report.find("length-below-header");
        }
        packet.bytes = total;
        packet.ttl = data[at + 8] & 0xff;
        packet.protocol = data[at + 9] & 0xff;
        packet.sourceHigh = 0;
        packet.sourceLow = IPV4_MARK | Bits.u32(data, at + 12);
        packet.destinationHigh = 0;
        packet.destinationLow = IPV4_MARK | Bits.u32(data, at + 16);

        int flags = Bits.u16(data, at + 6);
        packet.fragment = (flags & 0x3fff) != 0;
        packet.laterFragment = (flags & 0x1fff) != 0;
        packet.fragmentId = Bits.u16(data, at + 4);
        packet.fragmentProtocol = packet.protocol;
        readTransport(frame, at + header, at + total, packet);
        return true;
    }

    private boolean readIpv6(Frame frame, int at, Packet packet) {
        byte[] data = frame.data;
        if (frame.captured < at + IPV6_HEADER) {
            report.skip("truncated-header");
            return false;
        }
        packet.bytes = IPV6_HEADER + (long) Bits.u16(data, at + 4);
        packet.protocol = data[at + 6] & 0xff;
        packet.ttl = data[at + 7] & 0xff;
        if (packet.bytes == IPV6_HEADER && packet.protocol != NO_NEXT_HEADER && frame.original - at > LONGEST_PADDED) {
            // Segmentation offload again, or a jumbogram (RFC 2675).
            packet.bytes = frame.original - at;
            report.correct("length-zero");
        }
        packet.sourceHigh = Bits.i64(data, at + 8);
        packet.sourceLow = Bits.i64(data, at + 16);
        packet.destinationHigh = Bits.i64(data, at + 24);
        packet.destinationLow = Bits.i64(data, at + 32);
        long end = at + packet.bytes;
        int transport = passExtensions(frame, at + IPV6_HEADER, end, packet);
        if (transport >= 0) {
            readTransport(frame, transport, end, packet);
        }
        return true;
    }

    /** Offset behind the extension headers, or -1 if they go beyond what was kept. */
    private int passExtensions(Frame frame, int start, long end, Packet packet) {
        byte[] data = frame.data;
        long limit = Math.min(frame.captured, end);
        int at = start;
        while (isExtension(packet.protocol) && !packet.laterFragment) {
            if (at + 8 > limit) {
                noteTransport(at, end);
                return -1;
            }
            int next = data[at] & 0xff;
            int units = data[at + 1] & 0xff;
            int length = (units + 1) * 8;
            if (packet.protocol == AUTHENTICATION) {
                length = (units + 2) * 4;
            } else if (packet.protocol == FRAGMENT) {
                length = 8;
                int field = Bits.u16(data, at + 2);
                packet.fragment = (field & 0xfff9) != 0;
                packet.laterFragment = (field & 0xfff8) != 0;
                packet.fragmentId = Bits.u32(data, at + 4);
                packet.fragmentProtocol = next;
            }
            packet.protocol = next;
            at += length;
        }
        return at;
    }

    private static boolean isExtension(int protocol) {
        return protocol == HOP_BY_HOP
                || protocol == ROUTING
                || protocol == FRAGMENT
                || protocol == AUTHENTICATION
                || protocol == DESTINATION_OPTIONS;
    }

    private void readTransport(Frame frame, int at, long end, Packet packet) {
        if (packet.laterFragment) {
            return;
        }
        int needed = transportBytes(packet.protocol);
        long held = Math.min(frame.captured, end) - at;
        if (held < needed) {
            noteTransport(at + needed, end);
        }
        byte[] data = frame.data;
        if (packet.protocol == ICMP || packet.protocol == ICMPV6) {
            packet.destinationPort = held < 2 ? 0 : Bits.u16(data, at);
        } else if (needed > 0 && held >= 4) {
            packet.sourcePort = Bits.u16(data, at);
            packet.destinationPort = Bits.u16(data, at + 2);
        }
        if (packet.protocol == TCP && held >= 14) {
            packet.tcpFlags = Bits.u16(data, at + 12) & 0xfff;
        }
    }

    private static int transportBytes(int protocol) {
        return switch (protocol) {
            case ICMP, ICMPV6 -> 2;
            case TCP -> 14;
            case UDP, DCCP, SCTP, UDP_LITE -> 4;
            default -> 0;
        };
    }

    /** The transport header is not there: was it not kept, or was the packet too short to hold one? */
    private void noteTransport(long neededEnd, long packetEnd) {
        report.find(neededEnd > packetEnd ? "packet-without-transport-header" : "truncated-transport-header");
    }
}
