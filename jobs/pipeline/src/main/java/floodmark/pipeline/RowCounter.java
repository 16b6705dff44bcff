package floodmark.pipeline;

import floodmark.pipeline.cell.Block;
import floodmark.pipeline.cell.Kind;
import floodmark.pipeline.cell.LedgerFold;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;

/** Passes blocks on and counts what they report, for progress and metrics alone: after a restart it is too high. */
final class RowCounter extends RichMapFunction<Block, Block> {
    private static final long serialVersionUID = 1L;

    /** Name of the accumulator. */
    static final String ROWS = "rows";

    private final LongCounter rows = new LongCounter();
    private transient JobMetrics metrics;

    @SuppressWarnings("NullAway.Init")
    RowCounter() {}

    @Override
    public void open(OpenContext context) {
        getRuntimeContext().addAccumulator(ROWS, rows);
        metrics = new JobMetrics(getRuntimeContext().getMetricGroup());
    }

    @Override
    public Block map(Block block) {
        metrics.block(block.bytes().length);
        if (Kind.of(block.key()) == Kind.LEDGER) {
            LedgerFold ledger = new LedgerFold();
            ledger.merge(block.bytes());
            rows.add(ledger.sum("rows.read"));
            metrics.ledger(ledger);
        }
        return block;
    }
}
