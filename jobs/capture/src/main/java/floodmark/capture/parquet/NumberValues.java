package floodmark.capture.parquet;

/** Fixed-width numbers: PLAIN, DELTA_BINARY_PACKED and BYTE_STREAM_SPLIT. */
final class NumberValues implements PageValues {
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
