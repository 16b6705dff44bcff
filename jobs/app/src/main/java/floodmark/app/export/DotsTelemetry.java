package floodmark.app.export;

import floodmark.app.output.Json;
import floodmark.model.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The message {@code telemetry}: what came in the trouble window, and what of it was an attack if that is established. */
final class DotsTelemetry {
    /** From this part of the packets on, the senders of a window are taken for the flood's. */
    private static final double NEARLY_ALL = 0.9;

    private final FinishedResult result;
    private final SubjectTraffic traffic;
    private final List<Flood> floods;
    private final long vendorId;
    private final Window trouble;

    DotsTelemetry(FinishedResult result, SubjectTraffic traffic, List<Flood> floods, long vendorId) {
        this.result = result;
        this.traffic = traffic;
        this.floods = floods;
        this.vendorId = vendorId;
        this.trouble = result.theCase().trouble();
    }

    void entry(Json json) {
        json.object(
                "target", target -> DotsTarget.members(target, result.theCase().subject(), traffic.besidesServices()));
        Map<String, double[]> total = new TreeMap<>();
        for (SubjectTraffic.Quantity quantity : traffic.quantities()) {
            put(total, quantity, traffic.rates(quantity, trouble));
        }
        DotsPercentiles.byUnit(json, "total-traffic", total);
        DotsPercentiles.byUnit(json, "total-attack-traffic", rates(floods));
        byProtocol(json);
        if (!floods.isEmpty()) {
            json.objects("attack-detail", floods, this::detail);
        }
    }

    private Map<String, double[]> rates(List<Flood> of) {
        Map<String, double[]> rates = new TreeMap<>();
        for (SubjectTraffic.Quantity quantity : traffic.quantities()) {
            Map<String, Double> shares = Flood.together(of, quantity);
            if (!shares.isEmpty()) {
                put(rates, quantity, traffic.rates(quantity, trouble, shares));
            }
        }
        return rates;
    }

    private static void put(Map<String, double[]> rates, SubjectTraffic.Quantity quantity, double[] ascending) {
        if (ascending.length > 0) {
            rates.put(quantity.unit(), ascending);
        }
    }

    private void byProtocol(Json json) {
        Map<Integer, List<Flood>> known = new TreeMap<>();
        for (Flood flood : floods) {
            Integer protocol = flood.kind().protocol();
            if (protocol != null) {
                known.computeIfAbsent(protocol, p -> new ArrayList<>()).add(flood);
            }
        }
        List<Consumer<Json>> entries = new ArrayList<>();
        known.forEach((protocol, of) -> rates(of)
                .forEach((unit, ascending) -> entries.add(entry -> {
                    entry.put("unit", unit).put("protocol", protocol.longValue());
                    DotsPercentiles.of(entry, ascending);
                })));
        if (!entries.isEmpty()) {
            json.objects("total-attack-traffic-protocol", entries, (entry, write) -> write.accept(entry));
        }
    }

    private void detail(Json json, Flood flood) {
        json.put("vendor-id", vendorId)
                .put("attack-id", flood.kind().attackId())
                .put("description-lang", "en-GB")
                .put("attack-description", flood.words())
                .put("attack-severity", "unknown");
        time(json, "start-time", Flood.changeAt(result, "onset", true));
        time(json, "end-time", Flood.changeAt(result, "recovery", false));
        double[] senders = traffic.senders(trouble);
        if (senders.length > 0 && flood.leastPacketShare() >= NEARLY_ALL) {
            json.object("source-count", count -> DotsPercentiles.of(count, senders));
        }
    }

    private static void time(Json json, String name, @Nullable Double seconds) {
        if (seconds != null) {
            json.put(name, Long.toString(Math.round(seconds)));
        }
    }
}
