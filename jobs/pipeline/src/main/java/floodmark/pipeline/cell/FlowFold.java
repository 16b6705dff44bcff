package floodmark.pipeline.cell;

import floodmark.capture.FlowBatch;
import floodmark.capture.RowChoice;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * Folds flows into partial sums. Not thread-safe: each reader has its own. What it gives depends only on the rows and their
 * order, so that a reader that starts again gives the same blocks.
 */
public interface FlowFold {
    /** The columns that are made use of. */
    default FlowBatch.Columns columns() {
        return FlowBatch.Columns.ALL;
    }

    /** Which rows are made use of; null for all. Others are left out before {@link #add}, but counted by the reader. */
    default @Nullable RowChoice choice() {
        return null;
    }

    /** Address numbers and codes of the batches that follow are new. */
    void startRowGroup(String file);

    /**
     * Takes rows from the given one on, until the batch ends or the tables are full.
     *
     * @return the first row that was not taken; the batch's size if all were
     */
    int add(FlowBatch batch, int from);

    /** All rows of the row group were taken: bins that are closed now may be finished. */
    default void endRowGroup() {}

    /** True if the tables should be emptied before more rows come. */
    boolean full();

    /** True if so many more rows might fill the tables, so that it is better to empty them between row groups. */
    boolean mustDrainBefore(long rows);

    /** Counts of the rows since the last call, to go out at once. */
    LedgerFold takeLedger();

    /** Gives everything as blocks and is empty once the iterator is exhausted; no rows may be added before that. */
    Iterator<Block> drain();
}
