package floodmark.pipeline.watch;

import floodmark.pipeline.cell.Block;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Keeps what has come so far under each key of the close look, and tells the client at every watermark what is new. After
 * a start, the first or another, it tells all of it once: a client that begins again has forgotten.
 */
final class RunningSums extends KeyedProcessFunction<String, Block, Note> {
    private static final long serialVersionUID = 1L;
    private static final int PART_BYTES = 256 << 10;
    private static final long NANOS_PER_MILLI = 1_000_000L;

    private final RunningState rules;
    private final long latenessNanos;
    private transient ValueState<byte[]> sums;
    private transient ListState<byte[]> pending;
    private transient Set<String> told;

    @SuppressWarnings("NullAway.Init")
    RunningSums(RunningState rules, long latenessNanos) {
        this.rules = rules;
        this.latenessNanos = latenessNanos;
    }

    @Override
    public void open(OpenContext context) {
        PrimitiveArrayTypeInfo<byte[]> bytes = PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO;
        sums = getRuntimeContext().getState(new ValueStateDescriptor<>("sums", bytes));
        pending = getRuntimeContext().getListState(new ListStateDescriptor<>("pending", bytes));
        told = new HashSet<>();
    }

    @Override
    public void processElement(Block block, Context context, Collector<Note> out) throws Exception {
        pending.add(block.bytes());
        context.timerService().registerEventTimeTimer(context.timerService().currentWatermark() + 1);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<Note> out) throws Exception {
        String key = context.getCurrentKey();
        List<byte[]> blocks = new ArrayList<>();
        pending.get().forEach(blocks::add);
        byte[] fresh = blocks.isEmpty() ? null : rules.merged(key, blocks);
        byte[] before = sums.value();
        long now = context.timerService().currentWatermark();
        if (fresh != null) {
            long firm = now == Long.MAX_VALUE ? Long.MAX_VALUE : now * NANOS_PER_MILLI - latenessNanos;
            before = rules.added(key, before, fresh, firm);
            sums.update(before);
            pending.clear();
        }
        if (told.add(key)) {
            send(key, true, before, out);
        } else if (fresh != null) {
            send(key, false, fresh, out);
        }
        if (now < Long.MAX_VALUE) {
            context.timerService().registerEventTimeTimer(now + 1);
        }
    }

    private static void send(String key, boolean whole, byte[] bytes, Collector<Note> out) {
        int part = 0;
        for (int from = 0; from == 0 || from < bytes.length; from += PART_BYTES) {
            int to = Math.min(bytes.length, from + PART_BYTES);
            out.collect(new Note(key, whole, part++, to == bytes.length, Arrays.copyOfRange(bytes, from, to)));
        }
    }
}
