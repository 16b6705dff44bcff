package floodmark.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The session cluster of {@code cluster/up}, with ports and a directory of its own: one JobManager and two TaskManagers, as processes. */
public final class Cluster implements AutoCloseable {
    private static final Path SCRIPTS =
            Path.of("..", "..", "cluster").toAbsolutePath().normalize();
    private static final Pattern JOB =
            Pattern.compile("\"jid\":\"([0-9a-f]{32})\",\"name\":\"([^\"]*)\"[^}]*?\"state\":\"([A-Z]+)\"");
    private static final long PATIENCE_NANOS = 90_000_000_000L;

    private final HttpClient http = HttpClient.newHttpClient();
    private final Path place;
    private final Path directory;
    private final int rest;
    private final int rpc;
    private final int metrics;

    private Cluster(Path place, List<Integer> ports) {
        this.place = place;
        directory = place.resolve("cluster");
        rest = ports.get(0);
        rpc = ports.get(1);
        metrics = ports.get(2);
    }

    /** Starts one whose files lie in {@code cluster} of the directory. */
    public static Cluster start(Path place) throws Exception {
        Cluster cluster = new Cluster(place, freePorts());
        try {
            cluster.restart();
        } catch (AssertionError e) {
            cluster.close();
            throw e;
        }
        return cluster;
    }

    /** Starts what does not run. */
    public void restart() throws Exception {
        String printed = script(
                List.of(
                        "up",
                        "--dir",
                        directory.toString(),
                        "--taskmanagers",
                        "2",
                        "--slots",
                        "2",
                        "--rest-port",
                        Integer.toString(rest),
                        "--rpc-port",
                        Integer.toString(rpc),
                        "--metrics-port",
                        Integer.toString(metrics)),
                0);
        assertThat(printed).contains("ready: 2 TaskManagers, 4 slots");
    }

    /** Ports that nothing listens to; all were open together, so that they differ. */
    private static List<Integer> freePorts() throws IOException {
        List<ServerSocket> sockets = new ArrayList<>();
        List<Integer> ports = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            sockets.add(new ServerSocket(0));
            ports.add(sockets.get(i).getLocalPort());
        }
        for (ServerSocket socket : sockets) {
            socket.close();
        }
        return ports;
    }

    /** Runs one of the scripts beside {@code cluster/up}, expects its exit code, and returns what it printed. */
    String script(List<String> command, int code) throws Exception {
        List<String> whole = new ArrayList<>(command);
        whole.set(0, SCRIPTS.resolve(command.get(0)).toString());
        Path out = Files.createTempFile(place, "script", ".out");
        ProcessBuilder builder =
                new ProcessBuilder(whole).redirectErrorStream(true).redirectOutput(out.toFile());
        builder.environment().put("FLOODMARK_CLUSTER_DIR", directory.toString());
        builder.directory(place.toFile());
        int ended = builder.start().waitFor();
        String printed = Files.readString(out);
        assertThat(ended).as(command + "\n" + printed).isEqualTo(code);
        return printed;
    }

    /** {@code HOST:PORT} of its REST end point. */
    public String address() {
        return "localhost:" + rest;
    }

    /** What the JobManager answers to a path. */
    public String rest(String path) throws Exception {
        return http.send(
                        HttpRequest.newBuilder(URI.create("http://" + address() + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    /** What a TaskManager or the JobManager tells Prometheus. */
    String metrics() throws Exception {
        String config = Files.readString(directory.resolve("conf/config.yaml"));
        Matcher range = Pattern.compile("prometheus.port: (\\d+)-(\\d+)").matcher(config);
        assertThat(range.find()).isTrue();
        StringBuilder all = new StringBuilder();
        for (int port = Integer.parseInt(range.group(1)); port < Integer.parseInt(range.group(1)) + 3; port++) {
            all.append(http.send(
                            HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/metrics"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body());
        }
        return all.toString();
    }

    /** Waits for a job that runs on both TaskManagers, and returns its id. */
    public String runningJob(String name) throws Exception {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (System.nanoTime() < deadline) {
            Matcher job = JOB.matcher(rest("/jobs/overview"));
            while (job.find()) {
                if (job.group(2).contains(name) && job.group(3).equals("RUNNING")) {
                    if (rest("/jobs/" + job.group(1)).contains("\"RUNNING\":2")) {
                        return job.group(1);
                    }
                }
            }
            Thread.sleep(20);
        }
        throw new AssertionError("no job " + name + " ran on both: " + rest("/jobs/overview"));
    }

    /** Ends a part without a chance to say good-bye. */
    public void kill(String part) throws Exception {
        long pid = Long.parseLong(Files.readString(directory.resolve(part + ".pid")));
        ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
        process.destroyForcibly();
        process.onExit().get();
    }

    @Override
    public void close() throws Exception {
        script(List.of("down", "--dir", directory.toString()), 0);
    }
}
