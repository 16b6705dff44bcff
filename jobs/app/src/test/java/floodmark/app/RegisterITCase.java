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

/** A case is fixed, assessed, signed and audited, as on the command line. */
class RegisterITCase {
    private static final Path DATASETS =
            Path.of("..", "..", "datasets").toAbsolutePath().normalize();
    private static final Path CAPTURE = DATASETS.resolve("stopddos").resolve("low-rate.parquet");

    /** An Ed25519 key in PKCS #8: the seed of RFC 8032, section 7.1, test 1. */
    private static final String KEY = """
            -----BEGIN PRIVATE KEY-----
            MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g
            -----END PRIVATE KEY-----
            """;

    @TempDir
    private Path place = Path.of("");

    private record Outcome(int code, String out, String err) {}

    private static Outcome run(Object... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        String[] words = new String[args.length];
        for (int i = 0; i < args.length; i++) {
            words[i] = args[i].toString();
        }
        int code = Main.run(
                words,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        return new Outcome(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private Path theCase(String more) throws IOException {
        String text = Files.readString(DATASETS.resolve("cases/stopddos-low-rate/case.yaml"))
                .replace("../../stopddos/low-rate.parquet", CAPTURE.toString())
                .replace("sees: inbound}", "sees: inbound}\n    access: on request");
        return Files.writeString(place.resolve("case.yaml"), text + more);
    }

    private static void done(Outcome outcome) {
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.code()).as(outcome.out()).isZero();
    }

    @Test
    void theWayOfAPublishedFinding() throws IOException {
        Path file = theCase("");
        Path key = Files.writeString(place.resolve("key.pem"), KEY);
        Path registration = place.resolve("registration.json");
        done(run("register", file, "--output", registration, "--sign", key));
        Outcome again = run("register", file, "--output", registration);
        assertThat(again.code()).isEqualTo(2);
        assertThat(again.err()).contains("is there already");

        Path result = place.resolve("result");
        done(run("assess", file, "--registration", registration, "--output", result, "--progress", "none"));
        assertThat(Files.readString(result.resolve("verdict.json")))
                .contains("\"registered\": {")
                .contains("\"key\": \"");
        assertThat(Files.readString(result.resolve("report.html"))).contains("signed by key ");
        assertThat(Files.readString(result.resolve("ro-crate-metadata.json")))
                .contains("\"conditionsOfAccess\": \"on request\"");
        done(run("sign", result, "--key", key));
        Outcome audited = run("audit", result, "--inputs", CAPTURE, "--progress", "none");
        done(audited);
        assertThat(audited.out()).contains("Verified: ").contains("intact, by key ");
        done(run("assess", file, "--output", result, "--overwrite", "--progress", "none"));
        assertThat(Files.readString(result.resolve("verdict.json"))).contains("\"registered\": null");
        assertThat(result.resolve("statement.dsse.json")).doesNotExist();
    }

    @Test
    void anAlteredCaseOrRegistrationIsRefused() throws IOException {
        Path file = theCase("");
        Path key = Files.writeString(place.resolve("key.pem"), KEY);
        Path registration = place.resolve("registration.json");
        done(run("register", file, "--output", registration, "--sign", key));
        theCase("# a thought that came later\n");
        Outcome other = run("assess", file, "--registration", registration, "--output", place.resolve("result"));
        assertThat(other.code()).isEqualTo(2);
        assertThat(other.err()).contains("registers another case file").hasLineCount(1);
        theCase("");
        String text = Files.readString(registration);
        Files.writeString(registration, text.replaceFirst("\"payload\": \"e", "\"payload\": \"f"));
        Outcome altered = run("assess", file, "--registration", registration, "--output", place.resolve("result"));
        assertThat(altered.code()).isEqualTo(2);
        assertThat(altered.err()).contains("registration.json").hasLineCount(1);
        assertThat(place.resolve("result")).doesNotExist();
    }

    /** A statement that compares with an earlier result: that result is an input, found by digest as well. */
    @Test
    void aResultThatComparesWithAnotherIsAuditedWithIt() throws IOException {
        Path earlier = place.resolve("earlier");
        done(run("assess", theCase(""), "--output", earlier, "--progress", "none"));
        Path file = theCase("  - {id: again, asserts: like, result: earlier}\n");
        Path result = place.resolve("result");
        done(run("assess", file, "--output", result, "--progress", "none"));
        assertThat(Files.readString(result.resolve("manifest.json"))).contains("\"statement\": \"again\"");
        done(run("audit", result, "--inputs", CAPTURE, earlier, "--progress", "none", "--require-inputs"));
        Outcome without = run("audit", result, "--inputs", CAPTURE, "--progress", "none");
        assertThat(without.code()).isZero();
        assertThat(without.out()).contains("earlier/verdict.json").contains("not done  recomputed");
    }

    @Test
    void whatDepartsFromTheCaseIsComputedTheSameWayAgain() throws IOException {
        Path file = theCase("");
        Path copy = Files.copy(CAPTURE, place.resolve("copy.parquet"));
        Path result = place.resolve("result");
        done(run(
                "assess",
                file,
                "--capture",
                copy,
                "--bin",
                "30s",
                "--set",
                "alpha=0.01",
                "--output",
                result,
                "--progress",
                "none"));
        assertThat(Files.readString(result.resolve("verdict.json"))).contains("\"exploratory\": true");
        Outcome audited = run("audit", result, "--inputs", place, "--progress", "none", "--format", "json");
        done(audited);
        assertThat(audited.out()).contains("\"differs\": false").contains("\"recomputed\": true");
        Outcome unsignable = run("sign", result, "--key", file);
        assertThat(unsignable.code()).isEqualTo(2);
        Files.writeString(result.resolve("report.html"), "other");
        Outcome damaged = run("sign", result, "--key", Files.writeString(place.resolve("key.pem"), KEY));
        assertThat(damaged.code()).isEqualTo(3);
        assertThat(damaged.out()).contains("not signed");
    }
}
