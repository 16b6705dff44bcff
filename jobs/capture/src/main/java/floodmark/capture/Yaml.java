package floodmark.capture;

import floodmark.claim.Node;
import floodmark.claim.Place;
import floodmark.model.UserError;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * YAML 1.2 to located nodes. Scalars stay texts: whoever asks decides whether one is a number or a time. Built on parser events, so
 * that size, depth and the expansion of aliases are bounded before anything is built.
 */
public final class Yaml {
    /** Longest file that is read, in bytes. */
    public static final int MOST_BYTES = 4 << 20;

    /** Deepest nesting of lists and maps. */
    public static final int DEEPEST = 50;

    /** Most values in a file, those repeated through aliases counted each time. */
    public static final int MOST_NODES = 250_000;

    private static final String CORE_TAGS = "tag:yaml.org,2002:";
    private static final Set<String> KNOWN_TAGS = Set.of("str", "int", "float", "bool", "null", "seq", "map");

    private final String name;
    private final Iterator<Event> events;
    private final Map<String, Node> anchors = new HashMap<>();
    private int nodes;

    private Yaml(String text, String name) {
        this.name = name;
        LoadSettings settings = LoadSettings.builder()
                .setLabel("file")
                .setUseMarks(true)
                // One buffer for everything: growing it while a long scalar is scanned would take quadratic time.
                .setBufferSize(text.length() + 16)
                .setCodePointLimit(MOST_BYTES)
                .build();
        this.events = new Parse(settings).parseString(text).iterator();
    }

    /**
     * Parses a file that holds exactly one document.
     *
     * @param utf8 the file's bytes, with or without byte order mark
     * @param name the file's name for messages
     * @throws UserError for whatever is wrong with the bytes, with line and column
     */
    public static Node parse(byte[] utf8, String name) {
        if (utf8.length > MOST_BYTES) {
            throw UserError.of(
                    name,
                    "the file is too large",
                    utf8.length + " bytes",
                    "at most " + MOST_BYTES + " bytes",
                    "Check that it is the right file");
        }
        String text = decode(utf8, name);
        try {
            return new Yaml(text, name).document();
        } catch (MarkedYamlEngineException e) {
            Optional<Mark> mark = e.getProblemMark().or(e::getContextMark);
            String context = e.getContext() == null ? "" : e.getContext() + ": ";
            String problem = e.getProblem() == null ? "" : e.getProblem();
            throw malformed(
                    mark.map(m -> at(new Place(name, 1, 1, ""), m).toString()).orElse(name), context + problem);
        } catch (YamlEngineException e) {
            throw malformed(name, String.valueOf(e.getMessage()));
        }
    }

    private static UserError malformed(String where, String problem) {
        String found = problem.strip().replaceAll("\\s+", " ").replaceAll("\\.$", "");
        return UserError.of(where, "the file is not well-formed", "\"" + found + "\"", "YAML 1.2", "Correct the line");
    }

    private static String decode(byte[] utf8, String name) {
        boolean marked = utf8.length >= 3 && utf8[0] == (byte) 0xEF && utf8[1] == (byte) 0xBB && utf8[2] == (byte) 0xBF;
        ByteBuffer in = ByteBuffer.wrap(utf8);
        in.position(marked ? 3 : 0);
        CharBuffer out = CharBuffer.allocate(utf8.length + 1);
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        CoderResult result = decoder.decode(in, out, true);
        String text = out.flip().toString();
        int line = 1;
        int column = 1;
        for (int i = 0; i < text.length(); i = text.offsetByCodePoints(i, 1)) {
            int c = text.codePointAt(i);
            if (!StreamReader.isPrintable(c)) {
                throw UserError.of(
                        new Place(name, line, column, "").toString(),
                        "the file holds a character that YAML forbids",
                        String.format(Locale.ROOT, "U+%04X", c),
                        "text",
                        "Remove it, or write it as an escape in double quotes");
            }
            boolean ends = c == '\n' || c == '\r' && !(i + 1 < text.length() && text.charAt(i + 1) == '\n');
            line += ends ? 1 : 0;
            column = ends ? 1 : column + 1;
        }
        if (result.isError()) {
            throw UserError.of(
                    new Place(name, line, column, "").toString(),
                    "the file is not UTF-8",
                    String.format(Locale.ROOT, "byte 0x%02X", utf8[in.position()] & 0xff),
                    "UTF-8 text",
                    "Save the file as UTF-8");
        }
        return text;
    }

