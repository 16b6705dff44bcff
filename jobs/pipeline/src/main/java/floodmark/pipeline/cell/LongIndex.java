package floodmark.pipeline.cell;

import java.util.Arrays;

/** Numbers longs densely in order of first sight: open addressing, no object a key. */
public final class LongIndex {
    private static final int FIRST_CAPACITY = 64;

    private long[] keys = new long[FIRST_CAPACITY];
    private int[] slots = empty(FIRST_CAPACITY * 2);
    private int size;

    private static int[] empty(int length) {
        int[] slots = new int[length];
        Arrays.fill(slots, -1);
        return slots;
    }

    private static int spread(long key) {
        long x = key * 0x9e3779b97f4a7c15L;
        return (int) (x >>> 32);
    }

    /** The number of this key, a new one if it has not been seen. */
    public int idOf(long key) {
        int mask = slots.length - 1;
        int slot = spread(key) & mask;
        while (slots[slot] >= 0) {
            if (keys[slots[slot]] == key) {
                return slots[slot];
            }
            slot = slot + 1 & mask;
        }
        if (size == keys.length) {
            grow();
            return idOf(key);
        }
        slots[slot] = size;
        keys[size] = key;
        return size++;
    }

    /** Whether the key has a number. */
    public boolean contains(long key) {
        int mask = slots.length - 1;
        int slot = spread(key) & mask;
        while (slots[slot] >= 0) {
            if (keys[slots[slot]] == key) {
                return true;
            }
            slot = slot + 1 & mask;
        }
        return false;
    }

    private void grow() {
        keys = Arrays.copyOf(keys, size * 2);
        slots = empty(size * 4);
        int mask = slots.length - 1;
        for (int id = 0; id < size; id++) {
            int slot = spread(keys[id]) & mask;
            while (slots[slot] >= 0) {
                slot = slot + 1 & mask;
            }
            slots[slot] = id;
        }
    }

    public int size() {
        return size;
    }

    public long key(int id) {
        return keys[id];
    }

    /** Forgets all keys; keeps the memory. */
    public void clear() {
        size = 0;
        Arrays.fill(slots, -1);
    }

    /** The numbers, by ascending key. */
    public int[] idsByKey() {
        long[] sorted = Arrays.copyOf(keys, size);
        Arrays.sort(sorted);
        int[] ids = new int[size];
        for (int i = 0; i < sorted.length; i++) {
            ids[i] = idOf(sorted[i]);
        }
        return ids;
    }
}
