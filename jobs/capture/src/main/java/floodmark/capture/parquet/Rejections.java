package floodmark.capture.parquet;

import floodmark.capture.RejectReason;
import java.util.LinkedHashMap;
import java.util.Map;

/** Counts rejected rows by reason. */
final class Rejections {
    private static final RejectReason[] REASONS = RejectReason.values();

    private final long[] rows = new long[REASONS.length];

    void count(int reason) {
        rows[reason]++;
    }

    /** Reason id to rows, in order of the reasons; reasons without rows are left out. */
    Map<String, Long> byReason() {
        Map<String, Long> counted = new LinkedHashMap<>();
        for (RejectReason reason : REASONS) {
            if (rows[reason.ordinal()] > 0) {
                counted.put(reason.id(), rows[reason.ordinal()]);
            }
        }
        return counted;
    }
}
