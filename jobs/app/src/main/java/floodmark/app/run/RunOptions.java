package floodmark.app.run;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a run was asked for.
 *
 * @param command such as {@code assess}
 * @param arguments the command line as given
 * @param started wall-clock time of the start; for the manifest only
 * @param output the result directory, or null for a command that writes none
 * @param overwrite true if an earlier result may be replaced
 * @param parallelism slots to use; 0 for one a core
 * @param mode batch or streaming
 * @param cluster {@code HOST:PORT} of a session cluster's REST end point, or null to run here
 * @param binNanos length of a bin, or null for the case's or the default
 * @param captures paths that replace the case's captures (assess) or are scanned; empty for the case's own
 * @param settings numbers in force
 */
public record RunOptions(
        String command,
        List<String> arguments,
        Instant started,
        @Nullable Path output,
        boolean overwrite,
        int parallelism,
        Mode mode,
        @Nullable String cluster,
        @Nullable Long binNanos,
        List<String> captures,
        Settings settings) {

    /** How Flink executes the bounded input; results are the same. */
    public enum Mode {
        BATCH,
        STREAMING
    }

    public RunOptions {
        arguments = List.copyOf(arguments);
        captures = List.copyOf(captures);
    }

    /** True if captures, bins or settings depart from the case as written; a scan has no case to depart from. */
    public boolean exploratory() {
        boolean ofCase = !command.equals("scan");
        return ofCase && (binNanos != null || !captures.isEmpty())
                || !settings.changed().isEmpty();
    }
}
