package floodmark.app.watch;

import static floodmark.app.watch.Commands.runs;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Zero differing bytes: batch, streaming, and a watch of the same files landing in any order, at any parallelism, undisturbed or not. */
class WaysOfRunningITCase {
    private static final long LANDING_MILLIS = 15;

    /** How a result is made. */
    enum Way {
        BATCH,
        STREAMING,
        WATCH
    }

    /**
     * One way of running.
     *
     * @param failures how often a task fails
     */
    record Run(Way way, int parallelism, int failures) {}

    @TempDir
    @SuppressWarnings("NullAway.Init")
    static Path place;

    private static final List<Path> FILES = new ArrayList<>();
    private static final Map<String, byte[]> EXPECTED = new TreeMap<>();

    /** Everything in the full form; in the short one each way with failures, and a watch at each parallelism. */
    static Stream<Run> ways() {
        List<Run> all = new ArrayList<>();
        for (Way way : Way.values()) {
            for (int parallelism : new int[] {1, 2, 4}) {
                for (int failures : new int[] {0, 2}) {
                    boolean inShort = parallelism == 2 ? failures > 0 : way == Way.WATCH && failures == 0;
                    if (inShort || Boolean.getBoolean("floodmark.full")) {
                        all.add(new Run(way, parallelism, failures));
                    }
                }
            }
        }
        return all.stream();
    }

    @BeforeAll
    static void expected() throws IOException {
        FILES.addAll(Minutes.write(place.resolve("all")));
        Path captures = Files.createDirectory(place.resolve("captures"));
        FILES.forEach(file -> Minutes.land(file, captures));
        Path theCase = Minutes.theCase(place.resolve("case.yaml"), "flaky://" + captures);
        FlakyFiles.arm();
        runs("assess", theCase, "--output", place.resolve("expected"), "--progress", "none", "--parallelism", 1);
        EXPECTED.putAll(Commands.tables(place.resolve("expected")));
        assertThat(EXPECTED).containsKeys("verdict.json", "series.parquet", "ledger.parquet", "report.html");
    }

    @ParameterizedTest
    @MethodSource("ways")
    void isTheSame(Run run) throws Exception {
        Path result = place.resolve(run.toString());
        Path captures = place.resolve("captures");
        if (run.way == Way.WATCH) {
            try (Stream<Path> old = Files.list(captures)) {
                for (Path file : old.toList()) {
                    Files.delete(file);
                }
            }
        }
        // Reads differ between the ways; these are early, and in the middle.
        FlakyFiles.arm(run.failures > 0 ? new Integer[] {5, 25} : new Integer[0]);
        List<Object> command = new ArrayList<>(List.of(
                run.way == Way.WATCH ? "watch" : "assess",
                place.resolve("case.yaml"),
                "--output",
                result,
                "--progress",
                "none",
                "--parallelism",
                run.parallelism,
                "--mode",
                run.way == Way.BATCH ? "batch" : "streaming"));
        Thread landing = new Thread(() -> land(captures, run.hashCode()));
        if (run.way == Way.WATCH) {
            command.addAll(List.of("--poll", "PT0.05S", "--lateness", "PT2H"));
            landing.start();
        }
        runs(command.toArray());
        landing.join();
        assertThat(FlakyFiles.failed()).isEqualTo(run.failures);
        Commands.same(result, EXPECTED);
    }

    private static void land(Path captures, long seed) {
        List<Path> order = new ArrayList<>(FILES);
        Collections.shuffle(order, new Random(seed));
        try {
            for (Path file : order) {
                Minutes.land(file, captures);
                Thread.sleep(LANDING_MILLIS);
            }
            Files.createFile(captures.resolve("_COMPLETE"));
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
