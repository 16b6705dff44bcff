package floodmark.capture.parquet;

/** Parquet's hybrid of run-length and bit-packed numbers: definition levels and dictionary indices. */
final class RunDecoder {
    private static final int WIDEST = 32;

    private final ByteCursor in;
    private final int width;
    private int left;
    private boolean repeated;
    private int value;
    private long bit;

    RunDecoder(ByteCursor in, int width) {
        if (width > WIDEST) {
            throw new CorruptFile("numbers of " + width + " bits");
        }
        this.in = in;
        this.width = width;
    }

    /** Writes {@code table[number]} for each of the next {@code count} numbers. */
    void lookUp(long[] table, long[] out, int from, int count) {
        int at = from;
        int end = from + count;
        while (at < end) {
            if (left == 0) {
                nextRun();
            }
            int stop = at + Math.min(left, end - at);
            left -= stop - at;
            if (repeated) {
                long mapped = table[value];
                while (at < stop) {
                    out[at++] = mapped;
                }
            } else {
                at = unpack(table, out, at, stop);
            }
        }
    }

    /** Steps over the next {@code count} numbers. */
    void skip(int count) {
        int rest = count;
        while (rest > 0) {
            if (left == 0) {
                nextRun();
            }
            int taken = Math.min(left, rest);
            left -= taken;
            rest -= taken;
            if (!repeated) {
                bit += (long) width * taken;
            }
        }
    }

    private int unpack(long[] table, long[] out, int from, int to) {
        byte[] bytes = in.bytes;
        long position = bit;
        int step = width;
        long mask = (1L << step) - 1;
        bit += (long) step * (to - from);
        if (bit > 8L * in.end) {
            throw new CorruptFile("a page that ends before its values");
        }
        for (int i = from; i < to; i++) {
            long word = LittleEndian.int64(bytes, (int) (position >>> 3));
            out[i] = table[(int) (word >>> (position & 7) & mask)];
            position += step;
        }
        return to;
    }

    /** Whether the next {@code count} numbers are one run of {@code expected}; if so they are taken. */
    boolean takeIfAll(int expected, int count) {
        if (left == 0) {
            nextRun();
        }
        if (repeated && value == expected && left >= count) {
            left -= count;
            return true;
        }
        return false;
    }

    private void nextRun() {
        long header = in.varint();
        long length = header >>> 1;
        if (length == 0 || length > Integer.MAX_VALUE / 8) {
            throw new CorruptFile("a run of " + length + " numbers");
        }
        repeated = (header & 1) == 0;
        if (repeated) {
            value = 0;
            for (int shift = 0; shift < width; shift += 8) {
                value |= in.unsignedByte() << shift;
            }
        } else {
            // Some writers cut the padding of the last run: only what is taken must be there.
            bit = 8L * in.at;
            in.at = (int) Math.min(in.end, in.at + length * width);
            length *= 8;
        }
        left = (int) length;
    }
}
