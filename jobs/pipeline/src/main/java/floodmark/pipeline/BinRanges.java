package floodmark.pipeline;

import floodmark.model.Window;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/** The bins of some windows, a bin belonging to a window if its midpoint does; each bin once, however windows overlap. */
final class BinRanges implements Serializable {
    private static final long serialVersionUID = 1L;

    private final long[] from;
    private final long[] to;

    private BinRanges(long[] from, long[] to) {
        this.from = from;
        this.to = to;
    }

    /** The bins of the windows between first and last bin, both included. */
    static BinRanges of(List<Window> windows, long binNanos, long firstBin, long lastBin) {
        List<long[]> ranges = new ArrayList<>();
        for (Window window : windows.stream().sorted().toList()) {
            long start = Math.max(firstBin, firstWithMidpoint(window.startNanos(), binNanos));
            long end = Math.min(lastBin + 1, firstWithMidpoint(window.endNanos(), binNanos));
            if (start >= end) {
                continue;
            }
            long[] last = ranges.isEmpty() ? null : ranges.get(ranges.size() - 1);
            if (last != null && start <= last[1]) {
                last[1] = Math.max(last[1], end);
            } else {
                ranges.add(new long[] {start, end});
            }
        }
        return new BinRanges(
                ranges.stream().mapToLong(r -> r[0]).toArray(),
                ranges.stream().mapToLong(r -> r[1]).toArray());
    }

    /** The first bin whose midpoint is not before that time. */
    private static long firstWithMidpoint(long nanos, long binNanos) {
        return -Math.floorDiv(-(nanos - binNanos / 2), binNanos);
    }

    boolean contains(long bin) {
        for (int i = 0; i < from.length; i++) {
            if (bin >= from[i] && bin < to[i]) {
                return true;
            }
        }
        return false;
    }

    long count() {
        long count = 0;
        for (int i = 0; i < from.length; i++) {
            count += to[i] - from[i];
        }
        return count;
    }
}
