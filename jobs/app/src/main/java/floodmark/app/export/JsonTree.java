package floodmark.app.export;

import floodmark.app.output.JsonReader;
import floodmark.claim.Node;
import floodmark.claim.Node.Kind;
import floodmark.model.UserError;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A member of a JSON file of a result, with where it stands; what is missing or of another kind is an error that says so. A member that
 * is null is as good as missing.
 */
final class JsonTree {
    private final String where;
    private final @Nullable Node node;

    private JsonTree(String where, @Nullable Node node) {
        this.where = where;
        this.node = node == null || node.isNull() ? null : node;
    }

    /**
     * Reads a whole file.
     *
     * @throws UserError if it is no JSON, or too large to be a result's
     */
    static JsonTree read(Path file) {
        return new JsonTree(file.toString(), JsonReader.parse(JsonReader.bytes(file), file.toString()));
    }

    JsonTree get(String name) {
        return new JsonTree(where + ": " + name, node != null && node.kind() == Kind.MAP ? node.get(name) : null);
    }

    List<JsonTree> items() {
        return as("a list", value -> value.kind() == Kind.LIST).list().stream()
                .map(item -> new JsonTree(where, item))
                .toList();
    }

    String text() {
        return as("text", value -> value.kind() == Kind.SCALAR && value.quoted())
                .scalar();
    }

    @Nullable
    String textOrNull() {
        return node == null ? null : text();
    }

    List<String> texts() {
        return items().stream().map(JsonTree::text).toList();
    }

    boolean flag() {
        return as("true or false", JsonTree::isFlag).scalar().equals("true");
    }

    @Nullable
    Double numberOrNull() {
        return node == null
                ? null
                : (Double) Double.parseDouble(as("a number", JsonTree::isNumber).scalar());
    }

    private static boolean isFlag(Node value) {
        return bare(value) && (value.scalar().equals("true") || value.scalar().equals("false"));
    }

    private static boolean isNumber(Node value) {
        return bare(value) && !isFlag(value);
    }

    /** Of what JSON writes without quotes: a number, true or false. */
    private static boolean bare(Node value) {
        return value.kind() == Kind.SCALAR && !value.quoted();
    }

    /** The text as one of a set of names. */
    <T> T one(String expected, List<T> known, Function<T, String> name) {
        String text = text();
        return known.stream()
                .filter(each -> name.apply(each).equals(text))
                .findFirst()
                .orElseThrow(() -> wrong(text, expected));
    }

    private Node as(String expected, Predicate<Node> kind) {
        if (node == null || !kind.test(node)) {
            throw wrong(node == null ? "nothing" : node.described(), expected);
        }
        return node;
    }

    private UserError wrong(String found, String expected) {
        return UserError.of(
                where,
                "is not as this version of Floodmark writes it",
                found,
                expected,
                "Make the result again with this version");
    }
}
