package floodmark.capture;

import floodmark.model.Address;
import java.util.Arrays;

/**
 * Numbers addresses densely in order of first sight, no object an address. Reading a capture spends most of its time here,
 * waiting for memory: so an IPv4 address and its number share one 64-bit slot of a table of open addressing, and finding it
 * touches one cache line. Other addresses have a slot with their number, which leads to their bits.
 */
public final class AddressTable {
    private static final int FIRST_CAPACITY = 1 << 12;
    private static final long IPV4_MARK = 0xffffL;

    private long[] high = new long[FIRST_CAPACITY];
    private long[] low = new long[FIRST_CAPACITY];
    private int size;

    /** Address bits above, number plus one below; 0 is empty. At most half full, like the other table. */
    private long[] ipv4 = new long[FIRST_CAPACITY * 2];

    private int ipv4Count;

    /** Number plus one; 0 is empty. */
    private int[] other = new int[FIRST_CAPACITY];

    /** The number of this address, a new one if it has not been seen. */
    public int idOf(long addressHigh, long addressLow) {
        return addressHigh == 0 && addressLow >>> 32 == IPV4_MARK
                ? idOfIpv4(addressLow)
                : idOfOther(addressHigh, addressLow);
    }

    private int idOfIpv4(long addressLow) {
        long key = addressLow << 32;
        int mask = ipv4.length - 1;
        int slot = (int) Address.hash64(0, addressLow) & mask;
        while (ipv4[slot] != 0) {
            if ((ipv4[slot] ^ key) >>> 32 == 0) {
                return (int) ipv4[slot] - 1;
            }
            slot = (slot + 1) & mask;
        }
        int id = append(0, addressLow);
        ipv4[slot] = key | (id + 1);
        if (++ipv4Count * 2L > ipv4.length) {
            growIpv4();
        }
        return id;
    }

    private int idOfOther(long addressHigh, long addressLow) {
        int mask = other.length - 1;
        int slot = (int) Address.hash64(addressHigh, addressLow) & mask;
        while (other[slot] != 0) {
            int id = other[slot] - 1;
            if (low[id] == addressLow && high[id] == addressHigh) {
                return id;
            }
            slot = (slot + 1) & mask;
        }
        int id = append(addressHigh, addressLow);
        other[slot] = id + 1;
        if ((size - ipv4Count) * 2L > other.length) {
            growOther();
        }
        return id;
    }

    /**
     * Gives an address a new number without looking whether it has one: for addresses that are known to be distinct, or where two
     * numbers for one do no harm. {@link #idOf} does not find it.
     */
    public int append(long addressHigh, long addressLow) {
        if (size == high.length) {
            high = Arrays.copyOf(high, size * 2);
            low = Arrays.copyOf(low, size * 2);
        }
        high[size] = addressHigh;
        low[size] = addressLow;
        return size++;
    }

    private void growIpv4() {
        long[] old = ipv4;
        ipv4 = new long[old.length * 2];
        int mask = ipv4.length - 1;
        for (long entry : old) {
            if (entry != 0) {
                int slot = (int) Address.hash64(0, IPV4_MARK << 32 | entry >>> 32) & mask;
                while (ipv4[slot] != 0) {
                    slot = (slot + 1) & mask;
                }
                ipv4[slot] = entry;
            }
        }
    }

    private void growOther() {
        int[] old = other;
        other = new int[old.length * 2];
        int mask = other.length - 1;
        for (int entry : old) {
            if (entry != 0) {
                int slot = (int) Address.hash64(high[entry - 1], low[entry - 1]) & mask;
                while (other[slot] != 0) {
                    slot = (slot + 1) & mask;
                }
                other[slot] = entry;
            }
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
        ipv4Count = 0;
        Arrays.fill(ipv4, 0);
        Arrays.fill(other, 0);
    }
}
