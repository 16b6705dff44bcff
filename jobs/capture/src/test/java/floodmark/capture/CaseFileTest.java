package floodmark.capture;

import static org.assertj.core.api.Assertions.assertThat;

import floodmark.claim.CaseFile;
import floodmark.claim.CaseReader;
import floodmark.model.UserError;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Case files that are wrong, with the exact message of each. */
class CaseFileTest {
    static final String GOOD = resource("good-case.yaml");

    static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(CaseFileTest.class.getResourceAsStream(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static CaseFile read(String yaml) {
        byte[] bytes = yaml.getBytes(StandardCharsets.UTF_8);
        return CaseReader.read(Yaml.parse(bytes, "c.yaml"), bytes);
    }

    static String error(String yaml) {
        try {
            read(yaml);
            return "accepted";
        } catch (UserError e) {
            return String.valueOf(e.getMessage());
        }
    }

    static Stream<Arguments> bad() {
        List<Arguments> cases = new ArrayList<>();
        String find = "";
        String put = "";
        for (String line : resource("bad-cases.txt").split("\n")) {
            String text = (line.length() > 2 ? line.substring(2) : "")
                    .replace("\\n", "\n")
                    .replace("\\\n", "\\n");
            switch (line.isEmpty() ? '#' : line.charAt(0)) {
                case '-' -> find = text;
                case '+' -> put = text;
                case '=' -> cases.add(Arguments.of(find, put, text));
                default -> {}
            }
        }
        return cases.stream();
    }

    @ParameterizedTest
    @MethodSource("bad")
    void theFirstMistakeIsNamedExactly(String find, String put, String message) {
        assertThat(GOOD).contains(find);
        String yaml = GOOD.substring(0, GOOD.indexOf(find))
                + put.replace("\\\\", "\\")
                + GOOD.substring(GOOD.indexOf(find) + find.length());
        String found = error(yaml);
        assertThat(found).isEqualTo(message);
        assertThat(found)
                .startsWith("[c.yaml:")
                .doesNotContain("\n", "\r", "\u2028", "\u001b", "\u202e")
                .endsWith(".");
    }

    @Test
    void theTableIsLongEnough() {
        assertThat(bad()).hasSizeGreaterThanOrEqualTo(100);
    }
}
