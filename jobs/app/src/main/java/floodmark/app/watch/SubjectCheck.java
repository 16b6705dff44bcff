package floodmark.app.watch;

import floodmark.model.DestinationSeries;
import floodmark.model.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Holds what the stream summed against what the assessment of the same files found, for the subject, to the unit. A difference is a bug
 * of this program: one of the two lost a row or counted it twice.
 */
final class SubjectCheck {
    private static final List<String> COLUMNS =
            List.of("bytes", "packets", "flows", "syn_packets", "bytes_out", "packets_out", "flows_out");

    private SubjectCheck() {}

    /** @throws IllegalStateException if a bin differs */
    static void check(List<DestinationSeries> streamed, Table series) {
        Map<String, List<Long>> expected = new TreeMap<>();
        for (DestinationSeries s : streamed) {
            for (int i = 0; i < s.size(); i++) {
                expected.put(
                        s.destination() + ' ' + s.service() + ' ' + s.bin()[i] * s.binNanos(),
                        List.of(
                                s.bytes()[i],
                                s.packets()[i],
                                s.flows()[i],
                                s.synPackets()[i],
                                s.bytesOut()[i],
                                s.packetsOut()[i],
                                s.flowsOut()[i]));
            }
        }
        Map<String, List<Long>> found = new TreeMap<>();
        for (@Nullable Object[] row : series.sortedRows()) {
            if ("subject".equals(cell(series, row, "group"))) {
                Object service = cell(series, row, "service");
                List<Long> values = new ArrayList<>();
                COLUMNS.forEach(
                        column -> values.add(cell(series, row, column) instanceof Long v ? v : Long.valueOf(-1)));
                found.put(
                        cell(series, row, "destination") + " " + (service == null ? "" : service) + ' '
                                + cell(series, row, "bin_start"),
                        values);
            }
        }
        if (!expected.equals(found)) {
            throw new IllegalStateException(
                    "the stream and the assessment of its files differ: " + difference(expected, found));
        }
    }

    private static @Nullable Object cell(Table table, @Nullable Object[] row, String column) {
        return row[table.schema().index(column)];
    }

    private static String difference(Map<String, List<Long>> streamed, Map<String, List<Long>> assessed) {
        for (Map.Entry<String, List<Long>> entry : streamed.entrySet()) {
            List<Long> other = assessed.get(entry.getKey());
            if (!entry.getValue().equals(other)) {
                return entry.getKey() + ": " + entry.getValue() + " streamed, " + other + " assessed";
            }
        }
        return streamed.size() + " bins streamed, " + assessed.size() + " assessed";
    }
}
