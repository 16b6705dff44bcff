package floodmark.capture.pcap;

import floodmark.capture.FlowRecord;
import floodmark.model.Address;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * The flows that are open, as columns: some 110 bytes a flow, no object. An open-addressing index finds a flow by its key;
 * a list through the rows keeps them in the order of their last packet.
 */
final class FlowTable {
    private static final int NONE = -1;
    private static final int FIRST_ROWS = 1 << 10;

    /**
     * Senders choose addresses and ports, so that with a known hash they could choose them to collide. What the seed is
     * changes nothing but the place of a row in the index.
     */
    private final long seed = new SecureRandom().nextLong();

    private int size;
    private int freeRow = NONE;
    private int usedRows;
    private int oldest = NONE;
    private int newest = NONE;
    private int[] index = emptyIndex(FIRST_ROWS * 2);

    private long[] sourceHigh = new long[FIRST_ROWS];
    private long[] sourceLow = new long[FIRST_ROWS];
    private long[] destinationHigh = new long[FIRST_ROWS];
    private long[] destinationLow = new long[FIRST_ROWS];
    private long[] start = new long[FIRST_ROWS];
    private long[] end = new long[FIRST_ROWS];
    private long[] packets = new long[FIRST_ROWS];
    private long[] bytes = new long[FIRST_ROWS];

    /** Source port above destination port. */
    private int[] ports = new int[FIRST_ROWS];

    /** Protocol, smallest and largest time to live. */
    private int[] protocolAndTtl = new int[FIRST_ROWS];

    private short[] tcpFlags = new short[FIRST_ROWS];

    /** Neighbours in the list; the later one also chains the free rows. */
    private int[] earlier = new int[FIRST_ROWS];

    private int[] later = new int[FIRST_ROWS];

    private static int[] emptyIndex(int length) {
        int[] index = new int[length];
        Arrays.fill(index, NONE);
        return index;
    }

    int size() {
        return size;
    }

    /** The flow whose last packet is longest ago in the order of arrival; -1 if there is none. */
    int oldest() {
        return oldest;
    }

    long start(int row) {
        return start[row];
    }

    long end(int row) {
        return end[row];
    }

    /** The open flow that the packet belongs to by its key; -1 if there is none. */
    int find(Packet packet) {
        int mask = index.length - 1;
        int slot = slotOf(packet, mask);
        while (index[slot] >= 0 && !isKey(index[slot], packet)) {
            slot = (slot + 1) & mask;
        }
        return index[slot];
    }

    /** Opens a flow with its first packet; there must be none with its key. */
    void open(Packet packet) {
        if (usedRows == start.length && freeRow == NONE) {
            grow();
        }
        int row = freeRow;
        if (row == NONE) {
            row = usedRows++;
        } else {
            freeRow = later[row];
        }
        sourceHigh[row] = packet.sourceHigh;
        sourceLow[row] = packet.sourceLow;
        destinationHigh[row] = packet.destinationHigh;
        destinationLow[row] = packet.destinationLow;
        ports[row] = portsOf(packet);
        start[row] = packet.timeNanos;
        end[row] = packet.timeNanos;
        packets[row] = 1;
        bytes[row] = packet.bytes;
        tcpFlags[row] = (short) packet.tcpFlags;
        protocolAndTtl[row] = packet.protocol << 16 | packet.ttl << 8 | packet.ttl;
        int mask = index.length - 1;
        int slot = slotOf(packet, mask);
        while (index[slot] >= 0) {
            slot = (slot + 1) & mask;
        }
        index[slot] = row;
        size++;
        append(row);
    }

    /** Adds a packet to its flow. */
    void add(int row, Packet packet) {
        start[row] = Math.min(start[row], packet.timeNanos);
        end[row] = Math.max(end[row], packet.timeNanos);
        packets[row]++;
        bytes[row] += packet.bytes;
        tcpFlags[row] |= (short) packet.tcpFlags;
        int ttls = protocolAndTtl[row];
        int smallest = Math.min(ttls >> 8 & 0xff, packet.ttl);
        int largest = Math.max(ttls & 0xff, packet.ttl);
        protocolAndTtl[row] = ttls & 0xff0000 | smallest << 8 | largest;
        unlink(row);
        append(row);
    }

