package floodmark.app.terminal;

import floodmark.app.output.Json;
import floodmark.app.output.VerdictJson;
import floodmark.app.result.Result;
import floodmark.evidence.Explanation;
import floodmark.model.Column;
import floodmark.model.Table;
import floodmark.model.TableSchema;
import floodmark.model.Times;
import floodmark.verdict.Verdict;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a run says at its end, as one JSON object: the same as the text, under the names of {@code verdict.json} and the tables. */
public final class SummaryJson {
    private SummaryJson() {}

    /**
     * An assessed case of the demo.
     *
     * @param title of the case, for people
     * @param directory where the result is
     * @param disagreements where findings depart from what is known about the incident; empty if nowhere
     */
    public record Ruled(String title, Verdict verdict, Path directory, List<String> disagreements) {
        public Ruled {
            disagreements = List.copyOf(disagreements);
        }
    }

    /** The answers of a case. */
    public static byte[] findings(String title, Verdict verdict, Path directory) {
        return Json.object(json -> findings(json, title, verdict, directory));
    }

    /** The answers of several cases, and whether they agree with what is known. */
    public static byte[] demo(List<Ruled> cases) {
        long agree =
                cases.stream().filter(each -> each.disagreements().isEmpty()).count();
        return Json.object(json -> json.put("cases", cases.size())
                .put("agree", agree)
                .objects("results", cases, (out, each) -> {
                    findings(out, each.title(), each.verdict(), each.directory());
                    out.put("agrees", each.disagreements().isEmpty()).put("disagreements", each.disagreements());
                }));
    }

    /** The first of the ranked anomalies of a scan. */
    public static byte[] anomalies(Result result, Path directory) {
        Table table = result.destinations();
        return Json.object(json -> {
            place(json, directory);
            json.put("series", table.size())
                    .objects("anomalies", Terminal.mostAnomalous(table), (out, row) -> row(out, table.schema(), row));
        });
    }

    private static void place(Json json, Path directory) {
        json.put("directory", directory.toString())
                .put("report", directory.resolve("report.html").toString());
    }

    private static void findings(Json json, String title, Verdict verdict, Path directory) {
        json.put("case", verdict.caseId()).put("title", title);
        place(json, directory);
        json.put("exploratory", verdict.exploratory())
                .put("explanation", verdict.explanation().text())
                .put("also", verdict.also().stream().map(Explanation::text).toList())
                .put(
                        "strength",
                        verdict.ratios() == null ? null : verdict.ratios().strength())
                .objects(
                        "statements",
                        verdict.statements(),
                        (out, finding) -> VerdictJson.said(out, finding.statement(), finding.finding(), finding.why()))
                .object("visibility", out -> {
                    String reason = verdict.visibility().reason();
                    VerdictJson.sizes(out, verdict.visibility()).put("reason", reason.isEmpty() ? null : reason);
                })
                .put("telemetry_problems", verdict.telemetryProblems());
    }

    private static void row(Json json, TableSchema schema, @Nullable Object[] row) {
        for (int i = 0; i < row.length; i++) {
            Column column = schema.columns().get(i);
            Object value = row[i];
            if (value == null) {
                json.put(column.name(), (String) null);
            } else {
                switch (column.type()) {
                    case STRING -> json.put(column.name(), (String) value);
                    case TIMESTAMP -> json.put(column.name(), Times.text((Long) value));
                    case INT32, INT64 -> json.put(column.name(), ((Number) value).longValue());
                    case DOUBLE -> json.number(column.name(), (Double) value);
                    case BOOLEAN -> json.put(column.name(), (Boolean) value);
                }
            }
        }
    }
}
