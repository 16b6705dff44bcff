package floodmark.capture.pcap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import floodmark.capture.FlowRecord;
import floodmark.model.UserError;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PcapReaderTest {
    private static final long START = 1_600_000_000_123_456_789L;
    private static final byte[] FRAME =
            Wire.ethernet(0x0800, Wire.ipv4("198.51.100.1", "192.0.2.1", 17, Wire.udp(53, 4242, 100)));

    @ParameterizedTest
    @CsvSource({"LITTLE, false", "BIG, false", "LITTLE, true", "BIG, true"})
    void readsBothByteOrdersAndUnits(String endian, boolean nanos) throws IOException {
        ByteOrder order = endian.equals("BIG") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        byte[] file = new PcapFile(order, nanos, 1, 65_535)
                .add(START, FRAME)
                .add(START + 5_000_000, FRAME)
                .bytes();

        FlowRecord flow = Metered.of(file).only();

        long cut = nanos ? START : START / 1000 * 1000;
        assertThat(flow.startNanos()).isEqualTo(cut);
        assertThat(flow.endNanos()).isEqualTo(cut + 5_000_000);
        assertThat(flow.packets()).isEqualTo(2);
        assertThat(flow.bytes()).isEqualTo(2 * 128);
        assertThat(flow.sourcePort()).isEqualTo(53);
        assertThat(flow.destinationPort()).isEqualTo(4242);
    }

    @Test
    void countsBytesFromTheHeaderWhereFramesAreCutToASnapLength() throws IOException {
        byte[] file = new PcapFile(ByteOrder.LITTLE_ENDIAN, false, 1, 42)
                .add(START, FRAME, FRAME.length)
                .bytes();

        Metered read = Metered.of(file);

        assertThat(read.only().bytes()).isEqualTo(128);
        assertThat(read.only().sourcePort()).isEqualTo(53);
        assertThat(read.report().skipped()).isEmpty();
    }

    @Test
    void keepsWhatComesBeforeACutAtEveryLength() throws IOException {
        byte[] whole = PcapFile.ethernet()
                .add(START, FRAME)
                .add(START, FRAME)
                .add(START, FRAME)
                .bytes();
        int record = 16 + FRAME.length;
        for (int length = 24; length < whole.length; length++) {
            Metered read = Metered.of(Arrays.copyOf(whole, length));

            int complete = (length - 24) / record;
            boolean cut = (length - 24) % record != 0;
            assertThat(read.report().packets()).as("length %d", length).isEqualTo(complete);
            assertThat(read.report().skipped().containsKey("cut-file")).isEqualTo(cut);
            if (cut) {
                assertThat(read.report().note("cut-file")).startsWith("from byte " + (24 + complete * record) + " on");
            }
        }
    }

    @Test
    void refusesACutFileHeader() {
        byte[] whole = PcapFile.ethernet().bytes();
        assertThatThrownBy(() -> Metered.of(Arrays.copyOf(whole, 23)))
                .isInstanceOf(UserError.class)
                .hasMessage(
                        "[test] pcap file header is cut: found 23 bytes, expected 24 bytes. Fetch the capture again.");
    }

    @Test
    void stopsAtALengthThatLies() throws IOException {
        for (int lie : new int[] {-1, Integer.MAX_VALUE, 300_000}) {
            byte[] file = PcapFile.ethernet()
                    .add(START, FRAME)
                    .add(START, FRAME)
                    .add(START, FRAME)
                    .bytes();
            int second = 24 + 16 + FRAME.length;
            ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putInt(second + 8, lie);

            Metered read = Metered.of(file);

            assertThat(read.report().packets()).isEqualTo(1);
            assertThat(read.report().skipped()).containsOnlyKeys("damaged-file");
            assertThat(read.report().note("damaged-file")).contains("byte " + second);
        }
    }

    @Test
    void readsTheLinkTypeBesideTheFrameCheckLength() throws IOException {
        // 0x2 in the top bits: the frame check sequence has four bytes.
        byte[] file = new PcapFile(ByteOrder.BIG_ENDIAN, false, 0x2400_0001, 65_535)
                .add(START, FRAME)
                .bytes();
        assertThat(Metered.of(file).report().packets()).isEqualTo(1);
    }

    @Test
    void readsGzipOfSeveralMembersAndKeepsWhatComesBeforeItsCut() throws IOException {
        byte[] file = PcapFile.ethernet().add(START, FRAME).add(START, FRAME).bytes();
        byte[] packed = gzip(file, 24 + 16 + FRAME.length);
        assertThat(Metered.of(packed).report().packets()).isEqualTo(2);

        // Without the trailer the bytes are all there, but it is not known that they are.
        Metered cut = Metered.of(Arrays.copyOf(packed, packed.length - 4));
        assertThat(cut.report().packets()).isEqualTo(2);
        assertThat(cut.report().note("cut-file")).contains("the gzip stream breaks off");
    }

    private static byte[] gzip(byte[] bytes, int split) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : new byte[][] {Arrays.copyOf(bytes, split), Arrays.copyOfRange(bytes, split, bytes.length)}) {
            try (GZIPOutputStream packed = new GZIPOutputStream(out)) {
                packed.write(part);
            }
        }
        return out.toByteArray();
    }

    @Test
    void countsTimesThatCannotBe() throws IOException {
        byte[] file =
                PcapFile.ethernet().add(START, FRAME).add(1_000_000_000L, FRAME).bytes();

        Metered read = Metered.of(file);

        assertThat(read.report().packets()).isEqualTo(2);
        assertThat(read.flows()).hasSize(2);
        assertThat(read.report().found()).containsOnlyKeys("clock-backwards", "clock-implausible");
    }
}
