package floodmark.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code jobs/docs/rules.md} names every rule, in order, with its statement kind and finding. */
class RulesPageTest {
    private static final Path PAGE = Path.of("..", "docs", "rules.md");
    private static final Path ASSESSMENT =
            Path.of("src", "main", "java", "floodmark", "verdict", "AttackAssessment.java");
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| `([A-Z0-9-]+)` \\| `([a-z-]+)` \\| ([a-z-]+) \\| (.+) \\|$");
    private static final Pattern PART =
            Pattern.compile("(?m)^\\| `(ATTACK-[A-Z-]+-[0-9]+)` \\| ([a-z-]+) \\| (.+) \\|$");

    @Test
    void namesEveryRuleInOrder() throws IOException {
        List<String> rules = Rules.ALL.stream()
                .sorted((a, b) -> a.asserts().compareTo(b.asserts()))
                .map(r -> r.id() + " " + r.asserts().text() + " " + r.finding().text())
                .toList();
        List<String> page = new ArrayList<>();
        Matcher row = ROW.matcher(Files.readString(PAGE));
        while (row.find()) {
            page.add(row.group(1) + " " + row.group(2) + " " + row.group(3));
        }
        assertThat(page).containsExactlyElementsOf(rules);
    }

    /** The answers inside "attack" have ids of their own; they stand in the code where they are given. */
    @Test
    void namesEveryAnswerAboutThePresenceOfAFlood() throws IOException {
        List<String> code = new ArrayList<>();
        Matcher id = Pattern.compile("\"(ATTACK-[A-Z-]+-[0-9]+)\"").matcher(Files.readString(ASSESSMENT));
        while (id.find()) {
            code.add(id.group(1));
        }
        List<String> page = new ArrayList<>();
        Matcher part = PART.matcher(Files.readString(PAGE));
        while (part.find()) {
            page.add(part.group(1));
        }
        assertThat(code).isNotEmpty();
        assertThat(page).containsExactlyElementsOf(code);
    }

    @Test
    void tellsTheVersionOfTheRules() throws IOException {
        assertThat(Files.readString(PAGE)).contains("version `" + Rules.VERSION + "`");
    }
}
