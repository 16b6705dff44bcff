package floodmark.app.export;

import floodmark.app.output.Json;
import floodmark.claim.CaseFile;
import floodmark.evidence.Windows;
import floodmark.model.UserError;
import floodmark.model.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * DOTS telemetry, RFC 9244, as JSON by RFC 7951: a message {@code telemetry-setup} with what is usual, and a message
 * {@code telemetry} with what came in the trouble window. Attack traffic is stated only where the result establishes a flood and
 * tells its packets from others. Values are whole numbers in bit/s and packet/s, not rounded to larger units.
 */
final class DotsExporter implements Exporter {
    /** From this part of the packets on, the senders of a window are taken for the flood's. */
    private static final double NEARLY_ALL = 0.9;

    private static final Map<Long, String> SAMPLES = Map.of(
            1L, "second",
            5L, "5-seconds",
            30L, "30-seconds",
            60L, "minute",
            300L, "5-minutes",
            600L, "10-minutes",
            1800L, "30-minutes",
            3600L, "hour");

    @Override
    public String id() {
        return "dots";
    }

    @Override
    public String title() {
        return "DOTS telemetry: what is usual and what came, as messages of a DOTS client";
    }

    @Override
    public String reference() {
        return "RFC 9244";
    }

    @Override
    public boolean single() {
        return false;
    }

    @Override
    public Export export(FinishedResult result, Options options) {
        CaseFile theCase = result.theCase();
        SubjectTraffic traffic = traffic(result);
        if (!traffic.has(SubjectTraffic.Quantity.BITS) && !traffic.has(SubjectTraffic.Quantity.PACKETS)) {
            throw UserError.of(
                    result.directory().toString(),
                    "holds nothing that DOTS telemetry can state",
                    metrics(result),
                    "flows, or counts of bytes or packets that arrived",
                    "Export it with --to stix, --to misp or --to csv");
        }
        List<Flood> floods = Flood.in(result);
        List<String> notes = new ArrayList<>();
        byte[] setup = Json.object(json -> json.object(
                "ietf-dots-telemetry:telemetry-setup",
                body -> body.objects(
                        "telemetry", setup(theCase, traffic, notes), (entry, write) -> write.accept(entry))));
        byte[] telemetry = Json.object(json -> json.object(
                "ietf-dots-telemetry:telemetry",
                body -> body.objects(
                        "pre-or-ongoing-mitigation",
                        List.of(theCase),
                        (entry, c) -> telemetry(entry, result, traffic, floods, options))));
        notes.add(
                floods.isEmpty()
                        ? "no attack traffic is stated: " + Flood.missing(result)
                        : "attack traffic is the flood's share of the whole window, applied to every bin");
        return new Export(
                List.of(ExportFile.of("telemetry-setup.json", setup), ExportFile.of("telemetry.json", telemetry)),
                notes);
    }

    private static String metrics(FinishedResult result) {
        String metrics = TableRow.of(result.series()).stream()
                .filter(row -> row.has("group", "subject"))
                .map(row -> row.text("metric"))
                .filter(Objects::nonNull)
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
        return metrics.isEmpty() ? "no traffic of the subject" : "counts of " + metrics;
    }

    /** The subject's traffic; the trouble window counts as covered if the evidence says so. */
    static SubjectTraffic traffic(FinishedResult result) {
        boolean covered = TableRow.of(result.evidence()).stream()
                .anyMatch(row ->
                        row.has("family", "telemetry") && row.has("test", "coverage") && row.number("observed") >= 1);
        List<Window> throughout = covered ? List.of(result.theCase().trouble()) : List.of();
        return SubjectTraffic.of(TableRow.of(result.series()), throughout);
    }

    /** One entry each, since RFC 9244 lets an entry be about the configuration, the pipe or the baseline. */
    private static List<Consumer<Json>> setup(CaseFile theCase, SubjectTraffic traffic, List<String> notes) {
        List<Consumer<Json>> entries = new ArrayList<>();
        entries.add(json -> json.object("current-config", config -> config(config, traffic)));
        if (theCase.subject().capacityBps() != null
                || !theCase.subject().links().isEmpty()) {
            entries.add(json -> DotsTarget.pipes(json, theCase.subject()));
        }
        Map<String, double[]> usual = new TreeMap<>();
        for (SubjectTraffic.Quantity quantity : SubjectTraffic.Quantity.values()) {
            Window span = traffic.span(quantity);
            for (Window window : span == null ? List.<Window>of() : Windows.baseline(theCase, span)) {
                double[] rates = traffic.rates(quantity, window, everything(traffic));
                if (traffic.has(quantity) && rates.length > 0) {
                    usual.put(quantity.unit(), rates);
                }
            }
        }
        if (usual.isEmpty()) {
            notes.add("no baseline is stated: the captures hold none");
        } else {
            entries.add(json -> json.objects("baseline", List.of(1L), (baseline, id) -> {
                baseline.put("id", id);
                DotsTarget.members(baseline, theCase.subject(), whole(traffic));
                traffic(baseline, "total-traffic-normal", usual);
            }));
        }
        return entries;
    }

