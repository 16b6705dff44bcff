package floodmark.pipeline.cell;

import java.util.Arrays;

/**
 * The cells of one bin: bytes, packets, flows and senders of each destination.
 *
 * <p>A table for each bin instead of one for all: rows mostly come in order of time, so that two or three bins are in use at once, and
 * their tables stay in the processor's cache, which one for all does not. Open addressing; a slot holds destination and cell, so that finding a cell touches one line of the table
 * and one of the sums.
 */
final class BinCells {
    private static final int COLUMNS = ScreeningFold.COLUMNS;
    private static final int FIRST_CELLS = 8;
    private static final long EMPTY = -1;

    private long bin;
    /** Destination above, cell below. */
    private long[] slots = new long[2 * FIRST_CELLS];

    private int[] keys = new int[FIRST_CELLS];
    private long[] sums = new long[FIRST_CELLS * COLUMNS];
    private int size;
    private final SenderLog senders = new SenderLog();

    BinCells(long bin) {
        start(bin);
    }

    /** Makes this the empty cells of another bin; keeps the memory. */
    void start(long newBin) {
        bin = newBin;
        size = 0;
        senders.clear();
        Arrays.fill(slots, EMPTY);
    }

    long bin() {
        return bin;
    }

    int size() {
        return size;
    }

    /** Flows whose senders are held. */
    int rows() {
        return senders.size();
    }

    int key(int cell) {
        return keys[cell];
    }

    long sum(int cell, int column) {
        return sums[cell * COLUMNS + column];
    }

    private static int home(int key, int mask) {
        return (int) (key * 0x9e3779b97f4a7c15L >>> 32) & mask;
    }

    /** Loads the slot in which a destination is looked for first. */
    long touch(int key) {
        return slots[home(key, slots.length - 1)];
    }

    /** The cell of a destination, a new one if there is none. */
    int cell(int key) {
        int mask = slots.length - 1;
        int slot = home(key, mask);
        while (true) {
            long entry = slots[slot];
            if (entry == EMPTY) {
                break;
            }
            if (entry >>> 32 == key) {
                return (int) entry;
            }
            slot = slot + 1 & mask;
        }
        if (size == keys.length) {
            grow();
            return cell(key);
        }
        slots[slot] = (long) key << 32 | size;
        keys[size] = key;
        Arrays.fill(sums, size * COLUMNS, (size + 1) * COLUMNS, 0);
        return size++;
    }

    private void grow() {
        keys = Arrays.copyOf(keys, size * 2);
        sums = Arrays.copyOf(sums, Math.multiplyExact(size * 2, COLUMNS));
        slots = new long[size * 4];
        Arrays.fill(slots, EMPTY);
        int mask = slots.length - 1;
        for (int cell = 0; cell < size; cell++) {
            int slot = home(keys[cell], mask);
            while (slots[slot] != EMPTY) {
                slot = slot + 1 & mask;
            }
            slots[slot] = (long) keys[cell] << 32 | cell;
        }
    }

    /**
     * Adds volume to a cell.
     *
     * @throws ArithmeticException at 2^63
     */
    void add(int cell, long bytes, long packets) {
        int at = cell * COLUMNS;
        long bytesAfter = sums[at + ScreeningFold.BYTES] + bytes;
        long packetsAfter = sums[at + ScreeningFold.PACKETS] + packets;
        if ((bytesAfter | packetsAfter) < 0) {
            throw new ArithmeticException("sum of 2^63 and more");
        }
        sums[at + ScreeningFold.BYTES] = bytesAfter;
        sums[at + ScreeningFold.PACKETS] = packetsAfter;
    }

    /** Adds a flow that starts in this bin. */
    void addFlow(int cell, long orderedSenderHash) {
        sums[cell * COLUMNS + ScreeningFold.FLOWS]++;
        senders.add(cell, orderedSenderHash);
    }

    /**
     * Writes all cells to the log and adds them to the totals; the cells are useless afterwards until {@link #start}.
     *
     * @param countSenders true to write the number of senders instead of the senders
     * @param totals of this bin, by column
     * @param distinct counts the senders
     * @throws ArithmeticException if a total reaches 2^63
     */
    void finish(CellLog log, boolean countSenders, long[] totals, DistinctCounter distinct) {
        senders.arrange(size);
        for (int cell = 0; cell < size; cell++) {
            for (int column = 0; column < COLUMNS; column++) {
                totals[column] = Math.addExact(totals[column], sums[cell * COLUMNS + column]);
            }
            int from = senders.from(cell);
            int to = senders.from(cell + 1);
            int count = countSenders
                    ? distinct.count(senders.hashes(), from, to)
                    : SenderSet.sortDistinct(senders.hashes(), from, to);
            log.add(keys[cell], bin, sums, cell * COLUMNS, senders.hashes(), from, count, countSenders);
        }
    }
}
