package floodmark.capture.parquet;

import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Type;

/**
 * A column at the top of a file's schema.
 *
 * @param name its name
 * @param leaf number of its values among the file's column chunks; of its first leaf if it is a group
 * @param element what the footer says about it
 */
record SchemaColumn(String name, int leaf, SchemaElement element) {
    /** The top-level columns in order, and how many column chunks a row group must have. */
    record Schema(List<SchemaColumn> columns, int leaves) {}

    static Schema schema(List<SchemaElement> elements) {
        List<SchemaColumn> columns = new ArrayList<>();
        int leaves = 0;
        int open = 0;
        for (SchemaElement element : elements.subList(Math.min(1, elements.size()), elements.size())) {
            if (open == 0) {
                columns.add(new SchemaColumn(element.getName(), leaves, element));
                open = 1;
            }
            int children = element.isSetNum_children() ? element.getNum_children() : 0;
            if (children < 0 || children > elements.size()) {
                throw new CorruptFile("a column group of " + children);
            }
            open += children - 1;
            leaves += children == 0 ? 1 : 0;
        }
        if (open != 0 || elements.isEmpty()) {
            throw new CorruptFile("a schema that ends early");
        }
        return new Schema(columns, leaves);
    }

    Type physical() {
        return element.getType();
    }

    boolean optional() {
        return element.getRepetition_type() == FieldRepetitionType.OPTIONAL;
    }

    /** Bytes of a value of fixed length, 0 for others. */
    int fixedLength() {
        return element.getType_length();
    }

    /** Whether there is exactly one value or null in a row. */
    boolean flat() {
        return element.isSetType()
                && !(element.isSetNum_children() && element.getNum_children() > 0)
                && element.getRepetition_type() != FieldRepetitionType.REPEATED;
    }

    /** Nanoseconds in the unit of a timestamp; 0 if this is none. */
    long nanosPerUnit() {
        if (physical() != Type.INT64) {
            return 0;
        }
        LogicalType logical = element.getLogicalType();
        if (logical != null && logical.isSetTIMESTAMP()) {
            var unit = logical.getTIMESTAMP().getUnit();
            return unit.isSetMILLIS() ? 1_000_000 : unit.isSetMICROS() ? 1_000 : unit.isSetNANOS() ? 1 : 0;
        }
        ConvertedType converted = element.getConverted_type();
        return converted == ConvertedType.TIMESTAMP_MILLIS
                ? 1_000_000
                : converted == ConvertedType.TIMESTAMP_MICROS ? 1_000 : 0;
    }

    boolean integer() {
        boolean number = physical() == Type.INT32 || physical() == Type.INT64;
        return number && (annotation().isEmpty() || annotation().matches("U?INT[0-9]+"));
    }

    boolean unsigned() {
        return annotation().startsWith("UINT");
    }

    boolean unsigned32() {
        return physical() == Type.INT32 && unsigned();
    }

    boolean text() {
        return physical() == Type.BYTE_ARRAY
                && (annotation().equals("STRING")
                        || annotation().equals("ENUM")
                        || annotation().equals("JSON"));
    }

    /** Whether the stored bytes carry no meaning beyond themselves. */
    boolean plainBytes() {
        return annotation().isEmpty() || annotation().equals("UUID");
    }

    /** The type in words, such as {@code INT64 (TIMESTAMP_MICROS)}. */
    String type() {
        if (!flat()) {
            return "a nested or repeated column";
        }
        String size = physical() == Type.FIXED_LEN_BYTE_ARRAY ? "(" + fixedLength() + ")" : "";
        return physical() + size + (annotation().isEmpty() ? "" : " (" + annotation() + ")");
    }

    private String annotation() {
        LogicalType logical = element.getLogicalType();
        if (logical != null && logical.isSet()) {
            if (logical.isSetINTEGER()) {
                var type = logical.getINTEGER();
                return (type.isIsSigned() ? "INT" : "UINT") + type.getBitWidth();
            }
            if (logical.isSetTIMESTAMP()) {
                String unit = String.valueOf(logical.getTIMESTAMP().getUnit().getSetField());
                return "TIMESTAMP_" + unit;
            }
            return logical.getSetField().toString();
        }
        ConvertedType converted = element.getConverted_type();
        return converted == null
                ? ""
                : converted == ConvertedType.UTF8
                        ? "STRING"
                        : converted.toString().replace("INT_", "INT");
    }
}
