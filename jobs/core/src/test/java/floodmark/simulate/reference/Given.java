package floodmark.simulate.reference;

import java.util.List;
import java.util.Map;

/** Names some parameters; everything else as drawn. */
record Given(Map<String, Double> numbers, Map<String, String> words, Map<String, Boolean> flags) implements Knobs {
    Given(Map<String, Double> numbers) {
        this(numbers, Map.of(), Map.of());
    }

    @Override
    public double number(String key, double least, double most, double drawn) {
        return numbers.getOrDefault(key, drawn);
    }

    @Override
    public double seconds(String key, double least, double most, double drawn) {
        return numbers.getOrDefault(key, drawn);
    }

    @Override
    public long time(String key, long drawn) {
        return drawn;
    }

    @Override
    public boolean flag(String key, boolean drawn) {
        return flags.getOrDefault(key, drawn);
    }

    @Override
    public String choice(String key, List<String> words, String drawn) {
        return this.words.getOrDefault(key, drawn);
    }
}
