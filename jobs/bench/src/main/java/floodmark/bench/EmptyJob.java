package floodmark.bench;

import floodmark.pipeline.Engine;
import floodmark.pipeline.Progress;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** What every command costs that runs a job at all: an embedded cluster, a source of one record, and its way back. */
public final class EmptyJob {
    private EmptyJob() {}

    /** Takes no arguments of its own; the launcher adds some. */
    public static void main(String[] args) {
        long[] came = new long[1];
        try (Engine engine = new Engine(2, false, null, Progress.NONE).start()) {
            StreamExecutionEnvironment env = engine.environment();
            DataStream<Long> one = env.fromSource(
                            new NumberSequenceSource(1, 1), WatermarkStrategy.noWatermarks(), "one")
                    .uid("one");
            engine.follow("empty", env, one, job -> {}, record -> came[0] += record);
        }
        // As the commands do, without waiting for what Flink has still running.
        System.exit(came[0] == 1 ? 0 : 1);
    }
}
