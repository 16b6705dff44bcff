package floodmark.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The jar as users start it: a process of its own. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PackagedJarITCase {
    private static final int LAST = Integer.MAX_VALUE;
    private static final Path JAR = Path.of("target", "floodmark.jar").toAbsolutePath();
    private static final Path DATASETS =
            Path.of("..", "..", "datasets").toAbsolutePath().normalize();

    @TempDir
    private Path place = Path.of("");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    static Path elsewhere;

    /** A run that waits for a cluster, begun first: Flink's client is patient for a minute, in which the other tests pass. */
    @SuppressWarnings("NullAway.Init")
    private static Running withoutCluster;

    private record Outcome(int code, String out, String err) {}

    /** A process of the jar, and where it writes. */
    private record Running(Process process, Path out, Path err) {
        static Running start(Path place, String... args) throws IOException {
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx1g",
                    "-jar",
                    JAR.toString()));
            command.addAll(List.of(args));
            Path out = Files.createTempFile(place, "out", ".log");
            Path err = Files.createTempFile(place, "err", ".log");
            Process process = new ProcessBuilder(command)
                    .directory(place.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            return new Running(process, out, err);
        }

        Outcome outcome() throws IOException, InterruptedException {
            int code = process.waitFor();
            Outcome outcome = new Outcome(
                    code, Files.readString(out, StandardCharsets.UTF_8), Files.readString(err, StandardCharsets.UTF_8));
            Files.delete(out);
            Files.delete(err);
            return outcome;
        }
    }

    @BeforeAll
    static void startWithoutCluster() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        withoutCluster = Running.start(
                elsewhere,
                "assess",
                theCase("stopddos-snmp").toString(),
                "--output",
                "result",
                "--cluster",
                "localhost:" + port);
    }

    private Outcome run(String... args) throws IOException, InterruptedException {
        return Running.start(place, args).outcome();
    }

    private static Path theCase(String name) {
        return DATASETS.resolve("cases").resolve(name).resolve("case.yaml");
    }

    private static Map<String, byte[]> contents(Path result) throws IOException {
        Map<String, byte[]> contents = new TreeMap<>();
        try (Stream<Path> files = Files.list(result)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                if (!name.equals("manifest.json") && !name.equals("ro-crate-metadata.json")) {
                    contents.put(name, Files.readAllBytes(file));
                }
            }
        }
        return contents;
    }

    @Test
    void holdsNothingOfWhatAClusterOwns() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            List<String> names = jar.stream().map(entry -> entry.getName()).toList();
            assertThat(names)
                    .noneMatch(name -> name.startsWith("org/apache/flink/runtime/"))
                    .noneMatch(name -> name.startsWith("org/slf4j/"))
                    .noneMatch(name -> name.startsWith("org/apache/logging/"))
                    .noneMatch(name -> name.endsWith("module-info.class") || name.endsWith(".SF"));
            String classPath = jar.getManifest().getMainAttributes().getValue("Class-Path");
            assertThat(classPath.split(" "))
                    .allSatisfy(name -> assertThat(JAR.resolveSibling(name)).exists());
        }
    }

    @Test
    void goesOnWithoutItsTerminalAndIsFoundAgain() throws Exception {
        String theCase = theCase("stopddos-low-rate").toString();
        Outcome left = run("assess", theCase, "--output", "result", "--detach");
        assertThat(left.err()).isEmpty();
        assertThat(left.out()).contains("follow it with: jobs/floodmark attach result");
        Outcome followed = run("attach", "result");
        assertThat(followed.err()).isEmpty();
        assertThat(followed.code()).isZero();
        assertThat(followed.out()).contains("flood", "contradicted");
        assertThat(place.resolve("result/manifest.json")).exists();

        // A second time the result is in the way, which whoever follows is told with the run's own code.
        run("assess", theCase, "--output", "result", "--detach");
        Outcome refused = run("attach", "result");
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.out()).contains("--overwrite");
        assertThat(run("attach", "nowhere").err()).contains("has no detached run");
    }

    @Test
    void assessesTheSameAtAnyParallelismAndInBothModes() throws Exception {
        Map<String, byte[]> first = new TreeMap<>();
        for (String how : List.of("1 batch", "2 streaming", "4 batch")) {
            String[] part = how.split(" ");
            Path result = place.resolve("result-" + part[0] + part[1]);
            Outcome outcome = run(
                    "assess",
                    theCase("stopddos-snmp").toString(),
                    "--output",
                    result.toString(),
                    "--parallelism",
                    part[0],
                    "--mode",
                    part[1]);
            assertThat(outcome.err()).isEmpty();
            assertThat(outcome.code()).isZero();
            Map<String, byte[]> contents = contents(result);
            assertThat(contents)
                    .containsOnlyKeys(
                            "case.yaml",
                            "destinations.parquet",
                            "evidence.csv",
                            "evidence.parquet",
                            "ledger.parquet",
                            "report.html",
                            "series.parquet",
                            "statement.intoto.json",
                            "verdict.json");
            if (first.isEmpty()) {
                first.putAll(contents);
            }
            contents.forEach(
                    (name, bytes) -> assertThat(bytes).as(name + " at " + how).isEqualTo(first.get(name)));
        }
    }

    @Test
    void scansAndReplacesOnlyWhenTold() throws Exception {
        String capture =
                DATASETS.resolve("stopddos").resolve("low-rate.parquet").toString();
        assertThat(run("scan", capture, "--output", "scan").code()).isZero();
        Outcome again = run("scan", capture, "--output", "scan");
        assertThat(again.code()).isEqualTo(2);
        assertThat(again.err()).contains("--overwrite").hasLineCount(1);
        Outcome replaced = run("scan", capture, "--output", "scan", "--overwrite", "--progress", "json");
        assertThat(replaced.code()).isZero();
        assertThat(replaced.err().lines()).isNotEmpty().allMatch(line -> line.startsWith("{\"phase\":"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "unknown-key.yaml | floodmark: 1\\nkase: x\\n | kase",
                "not-yaml.yaml | floodmark: [1 | not-yaml.yaml",
                "empty.yaml | '' | empty.yaml",
                "binary.yaml | \u0001\u0002 | binary.yaml",
            })
    void badCasesAreOneLine(String name, String content, String says) throws Exception {
        Files.writeString(place.resolve(name), content.replace("\\n", "\n"));
        Outcome outcome = run("assess", name, "--output", "result");
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).contains(says).startsWith("[").hasLineCount(1);
        assertThat(place.resolve("result")).doesNotExist();
    }

    @Test
    void damagedCapturesLeaveNothingBehind() throws Exception {
        byte[] whole = Files.readAllBytes(DATASETS.resolve("stopddos").resolve("low-rate.parquet"));
        Files.write(place.resolve("cut.parquet"), Arrays.copyOf(whole, whole.length / 2));
        Files.write(place.resolve("empty.parquet"), new byte[0]);
        byte[] flipped = whole.clone();
        Arrays.fill(flipped, 100, 600, (byte) 0x5a);
        Files.write(place.resolve("flipped.parquet"), flipped);
        for (String name : List.of("cut.parquet", "empty.parquet", "flipped.parquet", "nowhere.parquet")) {
            Outcome outcome = run("scan", name, "--output", "result");
            assertThat(outcome.code()).as(name + ": " + outcome.err()).isEqualTo(2);
            assertThat(outcome.err()).contains(name).startsWith("[").hasLineCount(1);
            assertThat(place.resolve("result")).doesNotExist();
        }
        try (Stream<Path> left = Files.list(place)) {
            assertThat(left.map(f -> f.getFileName().toString())).noneMatch(name -> name.startsWith("."));
        }
    }

    @Test
    @Order(LAST)
    void aClusterThatIsNotThereIsOneLine() throws Exception {
        Outcome outcome = withoutCluster.outcome();
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).startsWith("[--cluster] does not answer").hasLineCount(1);
        assertThat(elsewhere.resolve("result")).doesNotExist();
    }

    @Test
    void anInterruptLeavesNothingBehind() throws Exception {
        String capture =
                DATASETS.resolve("worldcup-1998").resolve("counts.parquet").toString();
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-jar",
                        JAR.toString(),
                        "scan",
                        capture,
                        "--output",
                        "result")
                .directory(place.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        long deadline = System.nanoTime() + 60_000_000_000L;
        while (count() == 0 && process.isAlive() && System.nanoTime() < deadline) {
            Thread.sleep(5);
        }
        process.destroy();
        process.waitFor();
        assertThat(count()).as("what is left").isZero();
    }

    private long count() throws IOException {
        try (Stream<Path> files = Files.list(place)) {
            return files.count();
        }
    }
}
