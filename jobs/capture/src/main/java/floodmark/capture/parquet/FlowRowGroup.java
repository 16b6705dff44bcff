package floodmark.capture.parquet;

import java.io.IOException;
import java.util.Map;

/** The flows of one row group, batch by batch. */
public final class FlowRowGroup {
    /**
     * Fills the batch with the next rows, at most {@link floodmark.capture.FlowBatch#CAPACITY}; rejected rows are left out.
     *
     * @return false if there are no more rows; the batch is then empty
     * @throws floodmark.model.UserError if the file is corrupt
     */
    public boolean next() throws IOException {
        throw new UnsupportedOperationException();
    }

    /** Rows rejected so far: reason id to rows, in order of the reasons. */
    public Map<String, Long> rejected() {
        throw new UnsupportedOperationException();
    }
}
