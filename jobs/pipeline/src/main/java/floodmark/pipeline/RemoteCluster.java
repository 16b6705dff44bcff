package floodmark.pipeline;

import floodmark.model.UserError;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.HighAvailabilityOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.streaming.api.environment.RemoteStreamEnvironment;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/**
 * A session cluster of other processes, by its REST endpoint.
 *
 * @param host its name or address
 * @param port its REST port
 */
record RemoteCluster(String host, int port) {
    private static final int MOST_PORTS = 65_535;

    /** How often one question is asked again, once a second. Up to two of them and 10 s pass until a loss is certain. */
    private static final int PATIENCE = 12;
    /** With high availability another JobManager takes over, once the leadership of the one that died has run out. */
    private static final int PATIENCE_FOR_A_SUCCESSOR = 60;

    private static final Duration AGAIN = Duration.ofSeconds(1);
    /** A machine that is gone refuses nothing. */
    private static final Duration CONNECTION = Duration.ofSeconds(5);
    /** A question that reached a JobManager in the midst of its recovery may never be answered; asked again, it is. */
    private static final Duration ANSWER = Duration.ofSeconds(30);

    /** In the JobManager's own words; options that nobody set are not among them. */
    private static final Pattern HIGHLY_AVAILABLE = Pattern.compile(
            "\"" + Pattern.quote(HighAvailabilityOptions.HA_MODE.key()) + "\",\"value\":\"(?i)(?!none\")");

    /** @throws UserError if the text is not {@code HOST:PORT} */
    static RemoteCluster at(String address) {
        int colon = address.lastIndexOf(':');
        int port = -1;
        if (colon > 0 && address.substring(colon + 1).matches("[0-9]{1,5}")) {
            port = Integer.parseInt(address.substring(colon + 1));
        }
        if (port < 1 || port > MOST_PORTS) {
            throw UserError.of(
                    "--cluster", "not an address", address, "HOST:PORT", "Give the REST address of a session cluster");
        }
        return new RemoteCluster(address.substring(0, colon), port);
    }

    /**
     * An environment whose jobs run there.
     *
     * @param jar what the cluster is to run, or null if it has it
     */
    StreamExecutionEnvironment environment(Configuration config, int parallelism, @Nullable Path jar) {
        config.set(RestOptions.RETRY_MAX_ATTEMPTS, highlyAvailable() ? PATIENCE_FOR_A_SUCCESSOR : PATIENCE);
        config.set(RestOptions.RETRY_DELAY, AGAIN);
        config.set(RestOptions.CONNECTION_TIMEOUT, CONNECTION);
        config.set(RestOptions.IDLENESS_TIMEOUT, ANSWER);
        // Flink takes the path of a checkpoint from the configuration, but all else about it from its last argument
        // alone.
        StreamExecutionEnvironment env = new RemoteStreamEnvironment(
                host,
                port,
                config,
                jar == null ? new String[0] : new String[] {jar.toString()},
                null,
                SavepointRestoreSettings.fromConfiguration(config));
        env.setParallelism(parallelism);
        return env;
    }

    /** Whether a JobManager that dies is followed by another; false if it does not say. */
    boolean highlyAvailable() {
        HttpClient http = HttpClient.newBuilder().connectTimeout(CONNECTION).build();
        try {
            HttpRequest question = HttpRequest.newBuilder(
                            new URI("http", null, host, port, "/jobmanager/config", null, null))
                    .timeout(CONNECTION)
                    .build();
            return HIGHLY_AVAILABLE
                    .matcher(http.send(question, HttpResponse.BodyHandlers.ofString())
                            .body())
                    .find();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (IOException | URISyntaxException | IllegalArgumentException e) {
            // The submission that follows says what is wrong with the address.
            return false;
        }
    }
}
