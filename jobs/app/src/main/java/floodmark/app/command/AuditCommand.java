package floodmark.app.command;

import floodmark.app.audit.Audit;
import floodmark.app.audit.AuditReport;
import floodmark.app.run.BuildInfo;
import floodmark.app.sign.VerifyingKey;
import floodmark.app.terminal.ProgressDisplay;
import floodmark.app.terminal.Terminal;
import floodmark.pipeline.Engine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.flink.configuration.Configuration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code audit}: is a published result what its inputs give? */
@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        description = {
            "Check a published result: digests, signature, and the same computation once more.",
            "Ends with 0 if nothing differs and 3 if anything does."
        })
final class AuditCommand implements Callable<Integer> {
    /** Exit code of a result that is not what it says. */
    static final int DIFFERS = 3;

    @Parameters(paramLabel = "DIR", description = "The result's directory.")
    private Path directory = Path.of("");

    @Option(
            names = "--inputs",
            paramLabel = "PATH",
            arity = "1..*",
            description =
                    "Files and directories to look for the inputs in, by digest. Default: where the result says, then"
                            + " the clone's datasets.")
    private List<Path> inputs = new ArrayList<>();

    @Option(names = "--require-inputs", description = "A missing input is a difference, too.")
    private boolean requireInputs;

    @Option(
            names = "--deep",
            description = "Compute three times, at other parallelisms and in both modes, and ask for the same bytes.")
    private boolean deep;

    @Option(names = "--key", paramLabel = "FILE", description = "Public key that must have signed: PEM or OpenSSH.")
    private @Nullable Path key;

    @Mixin
    private FormatMixin format = new FormatMixin();

    @Option(
            names = "--progress",
            paramLabel = "HOW",
            description = "auto, bar, json (lines on standard error) or none. Default: auto.")
    private ProgressDisplay.How progress = ProgressDisplay.How.AUTO;

    @Option(names = "--verbose", description = "Show warnings of the libraries on standard error.")
    @SuppressWarnings("unused") // Main looks for it before any library starts.
    private boolean verbose;

    private final Terminal terminal;

    AuditCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        VerifyingKey signer = key == null ? null : VerifyingKey.read(key);
        Audit audit = new Audit(directory, inputs, requireInputs, deep, signer, BuildInfo.load(), BuildInfo.datasets());
        AuditReport report;
        try (ProgressDisplay display = ProgressDisplay.of(progress, terminal)) {
            report = audit.run(
                    Runtime.getRuntime().availableProcessors(),
                    (slots, streaming) -> new Engine(slots, streaming, null, null, display, new Configuration()));
        }
        if (format.json()) {
            terminal.text(report.json());
        } else {
            terminal.heading("audit of " + directory);
            report.lines().forEach(terminal::line);
            terminal.heading(report.verdict());
        }
        return report.differs() ? DIFFERS : 0;
    }
}
