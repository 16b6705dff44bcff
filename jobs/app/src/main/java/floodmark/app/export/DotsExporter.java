package floodmark.app.export;

import floodmark.app.output.Json;
import floodmark.model.UserError;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * DOTS telemetry, RFC 9244, as JSON by RFC 7951: a message {@code telemetry-setup} with what is usual, and a message
 * {@code telemetry} with what came in the trouble window. Attack traffic is stated only where the result establishes a flood and
 * tells its packets from others.
 */
final class DotsExporter implements Exporter {
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
        SubjectTraffic traffic = SubjectTraffic.of(result);
        if (!traffic.has(SubjectTraffic.Quantity.BITS) && !traffic.has(SubjectTraffic.Quantity.PACKETS)) {
            throw UserError.of(
                    result.directory().toString(),
                    "holds nothing that DOTS telemetry can state",
                    metrics(result),
                    "flows, or counts of bytes or packets that arrived",
                    "Export it with --to stix, --to misp or --to csv");
        }
        DotsSetup setup = new DotsSetup(result.theCase(), traffic);
        List<Flood> floods = Flood.in(result);
        DotsTelemetry telemetry = new DotsTelemetry(result, traffic, floods, options.vendorId());
        List<String> notes = new ArrayList<>();
        if (!setup.hasBaseline()) {
            notes.add("no baseline is stated: the captures hold none");
        }
        notes.add(
                floods.isEmpty()
                        ? "no attack traffic is stated: " + Flood.missing(result)
                        : "attack traffic is the flood's share of the whole window, applied to every bin");
        return new Export(
                List.of(
                        ExportFile.of("telemetry-setup.json", message("telemetry-setup", "telemetry", setup.entries())),
                        ExportFile.of(
                                "telemetry.json",
                                message("telemetry", "pre-or-ongoing-mitigation", List.of(telemetry::entry)))),
                notes);
    }

    private static byte[] message(String type, String list, List<Consumer<Json>> entries) {
        return Json.object(json -> json.object(
                "ietf-dots-telemetry:" + type,
                body -> body.objects(list, entries, (entry, write) -> write.accept(entry))));
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
}
