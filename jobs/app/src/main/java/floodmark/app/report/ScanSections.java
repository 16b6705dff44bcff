package floodmark.app.report;

import floodmark.app.result.Result;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A scan's first screen: which destinations departed most from their own history. */
final class ScanSections {
    private ScanSections() {}

    static Html header(Result result, Anomalies anomalies) {
        return Html.of("header")
                .add(
                        Html.of("p", "Floodmark: scan of flow captures").attr("class", "brand"),
                        Html.of("h1", "Volume anomalies"),
                        Html.of("div")
                                .attr("class", "answer")
                                .add(
                                        Html.of("p")
                                                .add(Html.of("strong", Long.toString(anomalies.notable())))
                                                .text(" of " + anomalies.series() + " series of "
                                                        + anomalies.destinations()
                                                        + " destinations stand out (q at most 0.10, bins of "
                                                        + Words.duration(result.binNanos()) + ")."),
                                        Html.of(
                                                        "p",
                                                        "An anomaly is a volume out of the ordinary. It is not an attack:"
                                                                + " write a case to ask what accounts for it.")
                                                .attr("class", "note")));
    }

    static Html ranking(Anomalies anomalies) {
        List<Html> body = new ArrayList<>();
        anomalies.firstByRank().forEach(i -> body.add(row(anomalies.first(), i)));
        return Html.of("section")
                .attr("aria-labelledby", "ranking")
                .add(Html.of("h2", "Ranked anomalies").attr("id", "ranking"))
                .add(Tables.body(
                        "The first " + body.size() + " of " + anomalies.series() + "; destinations.parquet holds all",
                        List.of(
                                "#Rank",
                                "Destination",
                                "Metric",
                                "#Peak",
                                "Peak at",
                                "#Usual",
                                "#Excess",
                                "#p",
                                "#q",
                                "#Senders at the peak"),
                        body));
    }

    private static Html row(Rows rows, int i) {
        String unit = text(rows.string(i, "unit"));
        Long at = rows.whole(i, "peak_at");
        Long senders = rows.whole(i, "senders");
        return Html.of("tr")
                .add(
                        Tables.number(Long.toString(Anomalies.rank(rows, i))),
                        Html.of("th", text(rows.string(i, "destination"))).attr("scope", "row"),
                        Tables.cell(text(rows.string(i, "metric"))),
                        Tables.number(quantity(rows.number(i, "peak"), unit)),
                        Tables.cell(at == null ? "" : Words.time(at)),
                        Tables.number(quantity(rows.number(i, "baseline"), unit)),
                        Tables.number(quantity(rows.number(i, "excess"), unit)),
                        Tables.number(quantity(rows.number(i, "p_value"), "")),
                        Tables.number(quantity(rows.number(i, "q_value"), "")),
                        Tables.number(senders == null ? "" : senders.toString()));
    }

    private static String quantity(@Nullable Double value, String unit) {
        return value == null ? "" : Quantity.of(value, unit);
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }
}
