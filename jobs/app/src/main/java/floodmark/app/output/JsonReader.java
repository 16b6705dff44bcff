package floodmark.app.output;

import floodmark.claim.Node;
import floodmark.claim.Place;
import floodmark.model.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/** JSON that somebody else may have written, to located nodes: bounded in size and depth, no name twice, nothing after the end. */
public final class JsonReader {
    /** Longest file that is read, in bytes. */
    public static final long MOST_BYTES = 64L << 20;

    private static final int DEEPEST = 50;
    private static final JsonFactory STRICT = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
            .build();

    private final JsonParser in;
    private final String name;

    private JsonReader(JsonParser in, String name) {
        this.in = in;
        this.name = name;
    }

    /**
     * Parses a document.
     *
     * @param name of the file, for messages
     * @throws UserError if it is not well-formed
     */
    public static Node parse(byte[] bytes, String name) {
        try (JsonParser in = STRICT.createParser(bytes)) {
            JsonReader reader = new JsonReader(in, name);
            in.nextToken();
            Node node = reader.node(new Place(name, 1, 1, ""));
            if (in.nextToken() != null) {
                throw malformed(name, "something after the end");
            }
            return node;
        } catch (JacksonException e) {
            throw malformed(name, e.getOriginalMessage());
        }
    }

    /**
     * The bytes of a file that is small enough for {@link #parse}, and no link.
     *
     * @throws UserError if it is not there, no file, or too large
     */
    public static byte[] bytes(Path file) {
        try {
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                throw UserError.of(file.toString(), "is no file", "none, or a link", "a file", "Check the path");
            }
            if (Files.size(file) > MOST_BYTES) {
                throw UserError.of(
                        file.toString(),
                        "is too large",
                        Files.size(file) + " bytes",
                        "at most " + MOST_BYTES,
                        "Is it the right file?");
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw UserError.of(
                    file.toString(),
                    "cannot be read",
                    e.getClass().getSimpleName() + " " + e.getMessage(),
                    "a readable file",
                    "Check its rights");
        }
    }

    private static UserError malformed(String name, String found) {
        return UserError.of(name, "is not well-formed", found, "JSON", "Fetch the file again");
    }

    private Node node(Place path) {
        TokenStreamLocation at = in.currentTokenLocation();
        Place place = path.at(Math.max(1, at.getLineNr()), Math.max(1, at.getColumnNr()));
        JsonToken token = in.currentToken();
        if (token == null) {
            throw malformed(name, "an end too early");
        }
        return switch (token) {
            case START_OBJECT -> object(place);
            case START_ARRAY -> list(place);
            case VALUE_STRING -> Node.scalar(place, in.getString(), true);
            default -> Node.scalar(place, in.getString(), false);
        };
    }

    private Node object(Place place) {
        List<Node.Entry> entries = new ArrayList<>();
        for (String key = in.nextName(); key != null; key = in.nextName()) {
            in.nextToken();
            Place here = place.key(key);
            entries.add(new Node.Entry(Node.scalar(here, key, true), node(here)));
        }
        return Node.map(place, entries);
    }

    private Node list(Place place) {
        List<Node> items = new ArrayList<>();
        while (in.nextToken() != JsonToken.END_ARRAY) {
            items.add(node(place.item(items.size())));
        }
        return Node.list(place, items);
    }
}
