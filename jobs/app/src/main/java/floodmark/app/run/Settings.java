package floodmark.app.run;

import floodmark.model.Closest;
import floodmark.model.UserError;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The numbers in force for a run: the defaults of {@link #ALL}, and what {@code --set} changed. */
public final class Settings {
    /** Every setting, in the order of the help. A new one is a line here. */
    public static final List<Setting> ALL = List.of(
            new Setting("alpha", 0.05, 0.0001, 0.5, "1", "level at which a single test speaks"),
            new Setting("anomalies", 100, 0, 10_000, "destinations", "top-ranked destinations whose series are kept"),
            new Setting("donors", 200, 3, 10_000, "destinations", "most comparison destinations that are chosen"));

    private static final String WHERE = "--set";

    private final Map<String, Double> changed;

    private Settings(Map<String, Double> changed) {
        this.changed = Collections.unmodifiableMap(changed);
    }

    /** The defaults. */
    public static Settings defaults() {
        return new Settings(new TreeMap<>());
    }

    /**
     * Reads {@code key=value} pairs.
     *
     * @throws UserError if a key is unknown or given twice, or a value is no number in range
     */
    public static Settings of(List<String> pairs) {
        Map<String, Double> changed = new TreeMap<>();
        for (String pair : pairs) {
            int equals = pair.indexOf('=');
            if (equals < 1) {
                throw UserError.of(WHERE, "is not a setting", pair, "key=value", "Write for example --set alpha=0.01");
            }
            Setting setting = setting(pair.substring(0, equals));
            if (changed.put(setting.key(), parsed(setting, pair.substring(equals + 1))) != null) {
                throw UserError.of(
                        WHERE, setting.key() + " is given twice", pair, "one value", "Leave one of them out");
            }
        }
        return new Settings(changed);
    }

    private static Setting setting(String key) {
        for (Setting setting : ALL) {
            if (setting.key().equals(key)) {
                return setting;
            }
        }
        List<String> keys = ALL.stream().map(Setting::key).collect(Collectors.toList());
        String closest = Closest.to(key, keys);
        throw UserError.of(
                WHERE,
                "unknown setting",
                key,
                "one of " + String.join(", ", keys),
                closest == null ? "See --help" : "Did you mean " + closest + "? See --help");
    }

    private static double parsed(Setting setting, String text) {
        double value;
        try {
            value = Double.parseDouble(text);
        } catch (NumberFormatException e) {
            value = Double.NaN;
        }
        if (!(value >= setting.lowest() && value <= setting.highest())) {
            throw UserError.of(
                    WHERE,
                    setting.key() + " is out of range",
                    text,
                    "a number from " + plain(setting.lowest()) + " to " + plain(setting.highest()),
                    "The default is " + plain(setting.value()));
        }
        return value;
    }

    /** A number as people write it: no decimals where there are none. */
    static String plain(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }

    /**
     * The value in force.
     *
     * @throws IllegalArgumentException if no such setting is registered
     */
    public double number(String key) {
        Double set = changed.get(key);
        if (set != null) {
            return set;
        }
        for (Setting setting : ALL) {
            if (setting.key().equals(key)) {
                return setting.value();
            }
        }
        throw new IllegalArgumentException("no setting " + key);
    }

    /** What the user changed, sorted by key; empty if nothing. */
    public Map<String, Double> changed() {
        return changed;
    }

    /** What the user changed, as {@link #of} takes it. */
    public List<String> pairs() {
        return changed.entrySet().stream()
                .map(set -> set.getKey() + "=" + set.getValue())
                .toList();
    }

    /** One line a setting, for the help. */
    public static List<String> help() {
        return ALL.stream()
                .map(s -> String.format(Locale.ROOT, "  %-12s %-8s %s", s.key(), plain(s.value()), s.meaning()))
                .collect(Collectors.toList());
    }
}
