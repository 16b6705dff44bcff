package floodmark.app.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import floodmark.app.output.ResultDirectory;
import floodmark.app.run.RunOptions;
import floodmark.app.run.Settings;
import floodmark.capture.parquet.ParquetTable;
import floodmark.evidence.Schemas;
import floodmark.model.Table;
import floodmark.model.UserError;
import floodmark.pipeline.Progress;
import floodmark.stats.calibration.EffectFree;
import floodmark.stats.calibration.Experiments;
import floodmark.stats.calibration.FalseAlarms;
import floodmark.stats.calibration.Figure;
import floodmark.stats.calibration.Plan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CalibrationTest {
    private static final Path DATASETS = Path.of("..", "..", "datasets");
    private static final Plan PLAN = new Plan(9, 24, 3);
    private static final List<String> SECTIONS = List.of("level", "real-level", "injection", "bound");

    @TempDir
    private Path place = Path.of("");

    private static Calibration calibration(int threads, @Nullable Path peers) {
        return new Calibration(PLAN, SECTIONS, threads, DATASETS, peers);
    }

    private Path run(String name, int threads) throws IOException {
        Path target = place.resolve(name);
        RunOptions options = new RunOptions(
                "calibrate",
                List.of("calibrate", name),
                Instant.EPOCH,
                target,
                false,
                threads,
                RunOptions.Mode.BATCH,
                null,
                null,
                List.of(),
                Settings.defaults());
        try (ResultDirectory directory = ResultDirectory.open(target, false)) {
            List<Figure> figures = calibration(threads, null).figures(target, Progress.NONE);
            CalibrationResult.write(figures, PLAN, options, directory, Instant.EPOCH);
            Calibration.forget(target);
        }
        return target;
    }

    private static String belowTheHead(Path result) throws IOException {
        String page = Files.readString(result.resolve("calibration.md"));
        return page.substring(page.indexOf("## Missed"));
    }

    @Test
    void figuresAreTheSameAtAnyNumberOfThreadsAndAfterAnInterruption() throws IOException {
        Path one = run("one", 1);
        Path two = run("two", 2);
        Path broken = place.resolve("broken");
        assertThatThrownBy(() -> calibration(2, null).figures(broken, (phase, done, total) -> {
                    if (phase.equals("injection")) {
                        throw new IllegalStateException("pulled the plug");
                    }
                }))
                .hasRootCauseMessage("pulled the plug");
        assertThat(place.resolve("broken.partial")).isDirectoryContaining("glob:**level-poisson.measured");
        List<Long> steps = new CopyOnWriteArrayList<>();
        calibration(1, null).figures(broken, (phase, done, total) -> steps.add(done));
        assertThat(steps.get(0)).as("a whole experiment at once").isEqualTo(PLAN.replicates());
        run("broken", 2);
        assertThat(place.resolve("broken.partial")).doesNotExist();
        for (String file : List.of("calibration.parquet", "calibration.csv")) {
            assertThat(two.resolve(file)).hasSameBinaryContentAs(one.resolve(file));
            assertThat(broken.resolve(file)).hasSameBinaryContentAs(one.resolve(file));
        }
        assertThat(belowTheHead(two)).isEqualTo(belowTheHead(one)).isEqualTo(belowTheHead(broken));
        Table table = ParquetTable.read(one.resolve("calibration.parquet"), Schemas.CALIBRATION);
        assertThat(table.sortedRows().stream()
                        .map(row -> String.valueOf(row[0]))
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(SECTIONS);
    }

    @Test
    void whatAnotherPlanOrADamagedFileLeftIsNotUsed() throws IOException {
        Path output = place.resolve("result");
        double[][] measured = {{1, Double.NaN}, {3, 4}};
        Finished finished = new Finished(output, "this");
        finished.write("x", measured);
        assertThat(Arrays.deepEquals(finished.read("x"), measured)).isTrue();
        assertThat(finished.read("y")).isNull();
        assertThat(new Finished(output, "that").read("x")).isNull();
        Path file = place.resolve("result.partial").resolve("x.measured");
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThat(finished.read("x")).as("cut at " + length).isNull();
        }
        Files.writeString(file.resolveSibling("mine.txt"), "kept");
        finished.remove();
        try (Stream<Path> left = Files.list(file.getParent())) {
            assertThat(left).containsExactly(file.resolveSibling("mine.txt"));
        }
    }

    @Test
    void exportsTheSeriesThatTheTestsArePutTo() throws IOException {
        Path file = place.resolve("deep").resolve("series.parquet");
        Plan plan = new Plan(2, 24, 11);
        SeriesExport.write(file, plan, Progress.NONE);
        Table table = ParquetTable.read(file, Schemas.EFFECT_FREE_SERIES);
        double[] expected = Experiments.source(EffectFree.LONG_MEMORY, plan).subject(1);
        assertThat(expected).hasSizeGreaterThanOrEqualTo(29 * 24);
        assertThat(table.size()).isEqualTo(5 * 2 * expected.length);
        assertThat(table.sortedRows().stream()
                        .filter(row -> "long-memory".equals(row[0])
                                && Integer.valueOf(1).equals(row[1]))
                        .map(row -> row[4]))
                .containsExactlyElementsOf(Arrays.stream(expected).boxed().toList());
    }

    private Path peers(long trials, long hits) throws IOException {
        Table table = new Table(Schemas.PEERS);
        for (EffectFree family : EffectFree.values()) {
            table.add("other-program", "as it comes", FalseAlarms.name(family), trials, 1L, hits);
        }
        Path file = place.resolve("peers.parquet");
        ParquetTable.write(table, file);
        return file;
    }

    @Test
    void peersStandBesideOurTestsOnTheSameSeries() throws IOException {
        Calibration calibration = new Calibration(PLAN, List.of("injection"), 1, DATASETS, peers(12, 3));
        List<Figure> figures = calibration.figures(place.resolve("r"), Progress.NONE).stream()
                .filter(f -> f.section().equals("peers"))
                .toList();
        assertThat(figures).anyMatch(f -> f.test().equals("other-program") && f.hits() == 3 && f.trials() == 12);
        assertThat(figures).anyMatch(f -> f.test().equals("matched-window") && f.trials() == 12);
        assertThat(figures)
                .filteredOn(f -> f.setting().endsWith("+50 % in the hour"))
                .isNotEmpty()
                .allMatch(f -> f.quantity().equals("power"));
        assertThat(figures)
                .filteredOn(
                        f -> f.test().equals("matched-window") && f.traffic().equals("poisson"))
                .as("a Poisson hour of half more is always seen")
                .isNotEmpty()
                .allMatch(f -> f.hits() == (f.quantity().equals("power") ? 12 : 0));
        assertThat(figures).noneMatch(f -> f.test().equals("placebo-in-space"));
    }

    @Test
    void peersThatMakeNoSenseAreRefused() throws IOException {
        Path file = peers(12, 12);
        assertThatThrownBy(() -> Peers.read(file)).isInstanceOf(UserError.class).hasMessageContaining("hits");
    }
}
