package floodmark.app.export;

import floodmark.app.output.ResultDirectory;
import floodmark.capture.Yaml;
import floodmark.capture.parquet.ParquetTable;
import floodmark.claim.CaseFile;
import floodmark.claim.CaseReader;
import floodmark.evidence.Schemas;
import floodmark.model.Table;
import floodmark.model.TableSchema;
import floodmark.model.UserError;
import floodmark.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A result directory that a run has finished, read by its documented files alone. */
public final class FinishedResult {
    private static final String VERDICT = "verdict.json";

    private final Path directory;
    private final Instant made;
    private final @Nullable CaseFile caseFile;
    private final @Nullable FinishedVerdict verdict;

    private FinishedResult(
            Path directory, Instant made, @Nullable CaseFile caseFile, @Nullable FinishedVerdict verdict) {
        this.directory = directory;
        this.made = made;
        this.caseFile = caseFile;
        this.verdict = verdict;
    }

    /**
     * Opens a result; tables are read when they are asked for.
     *
     * @throws UserError if the directory holds no finished result
     */
    public static FinishedResult open(Path directory) {
        Path manifest = directory.resolve(ResultDirectory.MANIFEST);
        ResultDirectory.checkFinished(directory);
        try {
            Instant made = made(JsonTree.read(manifest), manifest);
            if (!Files.exists(directory.resolve(VERDICT))) {
                return new FinishedResult(directory, made, null, null);
            }
            Path file = directory.resolve("case.yaml");
            byte[] bytes = caseBytes(file);
            CaseFile theCase = CaseReader.read(Yaml.parse(bytes, file.toString()), bytes);
            FinishedVerdict verdict = FinishedVerdict.read(JsonTree.read(directory.resolve(VERDICT)), theCase);
            if (!verdict.verdict().caseSha256().equals(theCase.sha256())) {
                throw UserError.of(
                        file.toString(),
                        "is not the case that was assessed",
                        "sha256 " + theCase.sha256(),
                        verdict.verdict().caseSha256(),
                        "Take the result as it was written");
            }
            return new FinishedResult(directory, made, theCase, verdict);
        } catch (IOException e) {
            throw unreadable(directory, e);
        }
    }

    private static byte[] caseBytes(Path file) throws IOException {
        if (Files.size(file) > Yaml.MOST_BYTES) {
            throw UserError.of(
                    file.toString(),
                    "is too large",
                    Files.size(file) + " bytes",
                    "at most " + Yaml.MOST_BYTES,
                    "Take the result as it was written");
        }
        return Files.readAllBytes(file);
    }

    private static Instant made(JsonTree manifest, Path file) {
        String ended = manifest.get("ended").text();
        try {
            return Instant.parse(ended);
        } catch (DateTimeException e) {
            throw UserError.of(file.toString(), "ended is no time", ended, "ISO 8601 in UTC", "Make the result again");
        }
    }

    private static UserError unreadable(Path directory, IOException e) {
        return UserError.of(
                directory.toString(),
                "cannot be read",
                e.getClass().getSimpleName() + " " + e.getMessage(),
                "all files of a result",
                "Take the result as it was written");
    }

    /** The directory as it was named. */
    public Path directory() {
        return directory;
    }

    /** When the run ended. */
    Instant made() {
        return made;
    }

    /** True if a case was assessed, false for a scan. */
    boolean hasCase() {
        return caseFile != null;
    }

    /**
     * The case as it was assessed.
     *
     * @throws UserError if this is a scan's result
     */
    CaseFile theCase() {
        if (caseFile == null) {
            throw noCase();
        }
        return caseFile;
    }

    /**
     * What was found.
     *
     * @throws UserError if this is a scan's result
     */
    FinishedVerdict findings() {
        if (verdict == null) {
            throw noCase();
        }
        return verdict;
    }

    /** The same without what only {@link FinishedVerdict} holds. */
    Verdict verdict() {
        return findings().verdict();
    }

    private UserError noCase() {
        return UserError.of(
                directory.toString(),
                "has no findings to export",
                "the result of a scan",
                "the result of a case",
                "Export it with --to csv, or assess a case first");
    }

    Table evidence() {
        return table(Schemas.EVIDENCE);
    }

    Table series() {
        return table(Schemas.SERIES);
    }

    /** Reads a table. */
    Table table(TableSchema schema) {
        try {
            return ParquetTable.read(directory.resolve(schema.name() + ".parquet"), schema);
        } catch (IOException e) {
            throw unreadable(directory, e);
        }
    }
}
