package floodmark.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import floodmark.model.UserError;
import floodmark.pipeline.watch.Watch;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RemoteClusterTest {
    private static final String CONFIG = "[{\"key\":\"blob.server.port\",\"value\":\"6124\"},%s]";

    /** A JobManager as far as its configuration goes. */
    private static HttpServer jobManager(String option) throws IOException {
        byte[] answer = CONFIG.formatted(option).getBytes(StandardCharsets.UTF_8);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/jobmanager/config", exchange -> {
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        return server;
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "`{\"key\":\"high-availability.type\",\"value\":\"zookeeper\"}`, true",
                "`{\"key\":\"high-availability.type\",\"value\":\"kubernetes\"}`, true",
                "`{\"key\":\"high-availability.type\",\"value\":\"NONE\"}`, false",
                "`{\"key\":\"high-availability.storageDir\",\"value\":\"file:/ha\"}`, false",
            })
    void waitsLongerWhereAnotherWillTakeOver(String option, boolean longer) throws IOException {
        HttpServer server = jobManager(option);
        try {
            RemoteCluster cluster =
                    RemoteCluster.at("localhost:" + server.getAddress().getPort());
            assertThat(cluster.highlyAvailable()).isEqualTo(longer);
            int attempts = cluster.environment(new Configuration(), 1, null)
                    .getConfiguration()
                    .get(RestOptions.RETRY_MAX_ATTEMPTS);
            assertThat(attempts).isEqualTo(longer ? 60 : 12);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void isNotHighlyAvailableIfItDoesNotAnswer() {
        assertThat(RemoteCluster.at("localhost:9").highlyAvailable()).isFalse();
        assertThat(RemoteCluster.at("no host:9").highlyAvailable()).isFalse();
    }

    @Test
    void goesOnWithoutWhatAnEarlierClientHadNotFetched() {
        StreamExecutionEnvironment env = RemoteCluster.at("localhost:9")
                .environment(Watch.configuration("file:///checkpoints", "file:///checkpoints/chk-5"), 1, null);
        assertThat(env.getConfiguration().get(StateRecoveryOptions.SAVEPOINT_PATH))
                .isEqualTo("file:///checkpoints/chk-5");
        assertThat(env.getConfiguration().get(StateRecoveryOptions.SAVEPOINT_IGNORE_UNCLAIMED_STATE))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", ":8081", "localhost:0", "localhost:65536", "localhost:http"})
    void isAnAddress(String address) {
        assertThatThrownBy(() -> RemoteCluster.at(address))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("HOST:PORT");
    }
}
