package floodmark.pipeline.source;

import static org.assertj.core.api.Assertions.assertThat;

import floodmark.capture.CaptureKind;
import floodmark.capture.LocalFile;
import floodmark.capture.parquet.ParquetCapture;
import floodmark.pipeline.Duck;
import floodmark.pipeline.cell.Block;
import floodmark.pipeline.cell.Budget;
import floodmark.pipeline.cell.ClosedBins;
import floodmark.pipeline.cell.CountFold;
import floodmark.pipeline.cell.FlowFold;
import floodmark.pipeline.cell.ScreeningFold;
import floodmark.pipeline.source.CapturePlan.PlannedFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.connector.file.src.util.RecordAndPosition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CaptureReaderTest {
    private static final long BIN = 60_000_000_000L;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    private record Sent(String key, List<Byte> bytes, long offset, long after) {}

    private record TestFolds(Budget budget) implements Folds {
        @Override
        public long binNanos() {
            return BIN;
        }

        @Override
        public FlowFold flows(ClosedBins closed) {
            return new ScreeningFold(BIN, closed, budget);
        }

        @Override
        public CountFold counts() {
            return new CountFold(d -> true);
        }
    }

    private PlannedFile write(int rows, int rowGroups) throws Exception {
        Path file = directory.resolve("f.parquet");
        try (Duck duck = new Duck()) {
            duck.flows("f", rows, "2024-08-12 22:00:00", 1800);
            duck.write("SELECT * FROM f ORDER BY flow_start", file, 2048);
        }
        try (ParquetCapture capture = ParquetCapture.open(LocalFile.open(file))) {
            assertThat(capture.rowGroups()).hasSize(rowGroups);
            return PlannedFile.of("f.parquet", file.toUri().toString(), Files.size(file), capture.rowGroups());
        }
    }

    private static List<Sent> read(PlannedFile file, Budget budget, int rowGroup, long skip) throws Exception {
        List<Sent> sent = new ArrayList<>();
        try (CaptureReader reader = CaptureReader.open(
                new CapturePlan(List.of(file)),
                file,
                CaptureKind.FLOWS,
                new TestFolds(budget),
                rowGroup,
                file.rowGroups(),
                skip)) {
            for (var batch = reader.readBatch(); batch != null; batch = reader.readBatch()) {
                for (RecordAndPosition<Block> next = batch.next(); next != null; next = batch.next()) {
                    List<Byte> bytes = new ArrayList<>();
                    for (byte b : next.getRecord().bytes()) {
                        bytes.add(b);
                    }
                    sent.add(new Sent(next.getRecord().key(), bytes, next.getOffset(), next.getRecordSkipCount()));
                }
                batch.releaseBatch();
            }
        }
        return sent;
    }

    @ParameterizedTest
    @CsvSource({"40, 1000000", "1000000, 700", "200, 4000", "1000000, 1000000"})
    void continuesAfterEveryPositionWithTheSameBlocks(int cells, int rows) throws Exception {
        PlannedFile file = write(6000, 3);
        Budget budget = new Budget(cells, rows);
        List<Sent> whole = read(file, budget, 0, 0);
        for (int i = 0; i < whole.size(); i += 1 + whole.size() / 40) {
            Sent last = whole.get(i);
            assertThat(read(file, budget, (int) last.offset(), last.after()))
                    .as("after block %s", i)
                    .isEqualTo(whole.subList(i + 1, whole.size()));
        }
    }

    @Test
    void plansCountRowGroupsThatMayHoldABin() {
        PlannedFile file = new PlannedFile(
                "f",
                "file:///f",
                1,
                new long[4],
                new long[4],
                new long[4],
                new long[] {0, 10, 20, Long.MIN_VALUE},
                new long[] {9, 25, 30, Long.MAX_VALUE});
        CapturePlan plan = new CapturePlan(List.of(file));
        assertThat(plan.rowGroupsWithStartsIn(0, 10)).isEqualTo(2);
        assertThat(plan.rowGroupsWithStartsIn(25, 26)).isEqualTo(3);
        assertThat(plan.rowGroupsWithStartsIn(26, 30)).isEqualTo(2);
        assertThat(plan.rowGroupsWithStartsIn(31, 90)).isEqualTo(1);
    }

    @Test
    void splitsCoverEveryRowGroupOnce() {
        long[] ten = new long[10];
        Arrays.fill(ten, 100);
        PlannedFile a = new PlannedFile("a", "file:///a", 1, ten, ten, ten, ten, ten);
        PlannedFile b = new PlannedFile("b", "file:///b", 1, new long[3], new long[3], ten, ten, ten);
        for (int desired : new int[] {1, 2, 3, 8, 100}) {
            var splits = new RowGroupEnumerator(new CapturePlan(List.of(a, b)), 2)
                    .enumerateSplits(new org.apache.flink.core.fs.Path[0], desired);
            int[] seen = new int[13];
            splits.forEach(split -> {
                int base = split.path().getName().equals("a") ? 0 : 10;
                for (long g = split.offset(); g < split.offset() + split.length(); g++) {
                    seen[base + (int) g]++;
                }
            });
            assertThat(seen).containsOnly(1);
            assertThat(splits.size()).isLessThanOrEqualTo(2 * desired + 2);
        }
    }
}
