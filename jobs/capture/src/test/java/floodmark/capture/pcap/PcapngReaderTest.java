package floodmark.capture.pcap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PcapngReaderTest {
    private static final long MICROS = 1_600_000_000_123_456L;
    private static final byte[] FRAME =
            Wire.ethernet(0x0800, Wire.ipv4("198.51.100.1", "192.0.2.1", 17, Wire.udp(53, 4242, 100)));
    private static final byte[] RAW = Wire.ipv4("198.51.100.2", "192.0.2.1", 17, Wire.udp(53, 4242, 7));

    @Test
    void readsSectionsOfBothByteOrdersWithInterfacesOfTheirOwn() throws IOException {
        byte[] file = new PcapngFile()
                .section(ByteOrder.BIG_ENDIAN)
                .describe()
                .describe(101, 65_535, 9, 0)
                .unknown()
                .enhanced(0, MICROS, FRAME)
                .enhanced(1, MICROS * 1000 + 1, RAW)
                .section(ByteOrder.LITTLE_ENDIAN)
                .describe(101, 0, 6, 0)
                .old(0, MICROS + 2, RAW)
                .enhanced(1, MICROS, RAW)
                .bytes();

        Metered read = Metered.of(file);

        assertThat(read.report().packets()).isEqualTo(3);
        assertThat(read.report().frames()).isEqualTo(4);
        assertThat(read.report().skipped()).containsExactly(Map.entry("unknown-interface", 1L));
        assertThat(read.flows()).hasSize(2);
        assertThat(read.flows().get(0).startNanos()).isEqualTo(MICROS * 1000);
        assertThat(read.flows().get(1).startNanos()).isEqualTo(MICROS * 1000 + 1);
        assertThat(read.flows().get(1).endNanos()).isEqualTo(MICROS * 1000 + 2000);
    }

    @Test
    void givesFramesWithoutATimeTheOneBefore() throws IOException {
        byte[] file = new PcapngFile()
                .section(ByteOrder.LITTLE_ENDIAN)
                .describe(101, 24, 6, 0)
                .enhanced(0, MICROS, RAW)
                .simple(Arrays.copyOf(RAW, 24), RAW.length)
                .bytes();

        Metered read = Metered.of(file);

        assertThat(read.only().packets()).isEqualTo(2);
        assertThat(read.only().bytes()).isEqualTo(2L * RAW.length);
        assertThat(read.only().endNanos()).isEqualTo(MICROS * 1000);
        assertThat(read.report().corrected()).containsOnlyKeys("clock-none");
    }

    /** Resolution, offset, units, nanoseconds; -1 where no long holds the time. */
    @ParameterizedTest
    @CsvSource({
        "0, 0, 1600000000, 1600000000000000000",
        "3, 0, 1600000000123, 1600000000123000000",
        "6, 3600, 1600000000123456, 1600003600123456000",
        "9, -1600000000, 1600000000123456789, 123456789",
        "12, 0, 1600000123456789, 1600000123456",
        "18, 0, 1999999999999999999, 1999999999",
        "127, 0, 9223372036854775807, 0",
        "128, 0, 1600000000, 1600000000000000000",
        "138, 0, 1638400000512, 1600000000500000000",
        "160, 0, 6871947675747483648, 1600000000500000000",
        "255, 0, -1, 0",
        "0, 0, -1, -1",
        "6, 9223372036854775807, 1, -1",
    })
    void turnsUnitsIntoNanoseconds(int resolution, long offset, String units, long nanos) {
        CaptureInterface from = new CaptureInterface(1, 0, resolution, offset);
        long asRead = new BigInteger(units).longValue();
        long result;
        try {
            result = from.nanos(asRead);
        } catch (ArithmeticException e) {
            result = -1;
        }
        assertThat(result).isEqualTo(nanos);
    }

    @Test
    void stopsAtALengthThatLies() throws IOException {
        byte[] whole = new PcapngFile()
                .section(ByteOrder.LITTLE_ENDIAN)
                .describe()
                .enhanced(0, MICROS, FRAME)
                .enhanced(0, MICROS, FRAME)
                .enhanced(0, MICROS, FRAME)
                .bytes();
        int block = 12 + 20 + ((FRAME.length + 3) & ~3) + 12;
        int second = whole.length - 2 * block;
        for (int lie : new int[] {0, 8, block + 1, -4, block + 4, block - 4}) {
            byte[] file = whole.clone();
            ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putInt(second + 4, lie);

            Metered read = Metered.of(file);

            assertThat(read.report().packets()).as("lie %d", lie).isEqualTo(1);
            assertThat(read.report().skipped()).hasSize(1);
            String reason = read.report().skipped().keySet().iterator().next();
            assertThat(reason).isIn("damaged-file", "cut-file");
            assertThat(read.report().note(reason)).contains("byte " + second);
        }
    }

    @Test
    void keepsWhatComesBeforeACutAtEveryLength() throws IOException {
        byte[] head = new PcapngFile().section(ByteOrder.BIG_ENDIAN).describe().bytes();
        byte[] whole = new PcapngFile()
                .section(ByteOrder.BIG_ENDIAN)
                .describe()
                .enhanced(0, MICROS, FRAME)
                .enhanced(0, MICROS, FRAME)
                .bytes();
        int block = (whole.length - head.length) / 2;
        for (int length = head.length; length < whole.length; length++) {
            Metered read = Metered.of(Arrays.copyOf(whole, length));

            assertThat(read.report().packets()).as("length %d", length).isEqualTo((length - head.length) / block);
            assertThat(read.report().skipped().containsKey("cut-file")).isEqualTo((length - head.length) % block != 0);
        }
    }

    @Test
    void passesOverAPacketThatIsLongerThanItsBlock() throws IOException {
        byte[] file = new PcapngFile()
                .section(ByteOrder.LITTLE_ENDIAN)
                .describe()
                .block(6, 24, b -> b.putInt(0).putLong(0).putInt(1_000_000).putInt(1_000_000))
                .enhanced(0, MICROS, FRAME)
                .bytes();

        Metered read = Metered.of(file);

        assertThat(read.report().packets()).isEqualTo(1);
        assertThat(read.report().skipped()).containsOnlyKeys("damaged-block");
    }
}
