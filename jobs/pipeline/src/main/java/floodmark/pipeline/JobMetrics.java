package floodmark.pipeline;

import floodmark.pipeline.cell.LedgerFold;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * What jobs show in Flink's web UI and to its reporters; cluster/README.md lists it. For watching only: after a restart rows that are read
 * again count again. What results say is counted in the data path.
 */
final class JobMetrics {
    /** Rows that were read and understood. */
    static final String ROWS_READ = "rowsRead";
    /** Rows left out, in a group for each reason. */
    static final String ROWS_SKIPPED = "rowsSkipped";
    /** Partial sums that readers sent. */
    static final String BLOCKS = "blocks";
    /** Bytes of these. */
    static final String BLOCK_BYTES = "blockBytes";
    /** Destinations and other keys whose result is complete. */
    static final String RESULTS = "results";

    private static final String REASON = "reason";

    private final MetricGroup group;
    private final Counter rows;
    private final Counter blocks;
    private final Counter bytes;
    private final Map<String, Counter> skipped = new TreeMap<>();

    JobMetrics(MetricGroup group) {
        this.group = group;
        rows = group.counter(ROWS_READ);
        blocks = group.counter(BLOCKS);
        bytes = group.counter(BLOCK_BYTES);
    }

    void block(int length) {
        blocks.inc();
        bytes.inc(length);
    }

    void ledger(LedgerFold ledger) {
        rows.inc(ledger.sum("rows.read"));
        ledger.sums("skipped")
                .forEach((reason, count) -> skipped.computeIfAbsent(
                                reason, r -> group.addGroup(REASON, r).counter(ROWS_SKIPPED))
                        .inc(count));
    }
}
