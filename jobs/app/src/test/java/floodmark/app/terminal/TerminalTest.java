package floodmark.app.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import floodmark.app.report.SampleResult;
import floodmark.claim.Asserts;
import floodmark.verdict.Ratios;
import floodmark.verdict.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TerminalTest {
    private static List<String> summary(@Nullable Ratios ratios) {
        Verdict verdict = Objects.requireNonNull(
                SampleResult.of(List.of(SampleResult.statement("post", Asserts.ATTACK, "owner", "C3")), ratios)
                        .verdict());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            Terminal.of(out, out).findings("a case", verdict);
        }
        return bytes.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @Test
    void oneLineHoldsStrengthAndRatios() {
        Ratios ratios = SampleResult.ratios();
        List<String> lines = summary(ratios).stream()
                .filter(line -> line.startsWith("  evidence: "))
                .toList();
        assertThat(lines).hasSize(1);
        assertThat(lines.get(0))
                .startsWith("  evidence: " + ratios.strength() + "; log10 of the ratios: attack "
                        + String.format(Locale.ROOT, "%+.2f", ratios.attack().value()) + " (")
                .contains(", flash crowd ", ", service failure ", ", network event ", ", nothing unusual ");
    }

    @Test
    void theSameIsThereForPrograms() {
        Verdict verdict = Objects.requireNonNull(
                SampleResult.of(List.of(SampleResult.statement("post", Asserts.ATTACK, "owner", "C3")), null)
                        .verdict());
        String json = new String(SummaryJson.findings("a case", verdict, Path.of("place")), StandardCharsets.UTF_8);
        assertThat(json)
                .startsWith("{")
                .contains("\"title\": \"a case\"", "\"report\": \"" + Path.of("place", "report.html") + "\"")
                .contains("\"id\": \"post\"", "\"asserts\": \"attack\"", "\"strength\": null")
                .contains("\"explanation\": \"" + verdict.explanation().text() + "\"")
                .contains("\"smallest_visible_bps\": ");
    }

    @Test
    void jsonCannotTakeOverATerminal() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            Terminal.of(out, out).json("{\"a\": \"x\u202e\u009b31m\u00e9\"}\n".getBytes(StandardCharsets.UTF_8));
        }
        assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo("{\"a\": \"x\\u202e\\u009b31m\u00e9\"}\n");
    }

    @Test
    void withoutRatiosThereIsNoSuchLine() {
        assertThat(summary(null)).noneMatch(line -> line.contains("evidence:") || line.contains("null"));
    }
}
