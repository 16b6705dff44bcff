package floodmark.app.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import floodmark.app.output.JsonReader;
import floodmark.app.output.VerdictJson;
import floodmark.capture.Yaml;
import floodmark.claim.CaseFile;
import floodmark.claim.CaseReader;
import floodmark.evidence.Explanation;
import floodmark.evidence.Finding;
import floodmark.model.UserError;
import floodmark.verdict.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FinishedResultTest {
    private static final String CASE = """
            floodmark: 1
            case: one
            subject: {name: A service, services: {web: {destinations: [192.0.2.1/32]}}}
            trouble: {start: 2024-01-01T00:00:00Z, end: 2024-01-01T01:00:00Z}
            captures: [{path: flows.parquet}]
            statements: [{id: claim, asserts: attack}, {id: crowd, asserts: flash-crowd}]
            """;

    @TempDir
    private Path place = Path.of("");

    private Verdict verdict() {
        byte[] bytes = CASE.getBytes(StandardCharsets.UTF_8);
        CaseFile theCase = CaseReader.read(Yaml.parse(bytes, "case.yaml"), bytes);
        return new Verdict(
                "one",
                theCase.sha256(),
                true,
                Explanation.FLASH_CROWD,
                List.of(Explanation.ATTACK),
                new Verdict.Attack(Finding.SUPPORTED, Finding.CONTRADICTED, Finding.UNDECIDED, Finding.NOT_VISIBLE),
                List.of(
                        new Verdict.StatementFinding(
                                theCase.statements().get(0), Finding.SUPPORTED, "so \"it\" is", "R-1", List.of("a.b")),
                        new Verdict.StatementFinding(
                                theCase.statements().get(1), Finding.NOT_VISIBLE, "not", "R-2", List.of())),
                new Verdict.Visibility(31e6, null, 0.95, null, 900.5, null, "a reason"),
                false,
                List.of("a gap"),
                "2",
                null,
                new TreeMap<>(),
                List.of(new Verdict.Input("flows.parquet", "ab", 7)));
    }

    @BeforeEach
    void aResult() throws IOException {
        Files.writeString(place.resolve("case.yaml"), CASE);
        Files.write(place.resolve("verdict.json"), VerdictJson.bytes(verdict()));
        Files.writeString(
                place.resolve("manifest.json"), "{\"floodmark\": 1, \"ended\": \"2024-01-02T03:04:05.678Z\"}");
    }

    @Test
    void readsBackWhatWasWritten() {
        FinishedResult result = FinishedResult.open(place);
        assertThat(result.verdict()).isEqualTo(verdict());
        assertThat(result.findings().strength()).isNull();
        assertThat(result.made()).isEqualTo(Instant.parse("2024-01-02T03:04:05.678Z"));
        assertThat(result.theCase().id()).isEqualTo("one");
    }

    @Test
    void withoutAManifestItIsNotFinished() throws IOException {
        Files.delete(place.resolve("manifest.json"));
        assertThatThrownBy(() -> FinishedResult.open(place))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("is no finished result: found no manifest.json");
    }

    @Test
    void anotherCaseThanTheAssessedOneIsNoticed() throws IOException {
        Files.writeString(place.resolve("case.yaml"), CASE.replace("A service", "Another service"));
        assertThatThrownBy(() -> FinishedResult.open(place))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("is not the case that was assessed");
    }

    @Test
    void aVerdictOfAnotherFormSaysWhatIsMissing() throws IOException {
        String json = Files.readString(place.resolve("verdict.json"));
        Files.writeString(place.resolve("verdict.json"), json.replace("\"supported\"", "\"probable\""));
        assertThatThrownBy(() -> FinishedResult.open(place))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("found probable, expected a finding");
    }

    @Test
    void aScanHasNoFindings() throws IOException {
        Files.delete(place.resolve("verdict.json"));
        FinishedResult result = FinishedResult.open(place);
        assertThat(result.hasCase()).isFalse();
        assertThatThrownBy(result::verdict).hasMessageContaining("has no findings to export");
    }

    @Test
    void aFileThatNobodyCouldHaveWrittenIsNotRead() throws IOException {
        Files.write(place.resolve("manifest.json"), new byte[(int) JsonReader.MOST_BYTES + 1]);
        assertThatThrownBy(() -> FinishedResult.open(place)).hasMessageContaining("is too large");
    }
}
