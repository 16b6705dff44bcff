package floodmark.app.assess;

import floodmark.evidence.Metrics;
import floodmark.evidence.Schemas;
import floodmark.model.CountSeries;
import floodmark.model.DestinationSeries;
import floodmark.model.Table;
import floodmark.model.Times;
import org.jspecify.annotations.Nullable;

/** Fills the {@code series} table. */
final class SeriesTable {
    private final Table table = new Table(Schemas.SERIES);

    Table table() {
        return table;
    }

    void add(DestinationSeries s, String group) {
        double seconds = s.binNanos() / (double) Times.SECOND;
        for (int i = 0; i < s.size(); i++) {
            table.add(
                    s.destination(),
                    emptyToNull(s.service()),
                    group,
                    s.bin()[i] * s.binNanos(),
                    seconds,
                    s.bytes()[i],
                    s.packets()[i],
                    s.flows()[i],
                    s.synPackets()[i],
                    s.sources()[i],
                    s.sourcesExact()[i],
                    s.bytesOut()[i],
                    s.packetsOut()[i],
                    s.flowsOut()[i],
                    null,
                    null,
                    null);
        }
    }

    /** A count also fills the column of its own metric, where it is a whole number of what that column holds. */
    void add(CountSeries s, @Nullable String service, String group) {
        boolean out = s.direction() < 0;
        for (int i = 0; i < s.size(); i++) {
            Long whole = s.value()[i] == Math.rint(s.value()[i]) && Math.abs(s.value()[i]) < 1L << 53
                    ? (Long) (long) s.value()[i]
                    : null;
            String column = Metrics.name(s.metric(), 0);
            table.add(
                    s.destination(),
                    service,
                    group,
                    s.startNanos()[i],
                    (double) s.seconds()[i],
                    column.equals("bps") && !out ? whole : null,
                    column.equals("pps") && !out ? whole : null,
                    column.equals("flows") && !out ? whole : null,
                    null,
                    column.equals("sources") && !out ? whole : null,
                    null,
                    column.equals("bps") && out ? whole : null,
                    column.equals("pps") && out ? whole : null,
                    column.equals("flows") && out ? whole : null,
                    s.metric(),
                    s.direction(),
                    s.value()[i]);
        }
    }

    private static @Nullable String emptyToNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
