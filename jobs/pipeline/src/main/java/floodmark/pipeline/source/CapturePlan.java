package floodmark.pipeline.source;

import floodmark.capture.parquet.RowGroup;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;

/**
 * What is to be read: files and their row groups, from the footers, before a job starts. It goes to the readers too, which
 * see from it that a file changed, and which bins no other row group can have flows for.
 */
public final class CapturePlan implements Serializable {
    private static final long serialVersionUID = 1L;

    /**
     * A file; arrays by row group.
     *
     * @param path as the case writes it
     * @param uri where it is
     * @param length bytes
     * @param offset first byte of the columns
     * @param compressed bytes of the columns
     * @param rows rows
     * @param minStart least start, {@code Long.MIN_VALUE} if unknown
     * @param maxStart greatest start, {@code Long.MAX_VALUE} if unknown
     */
    public record PlannedFile(
            String path,
            String uri,
            long length,
            long[] offset,
            long[] compressed,
            long[] rows,
            long[] minStart,
            long[] maxStart)
            implements Serializable {

        /** The plan of a file with the given row groups. */
        public static PlannedFile of(String path, String uri, long length, List<RowGroup> groups) {
            return new PlannedFile(
                    path,
                    uri,
                    length,
                    groups.stream().mapToLong(RowGroup::startOffset).toArray(),
                    groups.stream().mapToLong(RowGroup::compressedBytes).toArray(),
                    groups.stream().mapToLong(RowGroup::rows).toArray(),
                    groups.stream()
                            .mapToLong(g -> g.minStartNanos() == null || g.maxStartNanos() == null
                                    ? Long.MIN_VALUE
                                    : g.minStartNanos())
                            .toArray(),
                    groups.stream()
                            .mapToLong(g -> g.minStartNanos() == null || g.maxStartNanos() == null
                                    ? Long.MAX_VALUE
                                    : g.maxStartNanos())
                            .toArray());
        }

        public int rowGroups() {
            return offset.length;
        }
    }

    private final PlannedFile[] files;
    private final long[] minStarts;
    private final long[] maxStarts;
    private final long rows;

    public CapturePlan(List<PlannedFile> files) {
        this.files = files.toArray(PlannedFile[]::new);
        minStarts = files.stream()
                .flatMapToLong(f -> Arrays.stream(f.minStart()))
                .sorted()
                .toArray();
        maxStarts = files.stream()
                .flatMapToLong(f -> Arrays.stream(f.maxStart()))
                .sorted()
                .toArray();
        rows = files.stream().flatMapToLong(f -> Arrays.stream(f.rows())).sum();
    }

    public List<PlannedFile> files() {
        return List.of(files);
    }

    /** Rows of all files. */
    public long rows() {
        return rows;
    }

    /** Number of row groups that may hold a start in [from, to). */
    int rowGroupsWithStartsIn(long from, long to) {
        return below(minStarts, to) - below(maxStarts, from);
    }

    private static int below(long[] sorted, long limit) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < limit) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
