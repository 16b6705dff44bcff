package floodmark.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import floodmark.claim.Node;
import floodmark.model.UserError;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class YamlTest {
    private static Node parse(String yaml) {
        return Yaml.parse(yaml.getBytes(StandardCharsets.UTF_8), "f.yaml");
    }

    private static String error(byte[] bytes) {
        try {
            Yaml.parse(bytes, "f.yaml");
        } catch (UserError e) {
            assertThat(e.getMessage())
                    .doesNotContain("\n", "\r")
                    .startsWith("[f.yaml")
                    .endsWith(".");
            return String.valueOf(e.getMessage());
        }
        throw new AssertionError("accepted");
    }

    private static String error(String yaml) {
        return error(yaml.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void scalarsStayTextsWithTheirPlaces() {
        Node root = parse("\uFEFFa: 2024-08-12T23:55:00Z\nb:\n  - 0x10\n  - 'no'\n  - {c: 1_000, \"d e\": ~}\n");
        assertThat(root.require("a").text()).isEqualTo("2024-08-12T23:55:00Z");
        assertThat(root.require("a").place()).hasToString("f.yaml:1:4");
        Node b = root.require("b");
        assertThat(b.list().get(0).text()).isEqualTo("0x10");
        assertThat(b.list().get(1).quoted()).isTrue();
        Node map = b.list().get(2);
        assertThat(map.require("c").longValue(0, 2000)).isEqualTo(1000);
        assertThat(map.require("c").place()).hasToString("f.yaml:5:9");
        assertThat(map.require("c").place().path()).isEqualTo("b[2].c");
        assertThat(map.require("d e").isNull()).isTrue();
        assertThat(map.entries().get(1).key().place()).hasToString("f.yaml:5:16");
    }

    @Test
    void columnsCountCharactersAndLinesAllLineEnds() {
        Node root = parse("# \u00fc\ud83d\ude00\r\n\"\ud83d\ude00\u00fc\": {x: y}\r\n");
        assertThat(root.require("\ud83d\ude00\u00fc").require("x").place()).hasToString("f.yaml:2:11");
    }

    @Test
    void anAliasIsACopyWithItsOwnMemory() {
        Node root = parse("a: &x {p: 1}\nb: *x\n");
        assertThat(root.require("a").require("p").text()).isEqualTo("1");
        Node p = root.require("b").require("p");
        assertThat(p.place().path()).isEqualTo("b.p");
        assertThat(p.place().line()).isEqualTo(1);
        root.finish();
        Node second = parse("a: &x {p: 1, q: 2}\nb: *x\n");
        second.require("a").entries();
        second.require("b").get("p");
        assertThatThrownBy(second::finish).hasMessageContaining("unknown key in b: found q");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "a: 1\\na: 2|[f.yaml:2:1] the key is repeated: found a, expected each key once; it stands at line 1 too. Remove one of them.",
                "a:\\n\\tb: 1|[f.yaml:2:1] the file is not well-formed: found \"while scanning for the next token: found character '\\t(TAB)' that cannot start any token. (Do not use \\t(TAB) for indentation)\", expected YAML 1.2. Correct the line.",
                "a: *b|[f.yaml:1:4] the alias has no anchor before it: found *b, expected an anchor &b. Write the value itself.",
                "a: &b [*b]|[f.yaml:1:8] the alias has no anchor before it: found *b, expected an anchor &b. Write the value itself.",
                "a: 1\\n---\\nb: 2|[f.yaml:2:1] the file holds several documents: found a second document, expected one YAML document. Put it into a file of its own.",
                "|[f.yaml] the file is empty: found no document, expected one YAML document. Fill the file.",
                "# only a comment|[f.yaml] the file is empty: found no document, expected one YAML document. Fill the file.",
                "a: !!binary eA==|[f.yaml:1:4] the value has a tag: found tag:yaml.org,2002:binary, expected plain YAML. Remove the tag.",
                "a: !java.net.URL x|[f.yaml:1:4] the value has a tag: found !java.net.URL, expected plain YAML. Remove the tag.",
                "[a, b]: 1|[f.yaml:1:1] the key is not a text: found a list of 2, expected a text. Give the key a name.",
                "? ~|[f.yaml:1:3] the key is not a text: found nothing, expected a text. Give the key a name.",
                "a: \"\\\\ud800\"|[f.yaml:1:4] the text holds half a character: found \uFFFD, expected whole characters. Correct the escape.",
                "a: b: c|[f.yaml:1:5] the file is not well-formed: found \"mapping values are not allowed here\", expected YAML 1.2. Correct the line.",
                "a: [1, 2|[f.yaml:1:9] the file is not well-formed: found \"while parsing a flow sequence: expected ',' or ']', but got <stream end>\", expected YAML 1.2. Correct the line.",
                "%YAML 2.0\\n---\\na: 1|[f.yaml] the file is not well-formed: found \"Version{major=2, minor=0}\", expected YAML 1.2. Correct the line.",
                "ab\\u0007: 1|[f.yaml:1:3] the file holds a character that YAML forbids: found U+0007, expected text. Remove it, or write it as an escape in double quotes.",
            })
    void whatIsWrongIsNamedOnOneLine(@Nullable String yaml, String message) {
        String text = yaml == null ? "" : yaml;
        text = text.replace("\\n", "\n").replace("\\t", "\t").replace("\\u0007", "\u0007");
        text = text.replace("\\\\", "\\");
        assertThat(error(text)).isEqualTo(message);
    }

    @Test
    void bytesThatAreNotUtf8() {
        assertThat(error(new byte[] {'a', ':', ' ', '\n', 'b', (byte) 0xC3, (byte) 0xBC, (byte) 0xE4, '\n'}))
                .isEqualTo(
                        "[f.yaml:2:3] the file is not UTF-8: found byte 0xE4, expected UTF-8 text. Save the file as UTF-8.");
        assertThat(error("a: b".getBytes(StandardCharsets.UTF_16))).contains("[f.yaml:1:1] the file is not UTF-8");
        assertThat(error(new byte[] {'a', ':', ' ', (byte) 0xC3})).contains("[f.yaml:1:4] the file is not UTF-8");
    }

    @Test
    void nestingIsBounded() {
        assertThat(parse("[".repeat(50) + "]".repeat(50)).depth()).isEqualTo(50);
        assertThat(error("[".repeat(51) + "]".repeat(51)))
                .isEqualTo(
                        "[f.yaml:1:51] lists and maps are nested too deeply: found level 51, expected at most 50 levels. Flatten the file.");
        assertThat(error("[".repeat(1_000_000))).contains("nested too deeply");
        assertThat(error("- ".repeat(1_000_000))).contains("nested too deeply");
        assertThat(error("a: &a " + "[".repeat(30) + "]".repeat(30) + "\nb: " + "[".repeat(21) + "*a" + "]".repeat(21)))
                .contains("[f.yaml:2:25] lists and maps are nested too deeply");
    }

    @Test
    void aliasesDoNotExplode() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 12; i++) {
            String alias = "*a" + (i - 1);
            bomb.append("a" + i + ": &a" + i + " [" + (alias + ", ").repeat(9) + alias + "]\n");
        }
        assertThat(error(bomb.toString())).contains("[f.yaml:6:").contains("too many values");
    }

    @Test
    void sizeIsBounded() {
        assertThat(error(new byte[Yaml.MOST_BYTES + 1]))
                .isEqualTo(
                        "[f.yaml] the file is too large: found 4194305 bytes, expected at most 4194304 bytes. Check that it is the right file.");
        byte[] most = ("a: " + "x".repeat(Yaml.MOST_BYTES - 3)).getBytes(StandardCharsets.UTF_8);
        assertThat(Yaml.parse(most, "f.yaml").require("a").scalar()).hasSize(Yaml.MOST_BYTES - 3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "? ",
                "- ",
                "{a: ",
                "&a ",
                "!",
                "*",
                "a\n",
                "'",
                "\"\\",
                "# \n",
                "%TAG ! a\n",
                "-\n",
                "a: b\n",
                "[,",
                "? a\n: b\n",
                "|\n ",
                "> "
            })
    void repeatedTokensNeitherHangNorOverflow(String token) {
        String text = token.repeat(1_000_000 / token.length());
        try {
            parse(text);
        } catch (UserError e) {
            assertThat(e.getMessage()).doesNotContain("\n");
        }
    }

    @Test
    void randomTextsOnlyEverFailAsUserErrors() {
        String[] tokens = {
            "a",
            "b",
            ": ",
            ":",
            "- ",
            "\n",
            "  ",
            "{",
            "}",
            "[",
            "]",
            ", ",
            "&x ",
            "*x",
            "'",
            "\"",
            "|",
            ">",
            "#",
            "%",
            "@",
            "`",
            "!",
            "!!str ",
            "? ",
            "---\n",
            "...\n",
            "\\",
            "~",
            "\u00e4",
            "\ud83d\ude00",
            "\t",
            "\r\n",
            "1",
            "<<",
            "\\u12",
            "\uFEFF"
        };
        Random random = new Random(20240812);
        int good = 0;
        for (int i = 0; i < 20_000; i++) {
            int length = 1 + random.nextInt(25);
            String text = IntStream.range(0, length)
                    .mapToObj(k -> tokens[random.nextInt(tokens.length)])
                    .collect(Collectors.joining());
            try {
                parse(text);
                good++;
            } catch (UserError e) {
                assertThat(e.getMessage()).as(text).doesNotContain("\n", "\r");
            } catch (RuntimeException e) {
                throw new AssertionError("seed text: " + text, e);
            }
        }
        assertThat(good).isGreaterThan(500);
    }
}
