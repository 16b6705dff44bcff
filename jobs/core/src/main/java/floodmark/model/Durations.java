package floodmark.model;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Lengths of time as people write them: ISO 8601 ({@code PT15M}, {@code P1DT2H}) or with units ({@code 90s}, {@code 1h30m}, {@code 250ms}). */
public final class Durations {
    /** What {@link #parseNanos} takes, for messages. */
    public static final String FORMS = "a duration such as PT15M, P1DT2H, 90s, 5m, 1h or 250ms";

    private static final String NUMBER = "([0-9]{1,18}(?:\\.[0-9]{1,9})?)";
    private static final Pattern ISO = Pattern.compile("P(?=.)(?:" + NUMBER + "W)?(?:" + NUMBER + "D)?(?:T(?=.)(?:"
            + NUMBER + "H)?(?:" + NUMBER + "M)?(?:" + NUMBER + "S)?)?");
    private static final long[] ISO_NANOS = {7 * Times.DAY, Times.DAY, 60 * Times.MINUTE, Times.MINUTE, Times.SECOND};
    private static final Pattern UNITS = Pattern.compile("(?=.)(?:" + NUMBER + "d)?(?:" + NUMBER + "h)?(?:" + NUMBER
            + "m(?!s))?(?:" + NUMBER + "s)?(?:" + NUMBER + "ms)?(?:" + NUMBER + "us)?(?:" + NUMBER + "ns)?");
    private static final long[] UNIT_NANOS = {
        Times.DAY, 60 * Times.MINUTE, Times.MINUTE, Times.SECOND, 1_000_000, 1_000, 1
    };

    private Durations() {}

    /**
     * Nanoseconds; a day is 86,400 seconds. Not negative.
     *
     * @return null if the text is no duration, finer than a nanosecond or longer than 292 years
     */
    public static @Nullable Long parseNanos(String text) {
        if (text.length() > 100) {
            return null;
        }
        Matcher iso = ISO.matcher(text);
        if (iso.matches()) {
            return sum(iso, ISO_NANOS);
        }
        Matcher units = UNITS.matcher(text);
        return units.matches() ? sum(units, UNIT_NANOS) : null;
    }

    private static @Nullable Long sum(Matcher parts, long[] nanos) {
        BigDecimal total = BigDecimal.ZERO;
        for (int i = 0; i < nanos.length; i++) {
            String part = parts.group(i + 1);
            if (part != null) {
                total = total.add(new BigDecimal(part).multiply(BigDecimal.valueOf(nanos[i])));
            }
        }
        try {
            return total.longValueExact();
        } catch (ArithmeticException tooFineOrTooLong) {
            return null;
        }
    }
}
