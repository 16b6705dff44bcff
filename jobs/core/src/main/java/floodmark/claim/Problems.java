package floodmark.claim;

import floodmark.model.UserError;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Gathers what is wrong with a file while it is read to its end, and reports the first in file order. A value that cannot be read is
 * replaced by a fallback meanwhile; nothing read may be used before {@link #throwFirst}.
 */
final class Problems {
    private long firstAt = Long.MAX_VALUE;
    private @Nullable UserError first;

    /** An optional value, or what holds if it is absent. */
    <T> T or(Node map, String key, Function<Node, T> read, T absent) {
        T value = orNull(map, key, read);
        return value == null ? absent : value;
    }

    /** An optional value; null if it is absent or wrong. */
    <T> @Nullable T orNull(Node map, String key, Function<Node, T> read) {
        Node node = map.get(key);
        return node == null ? null : read(node, read);
    }

    /** A value that must be there. */
    <T> T need(Node map, String key, Function<Node, T> read, T fallback) {
        T value = needOrNull(map, key, read);
        return value == null ? fallback : value;
    }

    /** A value that must be there; null if it is absent or wrong. */
    <T> @Nullable T needOrNull(Node map, String key, Function<Node, T> read) {
        Node node = map.get(key);
        if (node == null) {
            // That it is absent shows where the map ends: a misspelt key in it comes first and explains more.
            add(order(last(map).place(), 1), () -> map.missing(key));
            return null;
        }
        return read(node, read);
    }

    /** The items of a list that has at least one and at most {@code most}; wrong ones are left out. */
    <T> List<T> each(Node list, int most, Function<Node, T> read) {
        if (list.list().isEmpty() || list.list().size() > most) {
            throw list.error(
                    list.list().isEmpty() ? "is empty" : "is too long", "1 to " + most + " items", "Correct the list");
        }
        List<T> values = new ArrayList<>();
        for (Node item : list.list()) {
            T value = read(item, read);
            if (value != null) {
                values.add(value);
            }
        }
        return values;
    }

    /** The value; null if it is wrong. */
    <T> @Nullable T read(Node node, Function<Node, T> read) {
        try {
            return read.apply(node);
        } catch (UserError e) {
            at(node, () -> e);
            return null;
        }
    }

    /** Reports keys that nobody asked for; to be called when all of the map has been read. */
    void close(Node map) {
        Node.Entry entry = map.firstUnknown();
        if (entry != null) {
            at(entry.key(), () -> map.unknown(entry));
        }
    }

    /** Notes that a value is wrong. */
    void at(Node node, Supplier<UserError> error) {
        add(order(node.place(), 0), error);
    }

    private void add(long at, Supplier<UserError> error) {
        if (at < firstAt) {
            firstAt = at;
            first = error.get();
        }
    }

    void throwFirst() {
        if (first != null) {
            throw first;
        }
    }

    private static long order(Place place, int after) {
        return ((long) place.line() << 32) + 2L * place.column() + after;
    }

    private static Node last(Node node) {
        if (node.kind() == Node.Kind.SCALAR || node.size() == 1) {
            return node;
        }
        List<Node> children = node.children();
        return last(children.get(children.size() - 1));
    }
}
