package floodmark.pipeline.watch;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.jspecify.annotations.Nullable;

/** A hand on a watch that runs, from another thread. */
public final class WatchControl {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private volatile @Nullable JobClient job;

    void attach(JobClient running) {
        job = running;
    }

    /**
     * Takes a savepoint while the watch goes on.
     *
     * @param directory where to, as a URI
     * @return where it is, or null if the watch does not run or could not take one
     */
    public @Nullable String savepoint(String directory) throws InterruptedException {
        JobClient running = job;
        if (running == null) {
            return null;
        }
        try {
            return running.triggerSavepoint(directory, SavepointFormatType.CANONICAL)
                    .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            return null;
        }
    }
}
