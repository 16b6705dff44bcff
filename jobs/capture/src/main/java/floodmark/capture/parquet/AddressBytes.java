package floodmark.capture.parquet;

/** Reads addresses from bytes without making objects; accepts exactly the texts that {@link floodmark.model.Address#parse} does. */
final class AddressBytes {
    private static final int GROUPS = 8;
    private static final int LONGEST = 45;
    private static final long IPV4_MARK = 0xffffL << 32;

    private final int[] groups = new int[GROUPS];
    private long high;
    private long low;

    /** Upper 64 bits of the address read last. */
    long high() {
        return high;
    }

    /** Lower 64 bits of the address read last. */
    long low() {
        return low;
    }

    /** Reads 4 bytes as IPv4, 16 as IPv6. */
    void readBinary(byte[] bytes, int offset, int length) {
        long upper = 0;
        long lower = 0;
        for (int i = offset; i < offset + length; i++) {
            upper = upper << 8 | lower >>> 56;
            lower = lower << 8 | (bytes[i] & 0xff);
        }
        high = upper;
        low = length == 4 ? IPV4_MARK | lower : lower;
    }

    /** Parses ASCII; false if it is no address. */
    boolean parseText(byte[] bytes, int offset, int length) {
        if (length < 2 || length > LONGEST) {
            return false;
        }
        int end = offset + length;
        long bits = parseIpv4(bytes, offset, end);
        if (bits >= 0) {
            high = 0;
            low = IPV4_MARK | bits;
            return true;
        }
        return parseIpv6(bytes, offset, end);
    }

    /**
     * The 32 bits, or -1. Leading zeros are refused: some readers take them for octal. Octet by octet rather than character by character:
     * a branch for each length of an octet is guessed right more often, and this runs for most rows of captures that hold text.
     */
    private static long parseIpv4(byte[] bytes, int from, int end) {
        long bits = 0;
        int i = from;
        for (int dots = 0; ; dots++) {
            int octet = digit(bytes, i++, end);
            if (octet < 0) {
                return -1;
            }
            int next = digit(bytes, i, end);
            if (next >= 0) {
                if (octet == 0) {
                    return -1;
                }
                octet = octet * 10 + next;
                i++;
                next = digit(bytes, i, end);
                if (next >= 0) {
                    octet = octet * 10 + next;
                    i++;
                    if (octet > 255) {
                        return -1;
                    }
                }
            }
            bits = bits << 8 | octet;
            if (dots == 3) {
                return i == end ? bits : -1;
            }
            if (i >= end || bytes[i++] != '.') {
                return -1;
            }
        }
    }

    private static int digit(byte[] bytes, int at, int end) {
        int digit = at < end ? bytes[at] - '0' : -1;
        return digit <= 9 ? digit : -1;
    }

    private boolean parseIpv6(byte[] bytes, int from, int end) {
        int count = 0;
        int gap = -1;
        int i = from;
        if (bytes[i] == ':') {
            if (bytes[i + 1] != ':') {
                return false;
            }
            gap = 0;
            i += 2;
        }
        while (i < end) {
            int stop = i;
            int group = 0;
            while (stop < end && stop - i < 4 && Character.digit(bytes[stop], 16) >= 0) {
                group = group << 4 | Character.digit(bytes[stop++], 16);
            }
            if (stop < end && bytes[stop] == '.') {
                long bits = count <= GROUPS - 2 ? parseIpv4(bytes, i, end) : -1;
                if (bits < 0) {
                    return false;
                }
                groups[count++] = (int) (bits >>> 16);
                groups[count++] = (int) (bits & 0xffff);
                break;
            }
            if (stop == i || count == GROUPS) {
                return false;
            }
            groups[count++] = group;
            if (stop == end) {
                break;
            }
            if (bytes[stop] != ':') {
                return false;
            }
            i = stop + 1;
            if (i == end) {
                return false;
            }
            if (bytes[i] == ':') {
                if (gap >= 0) {
                    return false;
                }
                gap = count;
                i++;
            }
        }
        return spread(count, gap);
    }

    /** Puts the groups at their places; {@code gap} groups came before the run of zeros, -1 if there is none. */
    private boolean spread(int count, int gap) {
        if (gap < 0 ? count != GROUPS : count >= GROUPS) {
            return false;
        }
        int head = gap < 0 ? count : gap;
        int shift = GROUPS - count;
        long upper = 0;
        long lower = 0;
        for (int g = 0; g < GROUPS; g++) {
            int value = g < head ? groups[g] : g < head + shift ? 0 : groups[g - shift];
            upper = upper << 16 | lower >>> 48;
            lower = lower << 16 | value;
        }
        high = upper;
        low = lower;
        return true;
    }
}
