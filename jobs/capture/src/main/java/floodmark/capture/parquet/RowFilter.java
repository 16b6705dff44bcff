package floodmark.capture.parquet;

import floodmark.capture.RejectReason;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Marks the rows of a batch that are rejected, and closes the gaps they leave. */
final class RowFilter {
    private final @Nullable RejectReason[] reasons;
    private int rows;
    private boolean clean;

    RowFilter(int capacity) {
        reasons = new RejectReason[capacity];
    }

    void reset(int count) {
        rows = count;
        clean = true;
    }

    /** Marks the rows whose value is null or bad; the first reason in order stays. */
    void check(long[] values, RejectReason bad) {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < rows; i++) {
            least = Math.min(least, values[i]);
        }
        if (least > ValueMapping.NULL) {
            return;
        }
        if (clean) {
            Arrays.fill(reasons, 0, rows, null);
            clean = false;
        }
        for (int i = 0; i < rows; i++) {
            if (values[i] <= ValueMapping.NULL) {
                RejectReason reason = values[i] == ValueMapping.NULL ? RejectReason.NULL_REQUIRED : bad;
                RejectReason before = reasons[i];
                reasons[i] = before == null || reason.compareTo(before) < 0 ? reason : before;
            }
        }
    }

    /** Counts the rejected rows and gives the number of the others. */
    int count(Rejections rejections) {
        if (clean) {
            return rows;
        }
        int kept = 0;
        for (int i = 0; i < rows; i++) {
            RejectReason reason = reasons[i];
            if (reason == null) {
                kept++;
            } else {
                rejections.count(reason);
            }
        }
        return kept;
    }

    /** Writes the numbers of the rows that are not rejected. */
    void numbers(int[] out) {
        int to = 0;
        for (int i = 0; i < rows; i++) {
            out[to] = i;
            to += good(i) ? 1 : 0;
        }
    }

    boolean good(int row) {
        return clean || reasons[row] == null;
    }

    void compact(long[] values) {
        int to = 0;
        for (int i = 0; i < rows; i++) {
            values[to] = values[i];
            to += good(i) ? 1 : 0;
        }
    }

    void compact(int[] values) {
        int to = 0;
        for (int i = 0; i < rows; i++) {
            values[to] = values[i];
            to += good(i) ? 1 : 0;
        }
    }
}
