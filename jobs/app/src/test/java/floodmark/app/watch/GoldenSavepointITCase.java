package floodmark.app.watch;

import static floodmark.app.watch.Commands.run;
import static floodmark.app.watch.Commands.runs;
import static org.assertj.core.api.Assertions.assertThat;

import floodmark.app.watch.Commands.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import sun.misc.Signal;

/**
 * A savepoint of an earlier version of this program can be gone on with. It stands in the resources with the two files that it has read;
 * a change of a format needs another version of its serialiser, which reads the old one, and a second savepoint beside this.
 */
class GoldenSavepointITCase {
    private static final Path GOLDEN = Path.of("src", "test", "resources", "golden-watch-1");
    private static final int FIRST = 94;

    @TempDir
    private Path place = Path.of("");

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            List<Path> paths = all.sorted().toList();
            for (Path path : paths) {
                Path copy = to.resolve(from.relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(path, copy);
                }
            }
        }
    }

    private Object[] watch(Object... more) throws IOException {
        Path theCase = Minutes.theCase(place.resolve("case.yaml"), "flaky:///golden/captures");
        return Stream.concat(
                        Stream.of("watch", theCase, "--output", place.resolve("result"), "--poll", "PT0.05S"),
                        Stream.of(more))
                .toArray();
    }

    @Test
    void isGoneOnWith() throws Exception {
        FlakyFiles.arm();
        FlakyFiles.golden(place.resolve("golden"));
        copy(GOLDEN, place.resolve("golden"));
        Path captures = place.resolve("golden/captures");
        Minutes.write(captures.resolve(Minutes.name(FIRST + 2)), FIRST + 2);
        Files.createFile(captures.resolve("_COMPLETE"));
        runs(watch(
                "--progress",
                "none",
                "--parallelism",
                3,
                "--resume",
                "--checkpoints",
                place.resolve("golden/savepoints")));
        runs("assess", place.resolve("case.yaml"), "--output", place.resolve("expected"), "--progress", "none");
        Commands.same(place.resolve("result"), Commands.tables(place.resolve("expected")));
    }

    /** Makes the savepoint anew: {@code -Dfloodmark.golden=true}. */
    @Test
    @EnabledIfSystemProperty(named = "floodmark.golden", matches = "true")
    void make() throws Exception {
        FlakyFiles.arm();
        FlakyFiles.golden(GOLDEN);
        Files.createDirectories(GOLDEN.resolve("captures"));
        for (int minute = FIRST; minute < FIRST + 2; minute++) {
            Minutes.write(GOLDEN.resolve("captures").resolve(Minutes.name(minute)), minute);
        }
        Object[] command = watch("--progress", "none", "--parallelism", 2);
        CompletableFuture<Outcome> watching = CompletableFuture.supplyAsync(() -> run(command));
        Path live = place.resolve("result.live/verdict.json");
        for (int i = 0;
                i < 600 && !(Files.exists(live) && Files.readString(live).contains("\"files\": 2"));
                i++) {
            Thread.sleep(100);
        }
        Signal.raise(new Signal("TERM"));
        Outcome outcome = watching.get(2, TimeUnit.MINUTES);
        assertThat(outcome.code()).as(outcome.err()).isZero();
        try (Stream<Path> made = Files.list(place.resolve("result.live/checkpoints"))) {
            for (Path path : made.filter(p -> p.getFileName().toString().startsWith("savepoint"))
                    .toList()) {
                copy(path, GOLDEN.resolve("savepoints").resolve("savepoint"));
            }
        }
    }
}
