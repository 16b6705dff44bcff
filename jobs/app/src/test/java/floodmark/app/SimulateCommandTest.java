package floodmark.app;

import static org.assertj.core.api.Assertions.assertThat;

import floodmark.capture.Yaml;
import floodmark.claim.CaseFile;
import floodmark.claim.CaseReader;
import floodmark.simulate.Incident;
import floodmark.simulate.reference.ReferenceGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulateCommandTest {
    private static final String FLOOD = """
            floodmark_simulation: 1
            seed: 5
            trouble: {start: 2024-08-13T00:00:00Z, duration: 10m}
            history: {days: 2, before: 30m, after: 5m}
            bin: 60s
            comparison: 6
            capacity_bps: 1e9
            subject: {services: [web, dns], records: 3000, inbound_bps: 1e6}
            causes:
              - {kind: attack, mechanism: reflection, protocol: ntp, size: 20, reflectors: 500, records: 5000}
            statements:
              - {id: claim, by: the operator, quote: "massive, they said", asserts: attack, at_least_bps: 10e6}
            """;

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

    private Path specification(String name, String text) throws IOException {
        Path file = place.resolve(name);
        Files.writeString(file, text);
        return file;
    }

    private String simulate(int expected, Path specification, String output, String... more) {
        List<String> args = new ArrayList<>(List.of(
                "simulate",
                specification.toString(),
                "--output",
                place.resolve(output).toString()));
        args.addAll(List.of(more));
        return run(expected, args.toArray(String[]::new));
    }

    private CaseFile readCase(String output) throws IOException {
        byte[] bytes = Files.readAllBytes(place.resolve(output).resolve("case.yaml"));
        return CaseReader.read(Yaml.parse(bytes, "case.yaml"), bytes);
    }

    @Test
    void writesTheSameBytesForTheSameSeed() throws IOException {
        Path spec = specification("flood.yaml", FLOOD);
        assertThat(simulate(0, spec, "one")).contains("attack (reflection)");
        simulate(0, spec, "two");
        simulate(0, spec, "other", "--seed", "6");

        assertThat(place.resolve("one")).isDirectoryContaining("glob:**manifest.json");
        for (String name : List.of("case.yaml", "truth.json", "flows-001.parquet", "flows-003.parquet")) {
            assertThat(place.resolve("two").resolve(name))
                    .hasSameBinaryContentAs(place.resolve("one").resolve(name));
        }
        assertThat(Files.mismatch(place.resolve("one/flows-003.parquet"), place.resolve("other/flows-003.parquet")))
                .isNotNegative();
        CaseFile theCase = readCase("one");
        assertThat(theCase.subject().capacityBps()).isEqualTo(1_000_000_000L);
        assertThat(theCase.subject().services()).hasSize(2);
        assertThat(theCase.statements()).hasSize(1);
        assertThat(theCase.statements().get(0).quote()).isEqualTo("massive, they said");
        assertThat(theCase.statements().get(0).atLeastBps()).isEqualTo(10_000_000L);
    }

    @Test
    void keepsAnEarlierResult() throws IOException {
        Path spec = specification("flood.yaml", FLOOD);
        simulate(0, spec, "kept");
        assertThat(simulate(2, spec, "kept")).contains("--overwrite").hasLineCount(1);
        simulate(0, spec, "kept", "--overwrite");
    }

    @Test
    void namesMistakesWithLineAndColumn() throws IOException {
        assertThat(simulate(2, specification("a.yaml", FLOOD.replace("reflectors:", "reflector:")), "a"))
                .contains("a.yaml:10:", "unknown key", "Perhaps reflectors is meant");
        assertThat(simulate(2, specification("b.yaml", FLOOD.replace("records: 3000", "recrods: 3000")), "b"))
                .contains("b.yaml:8:", "unknown key", "Perhaps records is meant");
        assertThat(simulate(2, specification("c.yaml", FLOOD.replace("kind: attack", "kind: flash-crowd")), "c"))
                .contains("c.yaml:10:", "crowd-scheduled");
        assertThat(simulate(2, specification("d.yaml", FLOOD.replace("size: 20", "size: many")), "d"))
                .contains("d.yaml:10:", "is not a number");
        assertThat(simulate(2, specification("e.yaml", FLOOD.replace("bin: 60s", "ban: 60s")), "e"))
                .contains("e.yaml:5:", "Perhaps bin is meant");
        assertThat(simulate(2, specification("f.yaml", FLOOD.replace("duration: 10m", "lasts: 10m")), "f"))
                .contains("f.yaml:3:", "unknown key");
    }

    @Test
    void replaysACapture() throws IOException {
        simulate(0, specification("flood.yaml", FLOOD), "recorded");
        String replay = FLOOD.replaceAll(
                "mechanism: reflection.*", "mechanism: replay, capture: recorded/flows-003.parquet, rate: 2}");
        assertThat(simulate(0, specification("replay.yaml", replay), "replayed"))
                .contains("attack (replay)");
        assertThat(Files.readString(place.resolve("replayed/truth.json"))).contains("\"mechanism\": \"replay\"");
        String missing = replay.replace("flows-003", "flows-009");
        assertThat(simulate(2, specification("missing.yaml", missing), "missing"))
                .contains("there is no such file");
    }

    @Test
    void takesASpecificationOrANumber() throws IOException {
        String output = place.resolve("corpus").toString();
        assertThat(run(2, "simulate", "--output", output)).contains("--reference");
        Path spec = specification("flood.yaml", FLOOD);
        assertThat(simulate(2, spec, "corpus", "--reference", "3")).contains("either SPEC.yaml or --reference");
        run(0, "simulate", "--output", output, "--reference", "3", "--seed", "1");
        assertThat(readCase("corpus").id()).isEqualTo("simulated-1-3");
    }

    @Test
    void casesOfTheCorpusAreSound() {
        ReferenceGenerator generator = new ReferenceGenerator();
        for (int number = 0; number < 300; number++) {
            Incident incident = generator.incident(5, number);
            byte[] bytes = incident.caseYaml(List.of("flows.parquet")).getBytes(StandardCharsets.UTF_8);
            CaseFile theCase = CaseReader.read(Yaml.parse(bytes, "case " + number), bytes);

            assertThat(incident.coverage()).as("case %d", number).anyMatch(w -> w.overlaps(theCase.trouble()));
            assertThat(theCase.comparison() == null ? 0 : theCase.comparison().size())
                    .as("case %d", number)
                    .isEqualTo(incident.comparison().size());
        }
    }
}
