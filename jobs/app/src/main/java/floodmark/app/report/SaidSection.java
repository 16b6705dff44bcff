package floodmark.app.report;

import floodmark.claim.Admiralty;
import floodmark.claim.Asserts;
import floodmark.claim.CaseFile;
import floodmark.claim.Statement;
import floodmark.claim.StatementGroups;
import floodmark.evidence.Explanation;
import floodmark.evidence.Finding;
import floodmark.verdict.LikelihoodModel;
import floodmark.verdict.Ratios;
import floodmark.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The documentary ledger: who said what, how it is graded, what it repeats, what it speaks for, and what would change the findings. */
final class SaidSection {
    private static final String FOR = "+ for";
    private static final String AGAINST = "- against";
    private static final String SILENT = "0";

    /** How the rules say which data would decide. */
    private static final Pattern NAMES_DATA = Pattern.compile("\\bwould( show\\b.*)?$");

    private final CaseFile caseFile;
    private final Verdict verdict;
    private final List<Explanation> explanations = LikelihoodModel.explanations();

    private SaidSection(CaseFile caseFile, Verdict verdict) {
        this.caseFile = caseFile;
        this.verdict = verdict;
    }

    static Html of(CaseFile caseFile, Verdict verdict) {
        return new SaidSection(caseFile, verdict).section();
    }

    private Html section() {
        Html section = Html.of("section")
                .attr("aria-labelledby", "said")
                .add(Html.of("h2", "What was said: the documentary ledger").attr("id", "said"));
        if (caseFile.statementsImplied()) {
            section.add(Html.of("p", "The case quotes nobody, so nothing is graded here.")
                    .attr("class", "note"));
        } else {
            StatementGroups groups = StatementGroups.of(caseFile.statements());
            section.add(
                    Html.of(
                                    "p",
                                    "What was said stands beside the evidence from traffic and is never multiplied into it: no"
                                            + " grade and no number of statements changes a ratio or a finding. Statements that go"
                                            + " back to the same one count once. Grades are the Admiralty code, given by the"
                                            + " case: the source and the information are judged apart.")
                            .attr("class", "note"),
                    ledger(groups),
                    Html.of("p"),
                    matrix(groups),
                    Html.of("p"));
        }
        return section.add(changes());
    }

    private Html ledger(StatementGroups groups) {
        List<Html> rows = new ArrayList<>();
        for (Verdict.StatementFinding finding : verdict.statements()) {
            Statement s = finding.statement();
            String source = s.source();
            rows.add(Html.of("tr")
                    .add(
                            Html.of("th", s.id()).attr("scope", "row"),
                            Tables.cell(text(s.by())),
                            Html.of("td", s.atNanos() == null ? "" : Words.time(s.atNanos()))
                                    .attr("class", "once"),
                            Tables.cell(grade(s)),
                            Tables.cell(repeats(s, groups)),
                            answer(finding.finding())));
            if (s.quote() != null || source != null) {
                Html words = Html.of("td", s.quote() == null ? "" : "\u201c" + s.quote() + "\u201d ")
                        .attr("colspan", "6");
                rows.add(Html.of("tr")
                        .attr("class", "why")
                        .add(source == null ? words : words.add(CaseSections.link(source))));
            }
        }
        int origins = groups.all().size();
        return Tables.body(
                caseFile.statements().size() + " statements that go back to " + origins,
                List.of("Statement", "Who", "When", "Grade", "Repeats", "Finding"),
                rows);
    }

    private static String grade(Statement s) {
        String grade = s.grade();
        return grade == null ? "not graded" : grade + ": " + Admiralty.words(grade);
    }

    private static String repeats(Statement s, StatementGroups groups) {
        if (s.dependsOn().isEmpty()) {
            return "";
        }
        String named = String.join(", ", s.dependsOn());
        String origin = groups.origin(s);
        return named + "; counted once, with " + origin;
    }

    private static Html answer(Finding finding) {
        return Html.of("td", "(" + Words.sign(finding) + ") " + finding.words()).attr("class", finding.text());
    }

