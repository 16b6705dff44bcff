package floodmark.app.command;

import floodmark.app.output.Manifest;
import floodmark.app.output.ResultDirectory;
import floodmark.app.output.ResultSink;
import floodmark.app.run.BuildInfo;
import floodmark.app.run.RunOptions;
import floodmark.app.run.Settings;
import floodmark.app.terminal.ProgressDisplay;
import floodmark.app.terminal.Terminal;
import floodmark.capture.CountRecord;
import floodmark.capture.CsvTable;
import floodmark.capture.FlowRecord;
import floodmark.capture.ImportReport;
import floodmark.capture.RecordSink;
import floodmark.capture.importer.Import;
import floodmark.capture.importer.ImportOptions;
import floodmark.capture.parquet.CountsParquetWriter;
import floodmark.capture.parquet.FlowParquetWriter;
import floodmark.capture.pcap.FlowMeter;
import floodmark.evidence.Schemas;
import floodmark.model.Durations;
import floodmark.model.LedgerEntry;
import floodmark.model.Prefix;
import floodmark.model.Table;
import floodmark.model.UserError;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code import}: packet captures to flow Parquet, tables of counters to counts Parquet. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description = "Turn packet captures (pcap, pcapng) into flows, or tables of counters into counts, as Parquet.")
final class ImportCommand implements Callable<Integer> {
    private static final int MOST_OPEN_FLOWS = 1_000_000;

    @Parameters(paramLabel = "INPUT", arity = "1..*", description = "Files to import, gzip or not.")
    private List<Path> inputs = new ArrayList<>();

    @Option(names = "--output", paramLabel = "DIR", required = true, description = "Directory for the Parquet files.")
    private Path output = Path.of("");

    @Option(
            names = "--mapping",
            paramLabel = "FILE",
            description = "Inputs are tables of counters; this says how to read them.")
    private @Nullable Path mapping;

    @Option(
            names = "--pseudonymise",
            paramLabel = "KEYFILE",
            description = "Replace addresses by prefix-preserving pseudonyms (Crypto-PAn) under this key.")
    private @Nullable Path keyFile;

    @Option(
            names = "--keep",
            paramLabel = "PREFIX",
            description = "With --pseudonymise: addresses in this prefix stay as they are. May be repeated.")
    private List<String> keep = new ArrayList<>();

    @Option(
            names = "--active-timeout",
            paramLabel = "TIME",
            description = "A flow is cut after this time. Default: 60s.")
    private String active = "60s";

    @Option(
            names = "--idle-timeout",
            paramLabel = "TIME",
            description = "A flow ends when this long no packet came. Default: 15s.")
    private String idle = "15s";

    @Option(
            names = "--progress",
            paramLabel = "HOW",
            description = "auto, bar, json (lines on standard error) or none. Default: auto.")
    private ProgressDisplay.How how = ProgressDisplay.How.AUTO;

    @Option(names = "--overwrite", description = "Replace an earlier result in the same place.")
    private boolean overwrite;

    private final Terminal terminal;
    private final List<String> arguments;

    ImportCommand(Terminal terminal, List<String> arguments) {
        this.terminal = terminal;
        this.arguments = arguments;
    }

    @Override
    public Integer call() throws IOException {
        RunOptions options = options(arguments, output, overwrite);
        FlowMeter.Options meter = new FlowMeter.Options(
                nanos("--active-timeout", active), nanos("--idle-timeout", idle), MOST_OPEN_FLOWS);
        ImportOptions importing = new ImportOptions(meter, mapping, keyFile, prefixes());
        try (ProgressDisplay progress = ProgressDisplay.of(how, terminal)) {
            List<ImportReport> reports = run(inputs, importing, options, progress);
            progress.close();
            reports.forEach(this::tell);
            terminal.line("captures: " + output);
        }
        return 0;
    }

    /** How an import is described in its manifest. */
    static RunOptions options(List<String> arguments, Path output, boolean overwrite) {
        return new RunOptions(
                "import",
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
    }

    /** Imports into the options' output directory and publishes it. */
    static List<ImportReport> run(List<Path> inputs, ImportOptions how, RunOptions options, ProgressDisplay progress)
            throws IOException {
        Map<Path, String> names = Import.outputNames(inputs);
        try (ResultDirectory directory =
                ResultDirectory.open(Objects.requireNonNull(options.output()), options.overwrite())) {
            Import.Sinks sinks = new Import.Sinks() {
                @Override
                public RecordSink<FlowRecord> flows(Path input) throws IOException {
                    return new ResultSink<>(
                            directory.target(), FlowParquetWriter.create(directory.file(name(names, input))));
                }

                @Override
                public RecordSink<CountRecord> counts(Path input) throws IOException {
                    return new ResultSink<>(
                            directory.target(), CountsParquetWriter.create(directory.file(name(names, input))));
                }
            };
            List<ImportReport> reports = Import.run(
                    inputs, how, sinks, (input, read, total) -> progress.update("import " + input, read, total));
            Table ledger = new Table(Schemas.LEDGER);
            for (ImportReport report : reports) {
                for (LedgerEntry e : report.ledger()) {
                    ledger.add(
                            e.kind(), e.where(), e.what(), e.count(), e.note().isEmpty() ? null : e.note());
                }
            }
            CsvTable.write(ledger, directory.file("ledger.csv"));
            directory.publish(new Manifest(options, BuildInfo.load(), Instant.now()));
            return reports;
        }
    }

    private static String name(Map<Path, String> names, Path input) {
        return Objects.requireNonNull(names.get(input));
    }

    private void tell(ImportReport report) {
        terminal.heading(report.input() + " (" + report.format() + ")");
        for (LedgerEntry entry : report.ledger()) {
            String note = entry.note().isEmpty() ? "" : " (" + entry.note() + ")";
            terminal.line("  " + entry.kind() + " " + entry.count() + " " + entry.what() + note);
        }
    }

    private List<Prefix> prefixes() {
        List<Prefix> prefixes = new ArrayList<>();
        for (String text : keep) {
            Prefix prefix = Prefix.parse(text);
            if (prefix == null) {
                throw UserError.of("--keep", "is no prefix", text, "a prefix such as 192.0.2.0/24", "Mend it");
            }
            prefixes.add(prefix);
        }
        if (!prefixes.isEmpty() && keyFile == null) {
            throw UserError.of(
                    "--keep", "has no effect", "no --pseudonymise", "a key file", "Add --pseudonymise KEYFILE");
        }
        return prefixes;
    }

    private static long nanos(String option, String text) {
        Long nanos = Durations.parseNanos(text);
        if (nanos == null || nanos < 1) {
            throw UserError.of(option, "is no length of time", text, Durations.FORMS, "Write for example 60s");
        }
        return nanos;
    }
}
