package floodmark.app.output;

import floodmark.evidence.Explanation;
import floodmark.model.Times;
import floodmark.model.Window;
import floodmark.simulate.Truth;

/** {@code truth.json}: what really happened in a simulated incident. */
public final class TruthJson {
    private TruthJson() {}

    /** The file's bytes; the same truth gives the same ones. */
    public static byte[] bytes(Truth truth) {
        Window flood = truth.flood();
        return Json.object(json -> json.put("floodmark", 1)
                .put("explanation", truth.explanation().text())
                .put("also", truth.also().stream().map(Explanation::text).toList())
                .put("mechanism", truth.mechanism())
                .put("attack", truth.attack())
                .put("mimicry", truth.mimicry())
                .put("blind", truth.blind())
                .number("flood_bps", truth.floodBps())
                .number("flood_pps", truth.floodPps())
                .put("flood_start", flood == null ? null : Times.text(flood.startNanos()))
                .put("flood_end", flood == null ? null : Times.text(flood.endNanos()))
                .number("doubling", truth.doubling()));
    }
}