    private Html matrix(StatementGroups groups) {
        List<String> headings = new ArrayList<>(List.of("Statement", "Asserts"));
        explanations.forEach(e -> headings.add(Words.name(e)));
        List<Html> rows = new ArrayList<>();
        for (Statement s : caseFile.statements()) {
            Html row = Html.of("tr")
                    .add(
                            Html.of("th", s.id()).attr("scope", "row"),
                            Tables.cell(s.asserts().text()));
            explanations.forEach(e -> row.add(Tables.cell(speaks(s.asserts(), e))));
            rows.add(row);
        }
        for (String side : List.of(FOR, AGAINST)) {
            Html row = Html.of("tr")
                    .add(Html.of("th", "Groups " + side.substring(2)).attr("scope", "row"), Tables.cell("each once"));
            for (Explanation e : explanations) {
                List<Statement> on = caseFile.statements().stream()
                        .filter(s -> speaks(s.asserts(), e).equals(side))
                        .toList();
                row.add(Tables.cell(Long.toString(groups.count(on))));
            }
            rows.add(row);
        }
        return Tables.body(
                "Which explanation each statement speaks for, by what it says alone; 0: it is silent", headings, rows);
    }

    /**
     * How what a kind of statement says, were it so, bears on an explanation of the trouble. Only what follows from the kind's meaning:
     * a link that is full, or several services that are hit, are silent on who did it.
     */
    static String speaks(Asserts kind, Explanation explanation) {
        String columns = switch (kind) {
            case ATTACK -> "+...-";
            case ATTACK_CAUSED_TROUBLE -> "+--.-";
            case NO_ATTACK -> "-....";
            case FLASH_CROWD -> ".+..-";
            case SERVICE_FAILURE -> "--+.-";
            case NETWORK_EVENT -> "...+-";
            case ELSEWHERE_ORDINARY -> "...-.";
            case WHOLE_PLATFORM, SINGLE_SERVICE -> "....-";
            case DEMAND_WITHIN_CAPACITY -> ".-...";
            case SATURATION, ONSET, RECOVERY, LIKE, OTHER -> ".....";
        };
        int column = switch (explanation) {
            case ATTACK -> 0;
            case FLASH_CROWD -> 1;
            case SERVICE_FAILURE -> 2;
            case NETWORK_EVENT -> 3;
            case NOTHING_UNUSUAL -> 4;
            case UNDETERMINED -> throw new IllegalArgumentException("nothing speaks for no explanation");
        };
        return switch (columns.charAt(column)) {
            case '+' -> FOR;
            case '-' -> AGAINST;
            default -> SILENT;
        };
    }

    private Html changes() {
        List<Html> rows = new ArrayList<>();
        for (Verdict.StatementFinding finding : verdict.statements()) {
            if (finding.finding() == Finding.UNDECIDED || finding.finding() == Finding.NOT_VISIBLE) {
                rows.add(Html.of("tr")
                        .add(
                                Html.of("th", finding.statement().id()).attr("scope", "row"),
                                answer(finding.finding()),
                                Tables.wide(finding.why()),
                                Tables.wide(decides(finding))));
            }
        }
        return rows.isEmpty()
                ? Html.of("p", "What would change a finding: every statement is settled by what these captures hold.")
                : Tables.body(
                        "What would change these findings",
                        List.of("Statement", "Finding", "As the rule has it", "What would decide"),
                        rows);
    }

    /** The rule's own words where they name data; else the thresholds that its ratio would have to pass. */
    private String decides(Verdict.StatementFinding finding) {
        List<String> named = data(finding.why());
        Ratios ratios = verdict.ratios();
        Explanation about = explanation(finding.statement().asserts());
        if (named.isEmpty() && ratios != null && about != null && finding.finding() == Finding.UNDECIDED) {
            return "evidence that brings log10 of the ratio of " + Words.name(about) + ", now "
                    + RatioWords.estimate(ratios.of(about)) + ", to +1 with its interval above 0 or to -1 with its"
                    + " interval below 0";
        }
        return named.isEmpty() ? "the rule names no data that would" : String.join("; ", named);
    }

    /** Clauses of a rule's sentence that say which data would show what these do not. */
    static List<String> data(String why) {
        List<String> named = new ArrayList<>();
        for (String clause : why.replaceAll("\\.$", "").split("; |: ", -1)) {
            if (NAMES_DATA.matcher(clause).find()) {
                named.add(clause.replaceAll("^.*\\((.*)\\)$", "$1"));
            }
        }
        return named;
    }

    private static @Nullable Explanation explanation(Asserts kind) {
        return switch (kind) {
            case ATTACK, ATTACK_CAUSED_TROUBLE, NO_ATTACK -> Explanation.ATTACK;
            case FLASH_CROWD -> Explanation.FLASH_CROWD;
            case SERVICE_FAILURE -> Explanation.SERVICE_FAILURE;
            case NETWORK_EVENT -> Explanation.NETWORK_EVENT;
            default -> null;
        };
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }
}
