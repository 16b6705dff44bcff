package floodmark.pipeline;

import floodmark.model.UserError;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.LocalStreamEnvironment;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.operators.collect.CollectSinkOperatorFactory;
import org.jspecify.annotations.Nullable;

/**
 * Where and how jobs run: in this process, on a session cluster, or in the environment that {@code flink run} gives. Jobs of
 * one engine share an embedded cluster, which starts with the first and ends with {@link #close()}.
 */
public final class Engine implements AutoCloseable {
    private static final int MAX_PARALLELISM = 128;
    private static final Duration CHECKPOINT_EVERY = Duration.ofSeconds(30);
    /** Jobs of a shared cluster are told apart by this. */
    private static final String JOB = "floodmark: ";

    private final int parallelism;
    private final boolean streaming;
    private final @Nullable String cluster;
    private final @Nullable Path jar;
    private final Progress progress;
    private final Configuration extra;
    private @Nullable CompletableFuture<EmbeddedCluster> starting;
    private @Nullable EmbeddedCluster embedded;

    /** An engine without a cluster of its own jar: embedded, or under {@code flink run}. */
    public Engine(int parallelism, boolean streaming, @Nullable String cluster, Progress progress) {
        this(parallelism, streaming, cluster, null, progress, new Configuration());
    }

    /**
     * @param parallelism slots to use, at least 1
     * @param streaming true for streaming execution, false for batch; the results are the same
     * @param cluster {@code HOST:PORT} of a session cluster's REST endpoint, or null
     * @param jar the shaded jar that a cluster is to run, or null if this process is the cluster
     * @param progress hears of progress
     * @param extra further Flink settings, which win over ours
     */
    public Engine(
            int parallelism,
            boolean streaming,
            @Nullable String cluster,
            @Nullable Path jar,
            Progress progress,
            Configuration extra) {
        this.parallelism = parallelism;
        this.streaming = streaming;
        this.cluster = cluster;
        this.jar = jar;
        this.progress = progress;
        this.extra = extra;
    }

    private Configuration configuration() {
        Configuration config = new Configuration();
        config.set(
                ExecutionOptions.RUNTIME_MODE, streaming ? RuntimeExecutionMode.STREAMING : RuntimeExecutionMode.BATCH);
        config.set(CoreOptions.DEFAULT_PARALLELISM, parallelism);
        config.set(PipelineOptions.MAX_PARALLELISM, MAX_PARALLELISM);
        config.set(PipelineOptions.GENERIC_TYPES, false);
        config.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
        config.set(PipelineOptions.OBJECT_REUSE, true);
        // 1, 2, 4, 8, 16, 20 s: a cluster misses a TaskManager that died only after its heartbeats, and until then each
        // attempt to use it fails. What the input is to blame for is not tried again (CaptureReader).
        config.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
        config.set(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_INITIAL_BACKOFF, Duration.ofSeconds(1));
        config.set(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_BACKOFF_MULTIPLIER, 2.0);
        config.set(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF, Duration.ofSeconds(20));
        config.set(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_JITTER_FACTOR, 0.0);
        config.set(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_ATTEMPTS, 6);
        config.set(CollectSinkOperatorFactory.MAX_BATCH_SIZE, MemorySize.ofMebiBytes(4));
        if (streaming) {
            config.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, CHECKPOINT_EVERY);
            // Else a reader that is done may wait for the next checkpoint. Bounded input can be read again from the one
            // before.
            config.set(CheckpointingOptions.ENABLE_CHECKPOINTS_AFTER_TASKS_FINISH, false);
        }
        config.addAll(extra);
        return config;
    }

    /** Begins to start the cluster, if it is to be in this process, beside what the caller does next. */
    public Engine start() {
        if (cluster == null && starting == null && given(configuration()) == null) {
            starting = CompletableFuture.supplyAsync(() -> EmbeddedCluster.start(parallelism, extra), task -> {
                Thread thread = new Thread(task, "floodmark-cluster-start");
                thread.setDaemon(true);
                thread.start();
            });
        }
        return this;
    }

    /** A fresh environment for one job. */
    public StreamExecutionEnvironment environment() {
        Configuration config = configuration();
        if (cluster != null) {
            return RemoteCluster.at(cluster).environment(config, parallelism, jar);
        }
        StreamExecutionEnvironment given = given(config);
        if (given != null) {
            given.configure(config);
            given.setParallelism(parallelism);
            return given;
        }
        if (embedded == null) {
            start();
            embedded = Objects.requireNonNull(starting).join();
        }
        return embedded.environment(config);
    }

    /** The environment of {@code flink run}, or null outside it. */
    private static @Nullable StreamExecutionEnvironment given(Configuration config) {
        StreamExecutionEnvironment given = StreamExecutionEnvironment.getExecutionEnvironment(config);
        return given instanceof LocalStreamEnvironment ? null : given;
    }

    /** Runs the job and hands on the result of each key, which {@link PackParts} packed, as soon as all its parts are there. */
    void collect(
            String name,
            StreamExecutionEnvironment env,
            DataStream<byte[]> results,
            long totalRows,
            BiConsumer<String, byte[]> taken) {
        JoinParts whole = new JoinParts(taken);
        ClusterLoss loss = loss("Nothing was written; start the cluster again, then the same command");
        try (Following<byte[]> records = new Following<>(name, Collected.of(env, results), loss)) {
            JobClient job = records.submit(env, JOB + name);
            try (ProgressPoll poll = ProgressPoll.start(job, name, totalRows, progress)) {
                records.drain(job, message -> PackParts.unpack(message, whole));
                poll.done();
            }
        }
        whole.checkComplete();
    }

    /**
     * Runs a job without an end of its own and hands on its records as they come, in this thread.
     *
     * @param started hears of the job once it has been submitted
     * @throws UserError if the job fails of something that the user can mend, or its cluster is lost
     */
    public <T> void follow(
            String name,
            StreamExecutionEnvironment env,
            DataStream<T> records,
            Consumer<JobClient> started,
            Consumer<T> consumer) {
        ClusterLoss loss = loss("Start the cluster again, and go on by the same command with --resume");
        try (Following<T> following = new Following<>(name, Collected.of(env, records), loss)) {
            JobClient job = following.submit(env, name);
            started.accept(job);
            following.drain(job, consumer);
        }
    }

    /** What it means if the cluster does not answer any more, or null if it is this process. */
    private @Nullable ClusterLoss loss(String next) {
        if (cluster != null) {
            return new ClusterLoss("--cluster", next);
        }
        return embedded == null ? new ClusterLoss("flink run", next) : null;
    }

    @Override
    public void close() {
        if (embedded != null) {
            embedded.close();
        } else if (starting != null) {
            // No job came; whoever is to hear why does not wait for the end of a cluster.
            starting.thenAccept(EmbeddedCluster::close);
        }
        embedded = null;
        starting = null;
    }
}
