package floodmark.pipeline.source;

import floodmark.capture.CaptureKind;
import floodmark.capture.FlowBatch;
import floodmark.capture.parquet.CountRowGroup;
import floodmark.capture.parquet.FlowRowGroup;
import floodmark.capture.parquet.ParquetCapture;
import floodmark.model.UserError;
import floodmark.pipeline.cell.Block;
import floodmark.pipeline.cell.ByteSink;
import floodmark.pipeline.cell.ClosedBins;
import floodmark.pipeline.cell.CountFold;
import floodmark.pipeline.cell.FlowFold;
import floodmark.pipeline.cell.Kind;
import floodmark.pipeline.cell.LedgerFold;
import floodmark.pipeline.source.CapturePlan.PlannedFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.apache.flink.connector.file.src.util.ArrayResultIterator;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.jspecify.annotations.Nullable;

/**
 * Reads a split's row groups, folds them, and sends blocks when a row group ends with little room left, when the tables are
 * full, and at the end. After each row group its ledger counts go out, which also tell how far the job is.
 *
 * <p>The iterator crosses threads: the next batch is read while the last is still being sent. Every batch therefore has its
 * own array.
 */
final class CaptureReader implements BulkFormat.Reader<Block> {
    private static final int BATCH_BLOCKS = 1024;
    private static final int BATCH_BYTES = 1 << 18;

    private final CapturePlan plan;
    private final PlannedFile file;
    private final ParquetCapture capture;
    private final Step step;
    private final int end;
    private final ByteSink sink = new ByteSink();

    private int nextGroup;
    /** The row group at which the tables were last empty, and the blocks since. */
    private int anchor;

    private long sent;
    private long skip;
    /** Whole row groups in the tables; others may be there in part. */
    private int wholeFrom;

    private Iterator<Block> pending = Collections.emptyIterator();

    /** One kind of capture: reads on until there is something to send. */
    private interface Step {
        /** Reads rows of the current row group; true if it is at its end, false if the tables are full. */
        boolean readOn() throws IOException;

        void start(int rowGroup) throws IOException;

        /** The row group is at its end and counts among those that are whole in the tables, if it is. */
        default void endGroup() {}

        LedgerFold takeLedger();

        boolean mustDrainBefore(long rows);

        Iterator<Block> drain();
    }

    private CaptureReader(
            CapturePlan plan,
            PlannedFile file,
            ParquetCapture capture,
            CaptureKind kind,
            Folds folds,
            int first,
            int end,
            long skip) {
        this.plan = plan;
        this.file = file;
        this.capture = capture;
        this.end = end;
        this.skip = skip;
        nextGroup = first;
        anchor = first;
        wholeFrom = first;
        step = kind == CaptureKind.FLOWS ? new Flows(folds) : new Counts(folds);
    }

    static CaptureReader open(
            CapturePlan plan, PlannedFile file, CaptureKind kind, Folds folds, int first, int end, long skip)
            throws IOException {
        try {
            FlinkFile access = FlinkFile.open(file.path(), file.uri());
            if (access.length() != file.length()) {
                access.close();
                throw changed(file, access.length() + " bytes", file.length() + " bytes");
            }
            ParquetCapture capture = ParquetCapture.open(access);
            if (capture.kind() != kind || capture.rowGroups().size() != file.rowGroups()) {
                capture.close();
                throw changed(file, "another footer", file.rowGroups() + " row groups");
            }
            return new CaptureReader(plan, file, capture, kind, folds, first, end, skip);
        } catch (UserError e) {
            // Reading again would find the same.
            throw new SuppressRestartsException(e);
        }
    }

    private static UserError changed(PlannedFile file, String found, String expected) {
        return UserError.of(
                file.path(), "the file changed while it was read", found, expected, "Run again when it is complete");
    }

    @Override
    public BulkFormat.@Nullable RecordIterator<Block> readBatch() throws IOException {
        try {
            List<Block> batch = new ArrayList<>();
            int bytes = 0;
            long first = sent;
            int anchorOfBatch = anchor;
            while (batch.size() < BATCH_BLOCKS && bytes < BATCH_BYTES) {
                if (!pending.hasNext() && !(batch.isEmpty() && advance())) {
                    break;
                }
                if (batch.isEmpty()) {
                    // Only now: advance() may have passed a row group at which nothing was held.
                    anchorOfBatch = anchor;
                    first = sent;
                }
                Block block = pending.next();
                sent++;
                if (skip > 0) {
                    skip--;
                    continue;
                }
                if (batch.isEmpty()) {
                    first = sent - 1;
                }
                batch.add(block);
                bytes += block.bytes().length;
            }
            if (batch.isEmpty()) {
                return null;
            }
            ArrayResultIterator<Block> records = new ArrayResultIterator<>();
            records.set(batch.toArray(Block[]::new), batch.size(), anchorOfBatch, first);
            return records;
        } catch (UserError e) {
            throw new SuppressRestartsException(e);
        } catch (UncheckedIOException e) {
            throw new IOException(e.getCause());
        }
    }

    private boolean inGroup;
    private boolean draining;
    private boolean drainedInside;

