package floodmark.capture.parquet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import floodmark.capture.FlowBatch;
import floodmark.capture.FlowRecord;
import floodmark.capture.LocalFile;
import floodmark.capture.RandomAccess;
import floodmark.capture.parquet.VariantWriter.AddressForm;
import floodmark.capture.parquet.VariantWriter.Form;
import floodmark.capture.parquet.VariantWriter.Pages;
import floodmark.model.UserError;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the bytes are: a correct read or one line that names the file; no hang, no memory beyond what the bytes justify. */
@Timeout(600)
class BrokenCaptureTest {
    private static final int ROWS = 900;

    /** How many times more tries the long form of the checks makes. */
    private static final int EFFORT = Boolean.getBoolean("floodmark.full") ? 20 : 1;

    /** A reader's own buffers and arrays for eleven columns, and some slack; far below what a lying header asks for. */
    private static final long MOST_BYTES = 64L << 20;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @TempDir
    private Path directory;

    private byte[] valid(Pages pages, WriterVersion version, CompressionCodecName codec, List<FlowRecord> flows)
            throws IOException {
        Path file = directory.resolve("valid.parquet");
        Files.deleteIfExists(file);
        AddressForm form = pages == Pages.SPLIT ? AddressForm.FIXED16 : AddressForm.TEXT;
        new VariantWriter(new Form(
                        TimeUnit.NANOS,
                        form,
                        false,
                        false,
                        pages,
                        version,
                        codec,
                        true,
                        true,
                        500,
                        row -> row % 50 == 7))
                .write(file, flows);
        return Files.readAllBytes(file);
    }

    /** The rows, or null if the file is refused as it must be. */
    private static Captures.Flows readOrRefuse(String what, byte[] bytes) throws IOException {
        long before = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
        try {
            // Stepping over what is broken must be as safe as reading it.
            RandomAccess file = new BytesFile("broken.parquet", bytes);
            Captures.Flows some =
                    Captures.read(file, FlowBatch.Columns.ALL, Captures.bySource(s -> s.hash64() % 8 == 0));
            Captures.Flows all = Captures.read(new BytesFile("broken.parquet", bytes));
            assertThat(some.rows().size())
                    .as(what)
                    .isLessThanOrEqualTo(all.rows().size());
            return all;
        } catch (UserError e) {
            assertThat(e.getMessage()).as(what).startsWith("[broken.parquet").doesNotContain("\n");
            return new Captures.Flows(List.of(), Map.of("refused", 1L), 0);
        } finally {
            long used = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
            assertThat(used).as(what).isLessThan(MOST_BYTES);
        }
    }

    private static boolean refused(Captures.Flows flows) {
        return flows.rejected().containsKey("refused");
    }

    @ParameterizedTest
    @EnumSource(Pages.class)
    void everyTruncationIsRefused(Pages pages) throws IOException {
        List<FlowRecord> flows = Captures.random(ROWS, 7, 1, false);
        byte[] whole = valid(pages, WriterVersion.PARQUET_1_0, CompressionCodecName.ZSTD, flows);
        for (int length = 0; length < whole.length; length += length < 64 || length > whole.length - 1100 ? 1 : 211) {
            Captures.Flows read = readOrRefuse("cut to " + length, Arrays.copyOf(whole, length));
            assertThat(refused(read)).as("cut to " + length).isTrue();
        }
        assertThat(refused(readOrRefuse("whole", whole))).isFalse();
    }

    @Test
    void flippedBitsInCheckedPagesNeverChangeARow() throws IOException {
        List<FlowRecord> flows = Captures.random(ROWS, 8, 1, false);
        byte[] whole = valid(Pages.MIXED, WriterVersion.PARQUET_1_0, CompressionCodecName.SNAPPY, flows);
        List<FlowRecord> expected = readOrRefuse("whole", whole).rows();
        int footer = whole.length - 8 - LittleEndian.int32(whole, whole.length - 8);
        SplittableRandom random = new SplittableRandom(8);
        int refused = 0;
        for (int i = 0; i < 500 * EFFORT; i++) {
            byte[] flipped = whole.clone();
            int at = random.nextInt(4, footer);
            flipped[at] ^= (byte) (1 << random.nextInt(8));
            Captures.Flows read = readOrRefuse("bit of byte " + at, flipped);
            refused += refused(read) ? 1 : 0;
            // Page headers have no checksum of their own: a flip there can lose a page's sense, never alter a value
            // unseen.
            if (!refused(read)) {
                assertThat(read.rows()).as("bit of byte " + at).isEqualTo(expected);
            }
        }
        assertThat(refused).isGreaterThan(300 * EFFORT);
    }

