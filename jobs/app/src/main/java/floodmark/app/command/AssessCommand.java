package floodmark.app.command;

import floodmark.app.assess.Assessment;
import floodmark.app.output.RegistrationFile;
import floodmark.app.output.ResultDirectory;
import floodmark.app.output.ResultWriter;
import floodmark.app.result.Registration;
import floodmark.app.result.Result;
import floodmark.app.run.RunOptions;
import floodmark.app.terminal.ProgressDisplay;
import floodmark.app.terminal.SummaryJson;
import floodmark.app.terminal.Terminal;
import floodmark.claim.CaseFile;
import floodmark.pipeline.Engine;
import floodmark.verdict.Verdict;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code assess}: the answers of a case. */
@Command(
        name = "assess",
        mixinStandardHelpOptions = true,
        description = "Assess the statements of a case against its captures.")
final class AssessCommand implements Callable<Integer> {
    @Parameters(paramLabel = "CASE.yaml", description = "The case file.")
    private Path file = Path.of("");

    @Option(names = "--output", paramLabel = "DIR", required = true, description = "Directory for the result.")
    private Path output = Path.of("");

    @Option(
            names = "--capture",
            paramLabel = "PATH",
            arity = "1..*",
            description = "Captures instead of the case's: files, directories or globs; marks the result exploratory.")
    private List<String> captures = new ArrayList<>();

    @Option(
            names = "--bin",
            paramLabel = "TIME",
            description = "Length of a bin, such as 10s; marks the result exploratory. Default: the case's, or 60s.")
    private @Nullable String bin;

    @Option(
            names = "--registration",
            paramLabel = "FILE",
            description = "What register wrote about this very case file, before; the result says so.")
    private @Nullable Path registration;

    @Mixin
    private RunMixin run = new RunMixin();

    @Mixin
    private FormatMixin format = new FormatMixin();

    private final Terminal terminal;
    private final List<String> arguments;

    AssessCommand(Terminal terminal, List<String> arguments) {
        this.terminal = terminal;
        this.arguments = arguments;
    }

    @Override
    public Integer call() {
        RunOptions options = run.options("assess", arguments, output, bin, captures);
        CaseFile theCase = Cases.read(file);
        Registration registered = registration == null ? null : RegistrationFile.of(registration, theCase);
        if (run.detached(options, terminal)) {
            return 0;
        }
        try (ResultDirectory directory = ResultDirectory.open(output, options.overwrite());
                ProgressDisplay progress = run.display(terminal);
                Engine engine = RunMixin.engine(options, progress)) {
            Result result = assess(theCase, file, options, registered, directory, engine);
            progress.close();
            Verdict verdict = Objects.requireNonNull(result.verdict());
            if (format.json()) {
                terminal.json(SummaryJson.findings(theCase.title(), verdict, directory.target()));
            } else {
                terminal.findings(theCase.title(), verdict);
                terminal.report(directory.target());
            }
        }
        return 0;
    }

    /** Assesses, writes and publishes one case. */
    static Result assess(
            CaseFile theCase,
            Path file,
            RunOptions options,
            @Nullable Registration registration,
            ResultDirectory directory,
            Engine engine) {
        Path here = Path.of("").toAbsolutePath();
        Path parent = file.toAbsolutePath().normalize().getParent();
        Result result = Assessment.run(theCase, options, parent == null ? here : parent, here, engine)
                .registered(registration);
        ResultWriter.write(result, options, directory, Instant.now());
        return result;
    }
}
