package floodmark.model;

import org.jspecify.annotations.Nullable;

/** Text forms of addresses: a strict parser without name look-ups, and the canonical writer of RFC 5952. */
final class AddressText {
    private static final int GROUPS = 8;

    private AddressText() {}

    static @Nullable Address parse(CharSequence text) {
        int length = text.length();
        if (length < 2 || length > 45) {
            return null;
        }
        for (int i = 0; i < length; i++) {
            if (text.charAt(i) == ':') {
                return parseIpv6(text.toString());
            }
        }
        long bits = parseIpv4(text, 0);
        return bits < 0 ? null : Address.ofIpv4((int) bits);
    }

    /** The 32 bits, or -1. Leading zeros are refused: some readers take them for octal. */
    private static long parseIpv4(CharSequence text, int from) {
        long bits = 0;
        int octet = -1;
        int octets = 0;
        for (int i = from; i <= text.length(); i++) {
            char c = i < text.length() ? text.charAt(i) : '.';
            if (c == '.') {
                if (octet < 0 || ++octets > 4) {
                    return -1;
                }
                bits = bits << 8 | octet;
                octet = -1;
            } else if (c >= '0' && c <= '9' && octet != 0) {
                octet = Math.max(octet, 0) * 10 + (c - '0');
                if (octet > 255) {
                    return -1;
                }
            } else {
                return -1;
            }
        }
        return octets == 4 ? bits : -1;
    }

    private static @Nullable Address parseIpv6(String text) {
        int[] groups = new int[GROUPS];
        int count = 0;
        int gap = -1;
        int i = 0;
        if (text.startsWith("::")) {
            gap = 0;
            i = 2;
        }
        while (i < text.length()) {
            int end = text.indexOf(':', i);
            int stop = end < 0 ? text.length() : end;
            if (end < 0 && text.indexOf('.', i) >= 0) {
                long bits = parseIpv4(text, i);
                if (bits < 0 || count > GROUPS - 2) {
                    return null;
                }
                groups[count++] = (int) (bits >>> 16);
                groups[count++] = (int) (bits & 0xffff);
                break;
            }
            int group = parseGroup(text, i, stop);
            if (group < 0 || count == GROUPS) {
                return null;
            }
            groups[count++] = group;
            if (end < 0) {
                break;
            }
            i = end + 1;
            if (i < text.length() && text.charAt(i) == ':') {
                if (gap >= 0) {
                    return null;
                }
                gap = count;
                i++;
            } else if (i == text.length()) {
                return null;
            }
        }
        if (gap < 0 ? count != GROUPS : count >= GROUPS) {
            return null;
        }
        int[] full = new int[GROUPS];
        int head = gap < 0 ? count : gap;
        System.arraycopy(groups, 0, full, 0, head);
        System.arraycopy(groups, head, full, GROUPS - (count - head), count - head);
        long high = 0;
        long low = 0;
        for (int g = 0; g < 4; g++) {
            high = high << 16 | full[g];
            low = low << 16 | full[g + 4];
        }
        return new Address(high, low);
    }

    private static int parseGroup(String text, int from, int to) {
        if (to == from || to - from > 4) {
            return -1;
        }
        int value = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            int digit = c < 128 ? Character.digit(c, 16) : -1;
            if (digit < 0) {
                return -1;
            }
            value = value << 4 | digit;
        }
        return value;
    }

    static String format(Address address) {
        StringBuilder out = new StringBuilder(39);
        if (address.isIpv4()) {
            int bits = address.ipv4Bits();
            return out.append(bits >>> 24)
                    .append('.')
                    .append(bits >>> 16 & 0xff)
                    .append('.')
                    .append(bits >>> 8 & 0xff)
                    .append('.')
                    .append(bits & 0xff)
                    .toString();
        }
        int[] groups = new int[GROUPS];
        for (int g = 0; g < 4; g++) {
            groups[g] = (int) (address.high() >>> (48 - 16 * g)) & 0xffff;
            groups[g + 4] = (int) (address.low() >>> (48 - 16 * g)) & 0xffff;
        }
        // RFC 5952 section 4.2: shorten the longest run of two or more zero groups, the first of equals.
        int runStart = -1;
        int runLength = 1;
        for (int g = 0; g < GROUPS; g++) {
            int end = g;
            while (end < GROUPS && groups[end] == 0) {
                end++;
            }
            if (end - g > runLength) {
                runStart = g;
                runLength = end - g;
            }
            g = Math.max(g, end - 1);
        }
        for (int g = 0; g < GROUPS; g++) {
            if (g == runStart) {
                out.append("::");
                g += runLength - 1;
                continue;
            }
            // Without a run this is 0, which the first condition leaves out already.
            boolean afterRun = g == runStart + runLength;
            if (g > 0 && !afterRun) {
                out.append(':');
            }
            out.append(Integer.toHexString(groups[g]));
        }
        return out.toString();
    }
}
