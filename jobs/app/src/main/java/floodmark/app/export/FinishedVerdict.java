package floodmark.app.export;

import floodmark.claim.CaseFile;
import floodmark.claim.Statement;
import floodmark.evidence.Explanation;
import floodmark.evidence.Finding;
import floodmark.verdict.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What {@code verdict.json} says.
 *
 * @param verdict the findings; its ratios are null and its signature is empty, since no export needs them
 * @param strength how the evidence weighs an attack, in words, or null where no calibrated model applies
 */
record FinishedVerdict(Verdict verdict, @Nullable String strength) {
    private static final List<Finding> FINDINGS = Arrays.asList(Finding.values());
    private static final List<Explanation> EXPLANATIONS = Arrays.asList(Explanation.values());

    /** @param theCase holds what the statements said; {@code verdict.json} names them by their ids */
    static FinishedVerdict read(JsonTree json, CaseFile theCase) {
        JsonTree telemetry = json.get("telemetry");
        Verdict verdict = new Verdict(
                json.get("case").text(),
                json.get("case_sha256").text(),
                json.get("exploratory").flag(),
                explanation(json.get("explanation")),
                json.get("also").items().stream()
                        .map(FinishedVerdict::explanation)
                        .toList(),
                attack(json.get("attack")),
                statements(json.get("statements"), theCase),
                visibility(json.get("visibility")),
                telemetry.get("complete").flag(),
                telemetry.get("problems").texts(),
                json.get("rules").text(),
                null,
                new TreeMap<>(),
                json.get("inputs").items().stream().map(FinishedVerdict::input).toList());
        return new FinishedVerdict(verdict, json.get("strength").textOrNull());
    }

    private static Explanation explanation(JsonTree json) {
        return json.one("an explanation", EXPLANATIONS, Explanation::text);
    }

    private static Finding finding(JsonTree json) {
        return json.one("a finding", FINDINGS, Finding::text);
    }

    private static Verdict.Attack attack(JsonTree json) {
        return new Verdict.Attack(
                finding(json.get("present")),
                finding(json.get("size")),
                finding(json.get("sufficient")),
                finding(json.get("before_trouble")));
    }

    private static List<Verdict.StatementFinding> statements(JsonTree json, CaseFile theCase) {
        List<Verdict.StatementFinding> findings = new ArrayList<>();
        for (JsonTree each : json.items()) {
            findings.add(new Verdict.StatementFinding(
                    each.get("id").one("a statement of the case", theCase.statements(), Statement::id),
                    finding(each.get("finding")),
                    each.get("why").text(),
                    each.get("rule").text(),
                    each.get("evidence").texts()));
        }
        return findings;
    }

    private static Verdict.Visibility visibility(JsonTree json) {
        return new Verdict.Visibility(
                json.get("smallest_visible_bps").numberOrNull(),
                json.get("smallest_visible_pps").numberOrNull(),
                Objects.requireNonNullElse(json.get("power").numberOrNull(), Double.NaN),
                json.get("upper_bound_bps").numberOrNull(),
                json.get("upper_bound_pps").numberOrNull(),
                json.get("telescope_pps").numberOrNull(),
                Objects.requireNonNullElse(json.get("reason").textOrNull(), ""));
    }

    private static Verdict.Input input(JsonTree json) {
        Double rows = json.get("rows").numberOrNull();
        return new Verdict.Input(
                json.get("path").text(), json.get("sha256").text(), rows == null ? 0 : rows.longValue());
    }
}
