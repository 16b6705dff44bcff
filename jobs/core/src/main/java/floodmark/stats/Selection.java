package floodmark.stats;

import java.util.Arrays;

/**
 * Order statistics of values that are not negative without sorting them: quickselect (Hoare 1961, algorithm 65), with a pivot from a
 * sorted sample of fixed places near the rank that is sought. The order of such doubles is the order of their bits, which lets the
 * partition do without a branch. A range that resists {@link #ROUNDS} rounds is sorted, so no input takes more than n log n.
 */
final class Selection {
    private static final int SMALL = 24;
    private static final int SAMPLE = 32;
    private static final int ROUNDS = 24;

    private Selection() {}

    /** The bits of the first {@code size} values; a negative zero becomes zero. */
    static long[] bits(double[] values, int size) {
        long[] bits = new long[size];
        for (int i = 0; i < size; i++) {
            bits[i] = Double.doubleToRawLongBits(values[i] + 0.0);
        }
        return bits;
    }

    /**
     * The value of the given rank within {@code from..to}, by its position in the ascending order. Afterwards no value before that
     * position, within the range, is larger, and none behind it smaller; so further ranks are sought on one side only.
     */
    static double select(long[] bits, int from, int to, int position) {
        int low = from;
        int high = to;
        long[] sample = new long[SAMPLE];
        for (int round = 0; round < ROUNDS && high - low > SMALL; round++) {
            int size = high - low;
            int take = StrictMath.min(SAMPLE, size / 8);
            for (int i = 0; i < take; i++) {
                sample[i] = bits[low + (int) ((long) i * size / take)];
            }
            Arrays.sort(sample, 0, take);
            int at = (int) ((long) (position - low) * take / size);
            long pivot = sample[at];
            boolean repeated = at > 0 && sample[at - 1] == pivot || at < take - 1 && sample[at + 1] == pivot;
            int less = partition(bits, low, high, pivot);
            if (position < less) {
                high = less;
                continue;
            }
            boolean stuck = less - low < size / 8;
            low = less;
            if (repeated || stuck) {
                low = partition(bits, less, high, pivot + 1);
                if (position < low) {
                    return Double.longBitsToDouble(pivot);
                }
            }
        }
        Arrays.sort(bits, low, high);
        return Double.longBitsToDouble(bits[position]);
    }

    /** Largest value of the range; 0 if it is empty. */
    static double largest(long[] bits, int from, int to) {
        long most = 0;
        for (int i = from; i < to; i++) {
            most = StrictMath.max(most, bits[i]);
        }
        return Double.longBitsToDouble(most);
    }

    /** Median of the first {@code size} values, which are rearranged. */
    static double median(long[] bits, int size) {
        int middle = size / 2;
        double upper = select(bits, 0, size, middle);
        return size % 2 == 1 ? upper : 0.5 * (largest(bits, 0, middle) + upper);
    }

    /** Puts the distance to the centre in place of each value; returns how many are smaller than the centre itself. */
    static int deviations(long[] bits, int size, double centre) {
        int nearer = 0;
        for (int i = 0; i < size; i++) {
            double deviation = StrictMath.abs(Double.longBitsToDouble(bits[i]) - centre);
            nearer += deviation < centre ? 1 : 0;
            bits[i] = Double.doubleToRawLongBits(deviation);
        }
        return nearer;
    }

    /** Brings what is below the pivot to the front; returns where the rest begins. */
    private static int partition(long[] bits, int low, int high, long pivot) {
        int store = low;
        for (int i = low; i < high; i++) {
            long value = bits[i];
            bits[i] = bits[store];
            bits[store] = value;
            // 1 if the value is below the pivot: neither is negative, so the difference does not overflow.
            store += (int) ((value - pivot) >>> 63);
        }
        return store;
    }
}
