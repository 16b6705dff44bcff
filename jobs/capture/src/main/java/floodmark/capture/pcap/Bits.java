package floodmark.capture.pcap;

/** Unsigned numbers out of byte arrays. */
final class Bits {
    private Bits() {}

    /** Two bytes, most significant first. */
    static int u16(byte[] data, int at) {
        return (data[at] & 0xff) << 8 | (data[at + 1] & 0xff);
    }

    /** Four bytes, most significant first. */
    static long u32(byte[] data, int at) {
        return (long) u16(data, at) << 16 | u16(data, at + 2);
    }

    /** Eight bytes, most significant first. */
    static long i64(byte[] data, int at) {
        return u32(data, at) << 32 | u32(data, at + 4);
    }

    static int u16(byte[] data, int at, boolean bigEndian) {
        int value = u16(data, at);
        return bigEndian ? value : Short.toUnsignedInt(Short.reverseBytes((short) value));
    }

    static long u32(byte[] data, int at, boolean bigEndian) {
        long value = u32(data, at);
        return bigEndian ? value : Integer.toUnsignedLong(Integer.reverseBytes((int) value));
    }

    static long i64(byte[] data, int at, boolean bigEndian) {
        long value = i64(data, at);
        return bigEndian ? value : Long.reverseBytes(value);
    }
}
