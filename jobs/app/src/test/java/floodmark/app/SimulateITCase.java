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

/** What is simulated can be assessed: the findings fit what was asked for. */
class SimulateITCase {
    @TempDir
    private Path place = Path.of("");

    private void run(String... args) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = Main.run(
                args,
                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        assertThat(code).as(err.toString(StandardCharsets.UTF_8)).isZero();
    }

    @Test
    void aReflectedFloodIsFound() throws IOException {
        Path spec = place.resolve("spec.yaml");
        Files.writeString(spec, """
                floodmark_simulation: 1
                seed: 5
                trouble: {start: 2024-08-13T00:00:00Z, duration: 20m}
                history: {days: 20, before: 30m, after: 5m}
                comparison: 6
                subject: {services: [web], records: 12000, inbound_bps: 1e7}
                causes:
                  - {kind: attack, mechanism: reflection, protocol: ntp, size: 20, reflectors: 3000, records: 20000}
                """);
        run("simulate", spec.toString(), "--output", place.resolve("incident").toString());
        run(
                "assess",
                place.resolve("incident/case.yaml").toString(),
                "--output",
                place.resolve("result").toString(),
                "--progress",
                "none",
                "--parallelism",
                "1");

        assertThat(Files.readString(place.resolve("incident/truth.json"))).contains("\"explanation\": \"attack\"");
        assertThat(Files.readString(place.resolve("result/verdict.json"))).contains("\"explanation\": \"attack\"");
    }
}
