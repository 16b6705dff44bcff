package floodmark.pipeline.cell;

import floodmark.model.Address;
import java.util.Arrays;

/**
 * Tells of nearly every address that lies in none of many prefixes that it does: a look-up for each prefix length in use, of which cases
 * have one or two, instead of a comparison with each prefix.
 */
final class PrefixFilter {
    private static final int BITS = 16;

    private long[] highMasks = new long[0];
    private long[] lowMasks = new long[0];
    private final LongIndex hashes = new LongIndex();
    /** A bit for each hash's lowest ones: it fits into the first cache and answers for nearly all addresses. */
    private final long[] marks = new long[1 << BITS - 6];

    /** Adds the prefix of so many of 128 bits. */
    void add(Address base, int bits) {
        long high = bits >= Long.SIZE ? -1L : bits == 0 ? 0 : -1L << (Long.SIZE - bits);
        long low = bits <= Long.SIZE ? 0 : -1L << (2 * Long.SIZE - bits);
        int length = 0;
        while (length < highMasks.length && (highMasks[length] != high || lowMasks[length] != low)) {
            length++;
        }
        if (length == highMasks.length) {
            highMasks = Arrays.copyOf(highMasks, length + 1);
            lowMasks = Arrays.copyOf(lowMasks, length + 1);
            highMasks[length] = high;
            lowMasks[length] = low;
        }
        long hash = hash(base.high(), base.low(), length);
        hashes.idOf(hash);
        marks[word(hash)] |= 1L << hash;
    }

    private static int word(long hash) {
        return (int) (hash & (1 << BITS) - 1) >>> 6;
    }

    private long hash(long high, long low, int length) {
        return Address.hash64(high & highMasks[length], low & lowMasks[length]) + length;
    }

    /** False if no prefix holds the address; true of those that one holds, and hardly any other. */
    boolean mayHold(long high, long low) {
        for (int length = 0; length < highMasks.length; length++) {
            long hash = hash(high, low, length);
            if ((marks[word(hash)] >>> hash & 1) != 0 && hashes.contains(hash)) {
                return true;
            }
        }
        return false;
    }
}
