package floodmark.capture.counters;

import floodmark.capture.CountRecord;
import floodmark.capture.ImportReport;
import floodmark.capture.RecordSink;
import floodmark.model.Times;
import floodmark.model.UserError;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;

/** Adds up what falls into the same interval, destination and column; bounded. */
final class CountCells {
    /** Cells that are held; some 150 bytes each. */
    static final int MOST = 2_000_000;

    /**
     * @param metric index of the metric in the mapping
     */
    private record Key(long startNanos, String destination, int metric) {}

    private static final class Cell {
        private double sum;
        private long readings;
        private long coveredNanos;
    }

    private final CounterMapping mapping;
    private final ImportReport report;
    private final Map<Key, Cell> cells = new HashMap<>();

    CountCells(CounterMapping mapping, ImportReport report) {
        this.mapping = mapping;
        this.report = report;
    }

    /**
     * Adds a value to an interval.
     *
     * @param coveredNanos how much of the interval the value is about
     */
    void add(long startNanos, String destination, int metric, double value, long coveredNanos) {
        Key key = new Key(startNanos, destination, metric);
        Cell cell = cells.get(key);
        if (cell == null) {
            if (cells.size() == MOST) {
                throw UserError.of(
                        report.input(),
                        "has too many intervals and destinations to add up",
                        "more than " + MOST,
                        "at most " + MOST,
                        "Import it in parts, or choose a longer bin or fewer destinations");
            }
            cell = new Cell();
            cells.put(key, cell);
        }
        cell.sum += value;
        cell.readings++;
        cell.coveredNanos += coveredNanos;
    }

    /** Hands on the sums, sorted. */
    void finish(RecordSink<CountRecord> sink) throws IOException {
        Key[] keys = cells.keySet().toArray(Key[]::new);
        Arrays.sort(
                keys,
                Comparator.comparingLong(Key::startNanos)
                        .thenComparing(Key::destination)
                        .thenComparing(key -> metric(key).metric())
                        .thenComparing(key -> metric(key).direction())
                        .thenComparing(Key::metric));
        CountRecord pending = null;
        for (Key key : keys) {
            Metric metric = metric(key);
            Cell cell = cells.get(key);
            if (cell == null || !isCovered(metric, cell)) {
                continue;
            }
            double value = metric.reading() == Metric.Reading.RATE
                    ? cell.sum / cell.readings * mapping.binSeconds()
                    : cell.sum;
            boolean same = pending != null
                    && pending.startNanos() == key.startNanos
                    && pending.destination().equals(key.destination)
                    && pending.metric().equals(metric.metric())
                    && pending.direction() == metric.direction();
            if (pending != null && !same) {
                emit(pending, sink);
            }
            double before = same && pending != null ? pending.value() : 0;
            pending = new CountRecord(
                    key.startNanos,
                    mapping.binSeconds(),
                    key.destination,
                    metric.metric(),
                    metric.direction(),
                    before + value);
        }
        if (pending != null) {
            emit(pending, sink);
        }
    }

    private Metric metric(Key key) {
        return mapping.metrics().get(key.metric);
    }

    private boolean isCovered(Metric metric, Cell cell) {
        if (metric.reading() == Metric.Reading.RATE || cell.coveredNanos >= mapping.binSeconds() * Times.SECOND) {
            return true;
        }
        if (metric.reading() == Metric.Reading.CUMULATIVE) {
            // The edges of the readings: what was counted in the rest of the interval is not known.
            report.skip("interval-not-covered");
            return false;
        }
        report.find("interval-partly-covered");
        return true;
    }

    private void emit(CountRecord count, RecordSink<CountRecord> sink) throws IOException {
        report.record();
        report.time(count.startNanos());
        sink.accept(count);
    }
}
