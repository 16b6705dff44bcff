package floodmark.app;

import static org.assertj.core.api.Assertions.assertThat;

import floodmark.capture.FlowRecord;
import floodmark.capture.parquet.FlowParquetWriter;
import floodmark.model.Address;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The shaded jar on a cluster of three processes, by {@code --cluster} and through Flink's own client: other class loaders than
 * the embedded start, serialisation that an embedded cluster never does, and TaskManagers that die.
 */
class ClusterITCase {
    private static final Path CASE = Path.of("..", "..", "datasets", "cases", "stopddos-snmp", "case.yaml")
            .toAbsolutePath()
            .normalize();
    /** What two fresh TaskManagers need seconds for. */
    private static final int ROWS = 4_000_000;

    private static final List<String> FILES = List.of(
            "verdict.json",
            "evidence.csv",
            "evidence.parquet",
            "series.parquet",
            "destinations.parquet",
            "ledger.parquet",
            "report.html",
            "statement.intoto.json");

    // What the processes logged is worth keeping where something failed.
    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    @SuppressWarnings("NullAway.Init")
    static Path place;

    @SuppressWarnings("NullAway.Init")
    private static Cluster cluster;

    @BeforeAll
    static void start() throws Exception {
        cluster = Cluster.start(place);
        writeLongCase(place.resolve("long"));
    }

    @AfterAll
    static void stop() throws Exception {
        cluster.close();
    }

    /** Three hours of a subject and twenty other servers, in four files, with a case about the last half hour. */
    private static void writeLongCase(Path directory) throws IOException {
        Files.createDirectories(directory);
        SplittableRandom random = new SplittableRandom(7);
        long start = Instant.parse("2024-08-12T22:00:00Z").getEpochSecond() * 1_000_000_000L;
        long length = 3 * 3600 * 1_000_000_000L;
        for (int file = 0; file < 4; file++) {
            try (FlowParquetWriter writer = FlowParquetWriter.create(directory.resolve("flows-" + file + ".parquet"))) {
                for (int row = 0; row < ROWS / 4; row++) {
                    long at = start + file * (length / 4) + (long) (length / 4 * (row / (ROWS / 4.0)));
                    boolean out = random.nextInt(4) == 0;
                    Address server = Address.ofIpv4(0xc0000200 + random.nextInt(21));
                    Address user = Address.ofIpv4(0x0b000000 + random.nextInt(200_000));
                    writer.accept(new FlowRecord(
                            at,
                            at + random.nextLong(90_000_000_000L),
                            out ? server : user,
                            out ? user : server,
                            out ? 443 : 1024 + random.nextInt(60_000),
                            out ? 1024 + random.nextInt(60_000) : 443,
                            6,
                            0x1b,
                            1 + random.nextInt(50),
                            60 + random.nextInt(60_000),
                            1,
                            -1,
                            -1));
                }
            }
        }
        Files.writeString(directory.resolve("case.yaml"), """
                floodmark: 1
                case: long
                subject:
                  name: Subject
                  services:
                    web: {destinations: [192.0.2.0/32]}
                trouble: {start: 2024-08-13T00:30:00Z, end: 2024-08-13T00:59:00Z}
                captures:
                  - {path: "flows-*.parquet", vantage: {place: edge}}
                """);
    }

    private static JarRuns jar() {
        return new JarRuns(place);
    }

    private static void assertSame(String expected, String actual) throws IOException {
        for (String name : FILES) {
            assertThat(Files.readAllBytes(place.resolve(actual).resolve(name)))
                    .as(actual + "/" + name)
                    .isEqualTo(Files.readAllBytes(place.resolve(expected).resolve(name)));
        }
    }

    @BeforeEach
    void complete() throws Exception {
        cluster.restart();
    }

    @Test
    void givesTheSameBytesAsAnEmbeddedStart() throws Exception {
        jar().run("here", List.of("assess", CASE.toString()));
        jar().run("by-address", List.of("assess", CASE.toString(), "--cluster", cluster.address()));
        assertSame("here", "by-address");
        assertThat(cluster.rest("/jobs/overview")).contains("floodmark: screening", "floodmark: detail");
        cluster.script(
                List.of(
                        "flink",
                        "run",
                        JarRuns.JAR.toString(),
                        "assess",
                        CASE.toString(),
                        "--output",
                        place.resolve("by-client").toString()),
                0);
        assertSame("here", "by-client");
        String mistaken = cluster.script(
                List.of("flink", "run", JarRuns.JAR.toString(), "scan", "nowhere", "--output", "nothing"), 2);
        assertThat(mistaken).contains("[captures: nowhere]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"batch", "streaming"})
    void losesNothingWithATaskManager(String mode) throws Exception {
        String theCase = place.resolve("long/case.yaml").toString();
        String expected = "undisturbed-" + mode;
        jar().run(expected, List.of("assess", theCase, "--mode", mode));

        String disturbed = "disturbed-" + mode;
        Process client = jar().start(
                        disturbed,
                        List.of(
                                "assess",
                                theCase,
                                "--mode",
                                mode,
                                "--parallelism",
                                "2",
                                "--cluster",
                                cluster.address()));
        String job = cluster.runningJob("screening");
        cluster.kill("taskmanager-2");
        jar().ends(client, disturbed, 0);

        // The job did notice.
        assertThat(cluster.rest("/jobs/" + job + "/exceptions")).contains("\"entries\":[{");
        assertSame(expected, disturbed);
    }

    @Test
    void saysThatItsJobManagerIsLost() throws Exception {
        String theCase = place.resolve("long/case.yaml").toString();
        Process client = jar().start("lost", List.of("assess", theCase, "--cluster", cluster.address()));
        cluster.runningJob("screening");
        cluster.kill("jobmanager");
        long killed = System.nanoTime();
        assertThat(jar().ends(client, "lost", 2))
                .contains("[--cluster] the cluster was lost while screening ran: found ")
                .doesNotContain("\tat ");
        // Two questions of 12 s, a last one of 10 s, and a busy machine.
        assertThat(System.nanoTime() - killed).isLessThan(TimeUnit.SECONDS.toNanos(60));
        try (Stream<Path> left = Files.list(place)) {
            assertThat(left.map(path -> path.getFileName().toString()).filter(name -> name.contains("lost")))
                    .containsExactly("lost.log");
        }
    }

    @Test
    void tellsWhatRuns() throws Exception {
        String status = cluster.script(
                List.of("status", "--dir", place.resolve("cluster").toString()), 0);
        assertThat(status).contains("taskmanager-2", "slots            4");
        assertThat(cluster.metrics())
                .contains("flink_jobmanager_numRegisteredTaskManagers", "flink_taskmanager_Status");
    }
}
