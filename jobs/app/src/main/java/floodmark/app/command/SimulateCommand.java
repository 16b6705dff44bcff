package floodmark.app.command;

import floodmark.app.output.ResultDirectory;
import floodmark.app.run.RunOptions;
import floodmark.app.run.Settings;
import floodmark.app.simulate.IncidentWriter;
import floodmark.app.simulate.Recordings;
import floodmark.app.terminal.Terminal;
import floodmark.claim.Node;
import floodmark.model.UserError;
import floodmark.simulate.Incident;
import floodmark.simulate.reference.Recording;
import floodmark.simulate.reference.ReferenceGenerator;
import floodmark.simulate.reference.Scenario;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code simulate}: an incident with a known cause, as captures and a case. Must not load Flink: nothing here is a job. */
@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        description = {
            "Simulate an incident with a known cause: flows, a case file and the truth about it.",
            "",
            "Either a specification says what happens, or --reference NUMBER names an incident of the corpus."
        })
final class SimulateCommand implements Callable<Integer> {
    @Parameters(paramLabel = "SPEC.yaml", arity = "0..1", description = "What to simulate.")
    private @Nullable Path specification;

    @Option(names = "--output", paramLabel = "DIR", required = true, description = "Directory for the incident.")
    private Path output = Path.of("");

    @Option(
            names = "--reference",
            paramLabel = "NUMBER",
            description = "Instead of a specification: this incident of the reference corpus.")
    private @Nullable Long reference;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Seed of all random numbers. Default: the specification's, or 1.")
    private @Nullable Long seed;

    @Option(names = "--overwrite", description = "Replace an earlier result in the same place.")
    private boolean overwrite;

    private final Terminal terminal;
    private final List<String> arguments;

    SimulateCommand(Terminal terminal, List<String> arguments) {
        this.terminal = terminal;
        this.arguments = arguments;
    }

    @Override
    public Integer call() {
        Incident incident = incident();
        RunOptions options = new RunOptions(
                "simulate",
                arguments,
                Instant.now(),
                output,
                overwrite,
                1,
                RunOptions.Mode.BATCH,
                null,
                null,
                List.of(),
                Settings.defaults());
        try (ResultDirectory directory = ResultDirectory.open(output, overwrite)) {
            long rows = IncidentWriter.write(incident, options, directory, Instant.now());
            terminal.line(rows + " flows, " + incident.truth().explanation().text() + " ("
                    + incident.truth().mechanism() + "): " + directory.target().resolve("case.yaml"));
        }
        return 0;
    }

    private Incident incident() {
        if ((specification == null) == (reference == null)) {
            throw UserError.of(
                    "command line",
                    "something is " + (reference == null ? "missing" : "too much"),
                    reference == null ? "neither" : "both",
                    "either SPEC.yaml or --reference NUMBER",
                    "See simulate --help");
        }
        if (reference != null) {
            return new ReferenceGenerator().incident(seed == null ? 1 : seed, reference);
        }
        Path file = Objects.requireNonNull(specification);
        Path parent = file.toAbsolutePath().getParent();
        return Scenario.read(Cases.yaml(file), seed, node -> recording(node, parent));
    }

    private static Recording recording(Node node, @Nullable Path parent) {
        Path named = Path.of(node.text());
        Path file = parent == null ? named : parent.resolve(named);
        try {
            return Recordings.read(file);
        } catch (IOException e) {
            throw node.error("cannot be read", String.valueOf(e.getMessage()), "a readable capture", "Check the file");
        }
    }
}
