package floodmark.app.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import floodmark.model.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTreeTest {
    @TempDir
    private Path place = Path.of("");

    private JsonTree tree(String json) throws IOException {
        return JsonTree.read(Files.writeString(place.resolve("verdict.json"), json));
    }

    @Test
    void readsWhatAResultHolds() throws IOException {
        JsonTree tree = tree("{\"a\": {\"b\": [\"x\", \"y\"]}, \"c\": 1.5, \"d\": null, \"e\": true}");
        assertThat(tree.get("a").get("b").texts()).containsExactly("x", "y");
        assertThat(tree.get("c").numberOrNull()).isEqualTo(1.5);
        assertThat(tree.get("d").numberOrNull()).isNull();
        assertThat(tree.get("nothing").textOrNull()).isNull();
        assertThat(tree.get("e").flag()).isTrue();
    }

    @Test
    void saysWhatIsMissingAndWhere() throws IOException {
        JsonTree tree = tree("{\"a\": {\"b\": 3}}");
        assertThatThrownBy(() -> tree.get("a").get("b").text())
                .isInstanceOf(UserError.class)
                .hasMessageContaining("verdict.json: a: b]")
                .hasMessageContaining("found 3, expected text");
        assertThatThrownBy(() -> tree.get("a").get("c").items()).hasMessageContaining("found nothing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{\"a\": }", "[1, 2", "nonsense"})
    void whatIsNoJsonIsTheUsersToMend(String text) {
        assertThatThrownBy(() -> tree(text).get("a").text()).isInstanceOf(UserError.class);
    }

    @Test
    void nestingWithoutEndIsRefused() {
        assertThatThrownBy(() -> tree("[".repeat(100_000))).isInstanceOf(UserError.class);
    }
}
