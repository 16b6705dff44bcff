package floodmark.pipeline.source;

import floodmark.capture.FlowBatch;
import floodmark.capture.parquet.FlowRowGroup;
import floodmark.capture.parquet.ParquetCapture;
import floodmark.model.UserError;
import floodmark.pipeline.cell.Block;
import floodmark.pipeline.cell.FlowFold;
import floodmark.pipeline.cell.LedgerFold;
import floodmark.pipeline.source.CapturePlan.PlannedFile;
import java.io.IOException;
import java.util.Iterator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Flows by batches of columns. */
final class FlowStep implements RowGroupStep {
    private final PlannedFile file;
    private final ParquetCapture capture;
    private final FlowFold fold;
    private final FlowBatch batch = new FlowBatch();
    private @Nullable FlowRowGroup group;
    private int row;
    private int number;

    FlowStep(PlannedFile file, ParquetCapture capture, FlowFold fold) {
        this.file = file;
        this.capture = capture;
        this.fold = fold;
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
        RowGroupStep.addRejected(ledger, file.path(), done.rejected());
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
