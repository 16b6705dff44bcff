package floodmark.capture.parquet;

import floodmark.capture.RejectReason;
import java.util.Arrays;

/** Marks the rows of a batch that are rejected, and closes the gaps they leave. */
final class RowFilter {
    /** Above every reason: the row is good. */
    private static final byte GOOD = Byte.MAX_VALUE;

    private final byte[] reasons;
    private int rows;
    private boolean clean;

    RowFilter(int capacity) {
        reasons = new byte[capacity];
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
            Arrays.fill(reasons, 0, rows, GOOD);
            clean = false;
        }
        for (int i = 0; i < rows; i++) {
            if (values[i] <= ValueMapping.NULL) {
                RejectReason reason = values[i] == ValueMapping.NULL ? RejectReason.NULL_REQUIRED : bad;
                reasons[i] = (byte) Math.min(reasons[i], reason.ordinal());
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
            if (reasons[i] == GOOD) {
                kept++;
            } else {
                rejections.count(reasons[i]);
            }
        }
        return kept;
    }

    boolean good(int row) {
        return clean || reasons[row] == GOOD;
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
