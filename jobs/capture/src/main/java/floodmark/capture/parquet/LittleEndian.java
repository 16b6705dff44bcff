package floodmark.capture.parquet;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Numbers in byte arrays as Parquet lays them out. */
final class LittleEndian {
    /** Bytes that every page buffer has beyond its content, so that eight-byte loads near the end are legal. */
    static final int PADDING = 16;

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private LittleEndian() {}

    static int int32(byte[] bytes, int at) {
        return (int) INT.get(bytes, at);
    }

    static long int64(byte[] bytes, int at) {
        return (long) LONG.get(bytes, at);
    }

    /** All of 4 or 8 bytes as a number with its sign. */
    static long integer(byte[] bytes) {
        return bytes.length == Integer.BYTES ? int32(bytes, 0) : int64(bytes, 0);
    }

    /** {@code width} bits, at most 64, from bit {@code bit}, least significant first. */
    static long bits(byte[] bytes, long bit, int width) {
        if (width == 0) {
            return 0;
        }
        int at = Math.toIntExact(bit >>> 3);
        int shift = (int) bit & 7;
        long value = int64(bytes, at) >>> shift;
        if (shift + width > 64) {
            value |= (bytes[at + 8] & 0xffL) << (64 - shift);
        }
        return width == 64 ? value : value & ((1L << width) - 1);
    }
}