    /** Reads until blocks are pending; false at the end of the split. */
    private boolean advance() throws IOException {
        while (!pending.hasNext()) {
            if (draining) {
                draining = false;
                if (inGroup) {
                    drainedInside = true;
                } else {
                    anchor = nextGroup;
                    sent = 0;
                    wholeFrom = nextGroup;
                }
            }
            if (!inGroup) {
                if (nextGroup == end) {
                    return false;
                }
                step.start(nextGroup);
                inGroup = true;
                drainedInside = false;
            }
            boolean groupDone = step.readOn();
            if (groupDone) {
                inGroup = false;
                nextGroup++;
                if (drainedInside) {
                    wholeFrom = nextGroup;
                }
                step.endGroup();
                boolean drain = nextGroup == end || step.mustDrainBefore(file.rows()[nextGroup]);
                Block ledger = new Block(Kind.LEDGER.key(""), step.takeLedger().encode(sink));
                pending = drain ? after(ledger, step.drain()) : List.of(ledger).iterator();
                draining = drain;
            } else {
                pending = step.drain();
                draining = true;
            }
        }
        return true;
    }

    private static Iterator<Block> after(Block first, Iterator<Block> rest) {
        return new Iterator<>() {
            private boolean begun;

            @Override
            public boolean hasNext() {
                return !begun || rest.hasNext();
            }

            @Override
            public Block next() {
                if (begun) {
                    return rest.next();
                }
                begun = true;
                return first;
            }
        };
    }

    @Override
    public void close() throws IOException {
        capture.close();
    }

    private static void addRejected(LedgerFold ledger, String path, Map<String, Long> rejected) {
        rejected.forEach((reason, rows) -> {
            ledger.count("read", path, "rows.read", rows);
            ledger.count("skipped", path, "rows.rejected." + reason, rows);
        });
    }

    /** Flows by batches of columns. */
    private final class Flows implements Step {
        private final FlowFold fold;
        private final FlowBatch batch = new FlowBatch();
        private @Nullable FlowRowGroup group;
        private int row;
        private int number;

        Flows(Folds folds) {
            long binNanos = folds.binNanos();
            ClosedBins closed = bin -> {
                long from = Math.multiplyExact(bin, binNanos);
                long to = from + binNanos;
                int own = 0;
                for (int g = wholeFrom; g < nextGroup; g++) {
                    own += file.minStart()[g] < to && file.maxStart()[g] >= from ? 1 : 0;
                }
                return own == plan.rowGroupsWithStartsIn(from, to);
            };
            fold = folds.flows(closed);
        }

        @Override
        public void start(int rowGroup) throws IOException {
            number = rowGroup;
            batch.size = 0;
            row = 0;
            group = capture.flows(rowGroup, batch, fold.columns(), fold.choice());
            fold.startRowGroup(file.path());
        }

        @Override
        public boolean readOn() throws IOException {
            FlowRowGroup reading = Objects.requireNonNull(group);
            while (true) {
                if (row < batch.size) {
                    row = fold.add(batch, row);
                    if (row < batch.size) {
                        return false;
                    }
                }
                if (!reading.next()) {
                    return true;
                }
                row = 0;
                checkStarts();
            }
        }

        /** Which senders may be counted at once rests on the footer's word. */
        private void checkStarts() {
            long least = Long.MAX_VALUE;
            long greatest = Long.MIN_VALUE;
            for (int i = 0; i < batch.size; i++) {
                least = Math.min(least, batch.startNanos[i]);
                greatest = Math.max(greatest, batch.startNanos[i]);
            }
            if (least < file.minStart()[number] || (batch.size > 0 && greatest > file.maxStart()[number])) {
                throw UserError.of(
                        file.path(),
                        "flow_start lies outside the footer's statistics of row group " + number,
                        least + ".." + greatest,
                        file.minStart()[number] + ".." + file.maxStart()[number],
                        "Write the file again with a sound Parquet writer");
            }
        }

        @Override
        public void endGroup() {
            fold.endRowGroup();
        }

        @Override
        public LedgerFold takeLedger() {
            LedgerFold ledger = fold.takeLedger();
            FlowRowGroup done = Objects.requireNonNull(group);
            addRejected(ledger, file.path(), done.rejected());
            ledger.count("read", file.path(), "rows.read", done.passedOver());
            return ledger;
        }

        @Override
        public boolean mustDrainBefore(long rows) {
            return fold.mustDrainBefore(rows);
        }

        @Override
        public Iterator<Block> drain() {
            return fold.drain();
        }
    }

    /** Counts row by row: there are few. */
    private final class Counts implements Step {
        private final CountFold fold;
        private @Nullable CountRowGroup group;

        Counts(Folds folds) {
            fold = folds.counts();
        }

        @Override
        public void start(int rowGroup) throws IOException {
            group = capture.counts(rowGroup);
            fold.startRowGroup(file.path());
        }

        @Override
        public boolean readOn() {
            CountRowGroup reading = Objects.requireNonNull(group);
            while (!fold.full() && reading.hasNext()) {
                fold.add(reading.next());
            }
            return !reading.hasNext();
        }

        @Override
        public LedgerFold takeLedger() {
            LedgerFold ledger = fold.takeLedger();
            addRejected(ledger, file.path(), Objects.requireNonNull(group).rejected());
            return ledger;
        }

        @Override
        public boolean mustDrainBefore(long rows) {
            return fold.full();
        }

        @Override
        public Iterator<Block> drain() {
            return fold.drain();
        }
    }
}
