package floodmark.app.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import floodmark.app.output.Sha256;
import floodmark.model.UserError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A result that somebody made to mislead the auditor or the auditor's machine. */
class HostileResultTest {
    @TempDir
    private Path place = Path.of("");

    private Path result = Path.of("");

    @BeforeEach
    void copy() throws IOException {
        result = Example.copy(place);
        Files.delete(result.resolve("statement.dsse.json"));
    }

    /** The manifest with other words and a digest that fits again. */
    private void forge(String from, String to) throws IOException {
        Path manifest = result.resolve("manifest.json");
        String text = Files.readString(manifest).replace(from, to);
        String content = text.substring(0, text.lastIndexOf(",\n  \"sha256\": \""));
        Files.writeString(
                manifest,
                content + ",\n  \"sha256\": \"" + Sha256.of(content.getBytes(StandardCharsets.UTF_8)) + "\"\n}\n");
    }

    private String said() {
        AuditReport report = Audit.ofFiles(result, null);
        assertThat(report.differs()).as(String.join("\n", report.lines())).isTrue();
        return String.join("\n", report.lines());
    }

    @Test
    void anHonestOnePasses() throws IOException {
        forge("nothing", "nothing");
        AuditReport report = Audit.ofFiles(result, null);
        assertThat(report.differs()).as(String.join("\n", report.lines())).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../secret",
                "/etc/passwd",
                "a/../../secret",
                "",
                "a//b",
                "./verdict.json",
                "..",
                "C:secret",
                "a\\\\b"
            })
    void noNameLeadsOutOfTheDirectory(String name) throws IOException {
        forge("\"path\": \"verdict.json\"", "\"path\": \"" + name + "\"");
        assertThat(said()).contains("DIFFERS   manifest").doesNotContain("files,");
    }

    @Test
    void linksAreNotFollowed() throws IOException {
        Path secret = Files.copy(result.resolve("verdict.json"), place.resolve("secret"));
        Files.delete(result.resolve("verdict.json"));
        Files.createSymbolicLink(result.resolve("verdict.json"), secret);
        assertThat(said()).contains("verdict.json: a link or a device, not a file");
    }

    @Test
    void directoriesBehindLinksAreNotEntered() throws IOException {
        Path elsewhere = Files.createDirectory(place.resolve("elsewhere"));
        Files.writeString(elsewhere.resolve("x"), "x");
        Files.createSymbolicLink(result.resolve("more"), elsewhere);
        assertThat(said()).contains("more: not named by the manifest").doesNotContain("more/x");
    }

    @Test
    void superfluousMissingAndGrownFilesAreNamed() throws IOException {
        Files.writeString(result.resolve("extra.html"), "<p>trust me");
        Files.delete(result.resolve("evidence.csv"));
        Files.writeString(result.resolve("report.html"), "short");
        assertThat(said())
                .contains("extra.html: not named by the manifest")
                .contains("evidence.csv: missing")
                .contains("report.html: 5 bytes, expected ");
    }

    @Test
    void anotherCaseIsNoticedEvenIfEveryDigestIsMadeAnew() throws IOException {
        Path file = result.resolve("case.yaml");
        String before = Sha256.of(file);
        long size = Files.size(file);
        Files.writeString(file, Files.readString(file) + "# later\n");
        forge(before, Sha256.of(file));
        forge("\"bytes\": " + size + ",", "\"bytes\": " + Files.size(file) + ",");
        assertThat(said()).contains("DIFFERS   verdict").contains("case_sha256");
    }

    @Test
    void aManifestThatIsNoneIsOneLine() throws IOException {
        for (String text : new String[] {"", "{}", "\u0000\u0000", "[".repeat(1000)}) {
            Files.writeString(result.resolve("manifest.json"), text);
            assertThat(said()).contains("DIFFERS   manifest").contains("likely cause: tampering");
        }
    }

    @Test
    void aResultWithoutTablesIsTheUsersMistake() throws IOException {
        String manifest = Files.readString(result.resolve("manifest.json"));
        int tables = manifest.indexOf("  \"tables\": [");
        forge(manifest.substring(tables, manifest.lastIndexOf("],") + 1), "  \"tables\": []");
        assertThatThrownBy(() -> Audit.ofFiles(result, null))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("holds no tables");
    }

    @Test
    void whatIsNoResultIsTheUsersMistake() {
        assertThatThrownBy(() -> Audit.ofFiles(place, null))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("no manifest.json");
        assertThatThrownBy(() -> Audit.ofFiles(place.resolve("nowhere"), null))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("no directory");
    }
}
