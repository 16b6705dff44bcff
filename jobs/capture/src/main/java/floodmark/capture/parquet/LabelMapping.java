package floodmark.capture.parquet;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** UTF-8 labels to numbers in order of first sight. */
final class LabelMapping implements ValueMapping {
    private final List<String> labels = new ArrayList<>();
    private final Map<String, Integer> numbers = new HashMap<>();

    private final boolean emptyIsGood;

    private LabelMapping(boolean emptyIsGood) {
        this.emptyIsGood = emptyIsGood;
    }

    /** For labels that must not be empty. */
    static LabelMapping notEmpty() {
        return new LabelMapping(false);
    }

    /** For any text. */
    static LabelMapping withEmpty() {
        return new LabelMapping(true);
    }

    String label(long number) {
        return labels.get((int) number);
    }

    @Override
    public long mapBytes(byte[] bytes, int offset, int length) {
        if (length == 0 && !emptyIsGood) {
            return BAD;
        }
        String label = new String(bytes, offset, length, StandardCharsets.UTF_8);
        Integer known = numbers.get(label);
        if (known != null) {
            return known;
        }
        int number = labels.size();
        numbers.put(label, number);
        labels.add(label);
        return number;
    }
}
