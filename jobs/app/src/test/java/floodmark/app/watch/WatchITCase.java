package floodmark.app.watch;

import static floodmark.app.watch.Commands.run;
import static floodmark.app.watch.Commands.runs;
import static org.assertj.core.api.Assertions.assertThat;

import floodmark.app.watch.Commands.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sun.misc.Signal;

/** A watch as its user meets it: the live verdict, an end by hand, what goes wrong with files. */
class WatchITCase {
    private static final long PATIENCE_SECONDS = 240;

    @TempDir
    private Path place = Path.of("");

    private Path captures = Path.of("");
    private Path theCase = Path.of("");

    @BeforeEach
    void makeCase() throws IOException {
        captures = Files.createDirectory(place.resolve("captures"));
        theCase = Minutes.theCase(place.resolve("case.yaml"), "captures");
    }

    private void land(int from, int to) throws IOException {
        for (int minute = from; minute < to; minute++) {
            Path hidden = captures.resolve("_" + minute);
            Minutes.write(hidden, minute);
            Files.move(hidden, captures.resolve(Minutes.name(minute)));
        }
    }

    private void complete() throws IOException {
        Files.createFile(captures.resolve("_COMPLETE"));
    }

    private Object[] watch(Object... more) {
        List<Object> all = new ArrayList<>(List.of(
                "watch", theCase, "--output", place.resolve("result"), "--poll", "PT0.05S", "--lateness", "PT2M"));
        all.addAll(List.of(more));
        return all.toArray();
    }

    private String live() throws IOException {
        Path file = place.resolve("result.live/verdict.json");
        return Files.exists(file) ? Files.readString(file) : "";
    }

