package floodmark.app.watch;

import static org.assertj.core.api.Assertions.assertThat;

import floodmark.app.Cluster;
import floodmark.app.JarRuns;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** A watch on a cluster of three processes, each of which is killed in the middle of it: at the end, the bytes of {@code assess}. */
class ClusterWatchITCase {
    private static final int BEFORE = 100;
    private static final long PATIENCE_SECONDS = 120;

    // What the processes logged is worth keeping where something failed.
    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    @SuppressWarnings("NullAway.Init")
    static Path place;

    @SuppressWarnings("NullAway.Init")
    private static Cluster cluster;

    private static final List<Path> FILES = new ArrayList<>();

    @BeforeAll
    static void start() throws Exception {
        cluster = Cluster.start(place);
        FILES.addAll(Minutes.write(place.resolve("all")));
    }

    @AfterAll
    static void stop() throws Exception {
        cluster.close();
    }

    private Path captures = Path.of("");
    private Path theCase = Path.of("");

    @BeforeEach
    void complete() throws Exception {
        cluster.restart();
        Path directory = Files.createTempDirectory(place, "case");
        captures = Files.createDirectory(directory.resolve("captures"));
        theCase = Minutes.theCase(directory.resolve("case.yaml"), "captures");
    }

    private static JarRuns jar() {
        return new JarRuns(place);
    }

    private List<String> watch(String... more) {
        List<String> command = new ArrayList<>(List.of("watch", theCase.toString(), "--cluster", cluster.address()));
        command.addAll(List.of("--lateness", "PT2H", "--poll", "PT0.1S"));
        command.addAll(List.of(more));
        return command;
    }

    /** Starts a watch, and waits until the live verdict counts the first files. */
    private Process watching(String output) throws Exception {
        FILES.subList(0, BEFORE).forEach(file -> Minutes.land(file, captures));
        Process client = jar().start(output, watch("--parallelism", "2"));
        Path live = place.resolve(output + ".live/verdict.json");
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!Files.exists(live) || !Files.readString(live).contains("\"files\": " + BEFORE)) {
            assertThat(System.nanoTime()).as("no live verdict").isLessThan(end);
            Thread.sleep(50);
        }
        return client;
    }

    private void landTheRest() throws Exception {
        FILES.subList(BEFORE, FILES.size()).forEach(file -> Minutes.land(file, captures));
        Files.createFile(captures.resolve("_COMPLETE"));
    }

    private void sameAsAssess(String output) throws Exception {
        String expected = output + "-expected";
        jar().run(expected, List.of("assess", theCase.toString()));
        Commands.same(place.resolve(output), Commands.tables(place.resolve(expected)));
    }

    @Test
    void losesNothingWithATaskManager() throws Exception {
        Process client = watching("one-less");
        String job = cluster.runningJob("watch");
        cluster.kill("taskmanager-2");
        landTheRest();
        jar().ends(client, "one-less", 0);
        // The job did notice.
        assertThat(cluster.rest("/jobs/" + job + "/exceptions")).contains("\"entries\":[{");
        sameAsAssess("one-less");
    }

    @Test
    void isGoneOnWithOnceThereIsAnotherJobManager() throws Exception {
        Process client = watching("headless");
        cluster.kill("jobmanager");
        cluster.restart();
        assertThat(jar().ends(client, "headless", 2))
                .contains("[--cluster] the cluster was lost while watch ran: found ", "--resume")
                .doesNotContain("\tat ");
        assertThat(place.resolve("headless")).doesNotExist();
        landTheRest();
        jar().run("headless", watch("--parallelism", "1", "--resume"));
        sameAsAssess("headless");
    }
}
