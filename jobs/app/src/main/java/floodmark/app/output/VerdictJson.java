package floodmark.app.output;

import floodmark.app.result.Registration;
import floodmark.claim.Statement;
import floodmark.evidence.Explanation;
import floodmark.evidence.Finding;
import floodmark.verdict.Ratios;
import floodmark.verdict.Verdict;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code verdict.json}: the answers of a case for programs. Likelihood ratios are null where no calibrated model applies. */
public final class VerdictJson {
    private static final List<Explanation> WEIGHED = List.of(
            Explanation.ATTACK,
            Explanation.FLASH_CROWD,
            Explanation.SERVICE_FAILURE,
            Explanation.NETWORK_EVENT,
            Explanation.NOTHING_UNUSUAL);

    private VerdictJson() {}

    /** The file's bytes of a case that nobody registered; the same verdict gives the same ones. */
    public static byte[] bytes(Verdict verdict) {
        return bytes(verdict, null);
    }

    /** The file's bytes; the same verdict gives the same ones. */
    static byte[] bytes(Verdict verdict, @Nullable Registration registration) {
        return Json.object(json -> json.put("floodmark", 1)
                .put("case", verdict.caseId())
                .put("case_sha256", verdict.caseSha256())
                .put("exploratory", verdict.exploratory())
                .optional("registered", registration, VerdictJson::registered)
                .put("explanation", verdict.explanation().text())
                .put("also", verdict.also().stream().map(Explanation::text).toList())
                .object("log10_lr_attack", lr -> attackRatio(lr, verdict.ratios()))
                .put(
                        "strength",
                        verdict.ratios() == null ? null : verdict.ratios().strength())
                .object(
                        "log10_lr",
                        lr -> WEIGHED.forEach(explanation -> lr.number(
                                explanation.text(),
                                verdict.ratios() == null
                                        ? null
                                        : verdict.ratios().of(explanation).value())))
                .object("log10_lr_attack_without", lr -> without(lr, verdict.ratios()))
                .put(
                        "likelihood_model",
                        verdict.ratios() == null ? null : verdict.ratios().model())
                .object("attack", attack -> attack(attack, verdict.attack()))
                .objects("statements", verdict.statements(), VerdictJson::statement)
                .object("visibility", visibility -> visibility(visibility, verdict.visibility()))
                .object(
                        "telemetry",
                        telemetry -> telemetry
                                .put("complete", verdict.telemetryComplete())
                                .put("problems", verdict.telemetryProblems()))
                .put(
                        "abstains",
                        verdict.ratios() == null || verdict.ratios().abstains().isEmpty()
                                ? null
                                : verdict.ratios().abstains())
                .object("signature", signature -> verdict.signature().forEach(signature::put))
                .put("rules", verdict.rules())
                .objects(
                        "inputs",
                        verdict.inputs(),
                        (input, read) -> input.put("path", read.path())
                                .put("sha256", read.sha256())
                                .put("rows", read.rows())));
    }

    private static void registered(Json json, Registration registration) {
        json.put("at", registration.at()).put("sha256", registration.sha256()).put("key", registration.keyId());
    }

    private static void attackRatio(Json json, @Nullable Ratios ratios) {
        if (ratios == null) {
            json.number("value", null).number("low", null).number("high", null).number("cap", null);
            return;
        }
        json.number("value", ratios.attack().value())
                .number("low", ratios.attack().low())
                .number("high", ratios.attack().high())
                .number("cap", ratios.cap());
    }

    private static void without(Json json, @Nullable Ratios ratios) {
        if (ratios != null) {
            ratios.withoutFamily().forEach((family, each) -> json.number(family, each.get(Explanation.ATTACK)));
        }
    }

    private static void attack(Json json, Verdict.Attack attack) {
        json.put("present", attack.present().text())
                .put("size", attack.size().text())
                .put("sufficient", attack.sufficient().text())
                .put("before_trouble", attack.beforeTrouble().text());
    }

    private static void statement(Json json, Verdict.StatementFinding finding) {
        said(json, finding.statement(), finding.finding(), finding.why())
                .put("rule", finding.rule())
                .put("evidence", finding.evidence());
    }

    /** What was said, and what is found of it; everywhere under the same names. */
    public static Json said(Json json, Statement statement, Finding finding, String why) {
        return json.put("id", statement.id())
                .put("asserts", statement.asserts().text())
                .put("finding", finding.text())
                .put("why", why);
    }

    /** How large a flood would have been seen, and how large a one could have hidden. */
    public static Json sizes(Json json, Verdict.Visibility visibility) {
        return json.number("smallest_visible_bps", visibility.smallestVisibleBps())
                .number("smallest_visible_pps", visibility.smallestVisiblePps())
                .number("power", visibility.power())
                .number("upper_bound_bps", visibility.upperBoundBps())
                .number("upper_bound_pps", visibility.upperBoundPps());
    }

    private static void visibility(Json json, Verdict.Visibility visibility) {
        sizes(json, visibility).number("telescope_pps", visibility.telescopePps());
        if (!visibility.reason().isEmpty()) {
            json.put("reason", visibility.reason());
        }
    }
}
