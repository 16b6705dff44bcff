package floodmark.pipeline.cell;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The cells of one destination, ascending by bin: a fixed number of sums and the senders of each.
 *
 * <p>Encoding, version 1: the version byte; number of sums; number of cells; then for each cell the bin as zigzag difference
 * to the one before, the sums as varints, {@code senders << 2 | form}, and, where the form says so, the hashes in eight
 * bytes each. The forms: all hashes; the {@link SenderSet#LIMIT} smallest; an exact number without hashes; an estimated
 * number without hashes. The last two are for bins that nobody else can have senders for.
 */
public final class CellBlock {
    static final int VERSION = 1;
    static final byte ALL = 0;
    static final byte SMALLEST = 1;
    static final byte EXACT_COUNT = 2;
    static final byte ESTIMATED_COUNT = 3;

    private final int columns;
    private int size;
    private long[] bins;
    private long[] sums;
    private byte[] form;
    private long[] senderCount;
    private int[] poolFrom;
    private long[] pool;
    private int poolSize;

    public CellBlock(int columns, int cells, int hashes) {
        this.columns = columns;
        bins = new long[cells];
        sums = new long[Math.multiplyExact(cells, columns)];
        form = new byte[cells];
        senderCount = new long[cells];
        poolFrom = new int[cells];
        pool = new long[hashes];
    }

    public int size() {
        return size;
    }

    public long bin(int cell) {
        return bins[cell];
    }

    public long sum(int cell, int column) {
        return sums[cell * columns + column];
    }

    /** Starts the next cell, with all sums zero and no senders; bins must ascend. */
    public void cell(long bin) {
        if (size == bins.length) {
            int more = Math.max(16, Math.multiplyExact(size, 2));
            bins = Arrays.copyOf(bins, more);
            sums = Arrays.copyOf(sums, Math.multiplyExact(more, columns));
            form = Arrays.copyOf(form, more);
            senderCount = Arrays.copyOf(senderCount, more);
            poolFrom = Arrays.copyOf(poolFrom, more);
        }
        bins[size] = bin;
        Arrays.fill(sums, size * columns, (size + 1) * columns, 0);
        form[size] = ALL;
        senderCount[size] = 0;
        poolFrom[size] = poolSize;
        size++;
    }

    /**
     * Adds to a sum of the last cell.
     *
     * @throws ArithmeticException at 2^63
     */
    public void add(int column, long value) {
        int at = (size - 1) * columns + column;
        sums[at] = Math.addExact(sums[at], value);
    }

    private void room(int hashes) {
        if (pool.length - poolSize < hashes) {
            pool = Arrays.copyOf(
                    pool, Math.max(Math.addExact(poolSize, hashes), (int) Math.min(pool.length * 2L, 1 << 28)));
        }
    }

    /** Sets the senders of the last cell, an ascending run without repeats. */
    public void senders(long[] hashes, int from, int count) {
        int kept = Math.min(count, SenderSet.LIMIT);
        room(kept);
        System.arraycopy(hashes, from, pool, poolSize, kept);
        poolSize += kept;
        senderCount[size - 1] = kept;
        form[size - 1] = count > SenderSet.LIMIT ? SMALLEST : ALL;
    }

    /** Sets the number of senders of the last cell without the senders. */
    public void senderCount(long count, boolean exact) {
        senderCount[size - 1] = count;
        form[size - 1] = exact ? EXACT_COUNT : ESTIMATED_COUNT;
    }

    /** Distinct senders of a cell: exact up to {@link SenderSet#LIMIT}, else an estimate. */
    public long senders(int cell) {
        return form[cell] == SMALLEST
                ? SenderSet.estimate(pool[poolFrom[cell] + SenderSet.LIMIT - 1], SenderSet.LIMIT)
                : senderCount[cell];
    }

    public boolean sendersExact(int cell) {
        return form[cell] == ALL || form[cell] == EXACT_COUNT;
    }

    private boolean hasHashes(int cell) {
        return form[cell] == ALL || form[cell] == SMALLEST;
    }

    /** The block as bytes; with {@code counted} the senders are reduced to their number. */
    public byte[] encode(ByteSink out, boolean counted) {
        out.raw(VERSION).varint(columns).varint(size);
        long before = 0;
        for (int c = 0; c < size; c++) {
            out.zigzag(bins[c] - before);
            before = bins[c];
            for (int k = 0; k < columns; k++) {
                out.varint(sums[c * columns + k]);
            }
            if (counted || !hasHashes(c)) {
                out.varint(senders(c) << 2 | (sendersExact(c) ? EXACT_COUNT : ESTIMATED_COUNT));
            } else {
                out.varint(senderCount[c] << 2 | form[c]);
                for (int i = 0; i < senderCount[c]; i++) {
                    out.fixed(pool[poolFrom[c] + i]);
                }
            }
        }
        return out.take();
    }

    /** Reads a block back. */
    public static CellBlock decode(byte[] bytes) {
        ByteSource in = new ByteSource(bytes).expectVersion(VERSION);
        int columns = in.count();
        int cells = in.count();
        CellBlock block = new CellBlock(columns, cells, 0);
        long bin = 0;
        for (int c = 0; c < cells; c++) {
            bin += in.zigzag();
            block.cell(bin);
            block.decodeCell(in);
        }
        return block;
    }

    /** Reads sums and senders into the last cell. */
    void decodeCell(ByteSource in) {
        int c = size - 1;
        for (int k = 0; k < columns; k++) {
            sums[c * columns + k] = in.varint();
        }
        long head = in.varint();
        form[c] = (byte) (head & 3);
        senderCount[c] = head >>> 2;
        if (hasHashes(c)) {
            int count = (int) senderCount[c];
            room(count);
            for (int i = 0; i < count; i++) {
                pool[poolSize++] = in.fixed();
            }
        }
    }

    /** The sum of blocks with the same columns; the same whatever their order. */
    public static CellBlock merge(List<CellBlock> blocks) {
        if (blocks.size() == 1) {
            return blocks.get(0);
        }
        CellBlock joined = concatenated(blocks);
        if (joined != null) {
            return joined;
        }
        int half = blocks.size() / 2;
        return merge(merge(blocks.subList(0, half)), merge(blocks.subList(half, blocks.size())), false);
    }

    /** Blocks of which each begins after another ends, as those of readers of sorted files do, one behind the other; else null. */
    private static @Nullable CellBlock concatenated(List<CellBlock> blocks) {
        List<CellBlock> ordered = new ArrayList<>(blocks);
        ordered.removeIf(block -> block.size == 0);
        ordered.sort(Comparator.comparingLong(block -> block.bins[0]));
        int cells = 0;
        int hashes = 0;
        for (int i = 0; i < ordered.size(); i++) {
            CellBlock block = ordered.get(i);
            if (i > 0 && block.bins[0] <= ordered.get(i - 1).bins[ordered.get(i - 1).size - 1]) {
                return null;
            }
            cells += block.size;
            hashes += block.poolSize;
        }
        CellBlock out = new CellBlock(blocks.get(0).columns, cells, hashes);
        for (CellBlock block : ordered) {
            System.arraycopy(block.bins, 0, out.bins, out.size, block.size);
            System.arraycopy(block.sums, 0, out.sums, out.size * out.columns, block.size * out.columns);
            System.arraycopy(block.form, 0, out.form, out.size, block.size);
            System.arraycopy(block.senderCount, 0, out.senderCount, out.size, block.size);
            System.arraycopy(block.pool, 0, out.pool, out.poolSize, block.poolSize);
            for (int c = 0; c < block.size; c++) {
                out.poolFrom[out.size + c] = out.poolSize + block.poolFrom[c];
            }
            out.size += block.size;
            out.poolSize += block.poolSize;
        }
        return out;
    }

    /**
     * The sum of what there is and of more that came after senders were counted: where one side has only a number of senders, it
     * stays, and the other's are left out.
     */
    public static CellBlock mergeLater(CellBlock before, CellBlock more) {
        return merge(before, more, true);
    }

    private static CellBlock merge(CellBlock a, CellBlock b, boolean later) {
        CellBlock out = new CellBlock(a.columns, a.size + b.size, a.poolSize + b.poolSize);
        int i = 0;
        int j = 0;
        while (i < a.size || j < b.size) {
            boolean takeA = j == b.size || (i < a.size && a.bins[i] <= b.bins[j]);
            boolean takeB = i == a.size || (j < b.size && b.bins[j] <= a.bins[i]);
            out.cell(takeA ? a.bins[i] : b.bins[j]);
            if (takeA && takeB) {
                out.addSums(a, i);
                out.addSums(b, j);
                out.uniteSenders(a, i, b, j, later);
            } else {
                CellBlock from = takeA ? a : b;
                int cell = takeA ? i : j;
                out.addSums(from, cell);
                out.copySenders(from, cell);
            }
            i += takeA ? 1 : 0;
            j += takeB ? 1 : 0;
        }
        return out;
    }

    /**
     * The cells of the bins in [from, end).
     *
     * @param withSenders false to leave the senders out
     */
    public CellBlock between(long from, long end, boolean withSenders) {
        CellBlock out = new CellBlock(columns, 16, 16);
        for (int c = 0; c < size; c++) {
            if (bins[c] >= from && bins[c] < end) {
                out.cell(bins[c]);
                out.addSums(this, c);
                if (withSenders) {
                    out.copySenders(this, c);
                }
            }
        }
        return out;
    }

    /** The same with the senders of all bins before the given one reduced to their number. */
    public CellBlock counting(long bin) {
        CellBlock out = between(Long.MIN_VALUE, Long.MAX_VALUE, true);
        for (int c = 0; c < out.size && out.bins[c] < bin; c++) {
            byte counted = out.sendersExact(c) ? EXACT_COUNT : ESTIMATED_COUNT;
            out.senderCount[c] = out.senders(c);
            out.form[c] = counted;
        }
        return out;
    }

    private void addSums(CellBlock from, int cell) {
        for (int k = 0; k < columns; k++) {
            add(k, from.sums[cell * columns + k]);
        }
    }

    private void copySenders(CellBlock from, int cell) {
        if (from.hasHashes(cell)) {
            senders(from.pool, from.poolFrom[cell], (int) from.senderCount[cell]);
        } else {
            senderCount[size - 1] = from.senderCount[cell];
        }
        form[size - 1] = from.form[cell];
    }

    private void uniteSenders(CellBlock a, int i, CellBlock b, int j, boolean later) {
        if (b.senderCount[j] == 0) {
            copySenders(a, i);
            return;
        }
        if (a.senderCount[i] == 0) {
            copySenders(b, j);
            return;
        }
        if (later && a.hasHashes(i) != b.hasHashes(j)) {
            copySenders(a.hasHashes(i) ? b : a, a.hasHashes(i) ? j : i);
            return;
        }
        if (!a.hasHashes(i) || !b.hasHashes(j)) {
            throw new IllegalStateException(
                    "two readers had senders for bin " + a.bins[i] + ", one gave only a number");
        }
        int aCount = (int) a.senderCount[i];
        int bCount = (int) b.senderCount[j];
        room(Math.min(aCount + bCount, SenderSet.LIMIT + 1));
        int count = SenderSet.union(a.pool, a.poolFrom[i], aCount, b.pool, b.poolFrom[j], bCount, pool, poolSize);
        boolean over = count > SenderSet.LIMIT || a.form[i] == SMALLEST || b.form[j] == SMALLEST;
        senderCount[size - 1] = Math.min(count, SenderSet.LIMIT);
        form[size - 1] = over ? SMALLEST : ALL;
        poolSize += (int) senderCount[size - 1];
    }
}
