package floodmark.pipeline.source;

import floodmark.capture.parquet.CountRowGroup;
import floodmark.capture.parquet.ParquetCapture;
import floodmark.pipeline.cell.Block;
import floodmark.pipeline.cell.CountFold;
import floodmark.pipeline.cell.LedgerFold;
import floodmark.pipeline.source.CapturePlan.PlannedFile;
import java.io.IOException;
import java.util.Iterator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Counts row by row: there are few. */
final class CountStep implements RowGroupStep {
    private final PlannedFile file;
    private final ParquetCapture capture;
    private final CountFold fold;
    private @Nullable CountRowGroup group;

    CountStep(PlannedFile file, ParquetCapture capture, CountFold fold) {
        this.file = file;
        this.capture = capture;
        this.fold = fold;
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
        RowGroupStep.addRejected(
                ledger, file.path(), Objects.requireNonNull(group).rejected());
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
