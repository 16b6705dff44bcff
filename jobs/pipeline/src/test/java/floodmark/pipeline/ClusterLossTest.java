package floodmark.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import floodmark.model.UserError;
import java.io.IOException;
import java.net.ConnectException;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.client.JobExecutionException;
import org.apache.flink.runtime.rest.ConnectionClosedException;
import org.apache.flink.runtime.rest.util.RestClientException;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpResponseStatus;
import org.apache.flink.util.CloseableIterator;
import org.apache.flink.util.SerializedThrowable;
import org.apache.flink.util.concurrent.FutureUtils.RetryException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ClusterLossTest {
    private static final ClusterLoss LOSS = new ClusterLoss("--cluster", "Start it again");

    static List<Exception> silences() {
        return List.of(
                new ConnectException("Connection refused"),
                new TimeoutException(),
                new ConnectionClosedException("Channel became inactive."),
                new RestClientException("Job not found", HttpResponseStatus.NOT_FOUND),
                new RestClientException("no leader", HttpResponseStatus.SERVICE_UNAVAILABLE));
    }

    /** As Flink wraps them: the iterator, the fetcher, the future, the last of many attempts. */
    private static RuntimeException wrapped(Exception cause) {
        return new RuntimeException(
                "Failed to fetch next result",
                new IOException(
                        "Failed to fetch job execution result",
                        new ExecutionException(new RetryException("Could not complete the operation.", cause))));
    }

    @ParameterizedTest
    @MethodSource("silences")
    void isWhatNobodyAnswers(Exception silence) {
        assertThat(LOSS.of("screening", wrapped(silence)))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("[--cluster] the cluster was lost while screening ran: found ")
                .hasMessageEndingWith(" Start it again.");
    }

    @ParameterizedTest
    @MethodSource("silences")
    void isNotWhatAJobFailedOf(Exception ofItsOwn) {
        assertThat(LOSS.of("screening", new JobExecutionException(new JobID(), "failed", ofItsOwn)))
                .isNull();
        assertThat(LOSS.of("screening", new ExecutionException(new SerializedThrowable(ofItsOwn))))
                .isNull();
    }

    @Test
    void isNotABug() {
        assertThat(LOSS.of("screening", new NullPointerException("x"))).isNull();
        assertThat(LOSS.of("screening", wrapped(new IOException("Stopped retrying"))))
                .isNull();
        assertThat(LOSS.of(
                        "screening",
                        wrapped(new RestClientException("broken", HttpResponseStatus.INTERNAL_SERVER_ERROR))))
                .isNull();
    }

    @Test
    void isOnlyThereWithACluster() {
        Silent here = new Silent();
        assertThatThrownBy(() -> drain(here, null)).isInstanceOf(IllegalStateException.class);
        assertThat(here.closed).isTrue();
    }

    @Test
    void asksALostClusterNothingMore() {
        Silent away = new Silent();
        assertThatThrownBy(() -> drain(away, LOSS)).isInstanceOf(UserError.class);
        assertThat(away.closed).isFalse();
    }

    @SuppressWarnings("NullAway") // The job itself is asked only after its records.
    private static void drain(Silent records, @Nullable ClusterLoss loss) {
        JobClient never = null;
        try (Following<String> following = new Following<>("screening", records, loss)) {
            following.drain(never, text -> {});
        }
    }

    /** Records of a cluster that does not answer. */
    private static final class Silent implements CloseableIterator<String> {
        private boolean closed;

        @Override
        public boolean hasNext() {
            throw wrapped(new TimeoutException());
        }

        @Override
        public String next() {
            throw new NoSuchElementException();
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
