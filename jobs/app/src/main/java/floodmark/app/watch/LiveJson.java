package floodmark.app.watch;

import floodmark.app.output.Json;
import floodmark.app.output.VerdictJson;
import floodmark.model.Times;
import floodmark.pipeline.watch.Alarm;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code verdict.json} of a watch that runs: marked as running, and without what only the end can say. */
final class LiveJson {
    private static final int MOST_STANDING_OUT = 100;

    private LiveJson() {}

    /** The file's bytes. */
    static byte[] bytes(LiveVerdict verdict) {
        return Json.object(json -> json.put("floodmark", 1)
                .put("running", true)
                .put("case", verdict.caseId())
                .put("case_sha256", verdict.caseSha256())
                .put("exploratory", verdict.exploratory())
                .put("read_until", text(verdict.readUntilNanos()))
                .put("complete_until", text(verdict.completeUntilNanos()))
                .put("files", verdict.files())
                .put("rows", verdict.rows())
                .put("late_rows", verdict.lateRows())
                .object("evidence", evidence -> evidence(evidence, verdict))
                .object(
                        "attack",
                        attack -> attack.put("raised", verdict.attackRaised()).put("why", verdict.why()))
                .objects(
                        "statements",
                        verdict.statements(),
                        (each, said) -> VerdictJson.said(each, said.statement(), said.finding(), said.why()))
                .objects("standing_out", latest(verdict.standingOut()), LiveJson::alarm)
                .objects(
                        "left_out",
                        verdict.leftOut(),
                        (each, file) -> each.put("path", file.path()).put("why", file.refused()))
                .put("state_bytes", verdict.stateBytes()));
    }

    private static void evidence(Json json, LiveVerdict verdict) {
        json.number("alpha", verdict.alpha())
                .number(
                        "p_value",
                        verdict.evidence() == null
                                ? null
                                : (Double) verdict.evidence().pValue())
                .number(
                        "e_value",
                        verdict.evidence() == null
                                ? null
                                : (Double) verdict.evidence().eValue())
                .put("most_at", text(verdict.crossedAtNanos()))
                .put("bins_read", verdict.binsRead())
                .put("bins_declared", verdict.binsDeclared());
    }

    private static List<Alarm> latest(List<Alarm> alarms) {
        return alarms.subList(Math.max(0, alarms.size() - MOST_STANDING_OUT), alarms.size());
    }

    private static void alarm(Json json, Alarm alarm) {
        json.put("bin_start", text(alarm.binStartNanos()))
                .put("destination", alarm.destination())
                .put("packets", alarm.packets())
                .put("bytes", alarm.bytes())
                .number("e_value", alarm.eValue())
                .put("among", alarm.among());
    }

    private static @Nullable String text(@Nullable Long nanos) {
        return nanos == null ? null : Times.text(nanos);
    }
}
