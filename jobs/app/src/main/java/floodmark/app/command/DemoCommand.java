package floodmark.app.command;

import floodmark.app.output.ResultDirectory;
import floodmark.app.result.Result;
import floodmark.app.run.RunOptions;
import floodmark.app.terminal.ProgressDisplay;
import floodmark.app.terminal.SummaryJson;
import floodmark.app.terminal.Terminal;
import floodmark.capture.importer.Import;
import floodmark.capture.importer.ImportOptions;
import floodmark.claim.CaseFile;
import floodmark.claim.Node;
import floodmark.model.UserError;
import floodmark.pipeline.Engine;
import floodmark.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code demo}: the bundled cases with a known cause, and whether the findings agree with the rulings. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "Assess bundled real incidents and compare the findings with what is known about them.")
final class DemoCommand implements Callable<Integer> {
    @Option(
            names = "--output",
            paramLabel = "DIR",
            description = "Directory for the results, one below it for each case. Default: floodmark-demo.")
    private Path output = Path.of("floodmark-demo");

    @Option(names = "--case", paramLabel = "NAME", description = "Only this case. May be repeated.")
    private List<String> only = new ArrayList<>();

    @Mixin
    private RunMixin run = new RunMixin();

    @Mixin
    private FormatMixin format = new FormatMixin();

    private final Terminal terminal;
    private final List<String> arguments;

    DemoCommand(Terminal terminal, List<String> arguments) {
        this.terminal = terminal;
        this.arguments = arguments;
    }

    @Override
    public Integer call() throws IOException {
        Path datasets = datasets();
        List<Node> entries =
                Cases.yaml(datasets.resolve("demo.yaml")).require("cases").list();
        List<SummaryJson.Ruled> done = new ArrayList<>();
        try (ProgressDisplay progress = run.display(terminal);
                Engine engine = RunMixin.engine(options(output, List.of()), progress)) {
            for (Node entry : entries) {
                String name = entry.require("case").text();
                if (!only.isEmpty() && !only.contains(name)) {
                    continue;
                }
                SummaryJson.Ruled ruled = assess(datasets, entry, name, engine, progress);
                done.add(ruled);
                progress.pause();
                if (!format.json()) {
                    show(entry.require("line").text(), ruled);
                }
            }
            progress.close();
        }
        if (done.isEmpty()) {
            throw UserError.of("--case", "no such case", only, "a name in demo.yaml", "Leave --case out to run all");
        }
        if (format.json()) {
            terminal.json(SummaryJson.demo(done));
            return 0;
        }
        long agree =
                done.stream().filter(ruled -> ruled.disagreements().isEmpty()).count();
        terminal.heading(agree + " of " + done.size() + " cases agree with their rulings; reports: "
                + output.resolve("*").resolve("report.html"));
        return 0;
    }

    private void show(String line, SummaryJson.Ruled ruled) {
        terminal.findings(line, ruled.verdict());
        if (ruled.disagreements().isEmpty()) {
            terminal.line("  agrees with the ruling");
        }
        ruled.disagreements().forEach(each -> terminal.line("  DISAGREES: " + each));
        terminal.report(ruled.directory());
    }

    private SummaryJson.Ruled assess(Path datasets, Node entry, String name, Engine engine, ProgressDisplay progress)
            throws IOException {
        Path directory = datasets.resolve("cases").resolve(name);
        Path file = directory.resolve("case.yaml");
        CaseFile theCase = Cases.read(file);
        Ruling ruling = Ruling.read(Cases.yaml(directory.resolve("ruling.yaml")));
        Path bundled = directory.resolve(theCase.captures().get(0).path());
        List<String> captures = imported(datasets, entry, bundled, progress);
        RunOptions options = options(output.resolve(name), captures);
        Result result;
        try (ResultDirectory place = ResultDirectory.open(Objects.requireNonNull(options.output()), true)) {
            result = AssessCommand.assess(theCase, file, options, null, place, engine);
        }
        Verdict verdict = Objects.requireNonNull(result.verdict());
        return new SummaryJson.Ruled(theCase.title(), verdict, output.resolve(name), ruling.disagreements(verdict));
    }

    /**
     * Where an entry names a packet capture, that is imported first. If its flows are not the bundled ones to the byte, they
     * take their place, and the result is exploratory.
     */
    private List<String> imported(Path datasets, Node entry, Path bundled, ProgressDisplay progress)
            throws IOException {
        Node packets = entry.get("import");
        if (packets == null) {
            return List.of();
        }
        Path place = output.resolve("captures");
        Path input = datasets.resolve(packets.text()).normalize();
        RunOptions options = ImportCommand.options(arguments, place, true);
        ImportCommand.run(List.of(input), ImportOptions.DEFAULT, options, progress);
        Path flows = place.resolve(
                Objects.requireNonNull(Import.outputNames(List.of(input)).get(input)));
        boolean same = Files.exists(bundled) && Files.mismatch(flows, bundled) < 0;
        return same ? List.of() : List.of(flows.toString());
    }

    private RunOptions options(Path place, List<String> captures) {
        return run.options("demo", arguments, place, null, captures);
    }

    private static Path datasets() {
        String home = System.getProperty("floodmark.home");
        Path datasets = Path.of(home == null ? "." : home).resolve("datasets");
        if (!Files.isRegularFile(datasets.resolve("demo.yaml"))) {
            throw UserError.of(
                    "demo",
                    "the bundled data are not there",
                    datasets.resolve("demo.yaml"),
                    "a clone of the project",
                    "Start it as jobs/floodmark demo in a clone");
        }
        return datasets;
    }
}
