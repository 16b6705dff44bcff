package floodmark.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same jar through Flink's own client on a session cluster of two further processes, and with {@code --cluster}: other
 * class loaders than the embedded start, and serialisation that an embedded cluster never does.
 */
class FlinkClientITCase {
    private static final Path JAR = Path.of("target", "floodmark.jar").toAbsolutePath();
    private static final Path CASE = Path.of("..", "..", "datasets", "cases", "stopddos-snmp", "case.yaml")
            .toAbsolutePath()
            .normalize();
    private static final long PATIENCE_NANOS = 60_000_000_000L;

    @TempDir
    private Path place = Path.of("");

    private final List<Process> processes = new ArrayList<>();
    private int rest;

    /** What a cluster has on its class path: everything of this test's but Floodmark itself and the Hadoop classes that it brings. */
    private static String clusterClassPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> entry.endsWith(".jar") && !entry.contains("floodmark-") && !entry.contains("hadoop"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private Process start(String log, String main, String... args) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx512m"));
        for (String opened : List.of("lang", "net", "io", "nio", "util", "util.concurrent", "time", "text")) {
            command.add("--add-opens=java.base/java." + opened + "=ALL-UNNAMED");
        }
        command.addAll(List.of("--add-opens=java.base/sun.nio.ch=ALL-UNNAMED", "-cp", clusterClassPath(), main));
        command.addAll(List.of(args));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(place.toFile())
                .redirectErrorStream(true)
                .redirectOutput(place.resolve(log).toFile());
        builder.environment().put("FLINK_CONF_DIR", place.toString());
        Process process = builder.start();
        processes.add(process);
        return process;
    }

    @BeforeEach
    void startCluster() throws Exception {
        rest = freePort();
        Files.writeString(place.resolve("config.yaml"), """
                jobmanager.rpc.address: localhost
                jobmanager.rpc.port: %d
                rest.address: localhost
                rest.bind-address: localhost
                rest.port: %d
                taskmanager.host: localhost
                taskmanager.numberOfTaskSlots: 2
                taskmanager.cpu.cores: 2.0
                taskmanager.memory.framework.heap.size: 128mb
                taskmanager.memory.framework.off-heap.size: 128mb
                taskmanager.memory.task.heap.size: 256mb
                taskmanager.memory.task.off-heap.size: 0b
                taskmanager.memory.managed.size: 128mb
                taskmanager.memory.network.min: 64mb
                taskmanager.memory.network.max: 64mb
                taskmanager.memory.jvm-metaspace.size: 256mb
                taskmanager.memory.jvm-overhead.min: 192mb
                taskmanager.memory.jvm-overhead.max: 192mb
                external-resources: none
                """.formatted(freePort(), rest));
        String conf = place.toString();
        start(
                "jobmanager.log",
                "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint",
                "--configDir",
                conf,
                "--executionMode",
                "cluster");
        start("taskmanager.log", "org.apache.flink.runtime.taskexecutor.TaskManagerRunner", "--configDir", conf);
        HttpClient http = HttpClient.newHttpClient();
        HttpRequest overview = HttpRequest.newBuilder(URI.create("http://localhost:" + rest + "/overview"))
                .build();
        String answer = "";
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (!answer.contains("\"slots-available\":2") && System.nanoTime() < deadline) {
            try {
                answer = http.send(overview, HttpResponse.BodyHandlers.ofString())
                        .body();
            } catch (IOException notYet) {
                answer = "";
            }
            Thread.sleep(200);
        }
        assertThat(answer)
                .as(() -> "the cluster did not start: " + log("jobmanager.log") + log("taskmanager.log"))
                .contains("\"slots-available\":2");
    }

    @AfterEach
    void stopCluster() throws InterruptedException {
        for (Process process : processes) {
            process.destroyForcibly().waitFor();
        }
    }

    private String log(String name) {
        try {
            return Files.readString(place.resolve(name));
        } catch (IOException e) {
            return name + " cannot be read";
        }
    }

    private void embedded(String result, String... more) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-jar",
                JAR.toString(),
                "assess",
                CASE.toString(),
                "--output",
                result));
        command.addAll(List.of(more));
        Process process = new ProcessBuilder(command)
                .directory(place.toFile())
                .redirectErrorStream(true)
                .redirectOutput(place.resolve(result + ".log").toFile())
                .start();
        assertThat(process.waitFor()).as(() -> log(result + ".log")).isZero();
    }

    @Test
    void givesTheSameBytesAsAnEmbeddedStart() throws Exception {
        embedded("here");
        Process client = start(
                "client.log",
                "org.apache.flink.client.cli.CliFrontend",
                "run",
                JAR.toString(),
                "assess",
                CASE.toString(),
                "--output",
                "by-client");
        assertThat(client.waitFor()).as(() -> log("client.log")).isZero();
        embedded("by-address", "--cluster", "localhost:" + rest);
        Process mistaken = start(
                "mistaken.log",
                "org.apache.flink.client.cli.CliFrontend",
                "run",
                JAR.toString(),
                "scan",
                "nowhere",
                "--output",
                "nothing");
        assertThat(mistaken.waitFor()).isEqualTo(2);
        assertThat(log("mistaken.log")).contains("[captures: nowhere]");
        for (String name : List.of(
                "verdict.json",
                "evidence.csv",
                "evidence.parquet",
                "series.parquet",
                "destinations.parquet",
                "ledger.parquet",
                "report.html",
                "statement.intoto.json")) {
            byte[] expected = Files.readAllBytes(place.resolve("here").resolve(name));
            for (String other : List.of("by-client", "by-address")) {
                assertThat(Files.readAllBytes(place.resolve(other).resolve(name)))
                        .as(other + "/" + name)
                        .isEqualTo(expected);
            }
        }
    }
}
