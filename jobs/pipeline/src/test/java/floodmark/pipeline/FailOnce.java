package floodmark.pipeline;

import floodmark.capture.FlowBatch;
import floodmark.pipeline.cell.Block;
import floodmark.pipeline.cell.ClosedBins;
import floodmark.pipeline.cell.CountFold;
import floodmark.pipeline.cell.FlowFold;
import floodmark.pipeline.cell.LedgerFold;
import floodmark.pipeline.source.Folds;
import java.util.Iterator;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Folds of which one throws once, in the middle of the capture. The jobs of a test run in this process. */
record FailOnce(Folds folds) implements Folds {
    private static final AtomicInteger BATCHES = new AtomicInteger();
    private static final AtomicBoolean FAILED = new AtomicBoolean();
    private static final AtomicBoolean SLOW = new AtomicBoolean();

    /** @param slowly true to leave time for checkpoints */
    static void arm(boolean slowly) {
        BATCHES.set(0);
        FAILED.set(false);
        SLOW.set(slowly);
    }

    static boolean failed() {
        return FAILED.get();
    }

    @Override
    public long binNanos() {
        return folds.binNanos();
    }

    @Override
    public CountFold counts() {
        return folds.counts();
    }

    @Override
    public FlowFold flows(ClosedBins closed) {
        FlowFold fold = folds.flows(closed);
        return new FlowFold() {
            @Override
            public void startRowGroup(String file) {
                fold.startRowGroup(file);
            }

            @Override
            public int add(FlowBatch batch, int from) {
                if (SLOW.get() && !FAILED.get()) {
                    pause();
                }
                if (BATCHES.incrementAndGet() == 20 && FAILED.compareAndSet(false, true)) {
                    throw new IllegalStateException("induced");
                }
                return fold.add(batch, from);
            }

            @Override
            public FlowBatch.Columns columns() {
                return fold.columns();
            }

            @Override
            public void endRowGroup() {
                fold.endRowGroup();
            }

            @Override
            public boolean full() {
                return fold.full();
            }

            @Override
            public boolean mustDrainBefore(long rows) {
                return fold.mustDrainBefore(rows);
            }

            @Override
            public LedgerFold takeLedger() {
                return fold.takeLedger();
            }

            @Override
            public Iterator<Block> drain() {
                return fold.drain();
            }
        };
    }

    private static void pause() {
        try {
            Thread.sleep(30);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
