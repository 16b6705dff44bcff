package floodmark.pipeline.cell;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes numbers and text into a growing array: little-endian, seven bits a byte for variable lengths (LEB128). */
public final class ByteSink {
    static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private byte[] bytes = new byte[256];
    private int size;

    private void room(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(
                    bytes, Math.max(Math.addExact(size, more), (int) Math.min(bytes.length * 2L, 1 << 30)));
        }
    }

    public ByteSink raw(int value) {
        room(1);
        bytes[size++] = (byte) value;
        return this;
    }

    /** Takes the number as unsigned; small numbers take few bytes. */
    public ByteSink varint(long value) {
        room(10);
        size = varint(bytes, size, value);
        return this;
    }

    /** Writes a number as {@link #varint(long)} does to an array that has ten bytes left; returns where it ends. */
    static int varint(byte[] to, int from, long value) {
        int at = from;
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            to[at++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        to[at++] = (byte) rest;
        return at;
    }

    /** For numbers of either sign that are mostly near zero. */
    public ByteSink zigzag(long value) {
        return varint(value << 1 ^ value >> 63);
    }

    /** Eight bytes. */
    public ByteSink fixed(long value) {
        room(Long.BYTES);
        LONGS.set(bytes, size, value);
        size += Long.BYTES;
        return this;
    }

    public ByteSink real(double value) {
        return fixed(Double.doubleToLongBits(value));
    }

    /** A real number that is often a whole or a half: few bytes for these, nine for others. */
    public ByteSink number(double value) {
        double twice = 2 * value;
        long whole = (long) twice;
        boolean small = whole > -(1L << 48) && whole < 1L << 48;
        // By their bits, since a negative zero is none.
        if (small && Double.doubleToRawLongBits(whole / 2.0) == Double.doubleToRawLongBits(value)) {
            return varint((whole << 1 ^ whole >> 63) + 1);
        }
        return raw(0).real(value);
    }

    public ByteSink text(String value) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        varint(utf8.length);
        room(utf8.length);
        System.arraycopy(utf8, 0, bytes, size, utf8.length);
        size += utf8.length;
        return this;
    }

    /** Copies bytes. */
    public ByteSink append(byte[] from, int start, int length) {
        room(length);
        System.arraycopy(from, start, bytes, size, length);
        size += length;
        return this;
    }

    /** Moves what was written to an array that has room for it; returns where it ends. The sink is empty afterwards. */
    int moveTo(byte[] to, int from) {
        System.arraycopy(bytes, 0, to, from, size);
        int end = from + size;
        size = 0;
        return end;
    }

    public int size() {
        return size;
    }

    /** What was written since the last call; the sink is empty afterwards. */
    public byte[] take() {
        byte[] taken = Arrays.copyOf(bytes, size);
        size = 0;
        return taken;
    }
}
