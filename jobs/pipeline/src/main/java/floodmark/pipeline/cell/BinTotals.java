package floodmark.pipeline.cell;

import java.util.Map;
import java.util.TreeMap;

/** Sums over all destinations by bin. */
final class BinTotals {
    private final int columns;
    private final TreeMap<Long, long[]> sums = new TreeMap<>();

    BinTotals(int columns) {
        this.columns = columns;
    }

    /** The sums of a bin, to be added to. */
    long[] of(long bin) {
        return sums.computeIfAbsent(bin, b -> new long[columns]);
    }

    /** All of them as one block. */
    CellBlock block() {
        CellBlock block = new CellBlock(columns, sums.size(), 0);
        for (Map.Entry<Long, long[]> entry : sums.entrySet()) {
            block.cell(entry.getKey());
            for (int column = 0; column < columns; column++) {
                block.add(column, entry.getValue()[column]);
            }
        }
        return block;
    }

    void clear() {
        sums.clear();
    }
}
