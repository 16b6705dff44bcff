package floodmark.pipeline.cell;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finished cells as bytes, appended in the order in which their bins are finished and put in the order of destinations when all are
 * taken: writing goes on in one place, while a growing array for each of 100,000 destinations would wait for memory at every
 * cell. A cell takes some eight bytes.
 */
final class CellLog {
    private static final int CHUNK = 1 << 20;

    private final List<byte[]> full = new ArrayList<>();
    private final List<Integer> fullSizes = new ArrayList<>();
    private byte[] chunk = new byte[1 << 12];
    private int at;
    private final ByteSink cell = new ByteSink();
    private long bytes;

    /** By destination: cells, and bytes without what says whose they are. */
    private int[] cellsOf = new int[1 << 10];

    private int[] bytesOf = new int[1 << 10];
    private int keys;
    private long anchor;

    /** Bytes held. */
    long bytes() {
        return bytes;
    }

    /** One more than the greatest destination. */
    int keys() {
        return keys;
    }

    /** Appends a cell of a destination. */
    void add(
            int key,
            long bin,
            long[] sums,
            int sumsFrom,
            long[] hashes,
            int hashesFrom,
            int hashCount,
            boolean countSenders) {
        if (bytes == 0) {
            anchor = bin;
        }
        cell.zigzag(bin - anchor);
        CellBytes.encode(cell, sums, sumsFrom, ScreeningFold.COLUMNS, hashes, hashesFrom, hashCount, countSenders);
        int length = cell.size();
        int most = length + 10;
        if (chunk.length - at < most) {
            makeRoom(most);
        }
        int before = at;
        at = ByteSink.varint(chunk, at, key);
        at = ByteSink.varint(chunk, at, length);
        at = cell.moveTo(chunk, at);
        bytes += at - before;
        if (key >= keys) {
            keys = key + 1;
            if (keys > cellsOf.length) {
                cellsOf = Arrays.copyOf(cellsOf, Math.max(keys, cellsOf.length * 2));
                bytesOf = Arrays.copyOf(bytesOf, cellsOf.length);
            }
        }
        cellsOf[key]++;
        bytesOf[key] += length;
    }

    private void makeRoom(int most) {
        if (chunk.length < CHUNK) {
            chunk = Arrays.copyOf(chunk, Math.max(chunk.length * 4, at + most));
        } else {
            full.add(chunk);
            fullSizes.add(at);
            chunk = new byte[Math.max(CHUNK, most)];
            at = 0;
        }
    }

    /** Everything by destination; the log is empty afterwards. */
    Sorted take() {
        int[] from = new int[keys + 1];
        for (int key = 0; key < keys; key++) {
            from[key + 1] = Math.addExact(from[key], bytesOf[key]);
        }
        byte[] sorted = new byte[from[keys]];
        int[] next = Arrays.copyOf(from, keys);
        for (int i = 0; i < full.size(); i++) {
            scatter(full.get(i), fullSizes.get(i), sorted, next);
            full.set(i, new byte[0]);
        }
        scatter(chunk, at, sorted, next);
        Sorted taken = new Sorted(sorted, from, Arrays.copyOf(cellsOf, keys), anchor);
        full.clear();
        fullSizes.clear();
        at = 0;
        Arrays.fill(cellsOf, 0, keys, 0);
        Arrays.fill(bytesOf, 0, keys, 0);
        keys = 0;
        bytes = 0;
        return taken;
    }

    private static void scatter(byte[] chunk, int size, byte[] sorted, int[] next) {
        ByteSource in = new ByteSource(chunk, 0);
        while (in.position() < size) {
            int key = in.count();
            int length = in.count();
            int position = in.position();
            int to = next[key];
            for (int i = 0; i < length; i++) {
                sorted[to + i] = chunk[position + i];
            }
            next[key] = to + length;
            in.skip(length);
        }
    }

    /**
     * All cells by destination.
     *
     * @param bytes the cells, those of a destination together, in the order in which they were finished
     * @param from where those of a destination begin; the next one's follow
     * @param cells how many a destination has
     * @param anchor bin that the others are counted from
     */
    record Sorted(byte[] bytes, int[] from, int[] cells, long anchor) {
        /** The block of a destination that has cells. */
        byte[] block(int key, ByteSink out) {
            return CellBytes.join(new ByteSource(bytes, from[key]), cells[key], ScreeningFold.COLUMNS, anchor, out);
        }
    }
}
