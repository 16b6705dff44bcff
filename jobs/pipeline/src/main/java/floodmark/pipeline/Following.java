package floodmark.pipeline;

import floodmark.model.UserError;
import java.util.function.Consumer;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;
import org.jspecify.annotations.Nullable;

/**
 * The records of a job that has been submitted. Closing it ends the job if it still runs.
 *
 * @param <T> what the job sends
 */
final class Following<T> implements AutoCloseable {
    private final String name;
    private final CloseableIterator<T> records;
    private final @Nullable ClusterLoss loss;
    private boolean reachable;

    /**
     * @param name the job, as messages call it
     * @param loss what it means if nobody answers any more, or null if the cluster is this process
     */
    Following(String name, CloseableIterator<T> records, @Nullable ClusterLoss loss) {
        this.name = name;
        this.records = records;
        this.loss = loss;
    }

    /**
     * Submits the job.
     *
     * @throws UserError if it fails of something that the user can mend
     */
    JobClient submit(StreamExecutionEnvironment env, String title) {
        try {
            JobClient job = env.executeAsync(title);
            reachable = true;
            return job;
        } catch (Exception e) {
            throw JobFailure.unwrap(name, e);
        }
    }

    /**
     * Hands on the records as they come, in this thread, to the job's end.
     *
     * @throws UserError if the job fails of something that the user can mend, or its cluster is lost
     */
    void drain(JobClient job, Consumer<T> consumer) {
        try {
            while (records.hasNext()) {
                consumer.accept(records.next());
            }
            // A job that failed may end the iteration before its failure is known here.
            job.getJobExecutionResult().get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + name + " ran", e);
        } catch (Exception e) {
            UserError lost = loss == null ? null : loss.of(name, e);
            reachable = lost == null;
            throw lost == null ? JobFailure.unwrap(name, e) : lost;
        }
    }

    /** There is nobody to ask for an end of the job where the cluster is lost, and asking takes time. */
    @Override
    public void close() {
        if (!reachable) {
            return;
        }
        try {
            records.close();
        } catch (Exception e) {
            throw JobFailure.unwrap(name, e);
        }
    }
}
