package floodmark.pipeline;

import floodmark.pipeline.cell.Block;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Collects the blocks of the keys that share a hash, nearly always one, and gives their results at the end of the input, on the timer that only the last watermark
 * reaches: batch and streaming then do the same. Many bytes are merged on the way to bound the state.
 */
final class MergeBlocks extends KeyedProcessFunction<Long, Block, MergeBlocks.Part> {
    private static final long serialVersionUID = 1L;
    private static final long MERGE_AT_BYTES = 16L << 20;
    /** Results travel to the client in messages of bounded size. */
    private static final int PART_BYTES = 256 << 10;

    /**
     * A stretch of a result.
     *
     * @param key of the blocks
     * @param index number of the part, from 0
     * @param parts how many the result has
     * @param bytes of this part
     */
    public record Part(String key, int index, int parts, byte[] bytes) {}

    private final BlockMerger merger;
    private transient ListState<Block> blocks;
    private transient ValueState<Long> unmergedBytes;
    private transient Counter results;

    @SuppressWarnings("NullAway.Init")
    MergeBlocks(BlockMerger merger) {
        this.merger = merger;
    }

    @Override
    public void open(OpenContext context) {
        blocks = getRuntimeContext().getListState(new ListStateDescriptor<>("blocks", TypeInformation.of(Block.class)));
        unmergedBytes = getRuntimeContext().getState(new ValueStateDescriptor<>("unmerged-bytes", Types.LONG));
        results = getRuntimeContext().getMetricGroup().counter(JobMetrics.RESULTS);
    }

    @Override
    public void processElement(Block block, Context context, Collector<Part> out) throws Exception {
        Long held = unmergedBytes.value();
        if (held == null) {
            context.timerService().registerEventTimeTimer(Long.MAX_VALUE);
        }
        blocks.add(block);
        long bytes = (held == null ? 0 : held) + block.bytes().length;
        if (bytes > MERGE_AT_BYTES) {
            List<Block> merged = new ArrayList<>();
            byKey().forEach((key, parts) -> merged.add(new Block(key, merger.merge(key, parts))));
            blocks.update(merged);
            bytes = 0;
        }
        unmergedBytes.update(bytes);
    }

    private SortedMap<String, List<byte[]>> byKey() throws Exception {
        SortedMap<String, List<byte[]>> byKey = new TreeMap<>();
        for (Block block : blocks.get()) {
            byKey.computeIfAbsent(block.key(), k -> new ArrayList<>()).add(block.bytes());
        }
        return byKey;
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<Part> out) throws Exception {
        SortedMap<String, List<byte[]>> collected = byKey();
        blocks.clear();
        unmergedBytes.clear();
        collected.forEach((key, parts) -> send(key, merger.result(key, parts), out));
    }

    private void send(String key, byte[] result, Collector<Part> out) {
        results.inc();
        int parts = Math.max(1, (result.length + PART_BYTES - 1) / PART_BYTES);
        for (int index = 0; index < parts; index++) {
            int from = index * PART_BYTES;
            int to = Math.min(result.length, from + PART_BYTES);
            out.collect(new Part(key, index, parts, Arrays.copyOfRange(result, from, to)));
        }
    }
}
