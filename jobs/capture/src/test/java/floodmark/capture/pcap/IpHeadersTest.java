package floodmark.capture.pcap;

import static org.assertj.core.api.Assertions.assertThat;

import floodmark.capture.FlowRecord;
import floodmark.model.Address;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class IpHeadersTest {
    private static final String A = "198.51.100.1";
    private static final String B = "192.0.2.1";
    private static final String A6 = "2001:db8::a";
    private static final String B6 = "2001:db8::b";

    private static Address address(String text) {
        return Objects.requireNonNull(Address.parse(text));
    }

    private static Metered read(byte[]... packets) throws IOException {
        PcapFile file = PcapFile.ethernet();
        for (int i = 0; i < packets.length; i++) {
            int type = (packets[i][0] & 0xf0) == 0x60 ? 0x86dd : 0x0800;
            file.add(1_600_000_000_000_000_000L + i * 1000L, Wire.ethernet(type, packets[i]));
        }
        return Metered.of(file.bytes());
    }

    @Test
    void readsTcp() throws IOException {
        FlowRecord flow = read(
                        Wire.ipv4(A, B, 6, Wire.tcp(40_000, 443, 0x002, 0)),
                        Wire.ipv4(A, B, 6, Wire.tcp(40_000, 443, 0x110, 10)))
                .only();
        assertThat(flow)
                .isEqualTo(new FlowRecord(
                        1_600_000_000_000_000_000L,
                        1_600_000_000_000_001_000L,
                        address(A),
                        address(B),
                        40_000,
                        443,
                        6,
                        0x112,
                        2,
                        90,
                        1,
                        64,
                        64));
    }

    @Test
    void passesOverIpv4Options() throws IOException {
        byte[] udp = Wire.udp(1, 2, 0);
        byte[] packet = Wire.ipv4(A, B, 17, Wire.bytes(new byte[] {1, 1, 1, 0}, udp));
        packet[0] = 0x46;
        assertThat(read(packet).only().destinationPort()).isEqualTo(2);
    }

    @Test
    void putsIcmpTypeAndCodeIntoTheDestinationPort() throws IOException {
        assertThat(read(Wire.ipv4(A, B, 1, Wire.bytes(3, 13, new byte[6])))
                        .only()
                        .destinationPort())
                .isEqualTo(3 * 256 + 13);
        FlowRecord echo =
                read(Wire.ipv6(A6, B6, 58, Wire.bytes(128, 0, new byte[6]))).only();
        assertThat(echo.destinationPort()).isEqualTo(128 * 256);
        assertThat(echo.sourcePort()).isZero();
    }

    @Test
    void countsTheOutermostHeaderOfATunnel() throws IOException {
        byte[] inner = Wire.ipv4("10.0.0.1", "10.0.0.2", 17, Wire.udp(1, 2, 30));
        FlowRecord flow = read(Wire.ipv4(A, B, 4, inner)).only();
        assertThat(flow.protocol()).isEqualTo(4);
        assertThat(flow.destination()).isEqualTo(address(B));
        assertThat(flow.bytes()).isEqualTo(20 + 20 + 8 + 30);
    }

    @Test
    void followsIpv6ExtensionHeaders() throws IOException {
        byte[] udp = Wire.udp(53, 4242, 10);
        // Hop-by-hop, destination options of 24 bytes, routing, authentication of 24 bytes, fragment (whole), UDP.
        byte[] authentication = Wire.bytes(44, 4, new byte[22], Wire.fragment(17, 0, false, 7, udp));
        byte[] chain = Wire.extension(60, 1, Wire.extension(43, 3, Wire.extension(51, 1, authentication)));
        FlowRecord flow = read(Wire.ipv6(A6, B6, 0, chain)).only();

        assertThat(flow.protocol()).isEqualTo(17);
        assertThat(flow.sourcePort()).isEqualTo(53);
        assertThat(flow.destinationPort()).isEqualTo(4242);
        assertThat(flow.bytes()).isEqualTo(40 + 8 + 24 + 8 + 24 + 8 + 18);
    }

    @Test
    void stopsAtEncryptedPayload() throws IOException {
        FlowRecord flow =
                read(Wire.ipv6(A6, B6, 0, Wire.extension(50, 1, new byte[40]))).only();
        assertThat(flow.protocol()).isEqualTo(50);
        assertThat(flow.destinationPort()).isZero();
    }

    @Test
    void countsFragmentsToTheFlowOfTheirFirst() throws IOException {
        byte[] first = Wire.ipv4(A, B, 17, 20 + 48, 99, 0x2000, Wire.udp(53, 4242, 40));
        byte[] second = Wire.ipv4(A, B, 17, 20 + 48, 99, 0x2000 | 6, new byte[48]);
        byte[] last = Wire.ipv4(A, B, 17, 20 + 30, 99, 12, new byte[30]);

        Metered read = read(first, second, last);

        assertThat(read.only().packets()).isEqualTo(3);
        assertThat(read.only().destinationPort()).isEqualTo(4242);
        assertThat(read.report().found()).containsExactly(Map.entry("fragments", 3L));
    }

    @Test
    void countsFragmentsWithoutAFirstWithoutPorts() throws IOException {
        byte[] first = Wire.ipv4(A, B, 17, 20 + 48, 99, 0x2000, Wire.udp(53, 4242, 40));
        byte[] other = Wire.ipv4(A, B, 17, 20 + 30, 98, 12, new byte[30]);

        Metered read = read(other, first);

        assertThat(read.flows()).extracting(FlowRecord::destinationPort).containsExactly(0, 4242);
        assertThat(read.report().found().get("fragments.without-first")).isEqualTo(1);
    }

    @Test
    void countsIpv6FragmentsToTheFlowOfTheirFirst() throws IOException {
        // In all pieces the fragment header names the destination options that only the first one holds.
        byte[] start = Wire.extension(17, 1, Wire.udp(53, 4242, 40));
        byte[] first = Wire.ipv6(A6, B6, 44, Wire.fragment(60, 0, true, 0xdeadbeefL, start));
        byte[] last = Wire.ipv6(A6, B6, 44, Wire.fragment(60, 7, false, 0xdeadbeefL, new byte[11]));

        FlowRecord flow = read(first, last).only();

        assertThat(flow.protocol()).isEqualTo(17);
        assertThat(flow.destinationPort()).isEqualTo(4242);
        assertThat(flow.bytes()).isEqualTo(40 + 8 + 8 + 48 + 40 + 8 + 11);
    }

    @Test
    void takesTheFramesLengthWhereTheHeaderSaysZero() throws IOException {
        byte[] offloaded = Wire.ipv4(A, B, 6, 0, 0, 0, Wire.tcp(1, 2, 0x10, 5000));
        byte[] jumbo = Wire.ipv6(A6, B6, 6, 0, Wire.tcp(1, 2, 0x10, 6000));
        byte[] empty = Wire.ipv6(A6, B6, 59, 0, new byte[6]);

        Metered read = read(offloaded, jumbo, empty);

        assertThat(read.flows()).extracting(FlowRecord::bytes).containsExactly(20L + 20 + 5000, 40L + 20 + 6000, 40L);
        assertThat(read.report().corrected()).containsExactly(Map.entry("length-zero", 2L));
    }

    @Test
    void readsNoPortsOutOfPadding() throws IOException {
        byte[] padded = Wire.bytes(Wire.ipv4(A, B, 17, new byte[0]), 1, 2, 3, 4, 5, 6, 7, 8, new byte[18]);
        Metered read = read(padded);
        assertThat(read.only().destinationPort()).isZero();
        assertThat(read.only().bytes()).isEqualTo(20);
        assertThat(read.report().found()).containsOnlyKeys("packet-without-transport-header");
    }

    @Test
    void countsAPacketWhoseTransportHeaderWasNotKept() throws IOException {
        byte[] frame = Wire.ethernet(0x0800, Wire.ipv4(A, B, 6, Wire.tcp(40_000, 443, 2, 0)));
        int[] kept = {34, 36, 38, 47, 48};
        int[] port = {0, 0, 443, 443, 443};
        int[] flags = {0, 0, 0, 0, 2};
        for (int i = 0; i < kept.length; i++) {
            byte[] file = PcapFile.ethernet()
                    .add(1_600_000_000_000_000_000L, Arrays.copyOf(frame, kept[i]), frame.length)
                    .bytes();
            Metered read = Metered.of(file);
            assertThat(read.only().bytes()).isEqualTo(40);
            assertThat(read.only().destinationPort()).isEqualTo(port[i]);
            assertThat(read.only().tcpFlags()).isEqualTo(flags[i]);
            assertThat(read.report().found().containsKey("truncated-transport-header"))
                    .isEqualTo(kept[i] < 48);
        }
    }

    @Test
    void refusesHeadersThatCannotBe() throws IOException {
        byte[] short4 = Wire.ipv4(A, B, 17, Wire.udp(1, 2, 0));
        short4[0] = 0x44;
        byte[] version5 = Wire.ipv4(A, B, 17, Wire.udp(1, 2, 0));
        version5[0] = 0x55;

        Metered read = read(short4, version5);

        assertThat(read.flows()).isEmpty();
        assertThat(read.report().frames()).isEqualTo(2);
        assertThat(read.report().skipped()).containsExactly(Map.entry("malformed-ip", 2L));
    }
}
