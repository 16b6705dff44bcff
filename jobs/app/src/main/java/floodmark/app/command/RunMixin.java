package floodmark.app.command;

import floodmark.app.run.BuildInfo;
import floodmark.app.run.Detached;
import floodmark.app.run.RunOptions;
import floodmark.app.run.Settings;
import floodmark.app.terminal.ProgressDisplay;
import floodmark.app.terminal.Terminal;
import floodmark.model.Durations;
import floodmark.model.UserError;
import floodmark.pipeline.Engine;
import floodmark.pipeline.FlinkFileSystems;
import floodmark.pipeline.Progress;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.flink.configuration.Configuration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of every command that runs Flink. */
final class RunMixin {
    private static final int MOST_SLOTS = 128;

    @Option(
            names = "--parallelism",
            paramLabel = "N",
            description = "Slots to use, 1 to 128. Default: one for each processor.")
    private @Nullable Integer parallelism;

    @Option(
            names = "--mode",
            paramLabel = "MODE",
            description = "batch or streaming; results are the same. Default: batch.")
    private RunOptions.Mode mode = RunOptions.Mode.BATCH;

    @Option(
            names = "--cluster",
            paramLabel = "HOST:PORT",
            description = "REST address of a Flink session cluster. Default: run in this process.")
    private @Nullable String cluster;

    @Option(
            names = "--progress",
            paramLabel = "HOW",
            description = "auto, bar, json (lines on standard error) or none. Default: auto.")
    private ProgressDisplay.How progress = ProgressDisplay.How.AUTO;

    @Option(names = "--overwrite", description = "Replace an earlier result in the same place.")
    private boolean overwrite;

    @Option(names = "--detach", description = "Go on without the terminal; jobs/floodmark attach DIR follows.")
    private boolean detach;

    @Option(names = "--verbose", description = "Show warnings of the libraries on standard error.")
    @SuppressWarnings("unused") // Main looks for it before any library starts.
    private boolean verbose;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Change a setting (listed below); marks the result exploratory.")
    private List<String> set = new ArrayList<>();

    /**
     * Starts the same run without the terminal, if that was asked for.
     *
     * @return true if there is nothing left to do here
     */
    boolean detached(RunOptions options, Terminal terminal) {
        if (detach) {
            Detached.start(Objects.requireNonNull(options.output()), options.arguments(), terminal::line);
        }
        return detach;
    }

    ProgressDisplay display(Terminal terminal) {
        return ProgressDisplay.of(progress, terminal);
    }

    RunOptions options(
            String command,
            List<String> arguments,
            @Nullable Path output,
            @Nullable String bin,
            List<String> captures) {
        int slots = parallelism == null ? Runtime.getRuntime().availableProcessors() : parallelism;
        if (slots < 1 || slots > MOST_SLOTS) {
            throw UserError.of(
                    "--parallelism",
                    "is out of range",
                    slots,
                    "1 to " + MOST_SLOTS,
                    "Leave it out to use all processors");
        }
        return new RunOptions(
                command,
                arguments,
                Instant.now(),
                output,
                overwrite,
                slots,
                mode,
                cluster,
                bin == null ? null : nanos(bin),
                captures,
                Settings.of(set));
    }

    private static long nanos(String bin) {
        Long nanos = Durations.parseNanos(bin);
        if (nanos == null || nanos < 1) {
            throw UserError.of("--bin", "is no length of time", bin, Durations.FORMS, "Write for example --bin 60s");
        }
        return nanos;
    }

    /** The engine that the options ask for, about to start; the caller closes it. */
    static Engine engine(RunOptions options, Progress progress) {
        loadFileSystems();
        return new Engine(
                        options.parallelism(),
                        options.mode() == RunOptions.Mode.STREAMING,
                        options.cluster(),
                        BuildInfo.jar().orElse(null),
                        progress,
                        new Configuration())
                .start();
    }

    /** An engine for a job that does not end by itself; the caller closes it. */
    static Engine following(RunOptions options, Configuration extra) {
        loadFileSystems();
        return new Engine(
                options.parallelism(), true, options.cluster(), BuildInfo.jar().orElse(null), Progress.NONE, extra);
    }

    /** Flink's own client has done so already; it starts this program with a loader of its own. */
    private static void loadFileSystems() {
        if (RunMixin.class.getClassLoader() == ClassLoader.getSystemClassLoader()) {
            FlinkFileSystems.load();
        }
    }

    ProgressDisplay.How how() {
        return progress;
    }
}
