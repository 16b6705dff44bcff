package floodmark.capture.counters;

import floodmark.capture.ImportReport;
import floodmark.model.Spread;
import floodmark.model.Times;
import floodmark.model.UserError;
import java.util.HashMap;
import java.util.Map;

/**
 * Makes counts of the readings of a counter that only grows: the difference of two readings, spread in whole numbers over the
 * intervals between them. Differences over a reset, a wrap or a gap are left out, since nobody knows what was counted.
 */
final class CounterReadings {
    /** Readings further apart than so many intervals of the table are a gap. */
    private static final int LONGEST_GAP = 5;

    private record Counter(String destination, int metric) {}

    private record Reading(long timeNanos, long value) {}

    private final CounterMapping mapping;
    private final ImportReport report;
    private final CountCells cells;
    private final Map<Counter, Reading> last = new HashMap<>();

    CounterReadings(CounterMapping mapping, ImportReport report, CountCells cells) {
        this.mapping = mapping;
        this.report = report;
        this.cells = cells;
    }

    /** @param value unsigned */
    void add(long timeNanos, String destination, int metric, long value) {
        Counter counter = new Counter(destination, metric);
        Reading before = last.get(counter);
        if (before != null && timeNanos <= before.timeNanos) {
            report.skip("reading-not-later");
            return;
        }
        if (before == null && last.size() == CountCells.MOST) {
            throw UserError.of(
                    report.input(),
                    "has too many counters",
                    "more than " + CountCells.MOST,
                    "at most " + CountCells.MOST,
                    "Check the destination of the mapping, or import fewer at a time with a filter");
        }
        last.put(counter, new Reading(timeNanos, value));
        if (before == null) {
            return;
        }
        long counted = value - before.value;
        if (Long.compareUnsigned(value, before.value) < 0 || counted < 0) {
            report.skip("counter-reset");
        } else if (timeNanos - before.timeNanos > LONGEST_GAP * Times.SECOND * mapping.seconds()) {
            report.skip("counter-gap");
        } else {
            spread(before.timeNanos, timeNanos, counter, counted);
        }
    }

    private void spread(long from, long to, Counter counter, long counted) {
        double scale = mapping.metrics().get(counter.metric).scale();
        long bin = mapping.binSeconds() * Times.SECOND;
        long duration = to - from;
        long start = Math.floorDiv(from, bin) * bin;
        long done = 0;
        while (start < to) {
            long upTo = Spread.before(counted, start + bin - from, duration);
            long covered = Math.min(start + bin, to) - Math.max(start, from);
            cells.add(start, counter.destination, counter.metric, (upTo - done) * scale, covered);
            done = upTo;
            start += bin;
        }
    }
}
