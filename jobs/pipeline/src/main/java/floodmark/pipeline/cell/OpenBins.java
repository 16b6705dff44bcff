package floodmark.pipeline.cell;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The bins that flows may still start in; the tables of those that end are used again. */
final class OpenBins {
    private static final int NEAR = 1 << 12;
    private static final int MOST_SPARE = 64;

    private final TreeMap<Long, BinCells> bins = new TreeMap<>();
    /** By the bin's lowest bits: a row costs one look here, whatever order the rows come in. */
    private final @Nullable BinCells[] near = new @Nullable BinCells[NEAR];

    private final Deque<BinCells> spare = new ArrayDeque<>();

    int size() {
        return bins.size();
    }

    /** The cells of a bin, which is opened if it is not. */
    BinCells cells(long bin) {
        BinCells cells = near[(int) bin & NEAR - 1];
        return cells != null && cells.bin() == bin ? cells : seek(bin);
    }

    boolean contains(long bin) {
        return bins.containsKey(bin);
    }

    /** The cells of a bin if it is among those in easy reach. */
    @Nullable
    BinCells near(long bin) {
        BinCells cells = near[(int) bin & NEAR - 1];
        return cells != null && cells.bin() == bin ? cells : null;
    }

    private BinCells seek(long bin) {
        BinCells cells = bins.get(bin);
        if (cells == null) {
            cells = spare.poll();
            if (cells == null) {
                cells = new BinCells(bin);
            } else {
                cells.start(bin);
            }
            bins.put(bin, cells);
        }
        near[(int) bin & NEAR - 1] = cells;
        return cells;
    }

    /** All open bins, a copy. */
    List<BinCells> ascending() {
        return new ArrayList<>(bins.values());
    }

    /** Ends a bin. */
    void close(BinCells cells) {
        bins.remove(cells.bin());
        near[(int) cells.bin() & NEAR - 1] = null;
        if (spare.size() < MOST_SPARE) {
            spare.add(cells);
        }
    }
}
