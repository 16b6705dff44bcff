package floodmark.app.output;

import floodmark.app.report.Report;
import floodmark.app.result.Result;
import floodmark.app.run.BuildInfo;
import floodmark.app.run.RunOptions;
import floodmark.capture.CsvTable;
import floodmark.capture.parquet.ParquetTable;
import floodmark.claim.CaseFile;
import floodmark.evidence.Evidence;
import floodmark.model.Table;
import floodmark.model.UserError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Writes all files of a result and publishes it. */
public final class ResultWriter {
    private ResultWriter() {}

    /**
     * Writes and publishes; afterwards the directory is complete.
     *
     * @param ended wall-clock time, for the manifest
     * @throws UserError if the directory cannot be written, or the case file is not what was assessed any more
     */
    public static void write(Result result, RunOptions options, ResultDirectory directory, Instant ended) {
        BuildInfo build = BuildInfo.load();
        try {
            CaseFile caseFile = result.caseFile();
            if (caseFile != null && result.verdict() != null) {
                Files.write(directory.file("verdict.json"), VerdictJson.bytes(result.verdict()));
                Files.write(directory.file("case.yaml"), caseBytes(caseFile));
                Table evidence = Evidence.table(caseFile.id(), result.evidence());
                ParquetTable.write(evidence, directory.file("evidence.parquet"));
                CsvTable.write(evidence, directory.file("evidence.csv"));
            }
            ParquetTable.write(result.destinations(), directory.file("destinations.parquet"));
            ParquetTable.write(result.series(), directory.file("series.parquet"));
            ParquetTable.write(result.ledger(), directory.file("ledger.parquet"));
            Files.write(directory.file("report.html"), Report.of(result).getBytes(StandardCharsets.UTF_8));
            List<String> files = new ArrayList<>(directory.files());
            files.add(ResultDirectory.MANIFEST);
            RoCrate crate = new RoCrate(result, options, build, ended, files);
            Files.write(directory.file("ro-crate-metadata.json"), crate.bytes());
        } catch (IOException e) {
            throw ResultDirectory.unwritable(directory.target(), e);
        }
        directory.publish(new Manifest(options, build, ended));
    }

    private static byte[] caseBytes(CaseFile caseFile) throws IOException {
        byte[] bytes = Files.readAllBytes(Path.of(caseFile.where()));
        String digest = HexFormat.of().formatHex(Sha256.digest().digest(bytes));
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
