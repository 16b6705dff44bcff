package floodmark.pipeline;

import floodmark.model.CountSeries;
import floodmark.model.DestinationSeries;
import floodmark.model.Profile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Results as text: to compare with SQL, and runs with one another to the bit. */
final class Results {
    private Results() {}

    static List<String> rows(List<DestinationSeries> all) {
        List<String> rows = new ArrayList<>();
        for (DestinationSeries s : all) {
            for (int i = 0; i < s.size(); i++) {
                rows.add(String.join(
                        "|",
                        s.destination(),
                        s.service(),
                        "" + s.bin()[i],
                        "" + s.bytes()[i],
                        "" + s.packets()[i],
                        "" + s.flows()[i],
                        "" + s.synPackets()[i],
                        "" + s.sources()[i],
                        "" + s.bytesOut()[i],
                        "" + s.packetsOut()[i],
                        "" + s.flowsOut()[i]));
            }
        }
        return rows;
    }

    /** Everything, with arrays spelled out and doubles to the bit. */
    static List<String> all(ScreeningResult result) {
        List<String> lines = new ArrayList<>();
        for (DestinationScreen screen : result.destinations()) {
            lines.add(screen.toString());
        }
        // Destinations have an order, pools have none.
        result.pools().entrySet().stream()
                .map(pool ->
                        pool.getKey() + " " + Arrays.hashCode(pool.getValue().toArray()))
                .sorted()
                .forEach(lines::add);
        lines.addAll(rows(List.of(result.total())));
        result.ledger().forEach(entry -> lines.add(entry.toString()));
        return lines;
    }

    static List<String> all(DetailResult result) {
        List<String> lines = rows(result.series());
        for (DestinationSeries series : result.series()) {
            lines.add(Arrays.toString(series.sourcesExact()));
        }
        for (Profile p : result.profiles()) {
            lines.add(String.join(
                    "|",
                    p.service(),
                    "" + p.phase(),
                    "" + p.seconds(),
                    "" + p.flows(),
                    "" + p.packets(),
                    "" + p.bytes(),
                    "" + p.sampledPackets(),
                    "" + p.sampledByteSquares(),
                    p.samplingRateMin() + ".." + p.samplingRateMax(),
                    "" + p.synPackets(),
                    "" + p.bogonPackets(),
                    "" + p.answeredFlows(),
                    "" + p.protocols(),
                    "" + p.sourcePorts(),
                    "" + p.destinationPorts(),
                    "" + p.tcpFlags(),
                    Arrays.toString(p.packetSizes()),
                    sample(p.senders()),
                    sample(p.networks()),
                    p.flowsOut() + " " + p.packetsOut() + " " + p.bytesOut()));
        }
        for (CountSeries c : result.counts()) {
            lines.add(c.destination() + "|" + c.metric() + "|" + c.direction() + Arrays.toString(c.startNanos())
                    + Arrays.toString(c.seconds()) + Arrays.toString(c.value()));
        }
        lines.add(result.sendersToSubject().toString());
        lines.add(result.top().toString());
        result.ledger().forEach(entry -> lines.add(entry.toString()));
        return lines;
    }

    private static String sample(Profile.SenderSample s) {
        return s.distinct() + " " + s.exact() + Arrays.toString(s.hash()) + Arrays.toString(s.low())
                + Arrays.toString(s.flows()) + Arrays.toString(s.packets()) + Arrays.toString(s.bytes());
    }
}
