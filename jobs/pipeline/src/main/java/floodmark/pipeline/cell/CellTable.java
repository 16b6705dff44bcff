package floodmark.pipeline.cell;

import java.util.Arrays;

/**
 * Sums for (key, bin), where keys are dense numbers: open addressing over primitive arrays, a cell a run of longs. Cells get
 * numbers in order of first sight, so that in a file that is mostly sorted by time the cells in use lie together.
 */
final class CellTable {
    private static final int FIRST_CELLS = 1 << 12;

    private final int columns;
    private final LongIndex bins = new LongIndex();
    private long[] keyAndBin = new long[FIRST_CELLS];
    private long[] sums;
    private int[] slots = empty(FIRST_CELLS * 2);
    private int size;
    private int keys;
    private long lastBin;
    private int lastBinId = -1;

    CellTable(int columns) {
        this.columns = columns;
        sums = new long[FIRST_CELLS * columns];
    }

    private static int[] empty(int length) {
        int[] slots = new int[length];
        Arrays.fill(slots, -1);
        return slots;
    }

    private static int spread(long keyAndBin) {
        long x = keyAndBin * 0x9e3779b97f4a7c15L;
        return (int) (x >>> 32);
    }

    int size() {
        return size;
    }

    int columns() {
        return columns;
    }

    /** The cell of a key and bin, a new one if there is none. */
    int cell(int key, long bin) {
        if (bin != lastBin || lastBinId < 0) {
            lastBinId = bins.idOf(bin);
            lastBin = bin;
        }
        return cellOf((long) key << 32 | lastBinId);
    }

    private int cellOf(long wanted) {
        int mask = slots.length - 1;
        int slot = spread(wanted) & mask;
        while (slots[slot] >= 0) {
            if (keyAndBin[slots[slot]] == wanted) {
                return slots[slot];
            }
            slot = slot + 1 & mask;
        }
        if (size == keyAndBin.length) {
            grow();
            return cellOf(wanted);
        }
        slots[slot] = size;
        keyAndBin[size] = wanted;
        Arrays.fill(sums, size * columns, (size + 1) * columns, 0);
        keys = Math.max(keys, (int) (wanted >>> 32) + 1);
        return size++;
    }

    private void grow() {
        keyAndBin = Arrays.copyOf(keyAndBin, size * 2);
        sums = Arrays.copyOf(sums, Math.multiplyExact(size * 2, columns));
        slots = empty(size * 4);
        int mask = slots.length - 1;
        for (int cell = 0; cell < size; cell++) {
            int slot = spread(keyAndBin[cell]) & mask;
            while (slots[slot] >= 0) {
                slot = slot + 1 & mask;
            }
            slots[slot] = cell;
        }
    }

    long sum(int cell, int column) {
        return sums[cell * columns + column];
    }

    long bin(int cell) {
        return bins.key((int) keyAndBin[cell]);
    }

    /** For each cell whether its bin is closed; asked once a bin. */
    boolean[] closed(ClosedBins closed) {
        boolean[] byBin = new boolean[bins.size()];
        for (int id = 0; id < byBin.length; id++) {
            byBin[id] = closed.contains(bins.key(id));
        }
        boolean[] byCell = new boolean[size];
        for (int cell = 0; cell < size; cell++) {
            byCell[cell] = byBin[(int) keyAndBin[cell]];
        }
        return byCell;
    }

    int key(int cell) {
        return (int) (keyAndBin[cell] >>> 32);
    }

    /**
     * Adds to a sum.
     *
     * @throws ArithmeticException at 2^63
     */
    void add(int cell, int column, long value) {
        int at = cell * columns + column;
        long sum = sums[at] + value;
        if (sum < 0) {
            throw new ArithmeticException("sum of 2^63 and more");
        }
        sums[at] = sum;
    }

    /** The cells ordered by key, then bin: two stable counting sorts. */
    int[] ordered() {
        int[] binIds = bins.idsByKey();
        int[] rank = new int[binIds.length];
        for (int r = 0; r < binIds.length; r++) {
            rank[binIds[r]] = r;
        }
        int[] byBin = new int[size];
        int[] next = new int[binIds.length + 1];
        for (int c = 0; c < size; c++) {
            next[rank[(int) keyAndBin[c]] + 1]++;
        }
        cumulate(next);
        for (int c = 0; c < size; c++) {
            byBin[next[rank[(int) keyAndBin[c]]]++] = c;
        }
        int[] ordered = new int[size];
        next = new int[keys + 1];
        for (int c = 0; c < size; c++) {
            next[key(c) + 1]++;
        }
        cumulate(next);
        for (int c : byBin) {
            ordered[next[key(c)]++] = c;
        }
        return ordered;
    }

    private static void cumulate(int[] counts) {
        for (int i = 1; i < counts.length; i++) {
            counts[i] += counts[i - 1];
        }
    }

    /** Forgets all cells; keeps the memory. */
    void clear() {
        size = 0;
        keys = 0;
        lastBinId = -1;
        bins.clear();
        Arrays.fill(slots, -1);
    }
}
