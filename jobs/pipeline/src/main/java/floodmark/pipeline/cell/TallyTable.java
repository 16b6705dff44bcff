package floodmark.pipeline.cell;

import floodmark.model.Profile.Tally;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Flows, packets and bytes by (protocol, value).
 *
 * <p>Encoded as a number of entries, then for each by ascending key: protocol and value as one varint, flows, packets, bytes.
 */
final class TallyTable {
    private static final int COLUMNS = 3;

    private final LongIndex index = new LongIndex();
    private long[] sums = new long[64 * COLUMNS];

    private static long key(int protocol, int value) {
        return (long) protocol << 32 | (value & 0xffffffffL);
    }

    void add(int protocol, int value, long flows, long packets, long bytes) {
        int at = COLUMNS * index.idOf(key(protocol, value));
        if (at + COLUMNS > sums.length) {
            sums = Arrays.copyOf(sums, Math.max(sums.length * 2, at + COLUMNS));
        }
        sums[at] = Math.addExact(sums[at], flows);
        sums[at + 1] = Math.addExact(sums[at + 1], packets);
        sums[at + 2] = Math.addExact(sums[at + 2], bytes);
    }

    int size() {
        return index.size();
    }

    void encode(ByteSink out) {
        int[] ids = index.idsByKey();
        out.varint(ids.length);
        for (int id : ids) {
            out.varint(index.key(id));
            for (int k = 0; k < COLUMNS; k++) {
                out.varint(sums[id * COLUMNS + k]);
            }
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
        List<Tally> tallies = new ArrayList<>(index.size());
        for (int id = 0; id < index.size(); id++) {
            int at = id * COLUMNS;
            tallies.add(
                    new Tally((int) (index.key(id) >>> 32), (int) index.key(id), sums[at], sums[at + 1], sums[at + 2]));
        }
        tallies.sort(Comparator.comparingLong((Tally t) -> -t.packets())
                .thenComparingInt(Tally::protocol)
                .thenComparingInt(Tally::value));
        return tallies;
    }
}
