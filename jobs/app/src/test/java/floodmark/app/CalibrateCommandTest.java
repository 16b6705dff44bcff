package floodmark.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CalibrateCommandTest {
    @TempDir
    private Path place = Path.of("");

    private static String run(int expected, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = Main.run(
                args,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        assertThat(code).as(err.toString(StandardCharsets.UTF_8)).isEqualTo(expected);
        return (expected == 0 ? out : err).toString(StandardCharsets.UTF_8);
    }

    @Test
    void writesTablesPageAndManifest() throws IOException {
        String result = place.resolve("result").toString();
        String[] line = {
            "calibrate",
            "--output",
            result,
            "--sections",
            "level,real-level,power,injection,bound,false-discoveries",
            "--replicates",
            "20",
            "--bins-per-day",
            "288",
            "--threads",
            "2",
            "--datasets",
            Path.of("..", "..", "datasets").toString(),
            "--progress",
            "none"
        };
        assertThat(run(0, line)).contains("goals missed");
        assertThat(Path.of(result)).isDirectoryContaining("glob:**manifest.json");
        String page = Files.readString(Path.of(result, "calibration.md"));
        assertThat(page)
                .contains("## How it was measured", "| replicates | 20 of each experiment, days of 288 bins |")
                .contains("## level", "## real-level", "## power", "## injection", "## bound", "## false-discoveries");
        assertThat(page.indexOf("## Missed")).isLessThan(page.indexOf("## level"));
        // A growing site is no exchangeable one: the matched windows miss their level there, and the page says so in
        // bold.
        assertThat(page).containsPattern("\\| real-level \\| `matched-window` .* worldcup-1998 .* \\*\\*\\.");
        assertThat(Files.readString(Path.of(result, "calibration.csv")))
                .startsWith("section,test,setting,traffic,quantity,trials,refused,hits,days,value,low,high,");
        assertThat(Files.readString(Path.of(result, "manifest.json"))).contains("calibration.parquet");
        assertThat(run(2, line)).contains("--overwrite").hasLineCount(1);
    }

    @Test
    void exportsSeriesWithoutAResult() {
        Path file = place.resolve("series.parquet");
        assertThat(run(0, "calibrate", "--export-series", file.toString(), "--export-replicates", "1"))
                .contains("series: ");
        assertThat(file).isNotEmptyFile();
        assertThat(place).isDirectoryContaining("glob:**series.parquet");
    }
}
