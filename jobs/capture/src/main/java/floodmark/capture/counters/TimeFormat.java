package floodmark.capture.counters;

import floodmark.claim.Node;
import floodmark.model.Times;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How a table writes its times: seconds or milliseconds since the epoch, ISO 8601 (a space for the T is fine), or a pattern of
 * {@link DateTimeFormatter} with English names. A time without an offset is in the zone, a date is its midnight.
 */
final class TimeFormat {
    private static final DateTimeFormatter ISO = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .optionalStart()
            .appendPattern("['T'][' ']")
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .optionalStart()
            // An offset with a colon, without one, or of whole hours.
            .optionalStart()
            .appendOffset("+HH:MM", "Z")
            .optionalEnd()
            .optionalStart()
            .appendOffset("+HHMM", "Z")
            .optionalEnd()
            .optionalStart()
            .appendOffset("+HHmm", "Z")
            .optionalEnd()
            .toFormatter(Locale.ROOT);

    /** Message of the exception for a time that could be anywhere. */
    static final String NO_ZONE = "no zone";

    private static final BigDecimal SECOND = BigDecimal.valueOf(Times.SECOND);
    private static final BigDecimal MILLI = BigDecimal.valueOf(1_000_000);

    private final String name;
    private final @Nullable BigDecimal epochUnit;
    private final DateTimeFormatter pattern;
    private final @Nullable ZoneId zone;

    private TimeFormat(String name, @Nullable BigDecimal epochUnit, DateTimeFormatter pattern, @Nullable ZoneId zone) {
        this.name = name;
        this.epochUnit = epochUnit;
        this.pattern = pattern;
        this.zone = zone;
    }

    /** Reads {@code format} and {@code zone} of the mapping's {@code time}. */
    static TimeFormat of(Node time) {
        Node format = time.require("format");
        Node zoneNode = time.get("zone");
        ZoneId zone = zoneNode == null ? null : zone(zoneNode);
        String text = format.text();
        return switch (text) {
            case "epoch-seconds" -> new TimeFormat(text, SECOND, ISO, zone);
            case "epoch-millis" -> new TimeFormat(text, MILLI, ISO, zone);
            case "iso" -> new TimeFormat("ISO 8601", null, ISO, zone);
            default -> new TimeFormat(text, null, pattern(format), zone);
        };
    }

    private static DateTimeFormatter pattern(Node format) {
        try {
            return new DateTimeFormatterBuilder()
                    .parseCaseInsensitive()
                    .appendPattern(format.text())
                    .toFormatter(Locale.ENGLISH);
        } catch (IllegalArgumentException e) {
            throw format.error(
                    "is no format of a time",
                    "epoch-seconds, epoch-millis, iso or a pattern such as yyyy-MM-dd HH:mm:ss",
                    "Correct the format");
        }
    }

    private static ZoneId zone(Node node) {
        try {
            return ZoneId.of(node.text());
        } catch (DateTimeException e) {
            throw node.error(
                    "is no time zone", "UTC, an offset such as +02:00, or a name such as Europe/Paris", "Correct it");
        }
    }

    /** What was expected, for messages. */
    String name() {
        return name;
    }

    /**
     * Nanoseconds since the epoch.
     *
     * @throws DateTimeException if the text is not of this format, or has no offset and no zone is set
     */
    long nanos(String text) {
        try {
            if (epochUnit != null) {
                // Longer texts would be numbers with absurd exponents.
                if (text.length() > 40) {
                    throw new DateTimeException("too long");
                }
                BigDecimal value = new BigDecimal(text);
                if (Math.abs((long) value.precision() - value.scale()) > 20) {
                    throw new DateTimeException("out of range");
                }
                return value.multiply(epochUnit).setScale(0, RoundingMode.FLOOR).longValueExact();
            }
            // Asked piece by piece: trying one type after the other costs an exception for each that does not fit.
            TemporalAccessor parsed = pattern.parse(text);
            LocalDate date = parsed.query(TemporalQueries.localDate());
            LocalTime time = parsed.query(TemporalQueries.localTime());
            ZoneId stated = parsed.query(TemporalQueries.zone());
            ZoneId place = stated == null ? zone : stated;
            if (date == null) {
                throw new DateTimeException("no date");
            }
            if (place == null) {
                throw new DateTimeException(NO_ZONE);
            }
            return Times.nanos(date.atTime(time == null ? LocalTime.MIDNIGHT : time)
                    .atZone(place)
                    .toInstant());
        } catch (ArithmeticException | NumberFormatException e) {
            throw new DateTimeException("out of range", e);
        }
    }
}
