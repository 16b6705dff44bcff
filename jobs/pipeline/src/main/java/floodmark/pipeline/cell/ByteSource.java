package floodmark.pipeline.cell;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads back what a {@link ByteSink} wrote; running over the end is a bug and throws. */
public final class ByteSource {
    private final byte[] bytes;
    private int at;

    public ByteSource(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Reads from a place on. */
    public ByteSource(byte[] bytes, int from) {
        this.bytes = bytes;
        this.at = from;
    }

    /** Steps over bytes. */
    void skip(int count) {
        at += count;
    }

    /** Goes back, or on, to a place. */
    void at(int position) {
        at = position;
    }

    /** Copies what was read since a place. */
    void copy(int from, ByteSink out) {
        out.append(bytes, from, at - from);
    }

    public int raw() {
        return bytes[at++];
    }

    public long varint() {
        long value = 0;
        int shift = 0;
        while (true) {
            byte next = bytes[at++];
            value |= (next & 0x7fL) << shift;
            if (next >= 0) {
                return value;
            }
            shift += 7;
        }
    }

    public int count() {
        return Math.toIntExact(varint());
    }

    public long zigzag() {
        long value = varint();
        return value >>> 1 ^ -(value & 1);
    }

    public long fixed() {
        long value = (long) ByteSink.LONGS.get(bytes, at);
        at += Long.BYTES;
        return value;
    }

    public double real() {
        return Double.longBitsToDouble(fixed());
    }

    /** The reverse of {@link ByteSink#number}. */
    public double number() {
        long code = varint();
        if (code == 0) {
            return real();
        }
        long zigzag = code - 1;
        return (zigzag >>> 1 ^ -(zigzag & 1)) / 2.0;
    }

    /** Compares the text that comes next with that of another, as {@link String#compareTo} does; afterwards both stand anywhere. */
    public int compareText(ByteSource other) {
        int length = count();
        int otherLength = other.count();
        int differs = Arrays.mismatch(bytes, at, at + length, other.bytes, other.at, other.at + otherLength);
        if (differs < 0 || differs >= Math.min(length, otherLength)) {
            return length - otherLength;
        }
        int left = bytes[at + differs] & 0xff;
        int right = other.bytes[other.at + differs] & 0xff;
        // UTF-8 is in the order of code points, and strings are in that of their UTF-16 units: there surrogates, four
        // bytes in UTF-8
        // (0xf0 and more), come before U+E000 and beyond (0xee, 0xef).
        boolean swapped = left >= 0xee && right >= 0xee && left >= 0xf0 != right >= 0xf0;
        return swapped ? right - left : left - right;
    }

    public String text() {
        int length = count();
        String value = new String(bytes, at, length, StandardCharsets.UTF_8);
        at += length;
        return value;
    }

    /** The next bytes, as they are. */
    public byte[] bytes(int count) {
        byte[] read = Arrays.copyOfRange(bytes, at, at + count);
        at += count;
        return read;
    }

    /** Bytes read so far. */
    public int position() {
        return at;
    }

    public boolean exhausted() {
        return at == bytes.length;
    }

    /**
     * Reads the first byte of a block.
     *
     * @throws IllegalStateException if it is of another version
     */
    public ByteSource expectVersion(int version) {
        int found = raw();
        if (found != version) {
            throw new IllegalStateException("block of version " + found + ", expected " + version);
        }
        return this;
    }
}
