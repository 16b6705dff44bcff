package floodmark.app.report;

import floodmark.app.result.Result;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A scan's first screen: which destinations departed most from their own history. */
final class ScanSections {
    private static final int MOST_ROWS = 100;
    private static final double NOTABLE = 0.10;

    private ScanSections() {}

    static Html header(Result result) {
        Rows rows = new Rows(result.destinations());
        long notable = IntStream.range(0, rows.size())
                .filter(i -> {
                    Double q = rows.number(i, "q_value");
                    return q != null && q <= NOTABLE;
                })
                .count();
        // Rows are in the order of their destinations.
        long destinations = IntStream.range(0, rows.size())
                .filter(i ->
                        i == 0 || !text(rows.string(i, "destination")).equals(text(rows.string(i - 1, "destination"))))
                .count();
        return Html.of("header")
                .add(
                        Html.of("p", "Floodmark: scan of flow captures").attr("class", "brand"),
                        Html.of("h1", "Volume anomalies"),
                        Html.of("div")
                                .attr("class", "answer")
                                .add(
                                        Html.of("p")
                                                .add(Html.of("strong", Long.toString(notable)))
                                                .text(" of " + rows.size() + " series of " + destinations
                                                        + " destinations stand out (q at most 0.10, bins of "
                                                        + Words.duration(result.binNanos()) + ")."),
                                        Html.of(
                                                        "p",
                                                        "An anomaly is a volume out of the ordinary. It is not an attack:"
                                                                + " write a case to ask what accounts for it.")
                                                .attr("class", "note")));
    }

    static Html ranking(Result result) {
        Rows rows = new Rows(result.destinations());
        List<Html> body = new ArrayList<>();
        IntStream.range(0, rows.size())
                .boxed()
                .filter(i -> rank(rows, i) <= MOST_ROWS)
                .sorted(Comparator.comparing(i -> rank(rows, i)))
                .forEach(i -> body.add(row(rows, i)));
        return Html.of("section")
                .attr("aria-labelledby", "ranking")
                .add(Html.of("h2", "Ranked anomalies").attr("id", "ranking"))
                .add(Tables.body(
                        "The first " + body.size() + " of " + rows.size() + "; destinations.parquet holds all",
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
                        Tables.number(Long.toString(rank(rows, i))),
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

    private static long rank(Rows rows, int i) {
        Long rank = rows.whole(i, "rank");
        return rank == null ? Long.MAX_VALUE : rank;
    }

    private static String quantity(@Nullable Double value, String unit) {
        return value == null ? "" : Quantity.of(value, unit);
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }
}
