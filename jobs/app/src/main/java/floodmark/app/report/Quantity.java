package floodmark.app.report;

import java.util.Locale;

/** Numbers as people read them: three digits and a decimal prefix, the unit behind. */
public final class Quantity {
    private static final String[] PREFIXES = {"", "k", "M", "G", "T", "P", "E"};
    private static final double STEP = 1000;
    private static final double MINUTE = 60;
    private static final double CENTURY = 3e9;

    private Quantity() {}

    /** Such as {@code 31.2 Mbit/s} for 31,200,000 {@code bps}; seconds become minutes, hours and times. */
    public static String of(double value, String unit) {
        if (unit.equals("s since the epoch")) {
            return Words.time(Math.round(value) * 1_000_000_000L);
        }
        if (unit.equals("s") && Math.abs(value) >= MINUTE && Math.abs(value) < CENTURY) {
            return (value < 0 ? "-" : "") + Words.duration(Math.round(Math.abs(value)) * 1_000_000_000L);
        }
        double size = Math.abs(value);
        int prefix = 0;
        while (rounded(size) >= STEP && prefix < PREFIXES.length - 1) {
            size /= STEP;
            prefix++;
        }
        String number = digits(size);
        String name = words(unit);
        return (value < 0 && !"0".equals(number) ? "-" : "")
                + number
                + (prefix == 0 && name.isEmpty() ? "" : " " + PREFIXES[prefix] + name);
    }

    /** What a unit of the tables means in words. */
    public static String words(String unit) {
        return switch (unit) {
            case "bps", "bit/s" -> "bit/s";
            case "pps", "packets/s" -> "packet/s";
            case "1", "" -> "";
            default -> unit;
        };
    }

    private static double rounded(double size) {
        return size >= 100 ? Math.rint(size) : size;
    }

    private static String digits(double size) {
        if (size >= 100 || size == Math.rint(size)) {
            return Long.toString(Math.round(size));
        }
        String format = size >= 10 ? "%.1f" : size >= 0.01 ? "%.2f" : "%.2g";
        String text = String.format(Locale.ROOT, format, size);
        if (text.contains(".") && !text.contains("e")) {
            text = text.replaceAll("0+$", "").replaceAll("\\.$", "");
        }
        return text;
    }
}
