package floodmark.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import floodmark.capture.CountRecord;
import floodmark.capture.parquet.CountsParquetWriter;
import floodmark.capture.parquet.FlowParquetWriter;
import floodmark.claim.CaseFile.CaptureRef;
import floodmark.claim.Vantage;
import floodmark.model.UserError;
import floodmark.model.Window;
import floodmark.pipeline.cell.RandomFlows;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputsTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    private void flows(String name, int rows) throws Exception {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        try (FlowParquetWriter writer = FlowParquetWriter.create(file)) {
            for (var flow : RandomFlows.flows(rows, rows, 1_000_000, 1_000_000_000, 60)) {
                writer.accept(flow);
            }
        }
    }

    private List<CaptureFile> resolve(String... paths) {
        return Inputs.resolve(
                Arrays.stream(paths)
                        .map(p -> new CaptureRef(p, null, Vantage.unstated()))
                        .toList(),
                directory);
    }

    private List<String> paths(String... paths) {
        return resolve(paths).stream().map(CaptureFile::path).toList();
    }

    @Test
    void findsFilesDirectoriesAndGlobs() throws Exception {
        flows("one.parquet", 3);
        flows("day/b.parquet", 4);
        flows("day/hour/a.parquet", 5);
        flows("day/hour/c.pq", 6);
        flows("day/.hidden.parquet", 7);
        flows("day/_tmp/d.parquet", 8);
        assertThat(paths("one.parquet")).containsExactly("one.parquet");
        assertThat(paths("day")).containsExactly("day/b.parquet", "day/hour/a.parquet");
        assertThat(paths("day/")).containsExactly("day/b.parquet", "day/hour/a.parquet");
        assertThat(paths("day/*.parquet", "*.parquet")).containsExactly("day/b.parquet", "one.parquet");
        assertThat(paths("day/**.parquet")).containsExactly("day/b.parquet", "day/hour/a.parquet");
        assertThat(paths("day/hour/?.p*")).containsExactly("day/hour/a.parquet", "day/hour/c.pq");
        String uri = directory
                .resolve("day")
                .toUri()
                .toString()
                .replaceFirst("/$", "")
                .replace("file:/", "file:///")
                .replaceFirst("file:/{3,}", "file:///");
        assertThat(paths(uri)).containsExactly(uri + "/b.parquet", uri + "/hour/a.parquet");
    }

    @Test
    void describesAFile() throws Exception {
        flows("one.parquet", 300);
        CaptureFile file = resolve("one.parquet").get(0);
        assertThat(file.rows()).isEqualTo(300);
        List<Long> starts = RandomFlows.flows(300, 300, 1_000_000, 1_000_000_000, 60).stream()
                .map(f -> f.startNanos())
                .sorted()
                .toList();
        assertThat(file.span().startNanos()).isBetween(starts.get(0) - 1_000_000, starts.get(0));
        assertThat(file.span().contains(file.span().endNanos() - 1)).isTrue();
        byte[] bytes = Files.readAllBytes(directory.resolve("one.parquet"));
        assertThat(file.sha256())
                .isEqualTo(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
    }

    @Test
    void reportsTheSameBytesTwice() throws Exception {
        flows("a.parquet", 10);
        flows("b.parquet", 11);
        Files.copy(directory.resolve("a.parquet"), directory.resolve("c.parquet"));
        assertThat(Inputs.duplicates(resolve("*.parquet"))).singleElement().satisfies(entry -> {
            assertThat(entry.what()).isEqualTo("duplicate-file");
            assertThat(entry.where()).isEqualTo("c.parquet");
            assertThat(entry.note()).contains("a.parquet");
        });
    }

    @Test
    void placesAFileWithoutRowsInsideTheOthers() throws Exception {
        flows("a.parquet", 10);
        flows("empty.parquet", 0);
        List<CaptureFile> files = resolve("*.parquet");
        long start = files.get(0).span().startNanos();
        assertThat(files.get(1).span()).isEqualTo(new Window(start, start));
    }

    @Test
    void namesTheCaptureThatIsWrong() throws Exception {
        flows("a.parquet", 10);
        flows("empty.parquet", 0);
        Files.writeString(directory.resolve("text.parquet"), "no Parquet at all, but long enough to look at");
        try (CountsParquetWriter writer = CountsParquetWriter.create(directory.resolve("counts.parquet"))) {
            writer.accept(new CountRecord(0, 60, "x", "requests", 1, 2));
        }
        Files.createDirectories(directory.resolve("nothing"));
        failsWith("[captures: gone.parquet] the capture is not there", "gone.parquet");
        failsWith("[captures: nothing] the capture is not there", "nothing");
        failsWith("[captures: x*.parquet] the capture is not there", "x*.parquet");
        failsWith("[captures: gone://host/a] no file system", "gone://host/a");
        failsWith("[text.parquet]", "text.parquet");
        failsWith("[captures: counts.parquet] captures of two kinds", "a.parquet", "counts.parquet");
        failsWith("[captures: empty.parquet] nothing to read", "empty.parquet");
        failsWith("[captures: a.*] the same file is named twice", "a.parquet", "a.*");
    }

    private void failsWith(String start, String... paths) {
        assertThatThrownBy(() -> resolve(paths))
                .as(Arrays.toString(paths))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith(start);
    }
}
