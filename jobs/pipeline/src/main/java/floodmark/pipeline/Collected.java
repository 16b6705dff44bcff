package floodmark.pipeline;

import java.time.Duration;
import java.util.UUID;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.operators.collect.CollectResultIterator;
import org.apache.flink.streaming.api.operators.collect.CollectSinkOperatorFactory;
import org.apache.flink.streaming.api.operators.collect.CollectStreamSink;
import org.apache.flink.util.CloseableIterator;

/**
 * Records of a job, as they come. Flink's own {@code collectAsync} differs in two things. Its sink may take a TaskManager along
 * ({@link CollectSinkFactory}), and has the same uid in every process, so that in a job that goes on from a checkpoint the sink of a new
 * client takes over the offsets of the old one and the job fails ("userVisibleTail should not be larger than offset"). Here each client
 * has a sink of its own, and the state of the old one stays behind.
 */
final class Collected {
    private static final Duration FETCH_TIMEOUT = Duration.ofSeconds(30);

    private Collected() {}

    static <T> CloseableIterator<T> of(StreamExecutionEnvironment env, DataStream<T> records) {
        TypeSerializer<T> serializer =
                records.getType().createSerializer(env.getConfig().getSerializerConfig());
        String name = "collected-" + UUID.randomUUID();
        CollectSinkFactory<T> factory = new CollectSinkFactory<>(
                serializer,
                name,
                env.getConfiguration().get(CollectSinkOperatorFactory.MAX_BATCH_SIZE),
                env.getConfiguration().get(CollectSinkOperatorFactory.SOCKET_TIMEOUT));
        CollectStreamSink<T> sink = new CollectStreamSink<>(records, factory);
        sink.name("collected").uid(name);
        CollectResultIterator<T> iterator = new CollectResultIterator<>(
                name, serializer, name, env.getCheckpointConfig(), FETCH_TIMEOUT.toMillis());
        env.addOperator(sink.getTransformation());
        env.registerCollectIterator(iterator);
        return iterator;
    }
}
