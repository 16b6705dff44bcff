package floodmark.app.report;

import floodmark.app.result.Result;
import floodmark.model.Table;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** What a report says of the table of destinations, which may have millions of rows, each made when it is asked for: read once. */
final class Anomalies {
    private static final int MOST_ROWS = 100;
    private static final double NOTABLE = 0.10;

    private final Rows first;
    private final Map<String, Long> ranks = new HashMap<>();
    private final int series;
    private long notable;
    private long destinations;

    private Anomalies(Result result) {
        Set<String> drawn = new HashSet<>();
        Rows drawings = new Rows(result.series());
        for (int i = 0; i < drawings.size(); i++) {
            drawn.add(String.valueOf(drawings.string(i, "destination")));
        }
        Table table = result.destinations();
        Table ranked = new Table(table.schema());
        Rows rows = new Rows(table);
        series = rows.size();
        String before = null;
        for (int i = 0; i < series; i++) {
            String destination = String.valueOf(rows.string(i, "destination"));
            long rank = rank(rows, i);
            Double q = rows.number(i, "q_value");
            notable += q != null && q <= NOTABLE ? 1 : 0;
            // Rows are in the order of their destinations.
            destinations += destination.equals(before) ? 0 : 1;
            before = destination;
            if (rank <= MOST_ROWS) {
                ranked.add(rows.row(i));
            }
            if (rank < Long.MAX_VALUE && drawn.contains(destination)) {
                ranks.merge(destination, rank, Math::min);
            }
        }
        first = new Rows(ranked);
    }

    static Anomalies of(Result result) {
        return new Anomalies(result);
    }

    /** Series, a destination and metric each. */
    int series() {
        return series;
    }

    /** Series with a q-value of at most .10. */
    long notable() {
        return notable;
    }

    long destinations() {
        return destinations;
    }

    /** The rows of the first ranks. */
    Rows first() {
        return first;
    }

    /** Their numbers, by rank. */
    List<Integer> firstByRank() {
        return IntStream.range(0, first.size())
                .boxed()
                .sorted(Comparator.comparing(row -> rank(first, row)))
                .toList();
    }

    /** The best rank of each destination that has a series: a few out of all. */
    Map<String, Long> ranks() {
        return ranks;
    }

    /** The largest number for a row without one. */
    static long rank(Rows rows, int row) {
        Long rank = rows.whole(row, "rank");
        return rank == null ? Long.MAX_VALUE : rank;
    }
}
