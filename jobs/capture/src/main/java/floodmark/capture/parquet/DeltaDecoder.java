package floodmark.capture.parquet;

/** DELTA_BINARY_PACKED: whole numbers as packed differences, block by block. */
final class DeltaDecoder {
    private static final int LARGEST_BLOCK = 1 << 20;

    private final ByteCursor in;
    private final int miniBlocks;
    private final int miniBlockSize;
    private final int[] widths;
    private long valuesLeft;
    private long last;
    private boolean first = true;
    private long minDelta;
    private int miniBlock;
    private int leftInMiniBlock;
    private long bit;

    DeltaDecoder(ByteCursor in) {
        this.in = in;
        long blockSize = in.varint();
        long blocks = in.varint();
        valuesLeft = in.varint();
        last = in.zigzag();
        boolean sane = blockSize > 0
                && blockSize <= LARGEST_BLOCK
                && blocks > 0
                && blocks <= blockSize
                && blockSize % blocks == 0
                && blockSize / blocks % 8 == 0
                && valuesLeft >= 0;
        if (!sane) {
            throw new CorruptFile("delta blocks of " + blockSize + " values in " + blocks + " parts");
        }
        miniBlocks = (int) blocks;
        miniBlockSize = (int) (blockSize / blocks);
        widths = new int[miniBlocks];
        miniBlock = miniBlocks;
    }

    void read(long[] out, int from, int count) {
        for (int i = from; i < from + count; i++) {
            out[i] = next();
        }
    }

    long next() {
        if (valuesLeft == 0) {
            throw new CorruptFile("a page that ends before its values");
        }
        valuesLeft--;
        if (first) {
            first = false;
            return last;
        }
        if (leftInMiniBlock == 0) {
            nextMiniBlock();
        }
        leftInMiniBlock--;
        int width = widths[miniBlock];
        last += minDelta + LittleEndian.bits(in.bytes, bit, width);
        bit += width;
        return last;
    }

    private void nextMiniBlock() {
        if (++miniBlock >= miniBlocks) {
            minDelta = in.zigzag();
            for (int i = 0; i < miniBlocks; i++) {
                widths[i] = in.unsignedByte();
                if (widths[i] > 64) {
                    throw new CorruptFile("numbers of " + widths[i] + " bits");
                }
            }
            miniBlock = 0;
        }
        bit = 8L * in.skip((long) widths[miniBlock] * miniBlockSize / 8);
        leftInMiniBlock = miniBlockSize;
    }

    /** Steps over all values; the cursor is then behind them. */
    void skipAll() {
        if (first && valuesLeft > 0) {
            first = false;
            valuesLeft--;
        }
        while (valuesLeft > leftInMiniBlock) {
            valuesLeft -= leftInMiniBlock;
            nextMiniBlock();
        }
        valuesLeft = 0;
    }
}
