package floodmark.capture.parquet;

import floodmark.capture.RejectReason;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Counts rejected rows by reason. */
final class Rejections {
    private final Map<RejectReason, Long> rows = new EnumMap<>(RejectReason.class);

    void count(RejectReason reason) {
        rows.merge(reason, 1L, Long::sum);
    }

    /** Reason id to rows, in order of the reasons; reasons without rows are left out. */
    Map<String, Long> byReason() {
        Map<String, Long> counted = new LinkedHashMap<>();
        rows.forEach((reason, count) -> counted.put(reason.id(), count));
        return counted;
    }
}
