package floodmark.app.export;

import floodmark.evidence.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A flood of one kind that the result establishes: nothing less may be exported as attack traffic.
 *
 * @param kind what it was made of
 * @param packetShares its part of the inbound packets of the trouble window, by service
 * @param byteShares its part of the inbound bytes, by service; empty where that was not measured
 * @param words what was seen, for people
 */
record Flood(FloodKind kind, Map<String, Double> packetShares, Map<String, Double> byteShares, String words) {

    /** Empty unless the result says that a flood was present and which packets were part of it. */
    static List<Flood> in(FinishedResult result) {
        if (result.verdict().attack().present() != Finding.SUPPORTED) {
            return List.of();
        }
        List<TableRow> rows = TableRow.of(result.evidence());
        List<Flood> floods = new ArrayList<>();
        for (FloodKind kind : FloodKind.values()) {
            Map<String, Double> packets = shares(rows, kind, "packet-share");
            if (!packets.isEmpty()) {
                floods.add(new Flood(kind, packets, shares(rows, kind, "byte-share"), words(rows, kind)));
            }
        }
        return floods;
    }

    /** Why there is none, where there is none. */
    static String missing(FinishedResult result) {
        Finding present = result.verdict().attack().present();
        return present == Finding.SUPPORTED
                ? "a flood is supported, but not of a kind whose packets can be told from others"
                : "that a flood was present is " + present.words();
    }

    private static boolean establishes(TableRow row, FloodKind kind, String metric) {
        return row.has("family", "makeup")
                && FloodKind.of(row.text("test")) == kind
                && row.has("metric", metric)
                && row.has("finding", Finding.SUPPORTED.text());
    }

    private static Map<String, Double> shares(List<TableRow> rows, FloodKind kind, String metric) {
        Map<String, Double> shares = new TreeMap<>();
        rows.stream()
                .filter(row -> establishes(row, kind, metric))
                .forEach(row -> shares.put(service(row), row.number("observed")));
        return shares;
    }

    private static String words(List<TableRow> rows, FloodKind kind) {
        return rows.stream()
                .filter(row -> establishes(row, kind, "packet-share"))
                .map(row -> Objects.requireNonNullElse(row.text("note"), ""))
                .findFirst()
                .orElse("");
    }

    private static String service(TableRow row) {
        return Objects.requireNonNullElse(row.text("service"), "");
    }

    /** Its part of what is counted, by service; empty where that is not known. */
    Map<String, Double> shares(SubjectTraffic.Quantity quantity) {
        return quantity == SubjectTraffic.Quantity.BITS ? byteShares : packetShares;
    }

    /** The smallest of its parts of the packets of a service, in [0, 1]. */
    double leastPacketShare() {
        return packetShares.values().stream()
                .mapToDouble(Double::doubleValue)
                .min()
                .orElse(0);
    }

    /** The sum of the shares of several floods, by service, in [0, 1]; empty if that of any is not known. */
    static Map<String, Double> together(List<Flood> floods, SubjectTraffic.Quantity quantity) {
        Map<String, Double> shares = new TreeMap<>();
        for (Flood flood : floods) {
            if (flood.shares(quantity).isEmpty()) {
                return Map.of();
            }
            flood.shares(quantity)
                    .forEach((service, share) -> shares.merge(service, share, (a, b) -> Math.min(1, a + b)));
        }
        return shares;
    }

    /** A change that the family {@code timeline} placed, in seconds since the epoch, or null. */
    static @Nullable Double changeAt(FinishedResult result, String test, boolean up) {
        return TableRow.of(result.evidence()).stream()
                .filter(row -> row.has("family", "timeline")
                        && row.has("test", test)
                        && row.has("finding", Finding.SUPPORTED.text())
                        && (row.number("effect") > 0) == up)
                .map(row -> row.number("observed"))
                .filter(Double::isFinite)
                .findFirst()
                .orElse(null);
    }
}
