package floodmark.pipeline;

import java.time.Duration;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.runtime.operators.coordination.OperatorEventDispatcher;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.api.operators.collect.CollectSinkFunction;
import org.apache.flink.streaming.api.operators.collect.CollectSinkOperator;
import org.apache.flink.streaming.api.operators.collect.CollectSinkOperatorFactory;

/**
 * Flink's collecting sink, but one that may be closed before it was opened. Flink's own throws then, and the TaskManager takes that for
 * fatal and ends (FLINK-39330, open in 2.3.0): a job that is restarted because one TaskManager died, and fails once more while its tasks
 * begin, takes a healthy one along. {@code CollectSinkFactoryTest} says when this class is not needed any more.
 */
final class CollectSinkFactory<T> extends CollectSinkOperatorFactory<T> {
    private static final long serialVersionUID = 1L;

    private final TypeSerializer<T> serializer;
    private final String accumulator;
    private final long maxBatchBytes;

    CollectSinkFactory(TypeSerializer<T> serializer, String accumulator, MemorySize maxBatch, Duration socketTimeout) {
        super(serializer, accumulator, maxBatch, socketTimeout);
        this.serializer = serializer;
        this.accumulator = accumulator;
        maxBatchBytes = maxBatch.getBytes();
    }

    Sink<T> sink() {
        return new Sink<>(serializer, maxBatchBytes, accumulator);
    }

    @Override
    @SuppressWarnings("unchecked")
    public <S extends StreamOperator<Object>> S createStreamOperator(StreamOperatorParameters<Object> parameters) {
        Sink<T> sink = sink();
        sink.begin(parameters);
        return (S) sink;
    }

    /** An operator of one attempt. */
    static final class Sink<T> extends CollectSinkOperator<T> {
        private static final long serialVersionUID = 1L;

        private boolean opened;

        private Sink(TypeSerializer<T> serializer, long maxBatchBytes, String accumulator) {
            super(serializer, maxBatchBytes, accumulator);
        }

        private void begin(StreamOperatorParameters<Object> parameters) {
            setProcessingTimeService(parameters.getProcessingTimeService());
            setup(parameters.getContainingTask(), parameters.getStreamConfig(), parameters.getOutput());
            OperatorID id = parameters.getStreamConfig().getOperatorID();
            OperatorEventDispatcher events = parameters.getOperatorEventDispatcher();
            ((CollectSinkFunction<?>) getUserFunction()).setOperatorEventGateway(events.getOperatorEventGateway(id));
            events.registerEventHandler(id, this);
        }

        @Override
        public void open() throws Exception {
            super.open();
            opened = true;
        }

        @Override
        public void close() throws Exception {
            if (opened) {
                super.close();
            } else if (stateHandler != null) {
                stateHandler.dispose();
            }
        }
    }
}
