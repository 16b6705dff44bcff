package floodmark.capture.pcap;

import static org.assertj.core.api.Assertions.assertThat;

import floodmark.capture.ImportReport;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class LinkLayerTest {
    private static final byte[] IPV4 = Wire.ipv4("198.51.100.1", "192.0.2.1", 17, Wire.udp(53, 4242, 4));
    private static final byte[] IPV6 = Wire.ipv6("2001:db8::1", "2001:db8::2", 17, Wire.udp(53, 4242, 4));

    /** Link type, what comes before the IP header, the IP packet. */
    static Stream<Arguments> headers() {
        byte[] mac = new byte[12];
        return Stream.of(
                Arguments.of("Ethernet", 1, Wire.bytes(mac, 0x08, 0x00), IPV4),
                Arguments.of("Ethernet, IPv6", 1, Wire.bytes(mac, 0x86, 0xdd), IPV6),
                Arguments.of("VLAN", 1, Wire.bytes(mac, 0x81, 0x00, 0, 7, 0x08, 0x00), IPV4),
                Arguments.of("QinQ", 1, Wire.bytes(mac, 0x88, 0xa8, 0, 7, 0x81, 0x00, 0, 8, 0x86, 0xdd), IPV6),
                Arguments.of("old QinQ", 1, Wire.bytes(mac, 0x91, 0x00, 0, 7, 0x81, 0x00, 0, 8, 0x08, 0x00), IPV4),
                Arguments.of("LLC, SNAP", 1, Wire.bytes(mac, 0, 60, 0xaa, 0xaa, 3, 0, 0, 0, 0x08, 0x00), IPV4),
                Arguments.of("PPPoE", 1, Wire.bytes(mac, 0x88, 0x64, 0x11, 0, 0, 1, 0, 60, 0x00, 0x21), IPV4),
                Arguments.of("PPPoE, IPv6", 1, Wire.bytes(mac, 0x88, 0x64, 0x11, 0, 0, 1, 0, 60, 0x00, 0x57), IPV6),
                Arguments.of("MPLS", 1, Wire.bytes(mac, 0x88, 0x47, 0, 1, 0, 64, 0, 2, 1, 64), IPV4),
                Arguments.of("raw", 101, new byte[0], IPV4),
                Arguments.of("raw, BSD", 12, new byte[0], IPV6),
                Arguments.of("raw, OpenBSD", 14, new byte[0], IPV4),
                Arguments.of("IPv4", 228, new byte[0], IPV4),
                Arguments.of("IPv6", 229, new byte[0], IPV6),
                Arguments.of("null", 0, Wire.bytes(2, 0, 0, 0), IPV4),
                Arguments.of("null, other order", 0, Wire.bytes(0, 0, 0, 2), IPV4),
                Arguments.of("null, macOS IPv6", 0, Wire.bytes(30, 0, 0, 0), IPV6),
                Arguments.of("loop", 108, Wire.bytes(0, 0, 0, 24), IPV6),
                Arguments.of("cooked", 113, Wire.bytes(new byte[14], 0x08, 0x00), IPV4),
                Arguments.of("cooked, VLAN", 113, Wire.bytes(new byte[14], 0x81, 0x00, 0, 7, 0x86, 0xdd), IPV6),
                Arguments.of("cooked 2", 276, Wire.bytes(0x86, 0xdd, new byte[18]), IPV6));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("headers")
    void findsTheNetworkHeaderAndNoticesWhereItIsCut(String name, int linkType, byte[] link, byte[] ip) {
        ImportReport report = new ImportReport("test", "test");
        byte[] whole = Wire.bytes(link, ip);

        assertThat(new LinkLayer(report).networkHeader(frame(linkType, whole))).isEqualTo(link.length);
        assertThat(report.skipped()).isEmpty();

        for (int kept = 0; kept < link.length; kept++) {
            ImportReport ofCut = new ImportReport("test", "test");
            Frame frame = frame(linkType, Arrays.copyOf(whole, kept));
            int at = new LinkLayer(ofCut).networkHeader(frame);
            boolean counted = at >= 0 && new IpHeaders(ofCut).read(frame, at, new Packet());
            assertThat(counted).as("%d bytes kept", kept).isFalse();
            assertThat(ofCut.skipped()).containsExactly(Map.entry("truncated-header", 1L));
        }
    }

    static Stream<Arguments> others() {
        byte[] mac = new byte[12];
        return Stream.of(
                Arguments.of("not-ip.arp", 1, Wire.bytes(mac, 0x08, 0x06, new byte[28])),
                Arguments.of("not-ip.ethertype-0x88cc", 1, Wire.bytes(mac, 0x88, 0xcc, new byte[28])),
                Arguments.of("not-ip.llc", 1, Wire.bytes(mac, 0, 38, 0x42, 0x42, 3, new byte[35])),
                Arguments.of(
                        "not-ip.ppp", 1, Wire.bytes(mac, 0x88, 0x64, 0x11, 0, 0, 1, 0, 6, 0xc0, 0x21, new byte[8])),
                Arguments.of("not-ip.mpls", 1, Wire.bytes(mac, 0x88, 0x47, 0, 1, 1, 64, 0, 0, 0, 0)),
                Arguments.of("not-ip.family-7", 0, Wire.bytes(7, 0, 0, 0, new byte[40])),
                Arguments.of("unknown-link-type", 105, new byte[60]));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("others")
    void countsWhatIsNotIp(String reason, int linkType, byte[] bytes) {
        ImportReport report = new ImportReport("test", "test");
        assertThat(new LinkLayer(report).networkHeader(frame(linkType, bytes))).isNegative();
        assertThat(report.skipped()).containsExactly(Map.entry(reason, 1L));
    }

    @Test
    void keepsTheNumberOfReasonsBounded() {
        ImportReport report = new ImportReport("test", "test");
        LinkLayer link = new LinkLayer(report);
        for (int type = 0x0900; type < 0x0900 + 1000; type++) {
            link.networkHeader(frame(1, Wire.ethernet(type, new byte[46])));
        }
        assertThat(report.skipped()).hasSizeLessThanOrEqualTo(101).containsKey("other");
        assertThat(report.skipped().values().stream().mapToLong(Long::longValue).sum())
                .isEqualTo(1000);
    }

    static Frame frame(int linkType, byte[] bytes) {
        Frame frame = new Frame();
        frame.linkType = linkType;
        frame.captured = bytes.length;
        frame.original = bytes.length;
        System.arraycopy(bytes, 0, frame.data, 0, bytes.length);
        return frame;
    }
}
