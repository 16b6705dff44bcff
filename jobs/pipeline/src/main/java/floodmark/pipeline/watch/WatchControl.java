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
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long AGAIN_MILLIS = 300;

    private volatile @Nullable JobClient job;

    void attach(JobClient running) {
        job = running;
    }

    /**
     * Takes a savepoint while the watch goes on. A job that has just begun cannot give one yet, so it is asked for again for a while.
     *
     * @param directory where to, as a URI
     * @return where it is, or null if none could be taken
     */
    public @Nullable String savepoint(String directory) throws InterruptedException {
        for (long end = System.nanoTime() + PATIENCE.toNanos(); System.nanoTime() < end; Thread.sleep(AGAIN_MILLIS)) {
            JobClient running = job;
            if (running == null) {
                continue;
            }
            try {
                return running.triggerSavepoint(directory, SavepointFormatType.CANONICAL)
                        .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            } catch (IllegalStateException over) {
                // The stream has ended, and the embedded cluster with it: its files are being assessed.
                return null;
            } catch (ExecutionException | TimeoutException e) {
                if (ended(running)) {
                    return null;
                }
            }
        }
        return null;
    }

    /** Ends the watch at once; its checkpoints stay. */
    public void cancel() {
        JobClient running = job;
        if (running != null) {
            running.cancel();
        }
    }

    private static boolean ended(JobClient job) throws InterruptedException {
        try {
            return job.getJobStatus().get(1, TimeUnit.SECONDS).isGloballyTerminalState();
        } catch (ExecutionException | TimeoutException | IllegalStateException e) {
            return true;
        }
    }
}
