package floodmark.capture.parquet;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** UTF-8 labels to numbers in order of first sight; an empty one is bad. */
final class LabelMapping implements ValueMapping {
    private final List<String> labels = new ArrayList<>();
    private final Map<String, Integer> numbers = new HashMap<>();

    String label(long number) {
        return labels.get((int) number);
    }

    @Override
    public long mapBytes(byte[] bytes, int offset, int length) {
        if (length == 0) {
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
