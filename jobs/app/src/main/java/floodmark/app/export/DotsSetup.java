package floodmark.app.export;

import floodmark.app.output.Json;
import floodmark.claim.CaseFile;
import floodmark.claim.CaseFile.Link;
import floodmark.evidence.Windows;
import floodmark.model.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The message {@code telemetry-setup}: percentiles in use, capacities and what is usual. An entry is about one of the three. */
final class DotsSetup {
    /** Names of RFC 9244 for lengths of bins in seconds; other lengths have none. */
    private static final Map<Double, String> SAMPLES = Map.of(
            1.0, "second",
            5.0, "5-seconds",
            30.0, "30-seconds",
            60.0, "minute",
            300.0, "5-minutes",
            600.0, "10-minutes",
            1800.0, "30-minutes",
            3600.0, "hour");

    private final CaseFile theCase;
    private final SubjectTraffic traffic;
    private final Map<String, double[]> usual = new TreeMap<>();

    DotsSetup(CaseFile theCase, SubjectTraffic traffic) {
        this.theCase = theCase;
        this.traffic = traffic;
        for (SubjectTraffic.Quantity quantity : traffic.quantities()) {
            for (Window baseline : Windows.baseline(theCase, traffic.span(quantity))) {
                double[] rates = traffic.rates(quantity, baseline);
                if (rates.length > 0) {
                    usual.put(quantity.unit(), rates);
                }
            }
        }
    }

    /** True if the captures hold a baseline. */
    boolean hasBaseline() {
        return !usual.isEmpty();
    }

    List<Consumer<Json>> entries() {
        List<Consumer<Json>> entries = new ArrayList<>();
        entries.add(json -> json.object("current-config", this::config));
        List<Link> links = DotsTarget.inbound(theCase.subject());
        if (!links.isEmpty()) {
            entries.add(json -> json.objects("total-pipe-capacity", links, DotsTarget::pipe));
        }
        if (hasBaseline()) {
            entries.add(json -> json.objects("baseline", List.of(1L), (baseline, id) -> {
                baseline.put("id", id);
                DotsTarget.members(baseline, theCase.subject(), traffic.besidesServices());
                DotsPercentiles.byUnit(baseline, "total-traffic-normal", usual);
            }));
        }
        return entries;
    }

    private void config(Json json) {
        String sample = SAMPLES.get(traffic.binSeconds());
        if (sample != null) {
            json.put("measurement-sample", sample);
        }
        DotsPercentiles.config(json);
        json.objects(
                "unit-config",
                List.of(SubjectTraffic.Quantity.values()),
                (unit, quantity) -> unit.put("unit", quantity.unit()).put("unit-status", traffic.has(quantity)));
    }
}
