package floodmark.app.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import floodmark.app.run.BuildInfo;
import floodmark.app.run.RunOptions;
import floodmark.app.run.Settings;
import floodmark.model.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultDirectoryTest {
    @TempDir
    private Path place = Path.of("");

    private static Manifest manifest() {
        RunOptions options = new RunOptions(
                "scan",
                List.of("scan", "a"),
                Instant.EPOCH,
                null,
                false,
                1,
                RunOptions.Mode.BATCH,
                null,
                null,
                List.of(),
                Settings.defaults());
        return new Manifest(options, new BuildInfo("1", "c", "2"), Instant.EPOCH);
    }

    private Path target() {
        return place.resolve("result");
    }

    private void publish(String content, boolean overwrite) throws IOException {
        try (ResultDirectory directory = ResultDirectory.open(target(), overwrite)) {
            Files.writeString(directory.file("a.txt"), content);
            directory.publish(manifest());
        }
    }

    private List<String> around() throws IOException {
        try (Stream<Path> files = Files.list(place)) {
            return files.map(f -> f.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void nothingIsThereBeforeItIsPublished() throws IOException {
        try (ResultDirectory directory = ResultDirectory.open(target(), false)) {
            Files.writeString(directory.file("a.txt"), "x");
            assertThat(target()).doesNotExist();
        }
        assertThat(around()).as("an unfinished result leaves nothing").isEmpty();
    }

    @Test
    void publishesFilesAndManifestWithDigests() throws IOException {
        publish("x", false);
        assertThat(around()).containsExactly("result");
        assertThat(target().resolve("a.txt")).hasContent("x");
        // printf x | sha256sum
        assertThat(Files.readString(target().resolve("manifest.json")))
                .contains("2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881")
                .contains("\"bytes\": 1");
    }

    @Test
    void refusesAResultUnlessToldToReplaceIt() throws IOException {
        publish("old", false);
        assertThatThrownBy(() -> publish("new", false))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("--overwrite");
        assertThat(target().resolve("a.txt")).hasContent("old");
        publish("new", true);
        assertThat(target().resolve("a.txt")).hasContent("new");
        assertThat(around()).containsExactly("result");
    }

    @Test
    void aFailureWhileReplacingKeepsTheOldResult() throws IOException {
        publish("old", false);
        try (ResultDirectory directory = ResultDirectory.open(target(), true)) {
            Files.writeString(directory.file("a.txt"), "half");
        }
        assertThat(target().resolve("a.txt")).hasContent("old");
        assertThat(around()).containsExactly("result");
    }

    @Test
    void neverDeletesWhatIsNoResult() throws IOException {
        Files.createDirectory(target());
        Files.writeString(target().resolve("thesis.tex"), "years of work");
        assertThatThrownBy(() -> publish("x", true))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("thesis.tex");
        assertThat(target().resolve("thesis.tex")).exists();
    }

    @Test
    void neverDeletesWhatSomebodyPutBesideAResult() throws IOException {
        publish("old", false);
        Files.writeString(target().resolve("notes.md"), "mine");
        assertThatThrownBy(() -> publish("x", true))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("notes.md");
        assertThat(target().resolve("notes.md")).exists();
    }

    @Test
    void aForeignManifestMakesNoResult() throws IOException {
        Files.createDirectory(target());
        for (String foreign : List.of("{\"name\": \"web app\"}", "not json", "")) {
            Files.writeString(target().resolve("manifest.json"), foreign);
            assertThatThrownBy(() -> publish("x", true))
                    .as(foreign)
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining("no manifest of Floodmark");
        }
    }

    @Test
    void fillsAnEmptyDirectoryThatIsThere() throws IOException {
        Files.createDirectory(target());
        Object key = Files.readAttributes(target(), BasicFileAttributes.class).fileKey();
        publish("x", false);
        assertThat(Files.readAttributes(target(), BasicFileAttributes.class).fileKey())
                .as("it may be a mount, so it is kept")
                .isEqualTo(key);
        assertThat(target().resolve("manifest.json")).exists();
        assertThat(around()).containsExactly("result");
    }

    @Test
    void aFileInThePlaceIsAMistake() throws IOException {
        Files.writeString(target(), "x");
        assertThatThrownBy(() -> publish("x", true))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("not a directory");
    }
}
