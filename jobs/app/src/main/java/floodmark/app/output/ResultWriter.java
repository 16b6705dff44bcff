package floodmark.app.output;

import floodmark.app.report.Report;
import floodmark.app.result.Registration;
import floodmark.app.result.Result;
import floodmark.app.run.BuildInfo;
import floodmark.app.run.RunOptions;
import floodmark.capture.CsvTable;
import floodmark.claim.CaseFile;
import floodmark.claim.Node;
import floodmark.evidence.Evidence;
import floodmark.model.Table;
import floodmark.model.UserError;
import floodmark.verdict.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** Writes all files of a result and publishes it. */
public final class ResultWriter {
    /** The statement of what was found, as others may sign it. */
    public static final String STATEMENT = "statement.intoto.json";

    /** The registration of the case, as it was given. */
    public static final String REGISTRATION = "registration.json";

    /** The research object. */
    public static final String CRATE = "ro-crate-metadata.json";

    private ResultWriter() {}

    /**
     * Writes and publishes; afterwards the directory is complete.
     *
     * @param ended wall-clock time, for the manifest
     * @throws UserError if the directory cannot be written, or the case file is not what was assessed any more
     */
    public static void write(Result result, RunOptions options, ResultDirectory directory, Instant ended) {
        BuildInfo build = BuildInfo.load();
        List<TableFile> tables;
        try {
            Path place = directory.file("");
            tables = contents(result, place);
            RoCrate crate = new RoCrate(result, options, build, ended, digests(place));
            Files.write(directory.file(CRATE), crate.bytes(place));
        } catch (IOException e) {
            throw ResultDirectory.unwritable(directory.target(), e);
        }
        directory.publish(Manifest.of(result, options, build, ended, tables));
    }

    /**
     * Writes what depends on the case, the data and the program alone: the same of them, the same bytes.
     *
     * @param place an empty directory
     * @return the tables
     */
    public static List<TableFile> contents(Result result, Path place) throws IOException {
        List<TableFile> tables = new ArrayList<>();
        CaseFile caseFile = result.caseFile();
        Verdict verdict = result.verdict();
        Registration registration = result.registration();
        Node said = null;
        if (caseFile != null && verdict != null) {
            byte[] json = VerdictJson.bytes(verdict, registration);
            said = JsonReader.parse(json, "verdict.json");
            Files.write(place.resolve("verdict.json"), json);
            Files.write(place.resolve("case.yaml"), caseBytes(caseFile));
            if (registration != null) {
                Files.writeString(place.resolve(REGISTRATION), registration.text(), StandardCharsets.UTF_8);
            }
            Table evidence = Evidence.table(caseFile.id(), result.evidence());
            CsvTable.write(evidence, place.resolve("evidence.csv"));
            tables.add(TableFile.write(evidence, place));
        }
        // The report of a scan reads hundreds of thousands of rows that are being written; their order is made before.
        result.destinations().sortedRows();
        result.series().sortedRows();
        result.ledger().sortedRows();
        CompletableFuture<String> report = CompletableFuture.supplyAsync(() -> Report.of(result));
        tables.addAll(SideBySide.run(Stream.of(result.destinations(), result.series(), result.ledger())
                .map(table -> (Callable<TableFile>) () -> TableFile.write(table, place))
                .toList()));
        Files.writeString(place.resolve("report.html"), report.join(), StandardCharsets.UTF_8);
        Findings findings = new Findings(said, result.inputs(), tables);
        Files.write(
                place.resolve(STATEMENT),
                InTotoStatement.bytes(digests(place), InTotoStatement.FINDINGS, findings::write));
        return tables;
    }

    private static Map<String, String> digests(Path place) throws IOException {
        Map<String, String> digests = new TreeMap<>();
        for (String name : ResultDirectory.files(place)) {
            digests.put(name, Sha256.of(place.resolve(name)));
        }
        return digests;
    }

    private static byte[] caseBytes(CaseFile caseFile) throws IOException {
        byte[] bytes = Files.readAllBytes(Path.of(caseFile.where()));
        String digest = Sha256.of(bytes);
        if (!digest.equals(caseFile.sha256())) {
            throw UserError.of(
                    caseFile.where(),
                    "changed while it was being assessed",
                    "sha256 " + digest,
                    caseFile.sha256(),
                    "Run it again");
        }
        return bytes;
    }
}
