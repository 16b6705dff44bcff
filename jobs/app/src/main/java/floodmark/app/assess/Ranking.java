package floodmark.app.assess;

import floodmark.evidence.Metrics;
import floodmark.evidence.Schemas;
import floodmark.model.Table;
import floodmark.pipeline.DestinationScreen;
import floodmark.pipeline.MetricScreen;
import floodmark.pipeline.TopTalk;
import floodmark.stats.MultipleTesting;
import floodmark.stats.PooledTail;
import floodmark.stats.ScanScore.Features;
import floodmark.stats.TestResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Tests every destination of the first pass against the pool of all, corrects over the destinations of a metric, ranks. */
final class Ranking {
    /**
     * A destination and metric.
     *
     * @param row where it stands in the table of destinations
     */
    private record Screened(DestinationScreen destination, MetricScreen metric, int row) {
        String name() {
            return Ranking.name(metric);
        }
    }

    /** One of them with its test; the order of the list is the rank. */
    private record Ranked(Screened screened, TestResult test, double qValue) implements Comparable<Ranked> {
        String destination() {
            return screened.destination().destination();
        }

        /** By p-value, score, excess, then name; written out because a scan compares millions of times. */
        @Override
        public int compareTo(Ranked other) {
            int order = Double.compare(nanLast(test.pValue()), nanLast(other.test.pValue()));
            if (order == 0) {
                order = Double.compare(
                        nanLast(-features().maxScore()),
                        nanLast(-other.features().maxScore()));
            }
            if (order == 0) {
                order = Double.compare(
                        nanLast(-features().excess()), nanLast(-other.features().excess()));
            }
            if (order == 0) {
                order = destination().compareTo(other.destination());
            }
            return order == 0 ? screened.name().compareTo(other.screened.name()) : order;
        }

        private Features features() {
            return screened.metric().features();
        }
    }

    private final List<Ranked> ranked;

    private Ranking(List<Ranked> ranked) {
        this.ranked = ranked;
    }

    private static String name(MetricScreen metric) {
        return Metrics.name(metric.metric(), metric.direction());
    }

    private static double nanLast(double value) {
        return Double.isNaN(value) ? Double.POSITIVE_INFINITY : value;
    }

    static Ranking of(List<DestinationScreen> destinations, double alpha) {
        Map<String, List<Screened>> byMetric = new TreeMap<>();
        int row = 0;
        for (DestinationScreen destination : destinations) {
            List<MetricScreen> metrics = new ArrayList<>(destination.metrics());
            metrics.sort(Comparator.comparing(Ranking::name));
            for (MetricScreen metric : metrics) {
                byMetric.computeIfAbsent(name(metric), k -> new ArrayList<>())
                        .add(new Screened(destination, metric, row++));
            }
        }
        // Metrics are tested and put in order side by side; to sort the whole is then to merge three runs. Ranks are
        // unique.
        Ranked[] all = byMetric.values().parallelStream()
                .flatMap(family -> tested(family, alpha).stream())
                .toArray(Ranked[]::new);
        Arrays.sort(all);
        return new Ranking(List.of(all));
    }

    /** One metric over all destinations is one family: one pool of scores, one correction. */
    private static List<Ranked> tested(List<Screened> family, double alpha) {
        PooledTail.Pool pool = new PooledTail.Pool();
        family.forEach(u -> pool.add(u.metric().tally()));
        PooledTail tail = PooledTail.fit(pool);
        List<TestResult> tests = family.stream()
                .map(u -> tail.test(u.metric().features(), u.metric().tally(), alpha))
                .toList();
        double[] q = MultipleTesting.benjaminiHochberg(
                tests.stream().mapToDouble(TestResult::pValue).toArray());
        List<Ranked> ranked = new ArrayList<>();
        for (int i = 0; i < q.length; i++) {
            ranked.add(new Ranked(family.get(i), tests.get(i), q[i]));
        }
        Collections.sort(ranked);
        return ranked;
    }

    /** Destinations by their best rank, each once. */
    Stream<String> destinations() {
        return ranked.stream().map(Ranked::destination).distinct();
    }

    /** The reason why nothing was tested, or empty. */
    String refusal() {
        return ranked.stream().allMatch(r -> r.test().refused()) && !ranked.isEmpty()
                ? ranked.get(0).test().refusal()
                : "";
    }

    /** In the order of destinations and metrics, so that hundreds of thousands of rows need not be sorted by their text again. */
    Table table(Map<String, TopTalk> top) {
        Table table = new Table(Schemas.DESTINATIONS);
        int[] rankOfRow = new int[ranked.size()];
        for (int rank = 0; rank < rankOfRow.length; rank++) {
            rankOfRow[ranked.get(rank).screened().row()] = rank;
        }
        for (int rank : rankOfRow) {
            Ranked r = ranked.get(rank);
            MetricScreen m = r.screened().metric();
            double factor = Metrics.factor(m.metric(), m.seconds());
            TopTalk talk = top.get(r.destination());
            table.add(
                    r.destination(),
                    r.screened().name(),
                    Metrics.unit(m.metric()),
                    r.screened().destination().activeBins(),
                    m.features().peak() * factor,
                    m.peakAtNanos(),
                    m.features().baseline() * factor,
                    m.features().excess() * factor,
                    m.features().excessLow() * factor,
                    m.features().excessHigh() * factor,
                    r.test().refused() ? null : PooledTail.ABOUT.id(),
                    m.features().maxScore(),
                    r.test().refused() ? null : (Object) r.test().pValue(),
                    r.qValue(),
                    null,
                    r.test().smallestP(),
                    m.onsetNanos(),
                    m.endNanos(),
                    m.senders() < 0 ? null : (Object) m.senders(),
                    talk == null ? null : (Object) talk.protocol(),
                    talk == null ? null : (Object) talk.sourcePort(),
                    talk == null ? null : (Object) talk.destinationPort(),
                    talk == null ? null : (Object) talk.share(),
                    rank + 1L);
        }
        return table;
    }
}
