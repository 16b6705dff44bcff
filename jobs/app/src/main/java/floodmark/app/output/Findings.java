package floodmark.app.output;

import floodmark.claim.Node;
import floodmark.verdict.Verdict;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The predicate of a result's statement: what was found in what. Nothing in it depends on when, where or by whom it was computed.
 *
 * @param verdict the members of {@code verdict.json}, or null for a scan
 * @param inputs what was read
 * @param tables the tables by content
 */
record Findings(@Nullable Node verdict, List<Verdict.Input> inputs, List<TableFile> tables) {
    void write(Json json) {
        if (verdict != null) {
            json.put("case", verdict.require("case").text())
                    .put("case_sha256", verdict.require("case_sha256").text())
                    .put("exploratory", verdict.require("exploratory").bool())
                    .put("registered", !verdict.require("registered").isNull())
                    .put("explanation", verdict.require("explanation").text())
                    .put("rules", verdict.require("rules").text());
        }
        json.objects("inputs", inputs, Manifest::input).objects("tables", tables, Manifest::table);
    }
}
