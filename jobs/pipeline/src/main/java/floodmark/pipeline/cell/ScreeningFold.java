package floodmark.pipeline.cell;

import floodmark.capture.AddressTable;
import floodmark.capture.FlowBatch;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * The small cell of every destination: bytes, packets, flows and senders per bin, inbound.
 *
 * <p>A bin's cells leave their table for a log of bytes once no more flows can start in it, which the row groups' statistics tell; so
 * memory is that of a few open bins and of some eight bytes a finished cell.
 */
public final class ScreeningFold implements FlowFold {
    public static final int BYTES = 0;
    public static final int PACKETS = 1;
    public static final int FLOWS = 2;
    public static final int COLUMNS = 3;

    /** An open bin takes as much memory as so many cells even if it has only one. */
    private static final int CELLS_OF_A_BIN = 8;

    private static final int UNKNOWN = -1;
    /** Rows that are looked at ahead: their lines stay in the first cache until their turn. */
    private static final int AHEAD = 64;
    /** Bins behind its first up to which a long flow opens them. */
    private static final int FAR = 64;

    private static final long[] NO_SENDERS = {};

    private final long binNanos;
    private final ClosedBins closed;
    private final Budget budget;
    private final Rows rows;
    private final OpenBins open = new OpenBins();
    private final CellLog log = new CellLog();
    private final BinTotals totals = new BinTotals(COLUMNS);
    private final DistinctCounter distinct = new DistinctCounter();
    private final AddressTable destinations = new AddressTable();
    private int[] keyOf = new int[0];
    private int known;
    private final long[] binOf = new long[FlowBatch.CAPACITY];
    /** Written and never read: the compiler leaves out loads whose values go nowhere. */
    @SuppressWarnings("UnusedVariable")
    private long touched;

    private final Rows.BinShare share = this::share;
    private int spreadKey;
    private long spreadFrom;
    private final long[] spreadSums = new long[COLUMNS];
    private long openCells;
    private long openRows;

    public ScreeningFold(long binNanos, ClosedBins closed, Budget budget) {
        this.binNanos = binNanos;
        this.closed = closed;
        this.budget = budget;
        rows = new Rows(binNanos);
    }

    @Override
    public FlowBatch.Columns columns() {
        return FlowBatch.Columns.VOLUMES;
    }

    @Override
    public void startRowGroup(String file) {
        rows.file(file);
        known = 0;
    }

    private void learn(AddressTable addresses) {
        int size = addresses.size();
        if (keyOf.length < size) {
            keyOf = Arrays.copyOf(keyOf, Math.max(size, keyOf.length * 2));
        }
        Arrays.fill(keyOf, known, size, UNKNOWN);
        known = size;
    }

    @Override
    public int add(FlowBatch batch, int from) {
        learn(batch.addresses);
        int row = from;
        int ahead = from;
        try {
            for (; row < batch.size && !full(); row++) {
                if (row == ahead) {
                    ahead = Math.min(batch.size, row + AHEAD);
                    approach(batch, row, ahead);
                }
                addRow(batch, row);
            }
        } catch (ArithmeticException e) {
            throw rows.tooLarge(
                    "bytes or packets of one destination and bin", "row with " + batch.bytes[row] + " bytes");
        }
        return row;
    }

    /**
     * Touches where the cells of the rows will be found. One after the other, each row would wait for memory; in this short loop the
     * processor has a dozen such loads under way at once.
     */
    private void approach(FlowBatch batch, int from, int to) {
        long sum = 0;
        for (int row = from; row < to; row++) {
            long bin = Math.floorDiv(batch.startNanos[row], binNanos);
            binOf[row] = bin;
            int key = keyOf[batch.destination[row]];
            BinCells cells = open.near(bin);
            if (key >= 0 && cells != null) {
                sum += cells.touch(key);
            }
        }
        touched = sum;
    }

