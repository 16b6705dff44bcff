package floodmark.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code jobs/docs/methods.md} has a section for every registered test, in order, with its question. */
class MethodsPageTest {
    private static final Path PAGE = Path.of("..", "docs", "methods.md");
    private static final Pattern SECTION = Pattern.compile("(?m)^### `([a-z-]+)`\\n\\n\\*([^*]+)\\*");

    @Test
    void describesEveryTest() throws IOException {
        List<String> sections = new ArrayList<>();
        Matcher section = SECTION.matcher(Files.readString(PAGE));
        while (section.find()) {
            sections.add(section.group(1) + ": " + section.group(2));
        }
        assertThat(sections)
                .containsExactlyElementsOf(StatTests.ALL.stream()
                        .map(test -> test.id() + ": " + test.question())
                        .toList());
    }
}
