package floodmark.app.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import floodmark.claim.Node;
import floodmark.model.UserError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {
    private static Node parse(String text) {
        return JsonReader.parse(text.getBytes(StandardCharsets.UTF_8), "a.json");
    }

    @Test
    void readsWhatIsThereWithItsPlace() {
        Node root = parse("{\"a\": [1, \"two\", null, true],\n \"b\": {\"c\": \"null\"}}");
        assertThat(root.require("a").list().get(0).longValue(0, 9)).isEqualTo(1);
        assertThat(root.require("a").list().get(2).isNull()).isTrue();
        assertThat(root.require("a").list().get(3).bool()).isTrue();
        Node text = root.require("b").require("c");
        assertThat(text.isNull()).isFalse();
        assertThat(text.text()).isEqualTo("null");
        assertThat(text.place().toString()).startsWith("a.json:2:");
        assertThat(text.place().path()).isEqualTo("b.c");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "{", "{\"a\":1,\"a\":2}", "{} {}", "[1,]", "{\"a\"}", "nul", "\u0000", "{\"a\":\"\n\"}"
            })
    void refusesWhatIsNotWellFormed(String text) {
        assertThatThrownBy(() -> parse(text)).isInstanceOf(UserError.class).hasMessageStartingWith("[a.json] ");
    }

    @Test
    void refusesWhatIsTooDeep() {
        assertThatThrownBy(() -> parse("[".repeat(100_000))).isInstanceOf(UserError.class);
    }

    @Test
    void readsNoLinks(@TempDir Path place) throws IOException {
        Path file = Files.writeString(place.resolve("a.json"), "{}");
        Path link = Files.createSymbolicLink(place.resolve("b.json"), file);
        assertThat(JsonReader.bytes(file)).hasSize(2);
        assertThatThrownBy(() -> JsonReader.bytes(link)).isInstanceOf(UserError.class);
    }
}
