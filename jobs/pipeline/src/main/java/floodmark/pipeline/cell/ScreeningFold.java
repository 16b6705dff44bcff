package floodmark.pipeline.cell;

import floodmark.capture.AddressTable;
import floodmark.capture.FlowBatch;
import floodmark.model.Address;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** The small cell of every destination: bytes, packets, flows and senders per bin, inbound. */
public final class ScreeningFold implements FlowFold {
    public static final int BYTES = 0;
    public static final int PACKETS = 1;
    public static final int FLOWS = 2;
    public static final int COLUMNS = 3;

    private final long binNanos;
    private final ClosedBins closed;
    private final Budget budget;
    private final Rows rows;
    private final CellTable table;
    private final SenderLog senders = new SenderLog();
    private final AddressTable destinations = new AddressTable();
    private long[] hashOf = new long[0];
    private int[] keyOf = new int[0];
    private int known;

    public ScreeningFold(long binNanos, ClosedBins closed, Budget budget) {
        this.binNanos = binNanos;
        this.closed = closed;
        this.budget = budget;
        rows = new Rows(binNanos);
        table = new CellTable(COLUMNS, binNanos);
    }

    @Override
    public void startRowGroup(String file) {
        rows.file(file);
        known = 0;
    }

    private void learn(AddressTable addresses) {
        int size = addresses.size();
        if (hashOf.length < size) {
            hashOf = Arrays.copyOf(hashOf, Math.max(size, hashOf.length * 2));
            keyOf = Arrays.copyOf(keyOf, hashOf.length);
        }
        for (int id = known; id < size; id++) {
            hashOf[id] = SenderSet.ordered(Address.hash64(addresses.high(id), addresses.low(id)));
            keyOf[id] = -1;
        }
        known = size;
    }

    @Override
    public int add(FlowBatch batch, int from) {
        learn(batch.addresses);
        int row = from;
        try {
            for (; row < batch.size && !full(); row++) {
                addRow(batch, row);
            }
        } catch (ArithmeticException e) {
            throw rows.tooLarge(
                    "bytes or packets of one destination and bin", "row with " + batch.bytes[row] + " bytes");
        }
        return row;
    }

    private void addRow(FlowBatch batch, int row) {
        rows.note(batch, row);
        long start = batch.startNanos[row];
        long end = batch.endNanos[row];
        long bytes = rows.scaled(batch.bytes[row], batch.samplingRate[row], "bytes");
        long packets = rows.scaled(batch.packets[row], batch.samplingRate[row], "packets");
        int key = keyOf[batch.destination[row]];
        if (key < 0) {
            int id = batch.destination[row];
            key = destinations.idOf(batch.addresses.high(id), batch.addresses.low(id));
            keyOf[id] = key;
        }
        long bin = Math.floorDiv(start, binNanos);
        int cell = table.cell(key, bin);
        table.add(cell, FLOWS, 1);
        senders.add(cell, hashOf[batch.source[row]]);
        long last = rows.lastBin(bin, start, end);
        if (last == bin) {
            table.add(cell, BYTES, bytes);
            table.add(cell, PACKETS, packets);
        } else {
            table.spread(key, start, end, bin, last, bytes, packets, BYTES, -1);
        }
    }

    @Override
    public boolean full() {
        return table.size() >= budget.cells() || senders.size() >= budget.rows();
    }

    @Override
    public boolean mustDrainBefore(long more) {
        return table.size() >= budget.cells() / 2 || senders.size() + more > budget.rows();
    }

    @Override
    public LedgerFold takeLedger() {
        return rows.takeLedger();
    }

    @Override
    public Iterator<Block> drain() {
        senders.arrange(table.size());
        return new Drain(table.ordered());
    }

    private void clear() {
        table.clear();
        senders.clear();
        destinations.clear();
        Arrays.fill(keyOf, 0, known, -1);
    }

    /** One block a destination in the order of its number, then the total. */
    private final class Drain implements Iterator<Block> {
        private final int[] cells;
        private final boolean[] closedCell = table.closed(closed);
        private final ByteSink out = new ByteSink();
        private int at;
        private boolean done;

        Drain(int[] cells) {
            this.cells = cells;
            done = cells.length == 0;
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
            if (at == cells.length) {
                done = true;
                Block total = new Block(Kind.TOTAL.key(""), table.total().encode(out, true));
                clear();
                return total;
            }
            int key = table.key(cells[at]);
            CellBlock block = new CellBlock(COLUMNS, 16, 64);
            for (; at < cells.length && table.key(cells[at]) == key; at++) {
                int cell = cells[at];
                block.cell(table.bin(cell));
                for (int column = 0; column < COLUMNS; column++) {
                    block.add(column, table.sum(cell, column));
                }
                if (closedCell[cell]) {
                    senders.appendCount(cell, block);
                } else {
                    senders.append(cell, block);
                }
            }
            String name = destinations.address(key).toString();
            return new Block(Kind.SERIES.key(name), block.encode(out, false));
        }
    }
}
