package floodmark.capture.pcap;

import floodmark.capture.ImportReport;
import java.util.Locale;

/**
 * Finds the outermost network header of a frame: link types as registered with tcpdump.org, VLAN tags (IEEE 802.1Q, 802.1ad),
 * LLC and SNAP, PPPoE sessions (RFC 2516) and MPLS labels (RFC 3032).
 *
 * @see <a href="https://www.tcpdump.org/linktypes.html">Link-layer header types</a>
 */
final class LinkLayer {
    /** Link types for messages. */
    static final String KNOWN =
            "Ethernet (1), raw IP (12, 14, 101, 228, 229), loopback (0, 108) or Linux cooked (113, 276)";

    private static final int NULL = 0;
    private static final int ETHERNET = 1;
    private static final int LOOP = 108;
    private static final int COOKED = 113;
    private static final int COOKED_2 = 276;

    private static final int ETHERTYPE_IPV4 = 0x0800;
    private static final int ETHERTYPE_IPV6 = 0x86dd;
    private static final int NOTHING = -1;

    private final ImportReport report;

    LinkLayer(ImportReport report) {
        this.report = report;
    }

    /** Offset of the IPv4 or IPv6 header, or -1 if there is none; the reason has then been counted. */
    int networkHeader(Frame frame) {
        switch (frame.linkType) {
            case ETHERNET:
                return payload(frame, 12);
            case 12, 14, 101, 228, 229:
                return 0;
            case NULL, LOOP:
                return loopback(frame);
            case COOKED:
                return payload(frame, 14);
            case COOKED_2:
                return cooked2(frame);
            default:
                report.skip("unknown-link-type", "link type " + frame.linkType + " is none of " + KNOWN);
                return NOTHING;
        }
    }

    /** The type field lies 20 bytes before the payload, not right before it. */
    private int cooked2(Frame frame) {
        return frame.captured < 20 ? cut() : ofType(frame, Bits.u16(frame.data, 0), 20);
    }

    private int payload(Frame frame, int typeAt) {
        return frame.captured < typeAt + 2 ? cut() : ofType(frame, Bits.u16(frame.data, typeAt), typeAt + 2);
    }

    private int loopback(Frame frame) {
        if (frame.captured < 4) {
            return cut();
        }
        // The address family is in the byte order of the host that captured, which the file need not share.
        long family = Math.min(Bits.u32(frame.data, 0, true), Bits.u32(frame.data, 0, false));
        if (family == 2 || family == 10 || family == 24 || family == 28 || family == 30) {
            return 4;
        }
        return notIp("family-" + family);
    }

    /** Follows the types inwards, from a payload of the given type at the given offset. */
    private int ofType(Frame frame, int outerType, int outerOffset) {
        int type = outerType;
        int at = outerOffset;
        while (true) {
            switch (type) {
                case ETHERTYPE_IPV4, ETHERTYPE_IPV6:
                    return at;
                case 0x8100, 0x88a8, 0x9100:
                    if (frame.captured < at + 4) {
                        return cut();
                    }
                    type = Bits.u16(frame.data, at + 2);
                    at += 4;
                    break;
                case 0x8847, 0x8848:
                    return mpls(frame, at);
                case 0x8864:
                    return pppoe(frame, at);
                case 0x0806:
                    return notIp("arp");
                default:
                    // Below 0x600 the field is a length and LLC follows; 4 says so in a cooked header.
                    return type < 0x600 ? llc(frame, at) : notIp(String.format(Locale.ROOT, "ethertype-0x%04x", type));
            }
        }
    }

    private int llc(Frame frame, int at) {
        if (frame.captured < at + 3) {
            return cut();
        }
        int service = Bits.u16(frame.data, at);
        if (service == 0x0606) {
            return at + 3;
        }
        if (service != 0xaaaa) {
            return notIp("llc");
        }
        if (frame.captured < at + 8) {
            return cut();
        }
        int type = Bits.u16(frame.data, at + 6);
        boolean ethertype = frame.data[at + 3] == 0 && Bits.u16(frame.data, at + 4) == 0;
        return ethertype && (type == ETHERTYPE_IPV4 || type == ETHERTYPE_IPV6) ? at + 8 : notIp("llc");
    }

    private int mpls(Frame frame, int start) {
        int at = start;
        boolean bottom = false;
        while (!bottom) {
            if (frame.captured < at + 4) {
                return cut();
            }
            bottom = (frame.data[at + 2] & 1) != 0;
            at += 4;
        }
        // Labels do not say what they carry; the version of the IP header does.
        int version = frame.captured > at ? (frame.data[at] & 0xff) >>> 4 : 0;
        return version == 4 || version == 6 ? at : notIp("mpls");
    }

    private int pppoe(Frame frame, int at) {
        if (frame.captured < at + 8) {
            return cut();
        }
        int protocol = Bits.u16(frame.data, at + 6);
        return protocol == 0x0021 || protocol == 0x0057 ? at + 8 : notIp("ppp");
    }

    private int notIp(String what) {
        report.skip("not-ip." + what);
        return NOTHING;
    }

    private int cut() {
        report.skip("truncated-header");
        return NOTHING;
    }
}
