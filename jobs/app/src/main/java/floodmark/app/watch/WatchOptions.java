package floodmark.app.watch;

import floodmark.pipeline.watch.WatchSpec;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How a watch was asked for, besides what every run has.
 *
 * @param marker name of the file that says that a directory is complete
 * @param untilNanos moment after which it ends, or null
 * @param idleNanos how long nothing may come before it ends, or null
 * @param arrival how files come
 * @param checkpoints where checkpoints go, or null for beside the result
 * @param resume true to go on from the newest checkpoint
 */
public record WatchOptions(
        String marker,
        @Nullable Long untilNanos,
        @Nullable Long idleNanos,
        WatchSpec.Arrival arrival,
        @Nullable Path checkpoints,
        boolean resume) {}
