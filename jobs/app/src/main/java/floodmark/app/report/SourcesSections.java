package floodmark.app.report;

import floodmark.app.result.Registration;
import floodmark.app.result.Result;
import floodmark.evidence.Evidence;
import floodmark.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the answers rest on: the ledger, the inputs, the methods and how to read a finding. */
final class SourcesSections {
    private static final int MOST_ROWS = 500;

    private SourcesSections() {}

    static Html ledger(Result result) {
        Rows rows = new Rows(result.ledger());
        List<Html> body = new ArrayList<>();
        for (int i = 0; i < Math.min(rows.size(), MOST_ROWS); i++) {
            Long count = rows.whole(i, "count");
            body.add(Html.of("tr")
                    .add(
                            Tables.cell(text(rows.string(i, "kind"))),
                            Tables.cell(text(rows.string(i, "where"))),
                            Tables.cell(text(rows.string(i, "what"))),
                            Tables.number(count == null ? "" : count.toString()),
                            Tables.wide(text(rows.string(i, "note")))));
        }
        String caption = rows.size() > MOST_ROWS
                ? "The first " + MOST_ROWS + " of " + rows.size() + " entries; ledger.parquet holds all"
                : "Everything read, skipped, late, corrected, found or assumed";
        return section("ledger", "Ledger")
                .add(Tables.body(caption, List.of("Kind", "Where", "What", "#Count", "Note"), body));
    }

    static Html inputs(Result result) {
        List<Html> body = new ArrayList<>();
        for (Verdict.Input input : result.inputs()) {
            body.add(Html.of("tr")
                    .add(
                            Tables.cell(input.path()),
                            Tables.number(Long.toString(input.rows())),
                            Html.of("td", input.sha256()).attr("class", "hash")));
        }
        Html section = section("inputs", "Inputs")
                .add(Tables.body("What was read, by digest", List.of("Path", "#Rows", "SHA-256"), body));
        if (result.caseFile() != null) {
            section.add(Html.of("p", "Case " + result.caseFile().id() + ", SHA-256 ")
                    .attr("class", "note")
                    .add(Html.of("code", result.caseFile().sha256())));
            section.add(Html.of("p", registered(result.registration())).attr("class", "note"));
        }
        return section;
    }

    private static String registered(@Nullable Registration registration) {
        if (registration == null) {
            return "The case was not registered beforehand.";
        }
        return "The case was registered at " + registration.at() + ", by the clock of who did so; "
                + (registration.keyId() == null ? "not signed" : "signed by key " + registration.keyId())
                + ". That no data had been opened then, only they can say.";
    }

    static Html methods(Result result) {
        TreeMap<String, Html> methods = new TreeMap<>();
        Rows rows = new Rows(Evidence.table("", result.evidence()));
        for (int i = 0; i < rows.size(); i++) {
            String method = rows.string(i, "method");
            if (method != null) {
                String name = text(rows.string(i, "family")) + "." + text(rows.string(i, "test"));
                String reference = text(rows.string(i, "reference"));
                methods.putIfAbsent(
                        name + method,
                        Html.of("tr")
                                .add(
                                        Html.of("th", name).attr("scope", "row"),
                                        Tables.wide(method),
                                        Tables.wide(reference)));
            }
        }
        return section("methods", "Methods")
                .add(Tables.body(
                        "How each row was computed",
                        List.of("Test", "Method", "Reference"),
                        new ArrayList<>(methods.values())));
    }

    static Html reading() {
        return section("reading", "How to read a finding")
                .add(Html.of("dl")
                        .add(
                                meaning("(+) supported", "The traffic shows what the statement says."),
                                meaning("(-) contradicted", "The traffic shows otherwise, and could have shown it."),
                                meaning("(?) undecided", "The data could have decided and do not."),
                                meaning("(o) not visible from here", "This capture could not have shown it.")));
    }

    private static Html meaning(String term, String words) {
        return Html.of("div").add(Html.of("dt", term), Html.of("dd", words));
    }

    private static Html section(String id, String title) {
        return Html.of("section")
                .attr("aria-labelledby", id)
                .add(Html.of("h2", title).attr("id", id));
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }
}
