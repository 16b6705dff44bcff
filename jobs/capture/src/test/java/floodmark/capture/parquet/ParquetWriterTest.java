package floodmark.capture.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import floodmark.capture.CaptureKind;
import floodmark.capture.CountRecord;
import floodmark.capture.FlowRecord;
import floodmark.capture.LocalFile;
import floodmark.capture.RecordSink;
import floodmark.model.Address;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParquetWriterTest {
    @TempDir
    private Path directory;

    private Path write(List<FlowRecord> flows) throws IOException {
        Path file = directory.resolve("flows.parquet");
        try (FlowParquetWriter writer = FlowParquetWriter.create(file)) {
            for (FlowRecord flow : flows) {
                writer.accept(flow);
            }
        }
        return file;
    }

    @Test
    void flowsComeBack() throws IOException {
        List<FlowRecord> flows = Captures.random(30_000, 1, 1, false);
        Captures.Flows read = Captures.read(write(flows));
        assertThat(read.rows()).isEqualTo(flows);
        assertThat(read.rejected()).isEmpty();
    }

    @Test
    void footerTellsRowsAndTimes() throws IOException {
        List<FlowRecord> flows = Captures.random(1000, 2, 1, true);
        try (ParquetCapture capture = ParquetCapture.open(LocalFile.open(write(flows)))) {
            assertThat(capture.kind()).isEqualTo(CaptureKind.FLOWS);
            assertThat(capture.rows()).isEqualTo(1000);
            RowGroup group = capture.rowGroups().get(0);
            assertThat(group.startOffset()).isEqualTo(4);
            assertThat(group.rows()).isEqualTo(1000);
            assertThat(group.compressedBytes()).isPositive();
            assertThat(group.minStartNanos())
                    .isEqualTo(flows.stream()
                            .mapToLong(FlowRecord::startNanos)
                            .min()
                            .orElseThrow());
            assertThat(group.maxStartNanos())
                    .isEqualTo(flows.stream()
                            .mapToLong(FlowRecord::startNanos)
                            .max()
                            .orElseThrow());
        }
    }

    @Test
    void sameRowsGiveSameBytes() throws IOException {
        List<FlowRecord> flows = Captures.random(5000, 3, 1, false);
        byte[] first = Files.readAllBytes(write(flows));
        assertThat(Files.readAllBytes(write(flows))).isEqualTo(first);
    }

    @Test
    void fileAppearsWhenClosedAndNotWhenAborted() throws IOException {
        Path file = directory.resolve("late.parquet");
        RecordSink<FlowRecord> aborted = FlowParquetWriter.create(file);
        aborted.accept(Captures.random(1, 4, 1, true).get(0));
        assertThat(directory.resolve(".late.parquet.tmp")).exists();
        aborted.abort();
        aborted.close();
        assertThat(directory).isEmptyDirectory();
        FlowParquetWriter.create(file).close();
        assertThat(Captures.read(file).rows()).isEmpty();
        try (ParquetCapture capture = ParquetCapture.open(LocalFile.open(file))) {
            assertThat(capture.rows()).isZero();
        }
    }

    @Test
    void duckDbReadsWhatIsWritten() throws IOException, SQLException {
        Address source = Captures.address("2001:db8::1");
        Address destination = Captures.address("192.0.2.1");
        Path file = write(List.of(
                new FlowRecord(
                        Captures.START, Captures.START + 1_500, source, destination, 53, 80, 17, 0, 3, 1500, 1, 60, 64),
                new FlowRecord(
                        Captures.START, Captures.START, source, destination, 53, 80, 17, 0, 3, 1500, 100, -1, -1)));
        String query =
                "select epoch_us(flow_start), source_address, destination_address, packets, sampling_rate, ttl_min,"
                        + " ttl_max, typeof(flow_start) from '" + file + "'";
        List<String> rows;
        try (DuckDb duck = new DuckDb()) {
            rows = duck.query(query);
        }
        assertThat(rows)
                .containsExactly(
                        "1723506900000000|2001:db8::1|192.0.2.1|3|1|60|64|TIMESTAMP WITH TIME ZONE",
                        "1723506900000000|2001:db8::1|192.0.2.1|3|100|null|null|TIMESTAMP WITH TIME ZONE");
    }

    @Test
    void countsComeBack() throws IOException {
        List<CountRecord> counts = new ArrayList<>();
        for (int i = 0; i < 3000; i++) {
            counts.add(new CountRecord(
                    Captures.START + i * 60_000_000_000L,
                    60,
                    "host-" + i % 7,
                    i % 2 == 0 ? "bytes" : "requests",
                    i % 3 - 1,
                    i * 1.5));
        }
        Path file = directory.resolve("counts.parquet");
        try (CountsParquetWriter writer = CountsParquetWriter.create(file)) {
            for (CountRecord count : counts) {
                writer.accept(count);
            }
        }
        Map<String, Long> rejected = new TreeMap<>();
        assertThat(Captures.counts(file, rejected)).isEqualTo(counts);
        assertThat(rejected).isEmpty();
        try (ParquetCapture capture = ParquetCapture.open(LocalFile.open(file))) {
            assertThat(capture.kind()).isEqualTo(CaptureKind.COUNTS);
            assertThat(capture.rowGroups().get(0).minStartNanos()).isEqualTo(Captures.START);
        }
    }
}
