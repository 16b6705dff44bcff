package floodmark.capture.parquet;

/** Byte strings: PLAIN with and without fixed length, DELTA_LENGTH_BYTE_ARRAY, DELTA_BYTE_ARRAY, BYTE_STREAM_SPLIT. */
abstract class ByteStringValues implements PageValues {
    final ByteCursor in;
    final ValueMapping mapping;

    private ByteStringValues(ByteCursor in, ValueMapping mapping) {
        this.in = in;
        this.mapping = mapping;
    }

    /** The next value, mapped. */
    abstract long next();

    @Override
    public final void read(long[] out, int from, int count) {
        for (int i = from; i < from + count; i++) {
            out[i] = next();
        }
    }

    /** Each value after its length in four bytes, or all of {@code fixedLength} bytes if that is positive. */
    static ByteStringValues plain(ByteCursor in, int fixedLength, ValueMapping mapping) {
        return new ByteStringValues(in, mapping) {
            @Override
            long next() {
                int length = fixedLength > 0 ? fixedLength : in.int32();
                return mapping.mapBytes(in.bytes, in.skip(length), length);
            }
        };
    }

    /** All lengths, then all bytes. */
    static ByteStringValues deltaLength(ByteCursor in, ValueMapping mapping) {
        DeltaDecoder lengths = lengths(in);
        return new ByteStringValues(in, mapping) {
            @Override
            long next() {
                long length = lengths.next();
                return mapping.mapBytes(in.bytes, in.skip(length), (int) length);
            }
        };
    }

    /** All lengths of what a value shares with the one before it, then the rests as in {@link #deltaLength}. */
    static ByteStringValues deltaPrefix(ByteCursor in, ValueMapping mapping) {
        DeltaDecoder shared = lengths(in);
        DeltaDecoder rests = lengths(in);
        return new ByteStringValues(in, mapping) {
            private byte[] value = new byte[64];
            private int length;

            @Override
            long next() {
                long prefix = shared.next();
                long rest = rests.next();
                if (prefix < 0 || prefix > length) {
                    throw new CorruptFile("a value that shares " + prefix + " of " + length + " bytes");
                }
                int from = in.skip(rest);
                length = Math.toIntExact(prefix + rest);
                if (length > value.length) {
                    byte[] larger = new byte[Math.toIntExact(Math.min(Integer.MAX_VALUE - 8L, 2L * length))];
                    System.arraycopy(value, 0, larger, 0, (int) prefix);
                    value = larger;
                }
                System.arraycopy(in.bytes, from, value, (int) prefix, (int) rest);
                return mapping.mapBytes(value, 0, length);
            }
        };
    }

    /** Byte k of every value, then byte k + 1 of every value. */
    static ByteStringValues split(ByteCursor in, int fixedLength, ValueMapping mapping) {
        int stride = (in.end - in.at) / fixedLength;
        int start = in.skip((long) stride * fixedLength);
        byte[] value = new byte[fixedLength];
        return new ByteStringValues(in, mapping) {
            private int taken;

            @Override
            long next() {
                if (taken == stride) {
                    throw new CorruptFile("a page that ends before its values");
                }
                for (int k = 0; k < fixedLength; k++) {
                    value[k] = in.bytes[start + k * stride + taken];
                }
                taken++;
                return mapping.mapBytes(value, 0, fixedLength);
            }
        };
    }

    /** A decoder of the numbers that begin here; the cursor steps behind them. */
    private static DeltaDecoder lengths(ByteCursor in) {
        DeltaDecoder decoder = new DeltaDecoder(new ByteCursor(in.bytes, in.at, in.end));
        new DeltaDecoder(in).skipAll();
        return decoder;
    }
}
