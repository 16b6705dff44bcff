package floodmark.pipeline.watch;

import floodmark.pipeline.cell.ByteSink;
import floodmark.stats.FalseDiscoveries;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/** All destinations of one bin: those whose evidence stands out among so many, by e-BH. */
final class BinFamily extends KeyedProcessFunction<Long, BinEvidence, Note> {
    private static final long serialVersionUID = 1L;
    private static final long NANOS_PER_MILLI = 1_000_000L;

    private final long binNanos;
    private final double level;
    private transient ValueState<long[]> family;
    private transient ListState<BinEvidence> candidates;

    @SuppressWarnings("NullAway.Init")
    BinFamily(long binNanos, double level) {
        this.binNanos = binNanos;
        this.level = level;
    }

    @Override
    public void open(OpenContext context) {
        family = getRuntimeContext()
                .getState(new ValueStateDescriptor<>("family", PrimitiveArrayTypeInfo.LONG_PRIMITIVE_ARRAY_TYPE_INFO));
        candidates = getRuntimeContext()
                .getListState(new ListStateDescriptor<>("candidates", TypeInformation.of(BinEvidence.class)));
    }

    @Override
    public void processElement(BinEvidence one, Context context, Collector<Note> out) throws Exception {
        long[] held = family.value();
        FalseDiscoveries part = held == null ? FalseDiscoveries.ofEValues(level) : FalseDiscoveries.ofArray(held);
        int before = part.kept();
        part.add(one.eValue());
        family.update(part.toArray());
        if (part.kept() > before) {
            candidates.add(one);
        }
        if (held == null) {
            context.timerService().registerEventTimeTimer((one.bin() + 1) * (binNanos / NANOS_PER_MILLI));
        }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<Note> out) throws Exception {
        FalseDiscoveries whole = FalseDiscoveries.ofArray(family.value());
        FalseDiscoveries.Rejections rejections = whole.eBenjaminiHochberg();
        ByteSink alarms = new ByteSink();
        for (BinEvidence one : candidates.get()) {
            if (rejections.rejects(one.eValue())) {
                new Alarm(
                                one.bin() * binNanos,
                                one.destination(),
                                one.packets(),
                                one.bytes(),
                                one.eValue(),
                                whole.tests())
                        .encode(alarms);
            }
        }
        if (alarms.size() > 0) {
            out.collect(new Note(Keys.ALARMS, false, 0, true, alarms.take()));
        }
        family.clear();
        candidates.clear();
    }
}