    private String liveThatSays(String text) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!live().contains(text)) {
            assertThat(System.nanoTime()).as(live()).isLessThan(end);
            Thread.sleep(50);
        }
        return live();
    }

    private void sameAsAssess() throws IOException {
        runs("assess", theCase, "--output", place.resolve("expected"), "--progress", "none");
        Commands.same(place.resolve("result"), Commands.tables(place.resolve("expected")));
    }

    @Test
    void raisesTheFloodWhileItRuns() throws Exception {
        land(0, 96);
        CompletableFuture<Outcome> watching = CompletableFuture.supplyAsync(() -> run(watch("--progress", "auto")));
        String before = liveThatSays("\"files\": 96");
        assertThat(before).contains("\"running\": true").contains("\"raised\": false");
        land(96, 101);
        assertThat(liveThatSays("\"files\": 101")).contains("\"raised\": true").contains("\"finding\": \"supported\"");
        assertThat(Files.readString(place.resolve("result.live/report.html")))
                .contains("(+) attack: More came than usual")
                .contains("<td>(+) supported</td>", "<a href=\"reloading.html\">")
                .doesNotContain("<script", "http-equiv=\"refresh\"");
        assertThat(Files.readString(place.resolve("result.live/reloading.html")))
                .contains(
                        "<td>(+) supported</td>", "http-equiv=\"refresh\" content=\"10\"", "<a href=\"report.html\">");
        assertThat(place.resolve("result")).doesNotExist();
        land(101, Minutes.MINUTES);
        complete();
        Outcome outcome = watching.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(outcome.err()).contains("attack: p ");
        assertThat(place.resolve("result.live")).doesNotExist();
        sameAsAssess();
    }

    @Test
    void isStoppedAndGoesOnWithAnotherParallelism() throws Exception {
        land(0, 99);
        CompletableFuture<Outcome> first = CompletableFuture.supplyAsync(() -> run(watch("--progress", "none")));
        liveThatSays("\"files\": 99");
        Signal.raise(new Signal("TERM"));
        Outcome stopped = first.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(stopped.code()).as(stopped.err()).isZero();
        assertThat(place.resolve("result/manifest.json")).exists();
        assertThat(place.resolve("result.live/checkpoints")).isNotEmptyDirectory();

        land(99, Minutes.MINUTES);
        complete();
        runs(watch("--progress", "none", "--resume", "--overwrite", "--parallelism", 4));
        sameAsAssess();
    }

    @Test
    void endsWhenNothingComesAnyMore() throws Exception {
        land(0, 98);
        runs(watch("--progress", "none", "--idle", "PT2S"));
        sameAsAssess();
    }

    @Test
    void endsAfterAMoment() throws Exception {
        land(0, 104);
        runs(watch("--progress", "none", "--until", "2024-08-13T01:40:00Z"));
        sameAsAssess();
    }

    @Test
    void countsLateRowsAndKeepsThem() throws Exception {
        land(0, 50);
        land(51, 100);
        CompletableFuture<Outcome> watching = CompletableFuture.supplyAsync(() -> run(watch("--progress", "none")));
        liveThatSays("\"files\": 99");
        land(50, 51);
        String live = liveThatSays("\"files\": 100");
        assertThat(live).doesNotContain("\"late_rows\": 0");
        complete();
        assertThat(watching.get(PATIENCE_SECONDS, TimeUnit.SECONDS).code()).isZero();
        runs("assess", theCase, "--output", place.resolve("expected"), "--progress", "none");
        assertThat(Files.readAllBytes(place.resolve("result/series.parquet")))
                .isEqualTo(Files.readAllBytes(place.resolve("expected/series.parquet")));
        assertThat(Files.readAllBytes(place.resolve("result/ledger.parquet")))
                .isNotEqualTo(Files.readAllBytes(place.resolve("expected/ledger.parquet")));
    }

    @Test
    void aHalfWrittenFileGetsTimeAndThenFails() throws Exception {
        land(0, 99);
        byte[] whole = Files.readAllBytes(captures.resolve(Minutes.name(98)));
        Files.write(captures.resolve(Minutes.name(98)), Arrays.copyOf(whole, whole.length / 2));
        complete();
        Outcome outcome = run(watch("--progress", "none", "--grace", "PT1S"));
        assertThat(outcome.code()).isNotZero();
        assertThat(outcome.err())
                .contains("m098.parquet] the file is half-written")
                .contains("rename");
    }

    @Test
    void aHalfWrittenFileIsTakenWhenItIsWhole() throws Exception {
        land(0, 99);
        Path last = captures.resolve(Minutes.name(98));
        byte[] whole = Files.readAllBytes(last);
        Files.write(last, Arrays.copyOf(whole, whole.length / 2));
        CompletableFuture<Outcome> watching = CompletableFuture.supplyAsync(() -> run(watch("--progress", "none")));
        liveThatSays("\"files\": 98");
        Files.write(last, whole);
        liveThatSays("\"files\": 99");
        complete();
        assertThat(watching.get(PATIENCE_SECONDS, TimeUnit.SECONDS).code()).isZero();
        sameAsAssess();
    }

    @Test
    void badFilesAreLeftOutOnRequest() throws Exception {
        land(0, 100);
        Files.writeString(captures.resolve("other.parquet"), "PAR1 this is none PAR1");
        CompletableFuture<Outcome> watching =
                CompletableFuture.supplyAsync(() -> run(watch("--progress", "none", "--on-bad-file", "quarantine")));
        assertThat(liveThatSays("\"files\": 100")).contains("other.parquet");
        // Replaced after it was read: what was summed cannot be taken back, so it begins again without the file.
        Minutes.write(captures.resolve("_next"), 3);
        Files.move(captures.resolve("_next"), captures.resolve(Minutes.name(40)), StandardCopyOption.REPLACE_EXISTING);
        liveThatSays("\"files\": 99");
        complete();
        Outcome outcome = watching.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(Files.readString(place.resolve("result/verdict.json"))).doesNotContain(Minutes.name(40));
    }

    @Test
    void aReplacedFileFails() throws Exception {
        land(0, 99);
        CompletableFuture<Outcome> watching = CompletableFuture.supplyAsync(() -> run(watch("--progress", "none")));
        liveThatSays("\"files\": 99");
        Minutes.write(captures.resolve("_next"), 3);
        Files.move(captures.resolve("_next"), captures.resolve(Minutes.name(40)), StandardCopyOption.REPLACE_EXISTING);
        Outcome outcome = watching.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(outcome.code()).isNotZero();
        assertThat(outcome.err()).contains("m040.parquet] the file was replaced after it had been read");
        assertThat(place.resolve("result")).doesNotExist();
    }
}