    @ParameterizedTest
    @EnumSource(Pages.class)
    void flippedBytesAnywhereNeverCrash(Pages pages) throws IOException {
        List<FlowRecord> flows = Captures.random(ROWS, 9, 1, false);
        for (CompressionCodecName codec : List.of(
                CompressionCodecName.UNCOMPRESSED,
                CompressionCodecName.SNAPPY,
                CompressionCodecName.GZIP,
                CompressionCodecName.ZSTD,
                CompressionCodecName.LZ4_RAW)) {
            byte[] whole = valid(pages, WriterVersion.PARQUET_2_0, codec, flows);
            flip(whole, 150 * EFFORT, codec + " " + pages);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"V1", "V2"})
    void flippedBytesInPagesWithoutChecksumNeverCrash(String version) throws IOException, SQLException {
        Path file = directory.resolve("duck.parquet");
        try (DuckDb duck = new DuckDb()) {
            duck.run("copy (select make_timestamp(1723506900000000 + i * 1000) as flow_start, flow_start as flow_end,"
                    + " '10.0.' || i % 256 || '.' || hash(i) % 256 as source_address, '192.0.2.' || i % 9 as destination_address,"
                    + " i::integer as source_port, 443 as destination_port, 6 as protocol, 2 as tcp_flags, hash(i) % 100000 as packets,"
                    + " hash(i) % 10000000 as bytes from range(3000) t(i)) to '" + file
                    + "' (format parquet, compression uncompressed, parquet_version " + version + ")");
        }
        flip(Files.readAllBytes(file), 1500 * EFFORT, version);
    }

    private static void flip(byte[] whole, int times, String what) throws IOException {
        int footer = whole.length - 8 - LittleEndian.int32(whole, whole.length - 8);
        SplittableRandom random = new SplittableRandom(what.length());
        for (int i = 0; i < times; i++) {
            byte[] flipped = whole.clone();
            // A third in the footer, which is small.
            int at = i % 3 == 0 ? random.nextInt(footer, whole.length) : random.nextInt(whole.length);
            flipped[at] = (byte) random.nextInt(256);
            readOrRefuse(what + ", byte " + at + " as " + flipped[at], flipped);
        }
    }

    @Test
    void otherFilesAreNamed() throws IOException {
        assertRefused(new byte[0], "the file is empty: found 0 bytes, expected a file that begins and ends with PAR1");
        assertRefused("PAR1".getBytes(UTF_8), "cut off or not yet complete");
        assertRefused("time,source,bytes\n1,2,3\n".getBytes(UTF_8), "not a Parquet file: found 'time' at its start");
        assertRefused(new byte[] {(byte) 0xd4, (byte) 0xc3, (byte) 0xb2, (byte) 0xa1, 2, 0, 4, 0}, "found a pcap file");
        assertRefused(new byte[] {0x0a, 0x0d, 0x0d, 0x0a, 0, 0, 0, 0, 1}, "found a pcapng file");
        assertRefused(new byte[] {0x1f, (byte) 0x8b, 8, 0}, "found a gzip file");
        assertRefused("PARE00000000000000PARE".getBytes(UTF_8), "the Parquet file is encrypted");
        assertRefused("PAR1\u0000\u0000\u0000\u007fPAR1".getBytes(UTF_8), "cut off");
        assertRefused(
                "PAR1abcdefgh\u0000\u0000\u0000\u007fPAR1".getBytes(UTF_8), "the footer of the Parquet file is broken");
    }

    private static void assertRefused(byte[] bytes, String message) {
        assertThatThrownBy(() -> Captures.read(new BytesFile("odd.bin", bytes)))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("[odd.bin] ")
                .hasMessageContaining(message);
    }

    @Test
    void missingFilesAndDirectories() {
        assertThatThrownBy(() -> LocalFile.open(directory.resolve("none.parquet")))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("there is no such file");
        assertThatThrownBy(() -> LocalFile.open(directory))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("not a file");
    }
}
