package floodmark.app.command;

import floodmark.app.assess.ScanRun;
import floodmark.app.output.ResultDirectory;
import floodmark.app.output.ResultWriter;
import floodmark.app.result.Result;
import floodmark.app.run.RunOptions;
import floodmark.app.terminal.ProgressDisplay;
import floodmark.app.terminal.SummaryJson;
import floodmark.app.terminal.Terminal;
import floodmark.pipeline.Engine;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code scan}: volume anomalies of every destination, without a case. */
@Command(
        name = "scan",
        mixinStandardHelpOptions = true,
        description = "Rank the volume anomalies of all destinations in captures.")
final class ScanCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "CAPTURE",
            arity = "1..*",
            description = "Files, directories or globs of Parquet captures.")
    private List<String> captures = new ArrayList<>();

    @Option(names = "--output", paramLabel = "DIR", required = true, description = "Directory for the result.")
    private Path output = Path.of("");

    @Option(names = "--bin", paramLabel = "TIME", description = "Length of a bin, such as 10s. Default: 60s.")
    private @Nullable String bin;

    @Mixin
    private RunMixin run = new RunMixin();

    @Mixin
    private FormatMixin format = new FormatMixin();

    private final Terminal terminal;
    private final List<String> arguments;

    ScanCommand(Terminal terminal, List<String> arguments) {
        this.terminal = terminal;
        this.arguments = arguments;
    }

    @Override
    public Integer call() {
        RunOptions options = run.options("scan", arguments, output, bin, captures);
        if (run.detached(options, terminal)) {
            return 0;
        }
        try (ResultDirectory directory = ResultDirectory.open(output, options.overwrite());
                ProgressDisplay progress = run.display(terminal);
                Engine engine = RunMixin.engine(options, progress)) {
            Result result = ScanRun.run(options, Path.of("").toAbsolutePath(), engine);
            ResultWriter.write(result, options, directory, Instant.now());
            progress.close();
            if (format.json()) {
                terminal.json(SummaryJson.anomalies(result, directory.target()));
            } else {
                terminal.anomalies(result);
                terminal.report(directory.target());
            }
        }
        return 0;
    }
}