    private static void config(Json json, SubjectTraffic traffic) {
        double seconds = traffic.binSeconds(SubjectTraffic.Quantity.BITS);
        String sample = SAMPLES.get(seconds == Math.rint(seconds) ? (long) seconds : -1L);
        if (sample != null) {
            json.put("measurement-sample", sample);
        }
        json.put("low-percentile", "10.00").put("mid-percentile", "50.00").put("high-percentile", "90.00");
        json.objects(
                "unit-config",
                List.of(SubjectTraffic.Quantity.values()),
                (unit, quantity) -> unit.put("unit", quantity.unit()).put("unit-status", traffic.has(quantity)));
    }

    private static void telemetry(
            Json json, FinishedResult result, SubjectTraffic traffic, List<Flood> floods, Options options) {
        Window trouble = result.theCase().trouble();
        json.object(
                "target", target -> DotsTarget.members(target, result.theCase().subject(), whole(traffic)));
        Map<String, double[]> total = new TreeMap<>();
        Map<String, double[]> attack = new TreeMap<>();
        for (SubjectTraffic.Quantity quantity : SubjectTraffic.Quantity.values()) {
            if (traffic.has(quantity)) {
                total.put(quantity.unit(), traffic.rates(quantity, trouble, everything(traffic)));
                Map<String, Double> shares = Flood.together(floods, quantity);
                if (!shares.isEmpty()) {
                    attack.put(quantity.unit(), traffic.rates(quantity, trouble, shares));
                }
            }
        }
        traffic(json, "total-traffic", total);
        traffic(json, "total-attack-traffic", attack);
        byProtocol(json, traffic, trouble, floods);
        if (!floods.isEmpty()) {
            json.objects(
                    "attack-detail",
                    floods,
                    (detail, flood) -> attack(detail, flood, result, traffic.senders(trouble), options));
        }
    }

    private static void attack(Json json, Flood flood, FinishedResult result, double[] senders, Options options) {
        json.put("vendor-id", options.vendorId())
                .put("attack-id", flood.kind().attackId())
                .put("description-lang", "en-GB")
                .put("attack-description", flood.words())
                .put("attack-severity", "unknown");
        time(json, "start-time", Flood.changeAt(result, "onset", true));
        time(json, "end-time", Flood.changeAt(result, "recovery", false));
        if (senders.length > 0 && flood.leastPacketShare() >= NEARLY_ALL) {
            json.object("source-count", count -> percentiles(count, senders));
        }
    }

    private static void time(Json json, String name, @Nullable Double seconds) {
        if (seconds != null) {
            // RFC 7951: 64-bit numbers are strings, since JSON's are not exact.
            json.put(name, Long.toString(Math.round(seconds)));
        }
    }

    /** True if traffic reached the subject besides its services. */
    private static boolean whole(SubjectTraffic traffic) {
        return traffic.services().contains("");
    }

    private static Map<String, Double> everything(SubjectTraffic traffic) {
        Map<String, Double> all = new TreeMap<>();
        traffic.services().forEach(service -> all.put(service, 1.0));
        return all;
    }

    /** Rates by unit; those without a covered bin are left out. */
    private static void traffic(Json json, String name, Map<String, double[]> rates) {
        rates.values().removeIf(ascending -> ascending.length == 0);
        if (!rates.isEmpty()) {
            json.objects(name, List.copyOf(rates.entrySet()), (entry, rate) -> {
                entry.put("unit", rate.getKey());
                percentiles(entry, rate.getValue());
            });
        }
    }

    /** The floods whose protocol is known, by protocol. */
    private static void byProtocol(Json json, SubjectTraffic traffic, Window trouble, List<Flood> floods) {
        Map<Integer, List<Flood>> known = new TreeMap<>();
        for (Flood flood : floods) {
            Integer protocol = flood.kind().protocol();
            if (protocol != null) {
                known.computeIfAbsent(protocol, p -> new ArrayList<>()).add(flood);
            }
        }
        List<Consumer<Json>> entries = new ArrayList<>();
        known.forEach((protocol, of) -> {
            for (SubjectTraffic.Quantity quantity : SubjectTraffic.Quantity.values()) {
                Map<String, Double> shares = Flood.together(of, quantity);
                double[] rates = traffic.rates(quantity, trouble, shares);
                if (!shares.isEmpty() && rates.length > 0) {
                    entries.add(entry -> {
                        entry.put("unit", quantity.unit()).put("protocol", protocol.longValue());
                        percentiles(entry, rates);
                    });
                }
            }
        });
        if (!entries.isEmpty()) {
            json.objects("total-attack-traffic-protocol", entries, (entry, write) -> write.accept(entry));
        }
    }

    /** @param ascending never empty */
    private static void percentiles(Json json, double[] ascending) {
        json.put("low-percentile-g", percentile(ascending, 10))
                .put("mid-percentile-g", percentile(ascending, 50))
                .put("high-percentile-g", percentile(ascending, 90))
                .put("peak-g", percentile(ascending, 100));
    }

    /** The smallest value that so many per cent of all do not exceed (nearest rank). */
    private static String percentile(double[] ascending, int percent) {
        int rank = (int) Math.max(1, -Math.floorDiv(-(long) ascending.length * percent, 100));
        return Long.toString(Math.round(ascending[rank - 1]));
    }
}
