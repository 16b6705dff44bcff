package floodmark.evidence;

import floodmark.model.Times;
import java.util.Locale;

/** Numbers as people read them in notes and sentences; rounding only here, never in tables. */
public final class Words {
    private static final String[] PREFIXES = {"", "k", "M", "G", "T", "P"};

    private Words() {}

    /** Three significant digits with an SI prefix, such as {@code 31.2 Mbit/s}. */
    public static String size(double value, String unit) {
        if (!Double.isFinite(value)) {
            return "an unknown number of " + unit;
        }
        int power = 0;
        double scaled = value;
        while (Math.abs(scaled) >= 999.5 && power < PREFIXES.length - 1) {
            scaled /= 1000;
            power++;
        }
        return digits(scaled) + " " + PREFIXES[power] + unit;
    }

    /** Three significant digits without an exponent. */
    public static String digits(double value) {
        if (!Double.isFinite(value)) {
            return Double.isNaN(value) ? "an unknown number of" : "beyond counting:";
        }
        double size = Math.abs(value);
        String format = size >= 99.95 || value == StrictMath.rint(value)
                ? "%.0f"
                : size >= 9.995 ? "%.1f" : size >= 0.995 ? "%.2f" : "%.3g";
        return String.format(Locale.ROOT, format, value);
    }

    public static String percent(double share) {
        return Double.isFinite(share) ? digits(share * 100) + " %" : "an unknown share";
    }

    /** A factor, such as {@code 15.0 times}. */
    public static String times(double ratio) {
        return Double.isNaN(ratio)
                ? "an unknown multiple of"
                : Double.isInfinite(ratio) ? "from nothing, so no multiple of" : digits(ratio) + " times";
    }

    public static String time(long nanos) {
        return Times.text(nanos);
    }

    public static String duration(double seconds) {
        if (!Double.isFinite(seconds)) {
            return "an unknown time";
        }
        if (seconds >= 2 * 86_400) {
            return digits(seconds / 86_400) + " days";
        }
        if (seconds >= 2 * 3600) {
            return digits(seconds / 3600) + " h";
        }
        return seconds >= 120 ? digits(seconds / 60) + " min" : digits(seconds) + " s";
    }
}
