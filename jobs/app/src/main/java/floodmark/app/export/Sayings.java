package floodmark.app.export;

import floodmark.app.report.Quantity;
import floodmark.app.report.Words;
import floodmark.claim.Asserts;
import floodmark.claim.Statement;
import floodmark.evidence.Finding;
import floodmark.model.Times;
import floodmark.verdict.Verdict;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sentences that exports share. */
final class Sayings {
    /** Who reads a finding elsewhere does not have the report beside it. */
    private static final String LIMITS =
            "This is about traffic at one vantage point. It says nothing of who sent it, nor of why anything was said.";

    private Sayings() {}

    /** What somebody said, and what that comes to. */
    static String said(Statement statement) {
        StringBuilder out = new StringBuilder();
        if (statement.quote() != null) {
            out.append('"').append(statement.quote()).append("\" ");
        }
        out.append("It asserts ")
                .append(statement.asserts().text())
                .append(": ")
                .append(statement.asserts().meaning());
        List<String> details = new ArrayList<>();
        if (statement.atLeastBps() != null) {
            details.add("of at least " + Quantity.of(statement.atLeastBps(), "bps"));
        }
        if (statement.atLeastPps() != null) {
            details.add("of at least " + Quantity.of(statement.atLeastPps(), "pps"));
        }
        if (statement.timeNanos() != null) {
            details.add("at " + Times.text(statement.timeNanos()));
        }
        if (!statement.dependsOn().isEmpty()) {
            details.add("repeating " + String.join(", ", statement.dependsOn()));
        }
        return out + (details.isEmpty() ? "" : ", " + String.join(", ", details)) + ".";
    }

    /** The finding and its reason. */
    static String found(Verdict.StatementFinding finding) {
        return capital(finding.finding().words()) + ": " + finding.why() + " (rule " + finding.rule() + ")";
    }

    /** What accounts for the trouble, how the evidence weighs, what would have been seen, what is wrong with the captures. */
    static String summary(FinishedResult result) {
        FinishedVerdict findings = result.findings();
        Verdict verdict = findings.verdict();
        List<String> lines = new ArrayList<>();
        lines.add("Explanation: " + Words.explanation(verdict) + ".");
        if (findings.strength() != null) {
            lines.add("Weight of the evidence: " + findings.strength() + ".");
        }
        lines.add("Visible from here: " + Words.visibility(verdict.visibility()) + ".");
        String bound = Words.bound(verdict.visibility());
        if (!bound.isEmpty()) {
            lines.add(capital(bound) + ".");
        }
        verdict.telemetryProblems().forEach(problem -> lines.add("Telemetry: " + problem + "."));
        if (verdict.exploratory()) {
            lines.add("Exploratory: captures, bins or settings depart from the case as it was written.");
        }
        lines.add("Case " + verdict.caseId() + ", sha256 " + verdict.caseSha256() + ", rules " + verdict.rules() + ".");
        lines.add(LIMITS);
        return String.join("\n", lines);
    }

    /** The source of a statement if it is an address on the web, else null: a case may hold anything there. */
    static @Nullable String link(Statement statement) {
        if (statement.source() == null) {
            return null;
        }
        try {
            URI uri = new URI(statement.source());
            boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
            return web && uri.getHost() != null ? uri.toASCIIString() : null;
        } catch (URISyntaxException e) {
            return null;
        }
    }

    /** True for the kind of statement that an attack was there, and nothing beyond. */
    static boolean claimsAttack(Statement statement) {
        return statement.asserts() == Asserts.ATTACK;
    }

    /** How a finding stands to what was said: agree, disagree or neither. */
    static String agreement(Finding finding, String agree, String disagree, String neither) {
        return switch (finding) {
            case SUPPORTED -> agree;
            case CONTRADICTED -> disagree;
            case UNDECIDED, NOT_VISIBLE, NOT_TESTED -> neither;
        };
    }

    private static String capital(String words) {
        return words.isEmpty() ? words : Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
