package floodmark.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import floodmark.model.UserError;
import org.apache.flink.util.SerializedThrowable;
import org.junit.jupiter.api.Test;

class JobFailureTest {
    private static final UserError ERROR = UserError.of("a.parquet", "wrong", 1, "2", "Mend it");

    @Test
    void findsTheUserErrorAmongTheCauses() {
        assertThat(JobFailure.unwrap("job", new RuntimeException("outer", new IllegalStateException(ERROR))))
                .isSameAs(ERROR);
    }

    @Test
    void findsItByNameWhereTheClassDidNotComeBack() {
        Exception remote = new Exception("failed", new SerializedThrowable(new RuntimeException(ERROR)));
        RuntimeException found = JobFailure.unwrap("job", remote);
        assertThat(found).isInstanceOf(UserError.class).hasMessage(ERROR.getMessage());
    }

    @Test
    void leavesBugsBugs() {
        assertThat(JobFailure.unwrap("job", new NullPointerException("x")))
                .isInstanceOf(IllegalStateException.class)
                .hasRootCauseInstanceOf(NullPointerException.class);
    }
}
