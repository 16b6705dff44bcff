package floodmark.app.export;

import floodmark.claim.CaseFile.CaptureRef;
import floodmark.claim.Vantage;
import floodmark.model.Prefix;
import floodmark.model.Window;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** MISP objects {@code ddos}, one for each declared destination of what an established flood reached. */
final class MispFlood {
    private MispFlood() {}

    static List<MispObject> objects(UUID run, FinishedResult result, List<Flood> floods) {
        List<MispObject> objects = new ArrayList<>();
        SubjectTraffic traffic = SubjectTraffic.of(result);
        for (Flood flood : floods) {
            for (SubjectPart part : SubjectPart.of(result.theCase().subject())) {
                if (!flood.packetShares().containsKey(part.service())) {
                    continue;
                }
                for (Prefix prefix : part.prefixes()) {
                    MispObject object = MispObject.ddos(
                            run, String.join(" ", flood.kind().name(), part.service(), prefix.toString()));
                    describe(object, result, flood, part, prefix);
                    // Volumes are known by service: of one with several destinations they belong to none of them.
                    if (part.prefixes().size() == 1) {
                        volumes(object, result, flood, part.service(), traffic);
                    }
                    objects.add(object);
                }
            }
        }
        return objects;
    }

    private static void describe(
            MispObject object, FinishedResult result, Flood flood, SubjectPart part, Prefix prefix) {
        object.with("ip-dst", "ip-dst", SubjectPart.text(prefix))
                .with("text", "text", flood.words())
                .with("protocol", "text", flood.kind().mispProtocol())
                .with("capture-origin", "text", origin(result.theCase().captures()));
        flood.kind().mispTypes().forEach(type -> object.with("type", "text", type));
        part.ports().forEach(port -> object.with("dst-port", "port", Integer.toString(port)));
        time(object, "first-seen", Flood.changeAt(result, "onset", true));
        time(object, "last-seen", Flood.changeAt(result, "recovery", false));
    }

    private static String origin(List<CaptureRef> captures) {
        boolean telescope = captures.stream().anyMatch(c -> c.vantage().place() == Vantage.Place.TELESCOPE);
        return telescope ? "Indirect network capture (e.g. backscatter)" : "Direct network capture";
    }

    private static void time(MispObject object, String relation, @Nullable Double seconds) {
        if (seconds != null) {
            object.with(
                    relation,
                    "datetime",
                    Instant.ofEpochSecond(Math.round(seconds)).toString());
        }
    }

    private static void volumes(
            MispObject object, FinishedResult result, Flood flood, String service, SubjectTraffic traffic) {
        Window trouble = result.theCase().trouble();
        for (SubjectTraffic.Quantity quantity : SubjectTraffic.Quantity.values()) {
            Double share = flood.shares(quantity).get(service);
            double[] rates = share == null ? new double[0] : traffic.rates(quantity, trouble, Map.of(service, share));
            if (rates.length == 0) {
                continue;
            }
            double units = 0;
            for (double rate : rates) {
                units += rate * traffic.binSeconds(quantity);
            }
            boolean bits = quantity == SubjectTraffic.Quantity.BITS;
            object.with(bits ? "total-bps" : "total-pps", "integer", whole(rates[rates.length - 1]))
                    .with(
                            bits ? "total-bytes-sent" : "total-packets-sent",
                            bits ? "size-in-bytes" : "counter",
                            whole(bits ? units / 8 : units));
        }
    }

    private static String whole(double value) {
        return Long.toString(Math.round(value));
    }
}
