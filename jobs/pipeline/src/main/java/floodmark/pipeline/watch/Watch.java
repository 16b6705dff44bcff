package floodmark.pipeline.watch;

import floodmark.pipeline.Engine;
import floodmark.pipeline.cell.Block;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/** The job that follows directories: its graph, in one method. */
public final class Watch {
    /** False discoveries among the destinations that are said to stand out in a bin. */
    public static final double LEVEL = 0.05;

    /** Notes reach the client with the checkpoint after them, so this is a part of how old the live verdict is. */
    private static final Duration CHECKPOINT_EVERY = Duration.ofSeconds(1);

    private static final Duration CHECKPOINT_PAUSE = Duration.ofMillis(300);
    private static final int FAILURES = 1000;

    private Watch() {}

    /**
     * Watches until one of the ends comes.
     *
     * @param engine of streaming execution, with {@link #configuration}
     * @param control gets hold of the job
     * @param round hears of each round of files, in the caller's thread, and may keep what it gets
     * @return what there is at the end
     */
    public static RunningView run(WatchSpec spec, Engine engine, WatchControl control, Consumer<RunningView> round) {
        StreamExecutionEnvironment env = engine.environment();
        long bin = spec.detail().binNanos();
        long lateness = spec.arrival().latenessNanos();

        // Whole files become partial sums inside the source; a watermark says that all files up to some number are in.
        DataStream<Block> partial = env.fromSource(
                        new WatchSource(spec), WatermarkStrategy.noWatermarks(), "landing files")
                .uid("landing-files");

        // The subject, all traffic, the ledger and the list of files: kept whole, and told to the client.
        DataStream<Note> sums = partial.filter(block -> !Keys.ofAll(block.key()))
                .uid("close-look")
                .keyBy(Block::key)
                .process(new RunningSums(new RunningState(bin), lateness))
                .name("running sums")
                .uid("running-sums");

        // Every destination: the last bins, each weighed once, and together with the others of its bin.
        DataStream<Note> alarms = partial.filter(block -> Keys.ofAll(block.key()))
                .uid("all-destinations")
                .keyBy(Block::key)
                .process(new RunningScreens(bin, gap(lateness, bin)))
                .name("running screens")
                .uid("running-screens")
                .keyBy(BinEvidence::bin)
                .process(new BinFamily(bin, LEVEL))
                .name("families of bins")
                .uid("families-of-bins");

        DataStream<Note> notes = sums.union(alarms)
                .keyBy(note -> (byte) 0)
                .process(new Round())
                .name("rounds")
                .uid("rounds")
                .setParallelism(1);

        RunningView view = new RunningView(spec.detail(), lateness);
        engine.follow("watch", env, notes, control::attach, note -> {
            if (view.take(note)) {
                round.accept(view.copy());
            }
        });
        return view;
    }

    /** Bins that may still grow when a bin is read for the first time. */
    public static int gap(long latenessNanos, long binNanos) {
        return Math.toIntExact(-Math.floorDiv(-latenessNanos, binNanos));
    }

    /**
     * What the engine of a watch needs besides the usual.
     *
     * @param checkpoints directory for checkpoints, as a URI
     * @param resume checkpoint or savepoint to go on from, or null to begin
     */
    public static Configuration configuration(String checkpoints, @Nullable String resume) {
        Configuration config = new Configuration();
        config.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, CHECKPOINT_EVERY);
        config.set(CheckpointingOptions.MIN_PAUSE_BETWEEN_CHECKPOINTS, CHECKPOINT_PAUSE);
        // Whoever goes on from the end of a watch needs what its last files gave.
        config.set(CheckpointingOptions.ENABLE_CHECKPOINTS_AFTER_TASKS_FINISH, true);
        config.set(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, FAILURES);
        config.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
        config.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints);
        config.set(
                CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
                ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
        config.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
        config.set(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_INITIAL_BACKOFF, Duration.ofSeconds(1));
        config.set(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF, Duration.ofSeconds(30));
        if (resume != null) {
            config.set(StateRecoveryOptions.SAVEPOINT_PATH, resume);
            // What the earlier client had not fetched: this one is told everything anew.
            config.set(StateRecoveryOptions.SAVEPOINT_IGNORE_UNCLAIMED_STATE, true);
        }
        return config;
    }

    /** A path as a URI that Flink's file systems take. */
    public static String uri(Path path) {
        return path.toAbsolutePath().normalize().toUri().toString();
    }
}
