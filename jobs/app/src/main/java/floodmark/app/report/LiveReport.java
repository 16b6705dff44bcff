package floodmark.app.report;

import floodmark.claim.Statement;
import floodmark.evidence.Finding;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code report.html} of a watch that runs: what the terminal shows, and what may be said of each statement. It holds no tests of an
 * assessment. They are made once, at the end; who read them again and again would see false alarms.
 */
public final class LiveReport {
    /** Where the page lies that a reader opens first. */
    public static final String STILL = "report.html";

    /**
     * Where the same page lies that a browser loads again by itself. It is another one, so that whoever reads slowly, or has it read to
     * them, need not (WCAG 2.2, success criterion 2.2.1).
     */
    public static final String RELOADING = "reloading.html";

    private static final String SECONDS = "10";

    /**
     * What may be said of a statement before the end.
     *
     * @param why one sentence
     */
    public record Said(Statement statement, Finding finding, String why) {}

    private LiveReport() {}

    /**
     * The whole document; the same state gives the same text.
     *
     * @param title the case
     * @param state lines about all that has been read; the first is their heading
     * @param reloading whether a browser is to load it again by itself
     */
    public static String of(String title, List<String> state, List<Said> statements, boolean reloading) {
        Html header = Html.of("header")
                .add(
                        Html.of("p", "Floodmark, while it is going on"),
                        Html.of("h1", title),
                        Html.of(
                                "p",
                                "This page is replaced after each round of files. Only an attack can be raised on it, by evidence"
                                        + " that may be read at any time; everything else stays open until the watch has ended."),
                        reloading
                                ? way("It loads again every " + SECONDS + " seconds.", "Stop that", STILL)
                                : way(
                                        "It stays as it is until it is loaded again.",
                                        "Load it every " + SECONDS + " seconds",
                                        RELOADING));
        Html lines = Html.of("ul");
        state.subList(1, state.size()).forEach(line -> lines.add(Html.of("li", line.strip())));
        Html soFar = Html.of("section")
                .attr("aria-labelledby", "so-far")
                .add(Html.of("h2", "What has been read so far").attr("id", "so-far"), lines);
        List<Html> rows = new ArrayList<>();
        for (Said said : statements) {
            rows.add(Html.of("tr")
                    .add(
                            Tables.cell(said.statement.id()),
                            Tables.wide(said.statement.asserts().meaning()),
                            Tables.cell("(" + Words.sign(said.finding) + ") " + said.finding.words()),
                            Tables.wide(said.why)));
        }
        Html table = Html.of("section")
                .attr("aria-labelledby", "statements")
                .add(
                        Html.of("h2", "What was said").attr("id", "statements"),
                        Tables.body(
                                "Statements and what may be said of them now",
                                List.of("statement", "meaning", "finding", "why"),
                                rows));
        Html refresh = reloading ? Html.of("meta").attr("http-equiv", "refresh").attr("content", SECONDS) : null;
        return Report.document(title + " (watching)", header, List.of(soFar, table), refresh);
    }

    private static Html way(String now, String other, String where) {
        return Html.of("p", now + " ").add(Html.of("a", other).attr("href", where));
    }
}
