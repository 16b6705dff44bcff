package floodmark.pipeline.watch;

import floodmark.pipeline.cell.Block;
import floodmark.pipeline.cell.ByteSink;
import floodmark.pipeline.cell.CellBlock;
import floodmark.pipeline.cell.Kind;
import floodmark.pipeline.cell.ScreeningFold;
import floodmark.stats.EProcess;
import floodmark.stats.StreamDetector;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Keeps the last bins of every destination and weighs each bin once all files that should hold rows of it have been read. The
 * state is bounded by the destinations that had traffic within the window, each some kilobytes; a destination that falls
 * silent for as long is forgotten.
 */
final class RunningScreens extends KeyedProcessFunction<String, Block, BinEvidence> {
    private static final long serialVersionUID = 1L;
    private static final long NANOS_PER_MILLI = 1_000_000L;

    private final long binNanos;
    private final int gap;
    private transient StreamDetector detector;
    private transient ValueState<byte[]> window;

    /** @param gap bins between a bin and the history that it is compared with: those that may still grow */
    @SuppressWarnings("NullAway.Init")
    RunningScreens(long binNanos, int gap) {
        this.binNanos = binNanos;
        this.gap = gap;
    }

    @Override
    public void open(OpenContext context) {
        detector = new StreamDetector(gap);
        window = getRuntimeContext()
                .getState(new ValueStateDescriptor<>("window", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
    }

    @Override
    public void processElement(Block block, Context context, Collector<BinEvidence> out) throws Exception {
        CellBlock more = CellBlock.decode(block.bytes()).between(Long.MIN_VALUE, Long.MAX_VALUE, false);
        if (more.size() == 0) {
            return;
        }
        byte[] held = window.value();
        window.update((held == null ? more : CellBlock.merge(List.of(CellBlock.decode(held), more)))
                .encode(new ByteSink(), false));
        if (held == null) {
            long now = context.timerService().currentWatermark();
            long first = more.bin(0);
            // Bins that are over already are not weighed any more.
            long next = now == Long.MIN_VALUE ? first : Math.max(first, Math.floorDiv(now * NANOS_PER_MILLI, binNanos));
            context.timerService().registerEventTimeTimer(endOf(next));
        }
    }

    private long endOf(long bin) {
        return (bin + 1) * (binNanos / NANOS_PER_MILLI);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<BinEvidence> out) throws Exception {
        long bin = Math.floorDiv(timestamp * NANOS_PER_MILLI, binNanos) - 1;
        if (context.timerService().currentWatermark() == Long.MAX_VALUE) {
            return;
        }
        CellBlock cells = CellBlock.decode(window.value());
        int readings = detector.readings();
        double[] packets = new double[readings];
        double[] bytes = new double[readings];
        long first = bin - readings + 1;
        for (int c = 0; c < cells.size(); c++) {
            long at = cells.bin(c) - first;
            if (at >= 0 && at < readings) {
                packets[(int) at] = cells.sum(c, ScreeningFold.PACKETS);
                bytes[(int) at] = cells.sum(c, ScreeningFold.BYTES);
            }
        }
        double e = EProcess.merged(detector.eValue(packets), detector.eValue(bytes));
        out.collect(new BinEvidence(
                bin, Kind.rest(context.getCurrentKey()), (long) packets[readings - 1], (long) bytes[readings - 1], e));
        CellBlock kept = cells.between(first, Long.MAX_VALUE, false);
        if (kept.size() == 0) {
            window.clear();
        } else {
            window.update(kept.encode(new ByteSink(), false));
            context.timerService().registerEventTimeTimer(endOf(bin + 1));
        }
    }
}
