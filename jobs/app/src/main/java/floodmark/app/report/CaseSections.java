package floodmark.app.report;

import floodmark.claim.CaseFile;
import floodmark.claim.Statement;
import floodmark.evidence.Finding;
import floodmark.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;

/** The first screen of a case: question, answer, statements with their findings, and what could have been seen. */
final class CaseSections {
    private final CaseFile caseFile;
    private final Verdict verdict;

    CaseSections(CaseFile caseFile, Verdict verdict) {
        this.caseFile = caseFile;
        this.verdict = verdict;
    }

    Html header() {
        Html answer = Html.of("div")
                .attr("class", "answer")
                .add(
                        Html.of("p")
                                .add(Html.of("strong", "What accounts for the trouble? "))
                                .text(answerWords()),
                        Html.of("p", "Visible from here: " + Words.visibility(verdict.visibility()) + ".")
                                .attr("class", "note"));
        if (verdict.exploratory()) {
            answer.add(Html.of(
                            "p",
                            "Exploratory: captures, bins or settings depart from the case as it was written,"
                                    + " so this is not the assessment that was fixed beforehand.")
                    .attr("class", "note"));
        }
        if (!verdict.telemetryComplete()) {
            answer.add(Html.of("p", "Not complete: " + String.join("; ", verdict.telemetryProblems()) + ".")
                    .attr("class", "note"));
        }
        return Html.of("header")
                .add(
                        Html.of("p", "Floodmark: evidence from traffic on a disputed incident")
                                .attr("class", "brand"),
                        Html.of("h1", caseFile.title()),
                        Html.of(
                                        "p",
                                        caseFile.subject().name() + ". Trouble: " + Words.window(caseFile.trouble())
                                                + " ("
                                                + Words.duration(
                                                        caseFile.trouble().lengthNanos()) + ").")
                                .attr("class", "facts"),
                        answer);
    }

    private String answerWords() {
        String words = Words.explanation(verdict);
        return Character.toUpperCase(words.charAt(0)) + words.substring(1) + ".";
    }

    Html statements() {
        Html list = Html.of("ol").attr("class", "cards");
        int number = 1;
        for (Verdict.StatementFinding finding : verdict.statements()) {
            list.add(card(number++, finding));
        }
        Html section = Html.of("section")
                .attr("aria-labelledby", "statements")
                .add(Html.of("h2", "What was said, and what the traffic says").attr("id", "statements"));
        if (caseFile.statementsImplied()) {
            section.add(Html.of("p", "The case makes no statements; every kind is assessed.")
                    .attr("class", "note"));
        }
        return section.add(list);
    }

    private static Html card(int number, Verdict.StatementFinding finding) {
        Statement statement = finding.statement();
        Html card = Html.of("li")
                .attr("class", "card " + finding.finding().text())
                .attr("value", Integer.toString(number))
                .add(Html.of("div")
                        .attr("class", "head")
                        .add(
                                Html.of(
                                        "h3",
                                        number + ". " + statement.id() + ": "
                                                + statement.asserts().meaning()),
                                Html.of(
                                                "span",
                                                "(" + Words.sign(finding.finding()) + ") "
                                                        + finding.finding().words())
                                        .attr("class", "finding")));
        if (statement.quote() != null) {
            card.add(Html.of("blockquote", "\u201c" + statement.quote() + "\u201d"));
        }
        Html origin = origin(statement);
        card.add(origin, Html.of("p", finding.why()));
        if (!finding.evidence().isEmpty()) {
            card.add(Html.of(
                            "p",
                            "Rests on: " + String.join(", ", finding.evidence()) + ". Rule: " + finding.rule() + ".")
                    .attr("class", "note"));
        }
        return card;
    }

    private static Html origin(Statement statement) {
        List<String> parts = new ArrayList<>();
        parts.add("asserts " + statement.asserts().text());
        if (statement.atLeastBps() != null) {
            parts.add("at least " + Quantity.of(statement.atLeastBps(), "bps"));
        }
        if (statement.atLeastPps() != null) {
            parts.add("at least " + Quantity.of(statement.atLeastPps(), "pps"));
        }
        if (statement.timeNanos() != null) {
            parts.add("at " + Words.time(statement.timeNanos()) + " within " + Words.duration(statement.withinNanos()));
        }
        if (statement.by() != null) {
            parts.add("said by " + statement.by());
        }
        if (statement.atNanos() != null) {
            parts.add(Words.time(statement.atNanos()));
        }
        if (statement.grade() != null) {
            parts.add("grade " + statement.grade());
        }
        if (!statement.dependsOn().isEmpty()) {
            parts.add("repeats " + String.join(", ", statement.dependsOn()));
        }
        Html origin = Html.of("p", String.join(" \u00b7 ", parts)).attr("class", "note");
        String source = statement.source();
        if (source != null) {
            origin.text(" \u00b7 ").add(link(source));
        }
        return origin;
    }

    /** Only addresses of the web become links; anything else is shown as it is. */
    static Html link(String source) {
        boolean web = source.startsWith("https://") || source.startsWith("http://");
        Html shown = Html.of(web ? "a" : "span", source);
        return web ? shown.attr("href", source).attr("rel", "noreferrer noopener") : shown;
    }

    Html visibility() {
        Verdict.Attack attack = verdict.attack();
        Html list = Html.of("dl")
                .add(
                        fact("Was a flood by an adversary present?", attack.present()),
                        fact("Was it of the claimed size?", attack.size()),
                        fact("Was it enough to deny the service?", attack.sufficient()),
                        fact("Did it begin before the trouble?", attack.beforeTrouble()));
        String bound = Words.bound(verdict.visibility());
        Html section = Html.of("section")
                .attr("aria-labelledby", "visibility")
                .add(Html.of("h2", "Attack: four questions, and what could have been seen")
                        .attr("id", "visibility"))
                .add(list)
                .add(Html.of("p", "Here " + Words.visibility(verdict.visibility()) + "."));
        if (!bound.isEmpty()) {
            section.add(Html.of(
                    "p",
                    "Of traffic that usual senders, usual makeup and completed exchanges do not" + " account for, "
                            + bound + "."));
        }
        return section.add(Html.of("p", "Sizes are at the subject, as a constant rate over the trouble window.")
                .attr("class", "note"));
    }

    private static Html fact(String question, Finding finding) {
        return Html.of("div")
                .attr("class", finding.text())
                .add(
                        Html.of("dt", question),
                        Html.of("dd")
                                .add(Html.of("span", "(" + Words.sign(finding) + ") " + finding.words())
                                        .attr("class", "finding")));
    }
}
