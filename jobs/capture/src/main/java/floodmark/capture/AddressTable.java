package floodmark.capture;

import floodmark.model.Address;
import java.util.Arrays;

/** Numbers addresses densely in order of first sight: open addressing over two long columns, no object an address. */
public final class AddressTable {
    private static final int FIRST_CAPACITY = 1 << 12;

    private long[] high = new long[FIRST_CAPACITY];
    private long[] low = new long[FIRST_CAPACITY];
    private int[] slots = emptySlots(FIRST_CAPACITY * 2);
    private int size;

    private static int[] emptySlots(int length) {
        int[] slots = new int[length];
        Arrays.fill(slots, -1);
        return slots;
    }

    /** The number of this address, a new one if it has not been seen. */
    public int idOf(long addressHigh, long addressLow) {
        int mask = slots.length - 1;
        int slot = (int) Address.hash64(addressHigh, addressLow) & mask;
        while (slots[slot] >= 0) {
            int id = slots[slot];
            if (low[id] == addressLow && high[id] == addressHigh) {
                return id;
            }
            slot = (slot + 1) & mask;
        }
        if (size == high.length) {
            grow();
            return idOf(addressHigh, addressLow);
        }
        slots[slot] = size;
        high[size] = addressHigh;
        low[size] = addressLow;
        return size++;
    }

    private void grow() {
        high = Arrays.copyOf(high, size * 2);
        low = Arrays.copyOf(low, size * 2);
        slots = emptySlots(size * 4);
        int mask = slots.length - 1;
        for (int id = 0; id < size; id++) {
            int slot = (int) Address.hash64(high[id], low[id]) & mask;
            while (slots[slot] >= 0) {
                slot = (slot + 1) & mask;
            }
            slots[slot] = id;
        }
    }

    public int size() {
        return size;
    }

    public long high(int id) {
        return high[id];
    }

    public long low(int id) {
        return low[id];
    }

    public Address address(int id) {
        return new Address(high[id], low[id]);
    }

    /** Forgets all addresses; keeps the memory. */
    public void clear() {
        size = 0;
        Arrays.fill(slots, -1);
    }
}
