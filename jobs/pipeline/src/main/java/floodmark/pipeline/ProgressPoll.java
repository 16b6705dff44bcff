package floodmark.pipeline;

import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.core.execution.JobClient;

/** Asks a running job for its accumulators now and then and passes the rows on. */
final class ProgressPoll implements AutoCloseable {
    private static final long EVERY_MILLIS = 500;

    private final ScheduledExecutorService timer;
    private final String phase;
    private final long totalRows;
    private final Progress progress;

    private ProgressPoll(String phase, long totalRows, Progress progress) {
        this.phase = phase;
        this.totalRows = totalRows;
        this.progress = progress;
        timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "floodmark-progress");
            thread.setDaemon(true);
            return thread;
        });
    }

    static ProgressPoll start(JobClient job, String phase, long totalRows, Progress progress) {
        ProgressPoll poll = new ProgressPoll(phase, totalRows, progress);
        progress.update(phase, 0, totalRows);
        if (progress != Progress.NONE) {
            poll.timer.scheduleWithFixedDelay(() -> poll.ask(job), EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
        }
        return poll;
    }

    private void ask(JobClient job) {
        try {
            Map<String, Object> values = job.getAccumulators().get(EVERY_MILLIS * 4, TimeUnit.MILLISECONDS);
            if (values.get(RowCounter.ROWS) instanceof Long rows) {
                progress.update(phase, Math.min(rows, totalRows), totalRows);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            // The job has just ended or is busy; the next question will tell, and only a display waits for it.
            progress.update(phase, 0, totalRows);
        }
    }

    /** The job has ended well. */
    void done() {
        timer.shutdownNow();
        progress.update(phase, totalRows, totalRows);
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
