package floodmark.app.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An element of HTML or SVG. Text and attribute values are escaped here and nowhere else: there is no way to put in markup
 * that is not an element.
 */
final class Html {
    private static final Set<String> VOID = Set.of("meta", "br", "hr");
    private static final Set<String> INLINE =
            Set.of("a", "b", "bdi", "code", "em", "q", "span", "strong", "time", "tspan");
    private static final int BIDI_FIRST = 0x202A;
    private static final int BIDI_LAST = 0x202E;
    private static final int ISOLATE_FIRST = 0x2066;
    private static final int ISOLATE_LAST = 0x2069;

    private final String name;
    private final StringBuilder attributes = new StringBuilder();
    private final List<Object> content = new ArrayList<>();

    private Html(String name) {
        this.name = name;
    }

    /** An empty element; the name is the program's own, never data. */
    static Html of(String name) {
        return new Html(name);
    }

    /** An element with a text. */
    static Html of(String name, String text) {
        return new Html(name).text(text);
    }

    Html attr(String key, String value) {
        attributes.append(' ').append(key).append("=\"");
        escape(value, attributes);
        attributes.append('"');
        return this;
    }

    /** A coordinate or length, with at most two decimals. */
    Html attr(String key, double value) {
        return attr(key, coordinate(value));
    }

    Html text(String text) {
        content.add(text);
        return this;
    }

    /** Adds children; a null stands for nothing. */
    Html add(@Nullable Html... children) {
        for (Html child : children) {
            if (child != null) {
                content.add(child);
            }
        }
        return this;
    }

    Html addAll(List<Html> children) {
        content.addAll(children);
        return this;
    }

    /** True if there is nothing in it. */
    boolean isEmpty() {
        return content.stream().allMatch(""::equals);
    }

    /** The markup of this element and everything in it. */
    String markup() {
        StringBuilder out = new StringBuilder();
        write(out);
        return out.toString();
    }

    private void write(StringBuilder out) {
        out.append('<').append(name).append(attributes).append('>');
        if (VOID.contains(name)) {
            return;
        }
        for (Object child : content) {
            if (child instanceof Html element) {
                element.write(out);
            } else if ("style".equals(name)) {
                out.append(child);
            } else {
                escape((String) child, out);
            }
        }
        out.append("</").append(name).append('>');
        if (!INLINE.contains(name)) {
            out.append('\n');
        }
    }

    static String coordinate(double value) {
        String text = String.format(Locale.ROOT, "%.2f", value);
        text = text.replaceAll("0+$", "").replaceAll("\\.$", "");
        return "-0".equals(text) ? "0" : text;
    }

    /** Control characters, lone surrogates and marks that turn the direction of writing could hide what is there. */
    private static void escape(String text, StringBuilder out) {
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.appendCodePoint(deceptive(c) ? '\uFFFD' : c);
            }
        });
    }

    private static boolean deceptive(int c) {
        boolean turns = c >= BIDI_FIRST && c <= BIDI_LAST || c >= ISOLATE_FIRST && c <= ISOLATE_LAST;
        boolean control = Character.isISOControl(c) && c != '\n' && c != '\t';
        boolean half = c <= 0xFFFF && Character.isSurrogate((char) c);
        return turns || control || half;
    }
}
