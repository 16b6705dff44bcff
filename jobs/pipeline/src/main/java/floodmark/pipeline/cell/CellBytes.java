package floodmark.pipeline.cell;

import java.util.ArrayList;
import java.util.List;

/** The bytes of single cells as a {@link CellBlock} holds them, and how they become a block without being taken apart. */
final class CellBytes {
    private CellBytes() {}

    /**
     * Writes what a cell has after its bin.
     *
     * @param hashes where its senders are, ascending and without repeats
     */
    static void encode(
            ByteSink out, long[] sums, int sumsFrom, int columns, long[] hashes, int from, int count, boolean counted) {
        for (int k = 0; k < columns; k++) {
            out.varint(sums[sumsFrom + k]);
        }
        boolean over = count > SenderSet.LIMIT;
        int kept = Math.min(count, SenderSet.LIMIT);
        if (counted) {
            long senders = over ? SenderSet.estimate(hashes[from + kept - 1], kept) : count;
            out.varint(senders << 2 | (over ? CellBlock.ESTIMATED_COUNT : CellBlock.EXACT_COUNT));
            return;
        }
        out.varint((long) kept << 2 | (over ? CellBlock.SMALLEST : CellBlock.ALL));
        for (int i = from; i < from + kept; i++) {
            out.fixed(hashes[i]);
        }
    }

    /**
     * A block of single cells, each the zigzag difference of its bin to {@code anchor} and what {@link #encode} writes. Ascending bins
     * are copied as they are; bins that come twice or in another order are merged.
     */
    static byte[] join(ByteSource in, int cells, int columns, long anchor, ByteSink out) {
        int start = in.position();
        out.raw(CellBlock.VERSION).varint(columns).varint(cells);
        long before = 0;
        for (int c = 0; c < cells; c++) {
            long bin = anchor + in.zigzag();
            if (c > 0 && bin <= before) {
                out.take();
                in.at(start);
                return joinUnordered(in, cells, columns, anchor).encode(out, false);
            }
            out.zigzag(bin - before);
            before = bin;
            int from = in.position();
            skip(in, columns);
            in.copy(from, out);
        }
        return out.take();
    }

    private static CellBlock joinUnordered(ByteSource in, int cells, int columns, long anchor) {
        List<CellBlock> runs = new ArrayList<>();
        CellBlock run = new CellBlock(columns, 16, 16);
        for (int c = 0; c < cells; c++) {
            long bin = anchor + in.zigzag();
            if (run.size() > 0 && bin <= run.bin(run.size() - 1)) {
                runs.add(run);
                run = new CellBlock(columns, 16, 16);
            }
            run.cell(bin);
            run.decodeCell(in);
        }
        runs.add(run);
        return CellBlock.merge(runs);
    }

    private static void skip(ByteSource in, int columns) {
        for (int k = 0; k < columns; k++) {
            in.varint();
        }
        long head = in.varint();
        if ((head & 3) == CellBlock.ALL || (head & 3) == CellBlock.SMALLEST) {
            in.skip((int) (head >>> 2) * Long.BYTES);
        }
    }
}
