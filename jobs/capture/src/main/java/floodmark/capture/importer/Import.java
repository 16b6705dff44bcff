package floodmark.capture.importer;

import floodmark.capture.CaptureInput;
import floodmark.capture.CountRecord;
import floodmark.capture.FlowRecord;
import floodmark.capture.ImportReport;
import floodmark.capture.RecordSink;
import floodmark.capture.Yaml;
import floodmark.capture.counters.CounterMapping;
import floodmark.capture.counters.CounterTable;
import floodmark.capture.pseudonym.CryptoPan;
import floodmark.capture.pseudonym.KeyFile;
import floodmark.capture.pseudonym.Pseudonyms;
import floodmark.model.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Imports captures of other formats: each input by itself, into a sink of its own. */
public final class Import {
    private static final Set<String> EXTENSIONS =
            Set.of("pcap", "pcapng", "cap", "dmp", "dump", "csv", "tsv", "txt", "log");

    /** Where the records of an input go. A sink is asked for when there is a first record for it. */
    public interface Sinks {
        RecordSink<FlowRecord> flows(Path input) throws IOException;

        RecordSink<CountRecord> counts(Path input) throws IOException;
    }

    /** Is told how far an import is, some times a second. */
    public interface Progress {
        Progress NONE = (input, read, total) -> {};

        /** @param bytesRead of the file as it lies on disk, which has {@code bytesTotal} */
        void at(Path input, long bytesRead, long bytesTotal);
    }

    private final ImportOptions options;
    private final Sinks sinks;
    private final Progress progress;
    private final @Nullable Pseudonyms pseudonyms;
    private final @Nullable CounterMapping mapping;

    private Import(ImportOptions options, Sinks sinks, Progress progress) {
        this.options = options;
        this.sinks = sinks;
        this.progress = progress;
        Path keyFile = options.keyFile();
        this.pseudonyms = keyFile == null ? null : new Pseudonyms(new CryptoPan(KeyFile.read(keyFile)), options.keep());
        Path mappingFile = options.mapping();
        this.mapping = mappingFile == null ? null : readMapping(mappingFile);
    }

    /**
     * Reads the inputs one after the other and closes each sink when its input has been read. A cut or damaged input is
     * imported as far as it can be read, and its report says what is missing.
     *
     * @return a report for each input, in their order
     * @throws UserError if an input is of no known format, holds nothing, or an option is wrong; the sink of the input at hand
     *     is then aborted, those before it are complete
     */
    public static List<ImportReport> run(List<Path> inputs, ImportOptions options, Sinks sinks, Progress progress)
            throws IOException {
        Import run = new Import(options, sinks, progress);
        List<ImportReport> reports = new ArrayList<>();
        for (Path input : inputs) {
            reports.add(run.one(input));
        }
        return reports;
    }

    /**
     * The name of the Parquet file for each input: its own name with the extension replaced.
     *
     * @throws UserError if two inputs would share one
     */
    public static Map<Path, String> outputNames(List<Path> inputs) {
        Map<Path, String> names = new LinkedHashMap<>();
        Map<String, Path> taken = new LinkedHashMap<>();
        for (Path input : inputs) {
            String name = baseName(input) + ".parquet";
            Path other = taken.putIfAbsent(name, input);
            if (other != null) {
                throw UserError.of(
                        input.toString(),
                        "would be written to the same file as another input",
                        name + " for " + other,
                        "inputs of different names",
                        "Import them into different directories");
            }
            names.put(input, name);
        }
        return names;
    }

    private static String baseName(Path input) {
        String name =
                input.getFileName() == null ? "capture" : input.getFileName().toString();
        String unpacked = name.toLowerCase(Locale.ROOT).endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
        int dot = unpacked.lastIndexOf('.');
        boolean known =
                dot > 0 && EXTENSIONS.contains(unpacked.substring(dot + 1).toLowerCase(Locale.ROOT));
        String base = known ? unpacked.substring(0, dot) : unpacked;
        return base.isEmpty() ? "capture" : base;
    }

    private static CounterMapping readMapping(Path file) {
        try {
            return CounterMapping.of(Yaml.parse(Files.readAllBytes(file), file.toString()));
        } catch (NoSuchFileException e) {
            throw UserError.of(file.toString(), "does not exist", "no file", "a mapping", "Check the path");
        } catch (IOException e) {
            throw UserError.of(
                    file.toString(), "cannot be read", String.valueOf(e.getMessage()), "a mapping", "Check its rights");
        }
    }

    private ImportReport one(Path path) throws IOException {
        long total = Files.exists(path) ? Files.size(path) : 0;
        LongConsumer read = bytes -> progress.at(path, bytes, total);
        try (CaptureInput input = CaptureInput.open(path, read)) {
            return mapping == null ? flows(path, input) : counts(path, input, mapping);
        }
    }

    private ImportReport flows(Path path, CaptureInput input) throws IOException {
        Importer importer = Importers.of(input);
        ImportReport report = new ImportReport(input.name(), importer.id());
        into(() -> named(sinks.flows(path)), report, sink -> importer.read(input, options, sink, report));
        return report;
    }

    private ImportReport counts(Path path, CaptureInput input, CounterMapping counters) throws IOException {
        ImportReport report = new ImportReport(input.name(), "counters");
        into(
                () -> pseudonyms == null ? sinks.counts(path) : pseudonyms.counts(sinks.counts(path)),
                report,
                sink -> new CounterTable(counters, input, report).read(sink));
        return report;
    }

    private RecordSink<FlowRecord> named(RecordSink<FlowRecord> sink) {
        return pseudonyms == null ? sink : pseudonyms.flows(sink);
    }

    /** Something that writes into a sink. */
    private interface Source<T> {
        void read(RecordSink<T> sink) throws IOException;
    }

    private static <T> void into(LazySink.Opener<T> opener, ImportReport report, Source<T> source) throws IOException {
        LazySink<T> sink = new LazySink<>(opener);
        boolean complete = false;
        try {
            source.read(sink);
            requireSomething(report);
            complete = true;
        } finally {
            if (complete) {
                sink.close();
            } else {
                sink.abort();
            }
        }
    }

    private static void requireSomething(ImportReport report) {
        if (report.records() > 0) {
            return;
        }
        String skipped = report.skipped().entrySet().stream()
                .map(e -> e.getValue() + " " + e.getKey())
                .collect(Collectors.joining(", "));
        String notes = report.skipped().keySet().stream()
                .map(report::note)
                .filter(note -> !note.isEmpty())
                .collect(Collectors.joining("; "));
        boolean table = report.format().equals("counters");
        throw UserError.of(
                report.input(),
                "holds nothing that could be imported",
                report.frames()
                        + (table ? " rows" : " frames")
                        + (skipped.isEmpty() ? "" : ", skipped: " + skipped)
                        + (notes.isEmpty() ? "" : " (" + notes + ")"),
                table ? "rows with a time and a value" : "IP packets",
                table ? "Check the filter and the columns of the mapping" : "Check that it is the right capture");
    }
}
