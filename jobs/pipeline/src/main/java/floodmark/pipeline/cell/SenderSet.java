package floodmark.pipeline.cell;

import java.util.Arrays;

/**
 * Sets of senders as ascending runs of hashes: complete up to {@link #LIMIT}, above that the {@code LIMIT} smallest hashes
 * (a bottom-k or KMV sketch: Bar-Yossef and others 2002, "Counting distinct elements in a data stream"). The union of two
 * sets is the same in any order and grouping, so results do not depend on how rows were split.
 *
 * <p>Hashes are held with their top bit flipped, so that the signed order of Java is the unsigned order of the hash.
 */
public final class SenderSet {
    /** Largest number of senders that is counted exactly. */
    public static final int LIMIT = 65_536;

    private static final int FEW = 16;

    private SenderSet() {}

    /** A hash in the form in which runs hold it; its own inverse. */
    public static long ordered(long hash) {
        return hash ^ Long.MIN_VALUE;
    }

    /** Sorts a stretch and drops repeats; returns how many are left at its beginning. */
    public static int sortDistinct(long[] hashes, int from, int to) {
        if (to - from <= 1) {
            return to - from;
        }
        if (to - from <= FEW) {
            sortFew(hashes, from, to);
        } else {
            Arrays.sort(hashes, from, to);
        }
        int end = from + 1;
        for (int i = from + 1; i < to; i++) {
            if (hashes[i] != hashes[end - 1]) {
                hashes[end++] = hashes[i];
            }
        }
        return end - from;
    }

    /** By insertion: most cells hold a handful of senders, for which the library's sort is mostly preparation. */
    private static void sortFew(long[] hashes, int from, int to) {
        for (int i = from + 1; i < to; i++) {
            long hash = hashes[i];
            int j = i;
            while (j > from && hashes[j - 1] > hash) {
                hashes[j] = hashes[j - 1];
                j--;
            }
            hashes[j] = hash;
        }
    }

    /**
     * Writes the union of two ascending runs, at most {@link #LIMIT} and one more so that the caller sees an overflow.
     *
     * @return the number of hashes written, at most {@code LIMIT + 1}
     */
    public static int union(long[] a, int aFrom, int aCount, long[] b, int bFrom, int bCount, long[] out, int outFrom) {
        int i = aFrom;
        int j = bFrom;
        int aTo = aFrom + aCount;
        int bTo = bFrom + bCount;
        int n = 0;
        while ((i < aTo || j < bTo) && n <= LIMIT) {
            long next;
            if (j == bTo || (i < aTo && a[i] < b[j])) {
                next = a[i++];
            } else {
                next = b[j++];
                if (i < aTo && a[i] == next) {
                    i++;
                }
            }
            out[outFrom + n++] = next;
        }
        return n;
    }

    /**
     * The estimate {@code (k - 1) / U_(k)} of the number of distinct senders, where {@code U_(k)} is the largest kept hash as
     * a fraction of the hash range; relative standard error about {@code 1 / sqrt(k - 2)}, 0.4 %.
     *
     * @param largest the largest of the k kept hashes
     * @param k number of kept hashes
     */
    public static long estimate(long largest, int k) {
        double fraction = ((ordered(largest) >>> 11) + 0.5) * 0x1p-53;
        return Math.round((k - 1) / fraction);
    }
}
