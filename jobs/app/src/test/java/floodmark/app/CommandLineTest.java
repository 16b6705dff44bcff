package floodmark.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandLineTest {
    @TempDir
    private Path place = Path.of("");

    private record Outcome(int code, String out, String err) {}

    private static Outcome run(String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = Main.run(
                args,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        return new Outcome(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | no command",
                "asess | Did you mean assess?",
                "assess | --output DIR",
                "assess x.yaml --ouput d | --output DIR",
                "scan x --output d --paralelism 2 | Did you mean --parallelism?",
                "scan x --output d --parallelism two | --parallelism N cannot be read",
                "scan x --output d --parallelism 0 | 1 to 128",
                "scan x --output d --mode stream | batch or streaming",
                "scan x --output d --bin 5x | is no length of time",
                "scan x --output d --format xml | --format HOW cannot be read",
                "scan x --output d --set alfa=1 | Did you mean alpha?",
                "list planets | tests, formats, layouts, explanations, mechanisms or exports",
                "list tests now | one argument too many",
                "assess nowhere.yaml --output d | does not exist",
                "assess nowhere.yaml --output d --registration | --registration FILE",
                "audit | no DIR",
                "audit nowhere | is no finished result",
                "audit nowhere --key nowhere | is no key",
                "audit nowhere --format yaml | --format HOW cannot be read",
                "sign nowhere | no --key FILE",
                "sign nowhere --key nowhere | is no key",
                "register nowhere.yaml | does not exist",
                "calibrate | no --output DIR",
                "calibrate --output d --replicates 0 | 1 to 1000000",
                "calibrate --output d --bins-per-day 100 | a multiple of 24 that divides 1440",
                "calibrate --output d --sections level,powr | Write power",
                "calibrate --output d --threads 0 | 1 to 128",
                "calibrate --output d --seed x | --seed N cannot be read",
                "calibrate --output d --sections real-level --datasets nowhere | does not exist",
                "calibrate --output d --sections level --peers nowhere.parquet | there is no such file",
                "export d | --to FORM",
                "export nowhere --to stix | is no finished result",
                "export nowhere --to stixx | Did you mean stix?",
                "export nowhere --to csv | makes several files",
                "export nowhere --to stix --output nowhere/x.json | lies in the result itself",
                "export nowhere --to stix --vendor-id -1 | is out of range",
                "import nowhere.pcap --output d --keep 10.0.0.0/8 | has no effect",
                "import nowhere.pcap --output d --idle-timeout soon | is no length of time"
            })
    void mistakesAreOneLineAndExitTwo(String line, String says) {
        String[] args = line.isEmpty()
                ? new String[0]
                : line.replace(" d", " " + place.resolve("d")).split(" ");
        Outcome outcome = run(args);
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err())
                .contains(says)
                .matches("\\[[^\\]]+\\] [^\\n]+: found [^\\n]+, expected [^\\n]+\\.\\n");
        assertThat(place).isEmptyDirectory();
    }

    @ParameterizedTest
    @CsvSource({
        "--help",
        "--version",
        "assess --help",
        "audit --help",
        "register --help",
        "sign --help",
        "scan --help",
        "import --help",
        "demo --help",
        "calibrate --help",
        "export --help",
        "list --help"
    })
    void helpIsNoMistake(String line) {
        Outcome outcome = run(line.split(" "));
        assertThat(outcome.code()).isZero();
        assertThat(outcome.out()).isNotBlank();
        assertThat(outcome.err()).isEmpty();
    }

    @Test
    void settingsAreInTheHelp() {
        assertThat(run("assess", "--help").out()).contains("alpha");
    }

    @ParameterizedTest
    @CsvSource({
        "tests,matched-window",
        "formats,pcapng",
        "layouts,floodmark",
        "explanations,flash-crowd",
        "exports,stix"
    })
    void listsWhatIsRegistered(String what, String id) {
        Outcome outcome = run("list", what);
        assertThat(outcome.code()).isZero();
        assertThat(outcome.out().lines()).anyMatch(line -> line.startsWith(id + " "));
    }
}
