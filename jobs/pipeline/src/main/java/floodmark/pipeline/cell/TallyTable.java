package floodmark.pipeline.cell;

import floodmark.model.Profile.Tally;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Flows, packets and bytes by (protocol, value).
 *
 * <p>Encoded as a number of entries, then for each by ascending key: protocol and value as one varint, flows, packets, bytes.
 */
final class TallyTable {
    private static final int COLUMNS = 3;
    private static final Comparator<Tally> LARGEST_FIRST = Comparator.comparingLong((Tally t) -> -t.packets())
            .thenComparingInt(Tally::protocol)
            .thenComparingInt(Tally::value);

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
        return tallies().sorted(LARGEST_FIRST).toList();
    }

    /** The first of {@link #byPackets()} that is wanted, of which there must be one: without putting tens of thousands in order. */
    Tally largest(Predicate<Tally> wanted) {
        return tallies().filter(wanted).min(LARGEST_FIRST).orElseThrow();
    }

    /** Packets of all entries. */
    long packets() {
        long packets = 0;
        for (int id = 0; id < index.size(); id++) {
            packets = Math.addExact(packets, sums[id * COLUMNS + 1]);
        }
        return packets;
    }

    private Stream<Tally> tallies() {
        return IntStream.range(0, index.size()).mapToObj(id -> {
            int at = id * COLUMNS;
            long key = index.key(id);
            return new Tally((int) (key >>> 32), (int) key, sums[at], sums[at + 1], sums[at + 2]);
        });
    }
}
