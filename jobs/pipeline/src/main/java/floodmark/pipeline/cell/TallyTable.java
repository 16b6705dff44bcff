package floodmark.pipeline.cell;

import floodmark.model.Profile.Tally;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * Flows, packets and bytes by (protocol, value).
 *
 * <p>Open addressing over one array in which a key lies beside its sums, half a cache line in all: with tens of thousands of ports a row
 * waits for memory once, where keys, slots and sums of their own would make it wait three times.
 *
 * <p>Encoded as a number of entries, then for each by ascending key: protocol and value as one varint, flows, packets, bytes.
 */
final class TallyTable {
    /** Place of the sums behind the key. */
    private static final int FLOWS = 1;

    private static final int PACKETS = 2;
    private static final int BYTES = 3;
    private static final int WIDTH = 4;
    private static final int FIRST_SLOTS = 16;
    private static final Comparator<Tally> LARGEST_FIRST = Comparator.comparingLong((Tally t) -> -t.packets())
            .thenComparingInt(Tally::protocol)
            .thenComparingInt(Tally::value);

    /** Key + 1, so that 0 is an empty slot, and the sums. */
    private long[] slots = new long[FIRST_SLOTS * WIDTH];

    private int size;

    private static long key(int protocol, int value) {
        return (long) protocol << 32 | (value & 0xffffffffL);
    }

    /** Where the slot of a key begins, be it the key's or empty. */
    private static int slot(long[] slots, long key) {
        int mask = slots.length - 1;
        int at = (int) (key * 0x9e3779b97f4a7c15L >>> 32) * WIDTH & mask;
        while (slots[at] != 0 && slots[at] != key + 1) {
            at = at + WIDTH & mask;
        }
        return at;
    }

    void add(int protocol, int value, long flows, long packets, long bytes) {
        long key = key(protocol, value);
        int at = slot(slots, key);
        if (slots[at] == 0) {
            if (2 * WIDTH * (size + 1) > slots.length) {
                grow();
                at = slot(slots, key);
            }
            slots[at] = key + 1;
            size++;
        }
        slots[at + FLOWS] = Math.addExact(slots[at + FLOWS], flows);
        slots[at + PACKETS] = Math.addExact(slots[at + PACKETS], packets);
        slots[at + BYTES] = Math.addExact(slots[at + BYTES], bytes);
    }

    private void grow() {
        long[] larger = new long[Math.multiplyExact(slots.length, 2)];
        for (int at = 0; at < slots.length; at += WIDTH) {
            if (slots[at] != 0) {
                System.arraycopy(slots, at, larger, slot(larger, slots[at] - 1), WIDTH);
            }
        }
        slots = larger;
    }

    int size() {
        return size;
    }

    void encode(ByteSink out) {
        long[] keys = new long[size];
        int count = 0;
        for (int at = 0; at < slots.length; at += WIDTH) {
            if (slots[at] != 0) {
                keys[count++] = slots[at] - 1;
            }
        }
        Arrays.sort(keys);
        out.varint(count);
        for (long key : keys) {
            int at = slot(slots, key);
            out.varint(key)
                    .varint(slots[at + FLOWS])
                    .varint(slots[at + PACKETS])
                    .varint(slots[at + BYTES]);
        }
    }

    void merge(ByteSource in) {
        int count = in.count();
        for (int i = 0; i < count; i++) {
            long key = in.varint();
            add((int) (key >>> 32), (int) key, in.varint(), in.varint(), in.varint());
        }
    }

    /** Largest by packets first; equals by protocol, then value. */
    List<Tally> byPackets() {
        List<Tally> tallies = new ArrayList<>(size);
        for (int at = 0; at < slots.length; at += WIDTH) {
            if (slots[at] != 0) {
                tallies.add(tally(at));
            }
        }
        tallies.sort(LARGEST_FIRST);
        return List.copyOf(tallies);
    }

    /** The first of {@link #byPackets()} that is wanted, of which there must be one: without putting tens of thousands in order. */
    Tally largest(Predicate<Tally> wanted) {
        Tally largest = null;
        for (int at = 0; at < slots.length; at += WIDTH) {
            if (slots[at] != 0) {
                Tally tally = tally(at);
                if (wanted.test(tally) && (largest == null || LARGEST_FIRST.compare(tally, largest) < 0)) {
                    largest = tally;
                }
            }
        }
        return Objects.requireNonNull(largest);
    }

    /** Packets of all entries. */
    long packets() {
        long packets = 0;
        for (int at = 0; at < slots.length; at += WIDTH) {
            packets = Math.addExact(packets, slots[at + PACKETS]);
        }
        return packets;
    }

    private Tally tally(int at) {
        long key = slots[at] - 1;
        return new Tally((int) (key >>> 32), (int) key, slots[at + FLOWS], slots[at + PACKETS], slots[at + BYTES]);
    }
}
