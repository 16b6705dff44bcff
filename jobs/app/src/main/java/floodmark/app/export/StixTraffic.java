package floodmark.app.export;

import floodmark.app.output.Json;
import floodmark.claim.Vantage;
import floodmark.model.Address;
import floodmark.model.Prefix;
import floodmark.model.Times;
import floodmark.model.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What reached the subject's addresses in the trouble window, as observed data. */
final class StixTraffic {
    private static final Map<Integer, String> PROTOCOLS =
            Map.of(1, "icmp", 6, "tcp", 17, "udp", 47, "gre", 58, "ipv6-icmp");

    /** Sums over the bins of the trouble window. */
    private static final class Sums {
        long bytes;
        long packets;
        long bytesOut;
        long packetsOut;
        long first = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;

        void add(TableRow row) {
            bytes += row.whole("bytes");
            packets += row.whole("packets");
            bytesOut += row.whole("bytes_out");
            packetsOut += row.whole("packets_out");
            long start = row.whole("bin_start");
            first = Math.min(first, start);
            last = Math.max(last, start + Math.round(row.number("bin_seconds") * Times.SECOND));
        }
    }

    private final StixObjects objects;
    private final List<TableRow> rows;
    private final boolean seesOut;

    private StixTraffic(StixObjects objects, List<TableRow> rows, boolean seesOut) {
        this.objects = objects;
        this.rows = rows;
        this.seesOut = seesOut;
    }

    /** Adds an object of observed data for each declared destination that traffic reached; returns the ids. */
    static List<String> add(StixObjects objects, FinishedResult result, String creator) {
        Window trouble = result.theCase().trouble();
        List<TableRow> rows = TableRow.of(result.series()).stream()
                .filter(row -> row.has("group", "subject") && row.text("metric") == null)
                .filter(row -> trouble.containsBin(
                        row.whole("bin_start"), Math.round(row.number("bin_seconds") * Times.SECOND)))
                .toList();
        StixTraffic traffic = new StixTraffic(
                objects,
                rows,
                result.theCase().captures().stream()
                        .anyMatch(capture -> capture.vantage().sees() == Vantage.Sees.BOTH));
        List<String> ids = new ArrayList<>();
        for (SubjectPart part : SubjectPart.of(result.theCase().subject())) {
            for (Prefix prefix : part.prefixes()) {
                String id = traffic.observed(part, prefix, creator);
                if (id != null) {
                    ids.add(id);
                }
            }
        }
        return ids;
    }

    private @Nullable String observed(SubjectPart part, Prefix prefix, String creator) {
        Sums sums = new Sums();
        rows.stream()
                .filter(row -> part.service().equals(Objects.requireNonNullElse(row.text("service"), ""))
                        && holds(prefix, row.text("destination")))
                .forEach(sums::add);
        if (sums.last < sums.first) {
            return null;
        }
        String address = SubjectPart.text(prefix);
        String family = prefix.base().isIpv4() ? "ipv4" : "ipv6";
        String destination = objects.observable(
                family + "-addr", "{\"value\":\"" + address + "\"}", json -> json.put("value", address));
        Integer protocol = only(part.protocols());
        List<String> protocols = new ArrayList<>(List.of(family));
        if (protocol != null && PROTOCOLS.containsKey(protocol)) {
            protocols.add(Objects.requireNonNull(PROTOCOLS.get(protocol)));
        }
        Integer port = only(part.ports());
        String start = StixObjects.time(Times.instant(sums.first));
        String end = StixObjects.time(Times.instant(sums.last));
        String content = "{" + (port == null ? "" : "\"dst_port\":" + port + ",") + "\"dst_ref\":\"" + destination
                + "\",\"end\":\"" + end + "\",\"protocols\":[\"" + String.join("\",\"", protocols) + "\"],\"start\":\""
                + start + "\"}";
        Consumer<Json> members = json -> {
            json.put("start", start).put("end", end).put("dst_ref", destination);
            if (port != null) {
                json.put("dst_port", port);
            }
            json.put("protocols", protocols).put("src_byte_count", sums.bytes).put("src_packets", sums.packets);
            if (seesOut) {
                json.put("dst_byte_count", sums.bytesOut).put("dst_packets", sums.packetsOut);
            }
        };
        String traffic = objects.observable("network-traffic", content, members);
        return objects.add(
                "observed-data",
                "traffic " + part.service() + " " + address,
                creator,
                json -> json.put("first_observed", start)
                        .put("last_observed", end)
                        .put("number_observed", 1L)
                        .put("object_refs", List.of(traffic, destination)));
    }

    private static boolean holds(Prefix prefix, @Nullable String destination) {
        Address address = destination == null ? null : Address.parse(destination);
        return address != null && prefix.contains(address);
    }

    private static @Nullable Integer only(List<Integer> values) {
        return values.size() == 1 ? values.get(0) : null;
    }
}