    private void addRow(FlowBatch batch, int row) {
        rows.note(batch, row);
        long start = batch.startNanos[row];
        long end = batch.endNanos[row];
        long bytes = rows.scaled(batch.bytes[row], batch.samplingRate[row], "bytes");
        long packets = rows.scaled(batch.packets[row], batch.samplingRate[row], "packets");
        int id = batch.destination[row];
        int key = keyOf[id];
        if (key < 0) {
            key = destinations.idOf(batch.addresses.high(id), batch.addresses.low(id));
            keyOf[id] = key;
        }
        long bin = binOf[row];
        BinCells cells = open.cells(bin);
        int cell = cell(cells, key);
        openRows++;
        cells.addFlow(cell, SenderSet.ordered(batch.sources.hash64(batch.source[row])));
        long last = rows.lastBin(bin, start, end);
        if (last == bin) {
            cells.add(cell, bytes, packets);
        } else {
            spreadKey = key;
            spreadFrom = bin;
            rows.spread(start, end, bin, last, bytes, packets, share);
        }
    }

    private void share(long bin, long bytes, long packets) {
        if (bin - spreadFrom > FAR && !open.contains(bin)) {
            // One flow may lie in a million bins, each of which would open for it alone.
            spreadSums[BYTES] = bytes;
            spreadSums[PACKETS] = packets;
            log.add(spreadKey, bin, spreadSums, 0, NO_SENDERS, 0, 0, false);
            long[] total = totals.of(bin);
            total[BYTES] = Math.addExact(total[BYTES], bytes);
            total[PACKETS] = Math.addExact(total[PACKETS], packets);
            return;
        }
        BinCells cells = open.cells(bin);
        cells.add(cell(cells, spreadKey), bytes, packets);
    }

    private int cell(BinCells cells, int key) {
        int before = cells.size();
        int cell = cells.cell(key);
        openCells += cells.size() - before;
        return cell;
    }

    @Override
    public boolean full() {
        return openCells + CELLS_OF_A_BIN * (long) open.size() >= budget.cells()
                || openRows >= budget.rows()
                || log.bytes() >= budget.logBytes();
    }

    @Override
    public boolean mustDrainBefore(long more) {
        return openCells >= budget.cells() / 2
                || openRows + more > budget.rows()
                || log.bytes() >= budget.logBytes() / 4 * 3;
    }

    @Override
    public void endRowGroup() {
        finish(false);
    }

    /** Moves closed bins to the log, in ascending order; with {@code all} the others too, with their senders. */
    private void finish(boolean all) {
        for (BinCells cells : open.ascending()) {
            boolean isClosed = closed.contains(cells.bin());
            if (isClosed || all) {
                openCells -= cells.size();
                openRows -= cells.rows();
                try {
                    cells.finish(log, isClosed, totals.of(cells.bin()), distinct);
                } catch (ArithmeticException e) {
                    throw rows.tooLarge("bytes or packets of all destinations in a bin", "a sum of 2^63 and more");
                }
                open.close(cells);
            }
        }
    }

    @Override
    public LedgerFold takeLedger() {
        return rows.takeLedger();
    }

    @Override
    public Iterator<Block> drain() {
        finish(true);
        return new Drain(log.take());
    }

    private void clear() {
        totals.clear();
        destinations.clear();
        Arrays.fill(keyOf, 0, known, UNKNOWN);
    }

    /** One block a destination in the order of its number, then the total. */
    private final class Drain implements Iterator<Block> {
        private final CellLog.Sorted cells;
        private final ByteSink out = new ByteSink();
        private int key;
        private boolean done;

        Drain(CellLog.Sorted cells) {
            this.cells = cells;
            done = cells.cells().length == 0;
            skipEmpty();
        }

        private void skipEmpty() {
            while (key < cells.cells().length && cells.cells()[key] == 0) {
                key++;
            }
        }

        @Override
        public boolean hasNext() {
            return !done;
        }

        @Override
        public Block next() {
            if (done) {
                throw new NoSuchElementException();
            }
            if (key == cells.cells().length) {
                done = true;
                Block total = new Block(Kind.TOTAL.key(""), totals.block().encode(out, true));
                clear();
                return total;
            }
            String name = destinations.address(key).toString();
            byte[] bytes = cells.block(key, out);
            key++;
            skipEmpty();
            return new Block(Kind.SERIES.key(name), bytes);
        }
    }
}
