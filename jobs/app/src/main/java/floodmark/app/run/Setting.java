package floodmark.app.run;

/**
 * A number that a user may set with {@code --set key=value}; doing so marks the result exploratory.
 *
 * @param key name
 * @param value default
 * @param lowest smallest allowed value
 * @param highest largest allowed value
 * @param unit unit, or {@code 1}
 * @param meaning one sentence
 */
public record Setting(String key, double value, double lowest, double highest, String unit, String meaning) {}
