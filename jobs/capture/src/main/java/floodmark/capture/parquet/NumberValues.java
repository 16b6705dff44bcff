package floodmark.capture.parquet;

/** Numbers of fixed width: PLAIN, DELTA_BINARY_PACKED and BYTE_STREAM_SPLIT. */
class NumberValues implements PageValues {
    /** Reads stored numbers, integers sign-extended. */
    private interface Source {
        void read(long[] out, int from, int count);
    }

    private final Source source;
    private final ValueMapping mapping;

    private NumberValues(Source source, ValueMapping mapping) {
        this.source = source;
        this.mapping = mapping;
    }

    /** Numbers one after the other, any of which can be stepped over. */
    private static final class Plain extends NumberValues {
        private final ByteCursor in;
        private final int width;

        Plain(ByteCursor in, int width, Source source, ValueMapping mapping) {
            super(source, mapping);
            this.in = in;
            this.width = width;
        }

        @Override
        public void skip(int count) {
            in.skip((long) count * width);
        }
    }

    @Override
    public void read(long[] out, int from, int count) {
        source.read(out, from, count);
        mapping.mapNumbers(out, from, from + count);
    }

    static NumberValues plain(ByteCursor in, int width, ValueMapping mapping) {
        Source source = width == Integer.BYTES
                ? (out, from, count) -> {
                    int at = in.skip((long) count * Integer.BYTES);
                    for (int i = 0; i < count; i++) {
                        out[from + i] = LittleEndian.int32(in.bytes, at + i * Integer.BYTES);
                    }
                }
                : (out, from, count) -> {
                    int at = in.skip((long) count * Long.BYTES);
                    for (int i = 0; i < count; i++) {
                        out[from + i] = LittleEndian.int64(in.bytes, at + i * Long.BYTES);
                    }
                };
        return new Plain(in, width, source, mapping);
    }

    /** Booleans, eight in a byte, the first in its lowest bit. */
    static NumberValues bits(ByteCursor in, ValueMapping mapping) {
        int start = in.at;
        int[] taken = new int[1];
        Source source = (out, from, count) -> {
            if ((taken[0] + count + 7L) / 8 > in.end - start) {
                throw new CorruptFile("a page that ends before its values");
            }
            for (int i = from; i < from + count; i++, taken[0]++) {
                out[i] = in.bytes[start + (taken[0] >> 3)] >> (taken[0] & 7) & 1;
            }
        };
        return new NumberValues(source, mapping);
    }

    static NumberValues delta(ByteCursor in, int width, ValueMapping mapping) {
        DeltaDecoder decoder = new DeltaDecoder(in);
        Source source = (out, from, count) -> {
            decoder.read(out, from, count);
            if (width == Integer.BYTES) {
                // Differences of 32-bit numbers wrap around at 32 bits.
                for (int i = from; i < from + count; i++) {
                    out[i] = (int) out[i];
                }
            }
        };
        return new NumberValues(source, mapping);
    }

    /** Byte k of every value, then byte k + 1 of every value. */
    static NumberValues split(ByteCursor in, int width, ValueMapping mapping) {
        int stride = (in.end - in.at) / width;
        int start = in.skip((long) stride * width);
        int[] taken = new int[1];
        Source source = (out, from, count) -> {
            if (count > stride - taken[0]) {
                throw new CorruptFile("a page that ends before its values");
            }
            for (int i = 0; i < count; i++) {
                long value = 0;
                for (int k = 0; k < width; k++) {
                    value |= (in.bytes[start + k * stride + taken[0]] & 0xffL) << (8 * k);
                }
                out[from + i] = width == Integer.BYTES ? (int) value : value;
                taken[0]++;
            }
        };
        return new NumberValues(source, mapping);
    }
}
