package floodmark.pipeline;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.streaming.api.operators.collect.CollectSinkOperator;
import org.junit.jupiter.api.Test;

class CollectSinkFactoryTest {
    private static final MemorySize BATCH = MemorySize.ofMebiBytes(1);

    /** As a task does whose job is given up while it begins. */
    @Test
    void closesWhatWasNeverOpened() {
        CollectSinkFactory<String> factory =
                new CollectSinkFactory<>(StringSerializer.INSTANCE, "records", BATCH, Duration.ofSeconds(10));
        assertThatCode(() -> factory.sink().close()).doesNotThrowAnyException();
    }

    /** The day this fails, Flink has mended it (FLINK-39330), and the class can go. */
    @Test
    void isNeededAsLongAsFlinksOwnThrows() {
        assertThatThrownBy(
                        () -> new CollectSinkOperator<>(StringSerializer.INSTANCE, BATCH.getBytes(), "records").close())
                .isInstanceOf(NullPointerException.class);
    }
}
