package floodmark.capture.parquet;

import floodmark.capture.CaptureKind;
import floodmark.model.UserError;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.parquet.format.Type;
import org.jspecify.annotations.Nullable;

/** Finds a capture's columns in a file by name and decides how their values are read. */
final class CaptureSchema {
    /** The columns that make a file a capture of counts. */
    private static final Set<String> COUNT_MARKS = Set.of("time", "metric", "value");

    private static final int IPV4_BYTES = 4;
    private static final int IPV6_BYTES = 16;

    private final String file;
    private final List<SchemaColumn> columns;

    CaptureSchema(String file, List<SchemaColumn> columns) {
        this.file = file;
        this.columns = columns;
    }

    CaptureKind kind() {
        Set<String> names = columns.stream().map(SchemaColumn::name).collect(Collectors.toSet());
        return names.containsAll(COUNT_MARKS) ? CaptureKind.COUNTS : CaptureKind.FLOWS;
    }

    /** The column of this name, null if there is none. */
    @Nullable
    SchemaColumn find(String name) {
        SchemaColumn found = null;
        for (SchemaColumn column : columns) {
            if (column.name().equals(name)) {
                if (found != null) {
                    throw UserError.of(
                            file, "column '" + name + "' is there twice", "two", "one", "Rename one of them");
                }
                found = column;
            }
        }
        if (found != null && !found.flat()) {
            throw wrongType(found, "one value a row");
        }
        return found;
    }

    /** The column of this name. */
    SchemaColumn require(String name) {
        SchemaColumn found = find(name);
        if (found != null) {
            return found;
        }
        String closest = closest(name);
        throw UserError.of(
                file,
                "required column '" + name + "' is missing",
                closest == null ? "no columns" : "'" + closest + "' as the closest",
                "'" + name + "'",
                "Rename the column, or add it");
    }

    private @Nullable String closest(String name) {
        String best = null;
        int least = Integer.MAX_VALUE;
        for (SchemaColumn column : columns) {
            int distance = EditDistance.between(name, column.name().toLowerCase(Locale.ROOT));
            if (distance < least) {
                least = distance;
                best = column.name();
            }
        }
        return best;
    }

    ValueMapping time(SchemaColumn column) {
        long unit = column.nanosPerUnit();
        if (unit == 0) {
            throw wrongType(column, "TIMESTAMP in MILLIS, MICROS or NANOS");
        }
        return IntegerMapping.time(unit);
    }

    ValueMapping integer(SchemaColumn column, long min, long max) {
        if (!column.integer()) {
            throw wrongType(column, "an integer");
        }
        return new IntegerMapping(column.unsigned32(), column.unsigned() ? Math.max(min, 0) : min, max, 1);
    }

    ValueMapping address(SchemaColumn column, AddressMapping.Codes codes, AddressMapping.Codes dictionary) {
        int fixed = column.fixedLength();
        boolean good = switch (column.physical()) {
            case INT32 -> column.integer();
            case BYTE_ARRAY -> column.text() || column.plainBytes();
            case FIXED_LEN_BYTE_ARRAY -> column.plainBytes() && (fixed == IPV4_BYTES || fixed == IPV6_BYTES);
            default -> false;
        };
        if (!good) {
            throw wrongType(column, "STRING, 4 or 16 bytes, or INT32 for IPv4");
        }
        return new AddressMapping(codes, dictionary, column.text(), column.physical() == Type.FIXED_LEN_BYTE_ARRAY);
    }

    LabelMapping label(SchemaColumn column) {
        if (!column.text() && !(column.physical() == Type.BYTE_ARRAY && column.plainBytes())) {
            throw wrongType(column, "STRING");
        }
        return LabelMapping.notEmpty();
    }

    ValueMapping value(SchemaColumn column) {
        if (column.integer()) {
            return column.unsigned32() ? DoubleMapping.OF_UNSIGNED_INT32 : DoubleMapping.OF_INTEGER;
        }
        return switch (column.physical()) {
            case DOUBLE -> DoubleMapping.OF_DOUBLE;
            case FLOAT -> DoubleMapping.OF_FLOAT;
            default -> throw wrongType(column, "DOUBLE or an integer");
        };
    }

    private UserError wrongType(SchemaColumn column, String expected) {
        return UserError.of(
                file,
                "column '" + column.name() + "' has a type that is not read",
                column.type(),
                expected,
                "Write the column with that type");
    }
}
