package floodmark.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import floodmark.model.Times;
import floodmark.model.UserError;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NodeTest {
    private static final Place ROOT = new Place("f.yaml", 1, 1, "");

    private static Node text(String text) {
        return Node.scalar(ROOT.key("x").at(3, 5), text, false);
    }

    private static Node.Entry entry(String key, int line, Node value) {
        return new Node.Entry(Node.scalar(ROOT.at(line, 1), key, false), value);
    }

    private static String error(Node node, Consumer<Node> use) {
        try {
            use.accept(node);
        } catch (UserError e) {
            return String.valueOf(e.getMessage());
        }
        return "accepted";
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-5, -5",
        "+5, 5",
        "400_000_000_000, 400000000000",
        "2e11, 200000000000",
        "2E+3, 2000",
        "1.5e1, 15",
        "10.0, 10",
        "007, 7",
        "9223372036854775807, 9223372036854775807",
        "-9223372036854775808, -9223372036854775808",
        "0e999, 0",
        "100e-2, 1"
    })
    void wholeNumbers(String text, long value) {
        assertThat(text(text).longValue(Long.MIN_VALUE, Long.MAX_VALUE)).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.5",
                "1e-1",
                "9223372036854775808",
                "1e999",
                "1e999999999",
                "0x10",
                "1_",
                "_1",
                "1__0",
                "1,000",
                "ten",
                ".5",
                "5.",
                "--1",
                "1 000",
                "NaN",
                ".inf",
                "\u0661"
            })
    void notWhole(String text) {
        assertThat(error(text(text), n -> n.longValue(Long.MIN_VALUE, Long.MAX_VALUE)))
                .isEqualTo("[f.yaml:3:5] x is not a whole number: found " + text
                        + ", expected a whole number. Correct the number.");
    }

    @Test
    void numbersInRange() {
        assertThat(text("0.25").number(0, 1)).isEqualTo(0.25);
        assertThat(text("1_0.5e2").number(0, Double.MAX_VALUE)).isEqualTo(1050);
        assertThat(text("1").number(0, 1)).isEqualTo(1);
        assertThat(error(text("2"), n -> n.number(0, 1)))
                .isEqualTo(
                        "[f.yaml:3:5] x is out of range: found 2, expected a number from 0 to 1. Correct the number.");
        assertThat(error(text("-1"), n -> n.number(0.5, Double.MAX_VALUE))).contains("a number of at least 0.5");
        assertThat(error(text("1e999"), n -> n.number(0, Double.MAX_VALUE))).contains("is not a number");
        assertThat(error(text("7"), n -> n.longValue(0, 6)))
                .contains("out of range: found 7, expected a whole number from 0 to 6");
        assertThat(error(text("7"), n -> n.longValue(8, Long.MAX_VALUE))).contains("a whole number of at least 8");
    }

    @ParameterizedTest
    @CsvSource({
        "2024-08-12T23:55:00Z, 1723506900000000000",
        "2024-08-12T19:55:00-04:00, 1723506900000000000",
        "2024-08-12T23:55Z, 1723506900000000000",
        "1970-01-01T00:00:00.000000001Z, 1",
        "1969-12-31T23:59:59.5+00:00, -500000000"
    })
    void times(String text, long nanos) {
        assertThat(text(text).instantNanos()).isEqualTo(nanos);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2024-08-12",
                "23:55",
                "2024-08-12 23:55:00Z",
                "2024-13-01T00:00:00Z",
                "2023-02-29T00:00:00Z",
                "2024-08-12T24:00:00Z",
                "2024-08-12T23:59:60Z",
                "2024-08-12T23:55:00+25:00",
                "1723506900"
            })
    void notTimes(String text) {
        assertThat(error(text(text), Node::instantNanos))
                .startsWith("[f.yaml:3:5] x is not a time: found " + text + ", expected a time such as ");
    }

    @Test
    void durationsWordsAndTruth() {
        assertThat(text("PT1M").durationNanos()).isEqualTo(Times.MINUTE);
        assertThat(error(text("soon"), Node::durationNanos)).contains("x is not a duration: found soon");
        assertThat(text("true").bool()).isTrue();
        assertThat(text("false").bool()).isFalse();
        assertThat(error(text("True"), Node::bool)).endsWith("expected one of true, false. Perhaps true is meant.");
        assertThat(text("b").choice(List.of("a", "b"))).isEqualTo("b");
    }

    @Test
    void nullsAreNoTextsUnlessQuoted() {
        for (String text : List.of("", "~", "null", "Null", "NULL")) {
            assertThat(error(text(text), Node::text))
                    .isEqualTo("[f.yaml:3:5] x has no value: found " + (text.isEmpty() ? "nothing" : text)
                            + ", expected a text. Give a value or remove the key.");
            assertThat(Node.scalar(ROOT, text, true).text()).isEqualTo(text);
        }
    }

    @Test
    void textsHaveALimit() {
        assertThat(text("\ud83d\ude00".repeat(10_000)).text()).hasSize(20_000);
        assertThat(error(text("x".repeat(10_001)), Node::text))
                .contains("x is too long: found xxx", "expected at most 10000 characters")
                .hasSizeLessThan(400);
    }

    @Test
    void kindsAreChecked() {
        Node list = Node.list(ROOT, List.of(text("a")));
        Node map = Node.map(ROOT, List.of(entry("a", 1, text("b"))));
        assertThat(error(list, Node::text))
                .isEqualTo(
                        "[f.yaml:1:1] the file is not a text: found a list of 1, expected a text. Correct the value.");
        assertThat(error(map, Node::list)).contains("is not a list: found a map of 1");
        assertThat(error(list, n -> n.get("a"))).contains("is not a map: found a list of 1");
        assertThat(error(text("a"), Node::entries)).contains("x is not a map: found a, expected a map");
        assertThat(map.size()).isEqualTo(2);
        assertThat(map.depth()).isEqualTo(1);
        assertThat(Node.list(ROOT, List.of()).depth()).isEqualTo(1);
        assertThat(text("a").depth()).isZero();
    }

    @Test
    void finishReportsTheFirstKeyThatNobodyAskedFor() {
        Node inner = Node.map(ROOT.key("b").at(2, 4), List.of(entry("timme", 3, text("1"))));
        Node root = Node.map(
                ROOT, Arrays.asList(entry("a", 1, text("1")), entry("b", 2, inner), entry("colums", 4, text("1"))));
        root.require("a");
        root.get("columns");
        Node b = root.require("b");
        assertThat(error(root, Node::finish))
                .isEqualTo(
                        "[f.yaml:4:1] unknown key: found colums, expected one of a, columns, b. Perhaps columns is meant.");
        b.get("time");
        assertThat(error(root, Node::finish))
                .isEqualTo("[f.yaml:3:1] unknown key in b: found timme, expected one of time. Perhaps time is meant.");
        b.entries();
        root.get("colums");
        root.finish();
        assertThatThrownBy(() -> root.require("c"))
                .hasMessage("[f.yaml:1:1] the file lacks the key c: found a, b, colums, expected c. Add c.");
    }

    @Test
    void aCopyHasItsOwnPathAndMemory() {
        Node map = Node.map(ROOT.at(7, 3), List.of(entry("a", 7, Node.list(ROOT.at(7, 9), List.of(text("x"))))));
        map.require("a");
        Node copy = map.copy("there");
        assertThat(copy.require("a").list().get(0).place().path()).isEqualTo("there.a[0]");
        assertThat(copy.place().line()).isEqualTo(7);
        Node untouched = map.copy("there");
        untouched.get("b");
        assertThat(error(untouched, Node::finish)).contains("unknown key in there: found a");
    }
}
