package floodmark.app.audit;

import floodmark.app.assess.Assessment;
import floodmark.app.assess.ScanRun;
import floodmark.app.output.RecordedRun;
import floodmark.app.output.RegistrationFile;
import floodmark.app.output.ResultWriter;
import floodmark.app.result.Result;
import floodmark.app.run.RunOptions;
import floodmark.app.run.Settings;
import floodmark.capture.Yaml;
import floodmark.claim.CaseFile;
import floodmark.claim.CaseReader;
import floodmark.model.UserError;
import floodmark.pipeline.Engine;
import floodmark.pipeline.Inputs;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** The run of a result once more, from what its manifest says. */
final class Recomputation {
    private final Published published;
    private final FoundInputs inputs;

    Recomputation(Published published, FoundInputs inputs) {
        this.published = published;
        this.inputs = inputs;
    }

    /**
     * Computes all that depends on case, data and program alone.
     *
     * @param place an empty directory for the files
     */
    Result into(Path place, Engine engine) throws IOException {
        RecordedRun run = published.run();
        boolean scan = run.command().equals("scan");
        if (scan == published.has("case.yaml")) {
            throw UserError.of(
                    "manifest.json",
                    "a scan has no case and everything else has one",
                    run.command(),
                    scan ? "no case.yaml" : "a case.yaml",
                    "This is no result of assess or scan");
        }
        RunOptions options = new RunOptions(
                scan ? "scan" : "assess",
                List.of(),
                Instant.EPOCH,
                null,
                false,
                1,
                RunOptions.Mode.BATCH,
                null,
                run.binNanos(),
                run.captures(),
                Settings.of(run.settings()));
        Result result = scan ? ScanRun.run(options, Inputs.at(inputs.captures()), engine) : assess(options, engine);
        ResultWriter.contents(result, place);
        return result;
    }

    private Result assess(RunOptions options, Engine engine) {
        byte[] bytes = published.bytes("case.yaml");
        String where = published.file("case.yaml").toString();
        CaseFile theCase = CaseReader.read(Yaml.parse(bytes, where), bytes);
        Result result = Assessment.run(
                theCase,
                options,
                Inputs.at(inputs.captures()),
                List.of(),
                statement -> Objects.requireNonNull(inputs.verdicts().get(statement.id())),
                engine);
        return published.has(ResultWriter.REGISTRATION)
                ? result.registered(RegistrationFile.read(published.file(ResultWriter.REGISTRATION)))
                : result;
    }
}
