package floodmark.pipeline;

import floodmark.model.UserError;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.concurrent.TimeoutException;
import org.apache.flink.runtime.client.JobExecutionException;
import org.apache.flink.runtime.rest.ConnectionException;
import org.apache.flink.runtime.rest.util.RestClientException;
import org.apache.flink.util.SerializedThrowable;
import org.jspecify.annotations.Nullable;

/**
 * Tells a cluster that is gone from a job that failed on one that is there: the first the user can mend.
 *
 * @param where how the cluster was named, such as {@code --cluster}
 * @param next what to do once it is lost, without a full stop
 */
record ClusterLoss(String where, String next) {
    private static final int NOT_FOUND = 404;
    private static final int UNAVAILABLE = 503;

    /** The loss that a failure to follow a submitted job means, or null if it means something else. */
    @Nullable
    UserError of(String job, Throwable failure) {
        String found = null;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof JobExecutionException || cause instanceof SerializedThrowable) {
                // The cluster has told why the job failed; among its reasons may be connections and timeouts of its
                // own.
                return null;
            }
            String here = silence(cause);
            found = here == null ? found : here;
        }
        return found == null
                ? null
                : UserError.of(
                        where,
                        "the cluster was lost while " + job + " ran",
                        found,
                        "a JobManager that answers until the job ends",
                        next);
    }

    private static @Nullable String silence(Throwable cause) {
        if (cause instanceof TimeoutException) {
            return "no answer in time";
        }
        if (cause instanceof ConnectException
                || cause instanceof UnknownHostException
                || cause instanceof ConnectionException) {
            return String.valueOf(((IOException) cause).getMessage());
        }
        if (cause instanceof RestClientException answer) {
            return switch (answer.getHttpResponseStatus().code()) {
                // It was started again without its jobs.
                case NOT_FOUND -> "a JobManager that does not know the job";
                case UNAVAILABLE -> "a JobManager without a leader";
                default -> null;
            };
        }
        return null;
    }
}
