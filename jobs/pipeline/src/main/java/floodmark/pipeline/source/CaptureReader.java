package floodmark.pipeline.source;

import floodmark.capture.CaptureKind;
import floodmark.capture.parquet.ParquetCapture;
import floodmark.model.UserError;
import floodmark.pipeline.cell.Block;
import floodmark.pipeline.cell.ByteSink;
import floodmark.pipeline.cell.ClosedBins;
import floodmark.pipeline.cell.Kind;
import floodmark.pipeline.source.CapturePlan.PlannedFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
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
    private final RowGroupStep step;
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
        step = kind == CaptureKind.FLOWS
                ? new FlowStep(file, capture, folds.flows(closed(folds.binNanos())))
                : new CountStep(file, capture, folds.counts());
    }

    /** Bins that no other row group than those that are whole in the tables has starts in. */
    private ClosedBins closed(long binNanos) {
        return bin -> {
            long from = Math.multiplyExact(bin, binNanos);
            long to = from + binNanos;
            int own = 0;
            for (int g = wholeFrom; g < nextGroup; g++) {
                own += file.minStart()[g] < to && file.maxStart()[g] >= from ? 1 : 0;
            }
            return own == plan.rowGroupsWithStartsIn(from, to);
        };
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
}
