package floodmark.pipeline.watch;

import floodmark.pipeline.DetailSpec;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to watch, and until when.
 *
 * @param paths captures as the case writes them
 * @param directory what relative paths start from, as an absolute path
 * @param detail what to look at closely while it runs
 * @param arrival how files come
 * @param end what ends the watch
 */
public record WatchSpec(List<String> paths, String directory, DetailSpec detail, Arrival arrival, End end)
        implements Serializable {
    public WatchSpec {
        paths = List.copyOf(paths);
    }

    /**
     * How files come.
     *
     * @param latenessNanos rows that start more than this before the newest that came in earlier rounds are late
     * @param pollMillis time between two looks at the directories
     * @param graceNanos how long a file may stay half-written, and a directory unreadable
     * @param quarantine true to leave a bad file out with an entry in the ledger; false to fail
     * @param leftOut paths of files that are not taken, for a reason that is known already
     */
    public record Arrival(
            long latenessNanos, long pollMillis, long graceNanos, boolean quarantine, List<String> leftOut)
            implements Serializable {
        public Arrival {
            leftOut = List.copyOf(leftOut);
        }
    }

    /**
     * What ends the watch, whichever comes first.
     *
     * @param marker name of a file that says that a directory is complete; all directories must hold it
     * @param untilNanos ends when rows have come that start after this by the lateness, or null
     * @param idleNanos ends when no file has come for so long, or null
     * @param stop a file, as a URI, whose appearance asks for an orderly end; files that are being read are finished first
     */
    public record End(
            String marker,
            @Nullable Long untilNanos,
            @Nullable Long idleNanos,
            String stop) implements Serializable {}
}
