package floodmark.pipeline;

import floodmark.capture.CaptureKind;
import floodmark.pipeline.cell.Block;
import floodmark.pipeline.source.CaptureFormat;
import floodmark.pipeline.source.CapturePlan;
import floodmark.pipeline.source.Folds;
import java.util.function.BiConsumer;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The one shape that both passes have. */
final class CaptureJob {
    private CaptureJob() {}

    /**
     * Reads the captures and merges what the readers send, by key.
     *
     * @param name of the job, and of its progress
     * @param taken hears of the result of each key once, in any order, in this thread
     */
    static void run(
            String name,
            CapturePlan plan,
            CaptureKind kind,
            Folds folds,
            BlockMerger merger,
            Engine engine,
            BiConsumer<String, byte[]> taken) {
        StreamExecutionEnvironment env = engine.environment();

        // Row groups become partial sums inside the source; a row is never a record. No watermark before the end.
        DataStream<Block> partial = env.fromSource(
                        CaptureFormat.source(plan, kind, folds), WatermarkStrategy.noWatermarks(), "captures")
                .uid("captures")
                .map(new RowCounter())
                .name("count rows")
                .uid("count-rows");

        // All blocks of a destination meet, and give its result when the input has ended.
        DataStream<byte[]> results = partial.keyBy(Block::hash)
                .process(new MergeBlocks(merger))
                .name("merge")
                .uid("merge")
                .transform("pack", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO, new PackParts())
                .uid("pack");

        engine.collect(name, env, results, plan.rows(), taken);
    }
}
