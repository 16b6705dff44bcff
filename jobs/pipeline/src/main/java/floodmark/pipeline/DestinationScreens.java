package floodmark.pipeline;

import floodmark.model.IndexSort;
import floodmark.pipeline.cell.ByteSink;
import floodmark.pipeline.cell.ByteSource;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.RandomAccess;

/**
 * Every destination of a first pass, by its text. They are kept as the bytes in which they came and turned into objects one by one:
 * ten million of them, with the ranking, are 2.1 GB in use.
 */
final class DestinationScreens extends AbstractList<DestinationScreen> implements RandomAccess {
    private static final int CHUNK = 1 << 18;

    private final List<byte[]> chunks;
    /** Chunk, then place in it. */
    private final long[] places;

    private DestinationScreens(List<byte[]> chunks, long[] places) {
        this.chunks = chunks;
        this.places = places;
    }

    @Override
    public DestinationScreen get(int index) {
        ByteSource in = at(places[index]);
        return DestinationScreen.decode(in.text(), in);
    }

    @Override
    public int size() {
        return places.length;
    }

    private ByteSource at(long place) {
        return new ByteSource(chunks.get((int) (place >>> 32)), (int) place);
    }

    /** Order of the texts as {@link String#compareTo} has it. */
    private int compare(long left, long right) {
        ByteSource a = at(left);
        ByteSource b = at(right);
        return a.compareText(b);
    }

    /** Takes destinations in any order. */
    static final class Builder {
        private final List<byte[]> chunks = new ArrayList<>();
        private final ByteSink chunk = new ByteSink();
        private long[] places = new long[1024];
        private int size;

        void add(DestinationScreen screen) {
            if (size == places.length) {
                places = Arrays.copyOf(places, Math.toIntExact(size * 3L / 2));
            }
            places[size++] = (long) chunks.size() << 32 | chunk.size();
            chunk.text(screen.destination());
            screen.encode(chunk);
            if (chunk.size() >= CHUNK) {
                chunks.add(chunk.take());
            }
        }

        /** @throws IllegalStateException if a destination came twice */
        DestinationScreens build() {
            chunks.add(chunk.take());
            DestinationScreens arrived = new DestinationScreens(chunks, Arrays.copyOf(places, size));
            int[] order = IndexSort.order(size, (a, b) -> arrived.compare(places[a], places[b]));
            DestinationScreens sorted = new DestinationScreens(
                    chunks, Arrays.stream(order).mapToLong(i -> places[i]).toArray());
            for (int i = 1; i < size; i++) {
                if (sorted.compare(sorted.places[i - 1], sorted.places[i]) == 0) {
                    throw new IllegalStateException(sorted.get(i).destination() + " came twice");
                }
            }
            return sorted;
        }
    }
}
