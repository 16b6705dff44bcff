package floodmark.capture.counters;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import floodmark.capture.CaptureInput;
import floodmark.capture.CountRecord;
import floodmark.capture.ImportReport;
import floodmark.capture.RecordSink;
import floodmark.claim.Node;
import floodmark.model.Closest;
import floodmark.model.Times;
import floodmark.model.UserError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A table of counters (RFC 4180, with a header) on its way to counts. Streams, unless the mapping asks for sums. */
public final class CounterTable {
    private static final int LONGEST_FIELD = 1 << 20;

    /** Destinations for which repeated times are noticed: enough for any real table, and memory stays bounded. */
    private static final int MOST_WATCHED = 100_000;

    private static final Set<String> MISSING = Set.of("", "nan", "na", "n/a", "null", "none", "-");
    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9.]{1,40}(?:[eE][+-]?[0-9]{1,3})?");
    private static final Pattern WHOLE = Pattern.compile("[0-9]{1,20}(?:\\.0*)?");

    private final CounterMapping mapping;
    private final CaptureInput in;
    private final ImportReport report;
    private final CountCells cells;
    private final CounterReadings readings;
    private final Map<String, Integer> header = new LinkedHashMap<>();
    private final Map<String, Long> lastTimes = new HashMap<>();

    public CounterTable(CounterMapping mapping, CaptureInput in, ImportReport report) {
        this.mapping = mapping;
        this.in = in;
        this.report = report;
        this.cells = new CountCells(mapping, report);
        this.readings = new CounterReadings(mapping, report, cells);
    }

    /**
     * Reads to the end and hands on the counts.
     *
     * @throws UserError if the table lacks a column, its first time is not of the format, or it is no such table
     */
    public void read(RecordSink<CountRecord> sink) throws IOException {
        CsvRecord row = null;
        try (CsvReader<CsvRecord> rows = CsvReader.builder()
                .fieldSeparator(mapping.delimiter())
                .detectBomHeader(true)
                .allowMissingFields(true)
                .allowExtraFields(true)
                .maxBufferSize(LONGEST_FIELD)
                .ofCsvRecord(in, StandardCharsets.UTF_8)) {
            for (CsvRecord next : rows) {
                if (header.isEmpty()) {
                    readHeader(next);
                    continue;
                }
                if (row != null) {
                    take(row, sink);
                }
                row = next;
            }
        } catch (CsvParseException e) {
            throw UserError.of(
                    in.name(),
                    "is no table that can be read",
                    String.valueOf(e.getMessage()),
                    "CSV as in RFC 4180",
                    "Check the delimiter of the mapping and the quotes of the table");
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        if (!in.damage().isEmpty()) {
            // The last row may be a part of a row.
            report.skip("cut-file", in.damage());
        } else if (row != null) {
            take(row, sink);
        }
        cells.finish(sink);
    }

    private void readHeader(CsvRecord row) {
        for (int i = 0; i < row.getFieldCount(); i++) {
            header.putIfAbsent(row.getField(i).strip(), i);
        }
        require(mapping.timeColumn(), mapping.timeColumn().text());
        mapping.metrics()
                .forEach(metric -> require(metric.column(), metric.column().text()));
        mapping.filters()
                .forEach(filter -> require(filter.column(), filter.column().text()));
        mapping.destination().columns().forEach(column -> require(mapping.destinationNode(), column));
    }

    private void require(Node where, String column) {
        if (!header.containsKey(column)) {
            String close = Closest.to(column, header.keySet());
            throw where.error(
                    "names a column that " + in.name() + " does not have",
                    column,
                    "one of " + UserError.printable(String.join(", ", header.keySet())),
                    close == null ? "Correct the column or the delimiter" : "Perhaps " + close + " is meant");
        }
    }

    private void take(CsvRecord row, RecordSink<CountRecord> sink) throws IOException {
        report.frame();
        for (CounterMapping.Filter filter : mapping.filters()) {
            if (!filter.values().contains(field(row, filter.column().text()))) {
                report.skip("filtered");
                return;
            }
        }
        Long time = timeOf(row);
        if (time == null) {
            report.skip("time-unreadable");
            return;
        }
        String destination = mapping.destination().fill(column -> field(row, column));
        if (destination.isEmpty()) {
            report.skip("destination-empty");
            return;
        }
        Long before = lastTimes.get(destination);
        if (before != null || lastTimes.size() < MOST_WATCHED) {
            lastTimes.put(destination, time);
        }
        if (before != null && before.equals(time) && !mapping.sum() && !mapping.binned()) {
            report.find("time-repeated");
        }
        List<Metric> metrics = mapping.metrics();
        for (int i = 0; i < metrics.size(); i++) {
            take(row, time, destination, i, sink);
        }
    }

    private void take(CsvRecord row, long time, String destination, int index, RecordSink<CountRecord> sink)
            throws IOException {
        Metric metric = mapping.metrics().get(index);
        String text = field(row, metric.column().text());
        if (MISSING.contains(text.toLowerCase(Locale.ROOT))) {
            report.skip("value-missing");
            return;
        }
        if (metric.reading() == Metric.Reading.CUMULATIVE) {
            Long reading = unsigned(text);
            if (reading == null) {
                report.skip("value-not-a-whole-number");
            } else {
                readings.add(time, destination, index, reading);
            }
            return;
        }
        double value = NUMBER.matcher(text).matches() ? number(text) * metric.scale() : Double.NaN;
        if (!Double.isFinite(value)) {
            report.skip("value-not-a-number");
        } else if (value < 0) {
            report.skip("value-negative");
        } else if (metric.reading() == Metric.Reading.RATE || mapping.binned()) {
            long bin = mapping.binSeconds() * Times.SECOND;
            cells.add(Math.floorDiv(time, bin) * bin, destination, index, value, mapping.seconds() * Times.SECOND);
        } else if (mapping.sum()) {
            cells.add(time, destination, index, value, mapping.seconds() * Times.SECOND);
        } else {
            report.record();
            report.time(time);
            sink.accept(new CountRecord(
                    time, mapping.seconds(), destination, metric.metric(), metric.direction(), value + 0.0));
        }
    }

    private @Nullable Long timeOf(CsvRecord row) {
        String text = field(row, mapping.timeColumn().text());
        try {
            return mapping.timeFormat().nanos(text);
        } catch (DateTimeException e) {
            if (report.frames() > 1) {
                return null;
            }
            // Not even the first row: the mapping is wrong, not the row.
            boolean noZone = TimeFormat.NO_ZONE.equals(e.getMessage());
            throw UserError.of(
                    in.name() + ":" + row.getStartingLineNumber(),
                    noZone
                            ? "the time has no offset from UTC"
                            : "the time is not of the format that the mapping states",
                    text,
                    noZone
                            ? "one, or a zone in the mapping"
                            : mapping.timeFormat().name(),
                    noZone
                            ? "Add zone to time at " + mapping.timeColumn().place()
                            : "Correct format at " + mapping.timeColumn().place());
        }
    }

    private String field(CsvRecord row, String column) {
        Integer index = header.get(column);
        return index == null || index >= row.getFieldCount()
                ? ""
                : row.getField(index).strip();
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    /** A whole number of up to 64 bits, null if it is none. */
    private static @Nullable Long unsigned(String text) {
        if (!WHOLE.matcher(text).matches()) {
            return null;
        }
        int dot = text.indexOf('.');
        try {
            return Long.parseUnsignedLong(dot < 0 ? text : text.substring(0, dot));
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
