package floodmark.app.output;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;

/** JSON objects, indented, with LF line ends and no exponents in ordinary numbers: the same content, the same bytes. */
public final class Json {
    private static final double PLAIN_FROM = 1e-6;
    private static final double PLAIN_TO = 1e21;

    private final JsonGenerator out;

    private Json(JsonGenerator out) {
        this.out = out;
    }

    /** The bytes of an object whose members the given code writes, in its order. */
    public static byte[] object(Consumer<Json> members) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator generator = JsonFactory.builder().build().createGenerator(new Indented(), bytes)) {
            generator.writeStartObject();
            members.accept(new Json(generator));
            generator.writeEndObject();
        }
        bytes.write('\n');
        return bytes.toByteArray();
    }

    /** A text; null for null. */
    public Json put(String name, @Nullable String value) {
        out.writeName(name);
        if (value == null) {
            out.writeNull();
        } else {
            out.writeString(wellFormed(value));
        }
        return this;
    }

    /** A whole number. */
    public Json put(String name, long value) {
        out.writeNumberProperty(name, value);
        return this;
    }

    /** True or false. */
    public Json put(String name, boolean value) {
        out.writeBooleanProperty(name, value);
        return this;
    }

    /** A number; null for null. */
    public Json number(String name, @Nullable Double value) {
        out.writeName(name);
        if (value == null) {
            out.writeNull();
        } else {
            out.writeNumber(plain(value));
        }
        return this;
    }

    /** A list of texts. */
    public Json put(String name, List<String> values) {
        out.writeArrayPropertyStart(name);
        values.forEach(value -> out.writeString(wellFormed(value)));
        out.writeEndArray();
        return this;
    }

    /** An object whose members the given code writes, in its order. */
    public Json object(String name, Consumer<Json> members) {
        out.writeObjectPropertyStart(name);
        members.accept(this);
        out.writeEndObject();
        return this;
    }

    /** An object, or null where there is nothing to write. */
    public <T> Json optional(String name, @Nullable T value, BiConsumer<Json, T> members) {
        if (value == null) {
            out.writeName(name);
            out.writeNull();
            return this;
        }
        return object(name, json -> members.accept(json, value));
    }

    /** A list of objects, one for each item. */
    public <T> Json objects(String name, List<T> items, BiConsumer<Json, T> members) {
        out.writeArrayPropertyStart(name);
        for (T item : items) {
            out.writeStartObject();
            members.accept(this, item);
            out.writeEndObject();
        }
        out.writeEndArray();
        return this;
    }

    /** The shortest decimal that reads back as the same double, without an exponent where that stays legible. */
    static String plain(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("not a JSON number: " + value);
        }
        double size = Math.abs(value);
        if (size != 0 && (size < PLAIN_FROM || size >= PLAIN_TO)) {
            return Double.toString(value);
        }
        BigDecimal decimal = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        return (decimal.scale() < 0 ? decimal.setScale(0) : decimal).toPlainString();
    }

    /** A list of whole numbers. */
    public Json numbers(String name, List<Integer> values) {
        out.writeArrayPropertyStart(name);
        values.forEach(out::writeNumber);
        out.writeEndArray();
        return this;
    }

    /** Half a surrogate pair has no UTF-8 form. */
    private static String wellFormed(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints()
                .map(c -> c <= 0xFFFF && Character.isSurrogate((char) c) ? 0xFFFD : c)
                .forEach(out::appendCodePoint);
        return out.toString();
    }

    private static final class Indented extends ObjectWriteContext.Base {
        @Override
        public PrettyPrinter getPrettyPrinter() {
            DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
            return new DefaultPrettyPrinter(
                            Separators.createDefaultInstance().withObjectNameValueSpacing(Separators.Spacing.AFTER))
                    .withObjectIndenter(indenter)
                    .withArrayIndenter(indenter);
        }

        @Override
        public boolean hasPrettyPrinter() {
            return true;
        }
    }
}