    private Node document() {
        expect(Event.ID.StreamStart);
        Event start = events.next();
        if (start.getEventId() == Event.ID.StreamEnd) {
            throw UserError.of(name, "the file is empty", "no document", "one YAML document", "Fill the file");
        }
        Node root = node(events.next(), new Place(name, 1, 1, ""), 0);
        expect(Event.ID.DocumentEnd);
        Event next = events.next();
        if (next.getEventId() != Event.ID.StreamEnd) {
            throw UserError.of(
                    place(next).toString(),
                    "the file holds several documents",
                    "a second document",
                    "one YAML document",
                    "Put it into a file of its own");
        }
        return root;
    }

    private void expect(Event.ID id) {
        Event event = events.next();
        if (event.getEventId() != id) {
            throw new IllegalStateException("YAML parser sent " + event.getEventId() + ", not " + id);
        }
    }

    /** @param place of which only the path is used; line and column are the event's own */
    private Node node(Event event, Place place, int depth) {
        Place here = at(place, event);
        if (event instanceof AliasEvent alias) {
            String anchor = alias.getAlias().getValue();
            Node target = anchors.get(anchor);
            if (target == null) {
                throw UserError.of(
                        here.toString(),
                        "the alias has no anchor before it",
                        "*" + anchor,
                        "an anchor &" + UserError.printable(anchor),
                        "Write the value itself");
            }
            count(here, target.size());
            checkDepth(here, depth + target.depth());
            // A copy, so that each place remembers by itself which keys were asked for.
            return target.copy(here.path());
        }
        count(here, 1);
        NodeEvent start = (NodeEvent) event;
        Node node = start instanceof ScalarEvent scalar ? scalar(scalar, here) : collection(event, here, depth + 1);
        start.getAnchor().ifPresent(anchor -> anchors.put(anchor.getValue(), node));
        return node;
    }

    private Node scalar(ScalarEvent event, Place here) {
        checkTag(event.getTag(), here);
        String text = event.getValue();
        if (text.codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE)) {
            throw UserError.of(
                    here.toString(), "the text holds half a character", text, "whole characters", "Correct the escape");
        }
        return Node.scalar(here, text, !event.isPlain());
    }

    private Node collection(Event event, Place here, int depth) {
        checkDepth(here, depth);
        checkTag(((CollectionStartEvent) event).getTag(), here);
        return event.getEventId() == Event.ID.MappingStart ? map(here, depth) : list(here, depth);
    }

    private Node list(Place here, int depth) {
        List<Node> items = new ArrayList<>();
        for (Event e = events.next(); e.getEventId() != Event.ID.SequenceEnd; e = events.next()) {
            items.add(node(e, here.item(items.size()), depth));
        }
        return Node.list(here, items);
    }

    private Node map(Place here, int depth) {
        Map<String, Node.Entry> entries = new LinkedHashMap<>();
        for (Event e = events.next(); e.getEventId() != Event.ID.MappingEnd; e = events.next()) {
            Node key = node(e, here, depth);
            String text = key.kind() == Node.Kind.SCALAR && !key.isNull() ? key.text() : "";
            if (text.isEmpty()) {
                throw UserError.of(
                        place(e).toString(), "the key is not a text", key.described(), "a text", "Give the key a name");
            }
            Node.Entry before = entries.get(text);
            if (before != null) {
                throw UserError.of(
                        place(e).toString(),
                        "the key is repeated",
                        text,
                        "each key once; it stands at line "
                                + before.key().place().line() + " too",
                        "Remove one of them");
            }
            entries.put(text, new Node.Entry(key, node(events.next(), here.key(text), depth)));
        }
        return Node.map(here, List.copyOf(entries.values()));
    }

    private void count(Place here, int more) {
        nodes += more;
        if (nodes > MOST_NODES) {
            throw UserError.of(
                    here.toString(),
                    "the file holds too many values",
                    "more than " + MOST_NODES,
                    "at most " + MOST_NODES + ", repeated ones counted each time",
                    "Shorten it or use fewer aliases");
        }
    }

    private static void checkDepth(Place here, int depth) {
        if (depth > DEEPEST) {
            throw UserError.of(
                    here.toString(),
                    "lists and maps are nested too deeply",
                    "level " + depth,
                    "at most " + DEEPEST + " levels",
                    "Flatten the file");
        }
    }

    private static void checkTag(Optional<String> tag, Place here) {
        String text = tag.orElse("!");
        boolean core = text.startsWith(CORE_TAGS) && KNOWN_TAGS.contains(text.substring(CORE_TAGS.length()));
        if (!core && !text.equals("!")) {
            throw UserError.of(here.toString(), "the value has a tag", text, "plain YAML", "Remove the tag");
        }
    }

    private Place place(Event event) {
        return at(new Place(name, 1, 1, ""), event);
    }

    private static Place at(Place place, Event event) {
        return event.getStartMark().map(m -> at(place, m)).orElse(place);
    }

    private static Place at(Place place, Mark mark) {
        return place.at(mark.getLine() + 1, mark.getColumn() + 1);
    }
}
