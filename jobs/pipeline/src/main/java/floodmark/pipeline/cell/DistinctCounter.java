package floodmark.pipeline.cell;

import java.util.Arrays;

/**
 * Counts distinct senders where nobody asks for the senders themselves: a table instead of putting them in order, which took a
 * second of processor time of a scan of 50 million flows, most of it where a destination has thousands in a bin. The table fits the cache for as long as a count is exact at all.
 */
final class DistinctCounter {
    /** Up to so many, putting them in order is quicker than to empty a table. */
    private static final int FEW = 16;

    private long[] slots = new long[4 * FEW];

    /**
     * The number of distinct hashes of a stretch. Above {@link SenderSet#LIMIT} the stretch begins with them in order, as
     * {@link SenderSet#sortDistinct} leaves it, since an estimate needs the smallest.
     */
    int count(long[] hashes, int from, int to) {
        int all = to - from;
        if (all <= FEW || all > SenderSet.LIMIT) {
            return SenderSet.sortDistinct(hashes, from, to);
        }
        int length = 2 * Integer.highestOneBit(2 * all - 1);
        if (slots.length < length) {
            slots = new long[length];
        } else {
            Arrays.fill(slots, 0, length, 0);
        }
        int mask = length - 1;
        int count = 0;
        boolean zero = false;
        for (int i = from; i < to; i++) {
            long hash = hashes[i];
            if (hash == 0) {
                // It looks like an empty slot.
                count += zero ? 0 : 1;
                zero = true;
                continue;
            }
            int slot = (int) (hash >>> 32) & mask;
            while (slots[slot] != 0 && slots[slot] != hash) {
                slot = slot + 1 & mask;
            }
            count += slots[slot] == 0 ? 1 : 0;
            slots[slot] = hash;
        }
        return count;
    }
}