    /** Takes a flow out of the table. */
    FlowRecord close(int row) {
        int protocol = protocolAndTtl[row] >>> 16;
        FlowRecord flow = new FlowRecord(
                start[row],
                end[row],
                new Address(sourceHigh[row], sourceLow[row]),
                new Address(destinationHigh[row], destinationLow[row]),
                ports[row] >>> 16,
                ports[row] & 0xffff,
                protocol,
                tcpFlags[row],
                packets[row],
                bytes[row],
                1,
                protocolAndTtl[row] >> 8 & 0xff,
                protocolAndTtl[row] & 0xff);
        removeFromIndex(row);
        unlink(row);
        later[row] = freeRow;
        freeRow = row;
        size--;
        return flow;
    }

    /** The open flows by their start, equal ones in the order of their last packet. */
    int[] byStart() {
        Integer[] rows = new Integer[size];
        int n = 0;
        for (int row = oldest; row >= 0; row = later[row]) {
            rows[n++] = row;
        }
        Arrays.sort(rows, (a, b) -> Long.compare(start[a], start[b]));
        return Arrays.stream(rows).mapToInt(Integer::intValue).toArray();
    }

    private void append(int row) {
        earlier[row] = newest;
        later[row] = NONE;
        if (newest >= 0) {
            later[newest] = row;
        } else {
            oldest = row;
        }
        newest = row;
    }

    private void unlink(int row) {
        if (earlier[row] >= 0) {
            later[earlier[row]] = later[row];
        } else {
            oldest = later[row];
        }
        if (later[row] >= 0) {
            earlier[later[row]] = earlier[row];
        } else {
            newest = earlier[row];
        }
    }

    private boolean isKey(int row, Packet packet) {
        return sourceLow[row] == packet.sourceLow
                && destinationLow[row] == packet.destinationLow
                && ports[row] == portsOf(packet)
                && protocolAndTtl[row] >>> 16 == packet.protocol
                && sourceHigh[row] == packet.sourceHigh
                && destinationHigh[row] == packet.destinationHigh;
    }

    private static int portsOf(Packet packet) {
        return packet.sourcePort << 16 | packet.destinationPort;
    }

    private int slotOf(Packet packet, int mask) {
        return slotOf(
                packet.sourceHigh,
                packet.sourceLow,
                packet.destinationHigh,
                packet.destinationLow,
                (long) packet.protocol << 32 | Integer.toUnsignedLong(portsOf(packet)),
                mask);
    }

    private int slotOfRow(int row, int mask) {
        return slotOf(
                sourceHigh[row],
                sourceLow[row],
                destinationHigh[row],
                destinationLow[row],
                (long) (protocolAndTtl[row] >>> 16) << 32 | Integer.toUnsignedLong(ports[row]),
                mask);
    }

    private int slotOf(long sourceHi, long sourceLo, long destinationHi, long destinationLo, long rest, int mask) {
        long hash = Address.hash64(sourceHi ^ seed, sourceLo);
        hash = Address.hash64(destinationHi ^ hash, destinationLo);
        return (int) Address.hash64(hash, rest) & mask;
    }

    /** Closes the gap that a row leaves, so that no later row of the same run becomes unreachable. */
    private void removeFromIndex(int row) {
        int mask = index.length - 1;
        int gap = slotOfRow(row, mask);
        while (index[gap] != row) {
            gap = (gap + 1) & mask;
        }
        int slot = gap;
        while (true) {
            slot = (slot + 1) & mask;
            int candidate = index[slot];
            if (candidate < 0) {
                break;
            }
            int home = slotOfRow(candidate, mask);
            if (((slot - home) & mask) >= ((slot - gap) & mask)) {
                index[gap] = candidate;
                gap = slot;
            }
        }
        index[gap] = NONE;
    }

    private void grow() {
        int rows = start.length * 2;
        sourceHigh = Arrays.copyOf(sourceHigh, rows);
        sourceLow = Arrays.copyOf(sourceLow, rows);
        destinationHigh = Arrays.copyOf(destinationHigh, rows);
        destinationLow = Arrays.copyOf(destinationLow, rows);
        start = Arrays.copyOf(start, rows);
        end = Arrays.copyOf(end, rows);
        packets = Arrays.copyOf(packets, rows);
        bytes = Arrays.copyOf(bytes, rows);
        ports = Arrays.copyOf(ports, rows);
        protocolAndTtl = Arrays.copyOf(protocolAndTtl, rows);
        tcpFlags = Arrays.copyOf(tcpFlags, rows);
        earlier = Arrays.copyOf(earlier, rows);
        later = Arrays.copyOf(later, rows);
        index = emptyIndex(rows * 2);
        int mask = index.length - 1;
        for (int row = oldest; row >= 0; row = later[row]) {
            int slot = slotOfRow(row, mask);
            while (index[slot] >= 0) {
                slot = (slot + 1) & mask;
            }
            index[slot] = row;
        }
    }
}
