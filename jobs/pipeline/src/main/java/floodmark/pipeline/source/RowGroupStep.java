package floodmark.pipeline.source;

import floodmark.pipeline.cell.Block;
import floodmark.pipeline.cell.LedgerFold;
import java.io.IOException;
import java.util.Iterator;
import java.util.Map;

/** One kind of capture: reads on until there is something to send. */
interface RowGroupStep {
    /** Reads rows of the current row group; true if it is at its end, false if the tables are full. */
    boolean readOn() throws IOException;

    void start(int rowGroup) throws IOException;

    /** The row group is at its end and counts among those that are whole in the tables, if it is. */
    default void endGroup() {}

    LedgerFold takeLedger();

    boolean mustDrainBefore(long rows);

    Iterator<Block> drain();

    /** Rows that a row group held and that were not used, by reason. */
    static void addRejected(LedgerFold ledger, String path, Map<String, Long> rejected) {
        rejected.forEach((reason, rows) -> {
            ledger.count("read", path, "rows.read", rows);
            ledger.count("skipped", path, "rows.rejected." + reason, rows);
        });
    }
}
