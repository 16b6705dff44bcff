package floodmark.pipeline.source;

import floodmark.pipeline.source.CapturePlan.PlannedFile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.enumerate.FileEnumerator;
import org.apache.flink.core.fs.Path;

/**
 * Splits of consecutive row groups. For bounded input only: Flink drops all but the first split of a file that appears while
 * watching (FLINK-29757).
 */
final class RowGroupEnumerator implements FileEnumerator {
    private final CapturePlan plan;
    private final int splitsPerReader;

    RowGroupEnumerator(CapturePlan plan, int splitsPerReader) {
        this.plan = plan;
        this.splitsPerReader = splitsPerReader;
    }

    @Override
    public Collection<FileSourceSplit> enumerateSplits(Path[] paths, int minDesiredSplits) {
        long total = plan.files().stream()
                .mapToLong(f -> Arrays.stream(f.compressed()).sum())
                .sum();
        long target = Math.max(1, total / ((long) splitsPerReader * Math.max(1, minDesiredSplits)));
        List<FileSourceSplit> splits = new ArrayList<>();
        for (PlannedFile file : plan.files()) {
            int first = 0;
            long bytes = 0;
            for (int group = 0; group < file.rowGroups(); group++) {
                bytes += file.compressed()[group];
                if (bytes >= target || group == file.rowGroups() - 1) {
                    splits.add(split(splits.size(), file, first, group));
                    first = group + 1;
                    bytes = 0;
                }
            }
        }
        return splits;
    }

    /** A split's offset and length hold its first row group and how many there are: the reader knows the file's plan. */
    private static FileSourceSplit split(int number, PlannedFile file, int first, int last) {
        String id = String.format(Locale.ROOT, "%08d", number);
        return new FileSourceSplit(id, new Path(file.uri()), first, last - first + 1L, 0, file.length());
    }
}
