package floodmark.app.command;

import floodmark.app.output.ResultDirectory;
import floodmark.app.output.ResultWriter;
import floodmark.app.result.Result;
import floodmark.app.run.RunOptions;
import floodmark.app.terminal.LiveDisplay;
import floodmark.app.terminal.Terminal;
import floodmark.app.watch.WatchOptions;
import floodmark.app.watch.WatchRun;
import floodmark.claim.CaseFile;
import floodmark.model.Durations;
import floodmark.model.Times;
import floodmark.model.UserError;
import floodmark.pipeline.Engine;
import floodmark.pipeline.Progress;
import floodmark.pipeline.watch.Watch;
import floodmark.pipeline.watch.WatchSpec.Arrival;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code watch}: the answers of a case while its captures are still coming. */
@Command(
        name = "watch",
        mixinStandardHelpOptions = true,
        description = {
            "Follow a case's captures while files keep landing, and assess them at the end.",
            "The live verdict is in DIR.live/verdict.json. Ctrl-C ends the watch with what has been read."
        })
final class WatchCommand implements Callable<Integer> {
    /** What becomes of a file that cannot be read. */
    enum OnBadFile {
        FAIL,
        QUARANTINE
    }

    private static final long NANOS_PER_MILLI = 1_000_000L;
    private static final long LEAST_POLL_MILLIS = 10;

    @Parameters(paramLabel = "CASE.yaml", description = "The case file.")
    private Path file = Path.of("");

    @Option(names = "--output", paramLabel = "DIR", required = true, description = "Directory for the result.")
    private Path output = Path.of("");

    @Option(
            names = "--marker",
            paramLabel = "NAME",
            description = "End when every watched directory holds a file of this name. Default: _COMPLETE.")
    private String marker = "_COMPLETE";

    @Option(
            names = "--until",
            paramLabel = "TIME",
            description = "End when rows have come that start later than this by the lateness; UTC, as in a case.")
    private @Nullable String until;

    @Option(
            names = "--idle",
            paramLabel = "TIME",
            description = "End when no file has come for so long, such as PT10M.")
    private @Nullable String idle;

    @Option(
            names = "--lateness",
            paramLabel = "TIME",
            description =
                    "How much later than newer rows a row may come without being counted as late. Default: PT15M.")
    private String lateness = "PT15M";

    @Option(names = "--poll", paramLabel = "TIME", description = "Time between two looks. Default: PT1S.")
    private String poll = "PT1S";

    @Option(
            names = "--grace",
            paramLabel = "TIME",
            description = "How long a file may stay half-written, or a directory unreadable. Default: PT2M.")
    private String grace = "PT2M";

    @Option(
            names = "--on-bad-file",
            paramLabel = "WHAT",
            description = "fail, or quarantine: leave it out, with an entry in the ledger. Default: fail.")
    private OnBadFile onBadFile = OnBadFile.FAIL;

    @Option(
            names = "--checkpoints",
            paramLabel = "DIR",
            description = "Directory for checkpoints; a cluster must reach it. Default: in DIR.live.")
    private @Nullable Path checkpoints;

    @Option(names = "--resume", description = "Go on from the newest checkpoint of a watch that did not end.")
    private boolean resume;

    @Option(
            names = "--bin",
            paramLabel = "TIME",
            description = "Length of a bin, such as 10s; marks the result exploratory. Default: the case's, or 60s.")
    private @Nullable String bin;

    @Mixin
    private RunMixin run = new RunMixin();

    private final Terminal terminal;
    private final List<String> arguments;

    WatchCommand(Terminal terminal, List<String> arguments) {
        this.terminal = terminal;
        this.arguments = arguments;
    }

    @Override
    public Integer call() {
        RunOptions options = run.options("watch", arguments, output, bin, List.of());
        WatchOptions watch = watchOptions();
        CaseFile theCase = Cases.read(file);
        Path parent = Objects.requireNonNull(file.toAbsolutePath().normalize().getParent());
        if (run.detached(options, terminal)) {
            return 0;
        }
        try (ResultDirectory directory = ResultDirectory.open(output, options.overwrite());
                LiveDisplay display = LiveDisplay.of(run.how(), terminal)) {
            WatchRun watching = WatchRun.of(theCase, parent, options, watch, directory.target(), display);
            Result result;
            try (StopSignal signal = StopSignal.on(watching::stop)) {
                result = watching.run(engines(options));
            }
            ResultWriter.write(result, options, directory, Instant.now());
            if (watching.stopped()) {
                terminal.line("ended by hand; to go on: the same command with --resume --overwrite");
            } else {
                watching.tidy();
            }
            terminal.findings(theCase.title(), Objects.requireNonNull(result.verdict()));
            terminal.report(directory.target());
        }
        return 0;
    }

    private WatchRun.Engines engines(RunOptions options) {
        return new WatchRun.Engines() {
            @Override
            public Engine following(String place, @Nullable String from) {
                return RunMixin.following(options, Watch.configuration(place, from));
            }

            @Override
            public Engine bounded() {
                return RunMixin.engine(options, Progress.NONE);
            }
        };
    }

    private WatchOptions watchOptions() {
        long pollMillis = Math.max(LEAST_POLL_MILLIS, nanos("--poll", poll) / NANOS_PER_MILLI);
        Arrival arrival = new Arrival(
                nanos("--lateness", lateness),
                pollMillis,
                nanos("--grace", grace),
                onBadFile == OnBadFile.QUARANTINE,
                List.of());
        return new WatchOptions(
                marker,
                until == null ? null : time(until),
                idle == null ? null : nanos("--idle", idle),
                arrival,
                checkpoints,
                resume);
    }

    private static long time(String text) {
        try {
            return Times.nanos(Instant.parse(text));
        } catch (DateTimeParseException e) {
            throw UserError.of(
                    "--until", "is no time", text, "a time in UTC", "Write for example 2024-08-13T00:40:00Z");
        }
    }

    private static long nanos(String option, String text) {
        Long nanos = Durations.parseNanos(text);
        if (nanos == null) {
            throw UserError.of(option, "is no length of time", text, Durations.FORMS, "Write for example PT1M");
        }
        return nanos;
    }
}
