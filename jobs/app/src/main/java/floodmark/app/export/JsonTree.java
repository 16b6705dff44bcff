package floodmark.app.export;

import floodmark.model.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.json.JsonFactory;

/** A member of a JSON file of a result, with where it stands; what is missing or of another kind is an error that says so. */
final class JsonTree {
    /** Longest file that is read; a verdict has some kilobytes. */
    static final long MOST_BYTES = 64L << 20;

    private final String where;
    private final @Nullable Object value;

    private JsonTree(String where, @Nullable Object value) {
        this.where = where;
        this.value = value;
    }

    /**
     * Reads a whole file.
     *
     * @throws UserError if it is no JSON, or too large to be a result's
     */
    static JsonTree read(Path file) throws IOException {
        if (Files.size(file) > MOST_BYTES) {
            throw UserError.of(
                    file.toString(),
                    "is too large",
                    Files.size(file) + " bytes",
                    "at most " + MOST_BYTES,
                    "Take the result as it was written");
        }
        try (JsonParser in = JsonFactory.builder().build().createParser(Files.readAllBytes(file))) {
            in.nextToken();
            return new JsonTree(file.toString(), value(in));
        } catch (JacksonException e) {
            throw UserError.of(
                    file.toString(), "is no JSON", e.getClass().getSimpleName(), "a result's file", "Make it again");
        }
    }

    private static @Nullable Object value(JsonParser in) {
        JsonToken token = in.currentToken();
        if (token == JsonToken.START_OBJECT) {
            Map<String, @Nullable Object> members = new HashMap<>();
            for (String name = in.nextName(); name != null; name = in.nextName()) {
                in.nextToken();
                members.put(name, value(in));
            }
            return members;
        }
        if (token == JsonToken.START_ARRAY) {
            List<@Nullable Object> items = new ArrayList<>();
            while (in.nextToken() != JsonToken.END_ARRAY) {
                items.add(value(in));
            }
            return items;
        }
        if (token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT) {
            return in.getDoubleValue();
        }
        if (token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE) {
            return token == JsonToken.VALUE_TRUE;
        }
        return token == JsonToken.VALUE_STRING ? in.getString() : null;
    }

    JsonTree get(String name) {
        Object member = value instanceof Map<?, ?> members ? members.get(name) : null;
        return new JsonTree(where + ": " + name, member);
    }

    List<JsonTree> items() {
        List<JsonTree> items = new ArrayList<>();
        for (Object item : as(List.class, "a list")) {
            items.add(new JsonTree(where, item));
        }
        return items;
    }

    String text() {
        return as(String.class, "text");
    }

    @Nullable
    String textOrNull() {
        return value == null ? null : text();
    }

    List<String> texts() {
        return items().stream().map(JsonTree::text).toList();
    }

    boolean flag() {
        return as(Boolean.class, "true or false");
    }

    @Nullable
    Double numberOrNull() {
        return value == null ? null : as(Double.class, "a number");
    }

    /** The text as one of a set of names. */
    <T> T one(String expected, List<T> known, Function<T, String> name) {
        String text = text();
        return known.stream()
                .filter(each -> name.apply(each).equals(text))
                .findFirst()
                .orElseThrow(() -> wrong(text, expected));
    }

    private <T> T as(Class<T> type, String expected) {
        if (!type.isInstance(value)) {
            throw wrong(value == null ? "nothing" : value, expected);
        }
        return Objects.requireNonNull(type.cast(value));
    }

    private UserError wrong(Object found, String expected) {
        return UserError.of(
                where,
                "is not as this version of Floodmark writes it",
                found,
                expected,
                "Make the result again with this version");
    }
}
