package floodmark.pipeline.cell;

import java.util.Arrays;

/**
 * Who sent to which cell, written row by row and put in order only when a table is emptied: a sequential log costs far less
 * than a set for each cell, most of which hold three or four senders.
 */
final class SenderLog {
    private static final int FIRST = 16;

    private int[] cells = new int[0];
    private long[] hashes = new long[0];
    private int size;

    private long[] byCell = new long[0];
    private int[] from = new int[0];
    private final DistinctCounter distinct = new DistinctCounter();

    void add(int cell, long orderedHash) {
        if (size == cells.length) {
            cells = Arrays.copyOf(cells, Math.max(FIRST, size * 2));
            hashes = Arrays.copyOf(hashes, cells.length);
        }
        cells[size] = cell;
        hashes[size++] = orderedHash;
    }

    int size() {
        return size;
    }

    /** Where the hashes of a cell begin in {@link #hashes()}, after {@link #arrange}; those of the next cell follow. */
    int from(int cell) {
        return from[cell];
    }

    /** The hashes of all cells, after {@link #arrange}. */
    long[] hashes() {
        return byCell;
    }

    /** Gathers the hashes of each cell; {@link #append} works afterwards. */
    void arrange(int cellCount) {
        from = new int[cellCount + 1];
        for (int i = 0; i < size; i++) {
            from[cells[i] + 1]++;
        }
        for (int c = 0; c < cellCount; c++) {
            from[c + 1] += from[c];
        }
        if (byCell.length < size) {
            byCell = new long[size];
        }
        int[] next = Arrays.copyOf(from, cellCount);
        for (int i = 0; i < size; i++) {
            byCell[next[cells[i]]++] = hashes[i];
        }
    }

    /** Appends the distinct senders of a cell to the block's last cell. */
    void append(int cell, CellBlock block) {
        int count = SenderSet.sortDistinct(byCell, from[cell], from[cell + 1]);
        block.senders(byCell, from[cell], count);
    }

    /** The number of distinct senders of a cell, or an estimate, without the senders themselves. */
    void appendCount(int cell, CellBlock block) {
        int count = distinct.count(byCell, from[cell], from[cell + 1]);
        if (count > SenderSet.LIMIT) {
            block.senderCount(SenderSet.estimate(byCell[from[cell] + SenderSet.LIMIT - 1], SenderSet.LIMIT), false);
        } else {
            block.senderCount(count, true);
        }
    }

    void clear() {
        size = 0;
    }
}
