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
    ByteSource(byte[] bytes, int from) {
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
