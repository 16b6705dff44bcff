package floodmark.claim;

import floodmark.model.Address;
import floodmark.model.Prefix;
import floodmark.model.Times;
import floodmark.model.Window;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Values that occur in several places of a case file. */
final class Values {
    /** Times are limited to these years, so that shifting a window by days and weeks can never overflow. */
    private static final long EARLIEST = 0;

    private static final long LATEST = Times.nanos(Instant.parse("2200-01-01T00:00:00Z"));
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final Pattern LIKE_AN_ADDRESS = Pattern.compile("(?=.*[./:])[0-9./:]+|(?=.*:.*:)[0-9A-Fa-f./:]+");
    private static final Pattern WITH_LENGTH = Pattern.compile("([^/]+)/([0-9]{1,3})");

    private Values() {}

    /** A text that shows something. */
    static String name(Node node) {
        String text = node.text();
        if (text.isBlank()) {
            throw node.error("is blank", "\"" + text + "\"", "a text", "Write something");
        }
        return text;
    }

    /** Letters, digits, dot, underscore and hyphen. */
    static String id(Node node) {
        String text = node.text();
        if (!ID.matcher(text).matches()) {
            throw node.error(
                    "is not an identifier",
                    "1 to 64 letters, digits, dots, underscores or hyphens (A-Z a-z 0-9 . _ -)",
                    "Rename it");
        }
        return text;
    }

    /** A file name or URI; whether it exists is for others to find out. */
    static String path(Node node) {
        String text = name(node);
        if (text.indexOf('\0') >= 0) {
            throw node.error("is not a path", "a path without the character U+0000", "Correct the path");
        }
        return text;
    }

    /** Nanoseconds since the epoch. */
    static Long instant(Node node) {
        long nanos = node.instantNanos();
        if (nanos < EARLIEST || nanos > LATEST) {
            throw node.error("is out of range", "a time from 1970 to 2200", "Correct the year");
        }
        return nanos;
    }

    /** {@code {start, end}}, the end after the start; null if either is wrong. */
    static @Nullable Window window(Node node, Problems problems) {
        Long start = problems.needOrNull(node, "start", Values::instant);
        Long end = problems.needOrNull(node, "end", Values::instant);
        problems.close(node);
        if (start == null || end == null) {
            return null;
        }
        if (end <= start) {
            Node late = node.require("end");
            problems.at(
                    late,
                    () -> late.error(
                            "is not after the start", "a time after " + Times.text(start), "Correct the times"));
            return null;
        }
        return new Window(start, end);
    }

    /** An address, a prefix or a label; what looks like an address must be one. */
    static Target target(Node node) {
        String text = name(node);
        Target target = Target.of(text);
        if (target.prefix() != null || !LIKE_AN_ADDRESS.matcher(text).matches()) {
            return target;
        }
        Matcher parts = WITH_LENGTH.matcher(text);
        Address address = parts.matches() ? Address.parse(parts.group(1)) : null;
        int length = address == null ? 0 : Integer.parseInt(parts.group(2));
        if (address != null && length <= (address.isIpv4() ? 32 : 128)) {
            String network = Prefix.covering(address, length).toString();
            throw node.error(
                    "has host bits set",
                    network,
                    "Write " + network + " for the network or " + address + " for the one host");
        }
        throw node.error(
                "is neither an address nor a prefix",
                "one such as 192.0.2.10, 192.0.2.0/24 or 2001:db8::/48",
                "Correct it; a label must not look like an address");
    }
}
