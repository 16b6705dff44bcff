package floodmark.pipeline.watch;

import floodmark.capture.FlowBatch;
import floodmark.pipeline.Detail;
import floodmark.pipeline.DetailSpec;
import floodmark.pipeline.cell.Block;
import floodmark.pipeline.cell.Budget;
import floodmark.pipeline.cell.ClosedBins;
import floodmark.pipeline.cell.CountFold;
import floodmark.pipeline.cell.FlowFold;
import floodmark.pipeline.cell.LedgerFold;
import floodmark.pipeline.cell.ScreeningFold;
import floodmark.pipeline.source.Folds;
import java.util.Iterator;

/**
 * Both passes at once: the small cell of every destination and the close look at the subject, from the same rows; and the
 * count of rows that came late.
 *
 * @param spec what to look at closely
 * @param file the file that is read
 */
record WatchFolds(DetailSpec spec, WatchedFile file) implements Folds {
    /** Ledger counts are kept of all files together, so that the state does not grow with their number. */
    private static final String WHERE = "captures";

    @Override
    public long binNanos() {
        return spec.binNanos();
    }

    @Override
    public FlowFold flows(ClosedBins closed) {
        // The senders of all destinations are not kept here, so their number may be told at once. Those of the subject
        // are
        // needed as long as another file may add to the bin.
        FlowFold all = new ScreeningFold(spec.binNanos(), bin -> true, Budget.DEFAULT);
        FlowFold close = new Detail.DetailFolds(spec, Budget.DEFAULT).flows(ClosedBins.NONE);
        return new Both(all, close, file.boundNanos(), file.span().startNanos() < file.boundNanos());
    }

    @Override
    public CountFold counts() {
        throw new IllegalStateException("counts are not watched");
    }

    private static final class Both implements FlowFold {
        private final FlowFold all;
        private final FlowFold close;
        private final long bound;
        private final boolean someAreLate;
        /** Rows of the batch that each has. */
        private int doneAll;

        private int doneClose;
        private boolean again;
        private long late;

        Both(FlowFold all, FlowFold close, long bound, boolean someAreLate) {
            this.all = all;
            this.close = close;
            this.bound = bound;
            this.someAreLate = someAreLate;
        }

        @Override
        public void startRowGroup(String file) {
            again = false;
            all.startRowGroup(WHERE);
            close.startRowGroup(WHERE);
        }

        @Override
        public int add(FlowBatch batch, int from) {
            // Either may stop first, or before its first row; the reader then comes again with the same batch.
            int counted = again ? doneAll : 0;
            doneAll = counted < batch.size ? all.add(batch, counted) : counted;
            for (int row = counted; someAreLate && row < doneAll; row++) {
                late += batch.startNanos[row] < bound ? 1 : 0;
            }
            int looked = again ? doneClose : 0;
            doneClose = looked < batch.size ? close.add(batch, looked) : looked;
            again = Math.min(doneAll, doneClose) < batch.size;
            return Math.min(doneAll, doneClose);
        }

        @Override
        public boolean full() {
            return all.full() || close.full();
        }

        @Override
        public boolean mustDrainBefore(long rows) {
            return all.mustDrainBefore(rows) || close.mustDrainBefore(rows);
        }

        @Override
        public LedgerFold takeLedger() {
            // The other one has read the same rows.
            close.takeLedger();
            LedgerFold ledger = all.takeLedger();
            ledger.count("late", WHERE, "rows.late", late);
            late = 0;
            return ledger;
        }

        @Override
        public Iterator<Block> drain() {
            Iterator<Block> first = all.drain();
            Iterator<Block> second = close.drain();
            return new Iterator<>() {
                @Override
                public boolean hasNext() {
                    return first.hasNext() || second.hasNext();
                }

                @Override
                public Block next() {
                    return first.hasNext() ? first.next() : second.next();
                }
            };
        }
    }
}
