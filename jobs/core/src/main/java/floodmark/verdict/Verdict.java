package floodmark.verdict;

import floodmark.claim.Statement;
import floodmark.evidence.Explanation;
import floodmark.evidence.Finding;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What the traffic says about a case: the content of {@code verdict.json}.
 *
 * @param caseId id of the case
 * @param caseSha256 digest of the case file
 * @param exploratory true if captures, bins or settings depart from the case as written
 * @param explanation what accounts for the trouble
 * @param also what else was present
 * @param attack presence, size, sufficiency and order, answered apart
 * @param statements findings in the order of the case
 * @param visibility what could have been seen
 * @param telemetryComplete true if nothing was found wrong with the captures
 * @param telemetryProblems what was found, one line each
 * @param rules version of the rules
 * @param ratios how the evidence weighs the explanations; null where no calibrated model applies
 * @param signature level of each scale that could be told; what {@code like} compares
 * @param inputs what was read, in the order of the case, then by name
 */
public record Verdict(
        String caseId,
        String caseSha256,
        boolean exploratory,
        Explanation explanation,
        List<Explanation> also,
        Attack attack,
        List<StatementFinding> statements,
        Visibility visibility,
        boolean telemetryComplete,
        List<String> telemetryProblems,
        String rules,
        @Nullable Ratios ratios,
        SortedMap<String, String> signature,
        List<Input> inputs) {

    /** The four questions about an attack. */
    public record Attack(Finding present, Finding size, Finding sufficient, Finding beforeTrouble) {}

    /**
     * @param statement what was said
     * @param finding the answer
     * @param why one sentence
     * @param rule id of the rule that gave it
     * @param evidence names of the rows it rests on
     */
    public record StatementFinding(
            Statement statement, Finding finding, String why, String rule, List<String> evidence) {}

    /**
     * Sizes at the subject; null where nothing can be said, and then {@code reason} says why.
     *
     * @param power the power at which the smallest visible sizes hold
     */
    public record Visibility(
            @Nullable Double smallestVisibleBps,
            @Nullable Double smallestVisiblePps,
            double power,
            @Nullable Double upperBoundBps,
            @Nullable Double upperBoundPps,
            @Nullable Double telescopePps,
            String reason) {}

    /** One input file: path as written in the case, digest, rows. */
    public record Input(String path, String sha256, long rows) {}
}
