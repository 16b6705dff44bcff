package floodmark.claim;

import floodmark.model.Closest;
import floodmark.model.Durations;
import floodmark.model.Times;
import floodmark.model.UserError;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A value of a configuration file with its place: a text, a list or a map. Knows no file format; what a text means is decided by
 * the one who asks ({@link #longValue}, {@link #instantNanos} ...), and an unfit value is a {@link UserError} that names file, line
 * and column.
 *
 * <p>A map remembers which keys were asked for; {@link #finish} then reports the keys that nobody wanted.
 */
public final class Node {
    /** What a node is. */
    public enum Kind {
        SCALAR("a text"),
        LIST("a list"),
        MAP("a map");

        private final String words;

        Kind(String words) {
            this.words = words;
        }
    }

    /** A map's entry; the key is a scalar with a place of its own. */
    public record Entry(Node key, Node value) {
        public String name() {
            return key.scalar;
        }
    }

    /** Texts longer than this are refused. */
    public static final int LONGEST_TEXT = 10_000;

    private final Kind kind;
    private final Place place;
    private final String scalar;
    private final boolean quoted;
    private final List<Node> items;
    private final List<Entry> entries;
    private final Set<String> asked = new LinkedHashSet<>();
    private final int size;
    private final int depth;
    private boolean allAsked;

    private Node(Kind kind, Place place, String scalar, boolean quoted, List<Node> items, List<Entry> entries) {
        this.kind = kind;
        this.place = place;
        this.scalar = scalar;
        this.quoted = quoted;
        this.items = List.copyOf(items);
        this.entries = List.copyOf(entries);
        int nodes = 1;
        int deepest = -1;
        for (Node child : children()) {
            nodes = Math.addExact(nodes, child.size);
            deepest = Math.max(deepest, child.depth);
        }
        this.size = nodes;
        this.depth = kind == Kind.SCALAR ? 0 : 1 + Math.max(0, deepest);
    }

    List<Node> children() {
        return kind == Kind.MAP ? entries.stream().map(Entry::value).toList() : items;
    }

    /** @param quoted true if it was written in quotes, so that even {@code null} and nothing are texts */
    public static Node scalar(Place place, String text, boolean quoted) {
        return new Node(Kind.SCALAR, place, text, quoted, List.of(), List.of());
    }

    public static Node list(Place place, List<Node> items) {
        return new Node(Kind.LIST, place, "", false, items, List.of());
    }

    /** @param entries in the order of the file; names are unique */
    public static Node map(Place place, List<Entry> entries) {
        return new Node(Kind.MAP, place, "", false, List.of(), entries);
    }

    public Kind kind() {
        return kind;
    }

    public Place place() {
        return place;
    }

    /** Number of values in this tree, itself included and keys not. */
    public int size() {
        return size;
    }

    /** Levels of lists and maps: 0 for a text. */
    public int depth() {
        return depth;
    }

    /** The same values at the same lines, reached by another path and with no key asked for yet. */
    public Node copy(String path) {
        Place there = new Place(place.file(), place.line(), place.column(), path);
        List<Node> newItems = new ArrayList<>();
        for (Node item : items) {
            newItems.add(item.copy(there.item(newItems.size()).path()));
        }
        List<Entry> newEntries = new ArrayList<>();
        for (Entry entry : entries) {
            newEntries.add(new Entry(
                    entry.key, entry.value.copy(there.key(entry.name()).path())));
        }
        return new Node(kind, there, scalar, quoted, newItems, newEntries);
    }

    /** True if the scalar was written in quotes. */
    public boolean quoted() {
        return quoted;
    }

    /** The text of a scalar as it stands, even if it is empty or too long for {@link #text}; empty for lists and maps. */
    public String scalar() {
        return scalar;
    }

    /** True for a key without a value, {@code null} and {@code ~}. */
    public boolean isNull() {
        return kind == Kind.SCALAR
                && !quoted
                && Set.of("", "~", "null", "Null", "NULL").contains(scalar);
    }

    /** The text as written, at most {@link #LONGEST_TEXT} characters. */
    public String text() {
        need(Kind.SCALAR);
        if (isNull()) {
            throw error("has no value", scalar, "a text", "Give a value or remove the key");
        }
        if (scalar.codePointCount(0, scalar.length()) > LONGEST_TEXT) {
            throw error("is too long", scalar, "at most " + LONGEST_TEXT + " characters", "Shorten it");
        }
        return scalar;
    }

    /** One of the given words, exactly as given. */
    public String choice(Collection<String> words) {
        String text = text();
        if (!words.contains(text)) {
            String close = Closest.to(text, words);
            throw error(
                    "is not one of the known words",
                    text,
                    "one of " + String.join(", ", words),
                    close == null ? "Choose one of them" : "Perhaps " + close + " is meant");
        }
        return text;
    }

    /** {@code true} or {@code false}. */
    public boolean bool() {
        return choice(List.of("true", "false")).equals("true");
    }

    /** A whole number; {@code 400_000} and {@code 2e11} are fine. */
    public long longValue(long least, long most) {
        Long value = Numbers.whole(text());
        if (value == null || value < least || value > most) {
            String range = most == Long.MAX_VALUE
                    ? (least == Long.MIN_VALUE ? "" : " of at least " + least)
                    : " from " + least + " to " + most;
            throw error(
                    value == null ? "is not a whole number" : "is out of range",
                    scalar,
                    "a whole number" + range,
                    "Correct the number");
        }
        return value;
    }

    /** A finite number. */
    public double number(double least, double most) {
        Double value = Numbers.real(text());
        if (value == null || value < least || value > most) {
            String range = most == Double.MAX_VALUE
                    ? (least == -Double.MAX_VALUE ? "" : " of at least " + Numbers.text(least))
                    : " from " + Numbers.text(least) + " to " + Numbers.text(most);
            throw error(
                    value == null ? "is not a number" : "is out of range",
                    scalar,
                    "a number" + range,
                    "Correct the number");
        }
        return value;
    }

    /** A time with its offset from UTC, in nanoseconds since the epoch. */
    public long instantNanos() {
        String text = text();
        try {
            return Times.nanos(OffsetDateTime.parse(text).toInstant());
        } catch (ArithmeticException tooFar) {
            throw error("is out of range", "a time from 1677-09-22 to 2262-04-11", "Correct the year");
        } catch (DateTimeException e) {
            boolean noZone = text.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d(\\.\\d+)?)?");
            throw error(
                    noZone ? "has no zone" : "is not a time",
                    "a time such as 2024-08-12T23:55:00Z or 2024-08-12T19:55:00-04:00",
                    noZone ? "Append Z if it is UTC, else the offset" : "Correct the time");
        }
    }

    /** A duration in nanoseconds, see {@link Durations}. */
    public long durationNanos() {
        Long nanos = Durations.parseNanos(text());
        if (nanos == null) {
            throw error("is not a duration", Durations.FORMS, "Correct the duration");
        }
        return nanos;
    }

    /** The items of a list. */
    public List<Node> list() {
        need(Kind.LIST);
        return items;
    }

    /** All entries of a map in the order of the file; marks every key as known. */
    public List<Entry> entries() {
        need(Kind.MAP);
        allAsked = true;
        return entries;
    }

    /** The value of a key of a map; null if it is absent. */
    public @Nullable Node get(String key) {
        need(Kind.MAP);
        asked.add(key);
        for (Entry entry : entries) {
            if (entry.name().equals(key)) {
                return entry.value();
            }
        }
        return null;
    }

    /** The value of a key that a map must have. */
    public Node require(String key) {
        Node value = get(key);
        if (value == null) {
            throw missing(key);
        }
        return value;
    }

    /** The error for an absent key of this map. */
    public UserError missing(String key) {
        String names = entries.isEmpty()
                ? "nothing"
                : String.join(", ", entries.stream().map(Entry::name).toList());
        return error("lacks the key " + key, names, key, "Add " + key);
    }

    /**
     * Checks that every key of this map, and of those below it that were looked into, has been asked for.
     *
     * @throws UserError for the first one in the file that was not, with the closest known key
     */
    public void finish() {
        for (Entry entry : entries) {
            if (!asked.isEmpty() && !known(entry)) {
                throw unknown(entry);
            }
            entry.value.finish();
        }
        items.forEach(Node::finish);
    }

    private boolean known(Entry entry) {
        return allAsked || asked.contains(entry.name());
    }

    /** The first entry of this map whose key was not asked for; null if there is none. */
    @Nullable
    Entry firstUnknown() {
        return entries.stream().filter(e -> !known(e)).findFirst().orElse(null);
    }

    /** The error for an entry of this map that nobody asked for. */
    UserError unknown(Entry entry) {
        String close = Closest.to(entry.name(), asked);
        return UserError.of(
                entry.key.place.toString(),
                "unknown key" + (place.path().isEmpty() ? "" : " in " + UserError.printable(place.path())),
                entry.name(),
                "one of " + String.join(", ", asked),
                close == null ? "Remove it" : "Perhaps " + close + " is meant");
    }

    /** An error about this value: {@code what} follows its path, such as {@code is not a time}. */
    public UserError error(String what, String expected, String next) {
        return error(what, described(), expected, next);
    }

    /** An error about this value that names something else as found. */
    public UserError error(String what, Object found, String expected, String next) {
        String path = place.path().isEmpty() ? "the file" : UserError.printable(place.path());
        return UserError.of(place.toString(), path + " " + what, found, expected, next);
    }

    private void need(Kind wanted) {
        if (kind != wanted) {
            throw error("is not " + wanted.words, described(), wanted.words, "Correct the value");
        }
    }

    /** What it is, in a few words, for messages. */
    public String described() {
        return switch (kind) {
            case SCALAR -> isNull() ? "nothing" : scalar;
            case LIST -> "a list of " + items.size();
            case MAP -> "a map of " + entries.size();
        };
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s %s", place, described());
    }
}
