package floodmark.app.audit;

import static org.assertj.core.api.Assertions.assertThat;

import floodmark.app.assess.ScanRun;
import floodmark.app.output.ResultDirectory;
import floodmark.app.output.ResultWriter;
import floodmark.app.output.Sha256;
import floodmark.app.run.BuildInfo;
import floodmark.app.run.RunOptions;
import floodmark.app.run.Settings;
import floodmark.app.sign.VerifyingKey;
import floodmark.pipeline.Engine;
import floodmark.pipeline.Progress;
import floodmark.verdict.Judge;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Results computed once more. */
class AuditITCase {
    @TempDir
    private Path place = Path.of("");

    private static AuditReport audit(
            Path result, List<Path> inputs, boolean deep, @Nullable VerifyingKey key, BuildInfo build) {
        return new Audit(result, inputs, false, deep, key, build, Optional.of(Example.DATASETS))
                .run(2, (slots, streaming) -> new Engine(slots, streaming, null, Progress.NONE));
    }

    private static AuditReport audit(Path result) {
        return audit(result, List.of(), false, null, BuildInfo.load());
    }

    private static String lines(AuditReport report) {
        return String.join("\n", report.lines());
    }

    /** The finding that comes with the project. If the program is meant to give another one now, datasets/published/make makes it anew. */
    @Test
    void thePublishedExampleIsWhatItsInputsGive() {
        AuditReport report =
                audit(Example.PUBLISHED, List.of(), true, VerifyingKey.read(Example.KEY), BuildInfo.load());
        assertThat(report.differs()).as(lines(report)).isFalse();
        assertThat(report.recomputed()).isTrue();
        assertThat(lines(report))
                .contains("signature     by the key given")
                .contains("recomputed    7 files, the same bytes")
                .contains("1, streaming")
                .contains("4, batch");
    }

    @Test
    void aScanIsAuditedToo() throws IOException {
        RunOptions options = new RunOptions(
                "scan",
                List.of("scan"),
                Instant.EPOCH,
                null,
                false,
                1,
                RunOptions.Mode.BATCH,
                null,
                30_000_000_000L,
                List.of(Example.INPUT.toString()),
                Settings.of(List.of("alpha=0.01")));
        Path result = place.resolve("scan");
        try (ResultDirectory directory = ResultDirectory.open(result, false);
                Engine engine = new Engine(1, false, null, Progress.NONE)) {
            ResultWriter.write(ScanRun.run(options, place, engine), options, directory, Instant.EPOCH);
        }
        AuditReport report = audit(result, List.of(Example.INPUT), false, null, BuildInfo.load());
        assertThat(report.differs()).as(lines(report)).isFalse();
        assertThat(lines(report)).contains("recomputed    4 files, the same content");
    }

    @Test
    void withoutItsInputsTheRestIsVerifiedAndThatIsSaid() throws IOException {
        Path nothing = Files.createDirectory(place.resolve("nothing"));
        AuditReport report = audit(Example.PUBLISHED, List.of(nothing), false, null, BuildInfo.load());
        assertThat(report.differs()).isFalse();
        assertThat(report.recomputed()).isFalse();
        assertThat(lines(report))
                .contains("not done  inputs")
                .contains("not done  recomputed")
                .contains(Sha256.of(Example.INPUT));
        assertThat(report.verdict()).contains("as far as could be verified");
    }

    @Test
    void anotherVersionIsNamedAsTheCause() throws IOException {
        Path result = Example.copy(place);
        Files.delete(result.resolve("statement.dsse.json"));
        Path report = result.resolve("report.html");
        String before = Sha256.of(report);
        Files.writeString(report, Files.readString(report).replace("Made by Floodmark", "Made by Floodmork"));
        String after = Sha256.of(report);
        String crate = "";
        for (String name : List.of("statement.intoto.json", "ro-crate-metadata.json", "manifest.json")) {
            Path file = result.resolve(name);
            String old = Sha256.of(file);
            Files.writeString(file, Files.readString(file).replace(before, after));
            crate = reseal(result, old, Sha256.of(file));
        }
        assertThat(crate).isNotEmpty();
        BuildInfo other = new BuildInfo("9", "other", "2.3.0");
        AuditReport found = audit(result, List.of(), false, null, other);
        assertThat(lines(found))
                .contains("report.html: differs from line ")
                .contains("likely cause: another software version; check out commit");
        assertThat(found.differs()).isTrue();
    }

    @Test
    void rulesThatAreNotRegisteredAnyMoreAreSaid() throws IOException {
        Path result = Example.copy(place);
        Files.delete(result.resolve("statement.dsse.json"));
        Path verdict = result.resolve("verdict.json");
        String before = Sha256.of(verdict);
        Files.writeString(verdict, Files.readString(verdict).replace("\"rules\": \"" + Judge.RULES, "\"rules\": \"0"));
        Path statement = result.resolve("statement.intoto.json");
        String statementBefore = Sha256.of(statement);
        Files.writeString(statement, Files.readString(statement).replace(before, Sha256.of(verdict)));
        reseal(result, before, Sha256.of(verdict));
        reseal(result, statementBefore, Sha256.of(statement));
        assertThat(lines(audit(result)))
                .contains("version 0 is not registered any more")
                .contains("rules: published 0, recomputed " + Judge.RULES);
    }

    /** Puts another digest into the manifest and the crate, and makes the manifest's own anew. */
    private static String reseal(Path result, String before, String after) throws IOException {
        Path crate = result.resolve("ro-crate-metadata.json");
        String crateBefore = Sha256.of(crate);
        Files.writeString(crate, Files.readString(crate).replace(before, after));
        Path manifest = result.resolve("manifest.json");
        String text = Files.readString(manifest).replace(before, after).replace(crateBefore, Sha256.of(crate));
        String content = text.substring(0, text.lastIndexOf(",\n  \"sha256\": \""));
        String seal = Sha256.of(content.getBytes(StandardCharsets.UTF_8));
        Files.writeString(manifest, content + ",\n  \"sha256\": \"" + seal + "\"\n}\n");
        return seal;
    }

    @Test
    void aResultFromItsOwnDirectoryFindsTheInputsThere() throws IOException {
        Path result = Example.copy(place);
        AuditReport found = new Audit(
                        result,
                        List.of(Example.input(place).getParent()),
                        true,
                        false,
                        null,
                        BuildInfo.load(),
                        Optional.empty())
                .run(1, (slots, streaming) -> new Engine(slots, streaming, null, Progress.NONE));
        assertThat(found.differs()).as(lines(found)).isFalse();
        assertThat(found.json()).contains("\"differs\": false").contains("\"recomputed\": true");
    }
}
