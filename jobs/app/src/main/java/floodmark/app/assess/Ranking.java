package floodmark.app.assess;

import floodmark.evidence.Metrics;
import floodmark.evidence.Schemas;
import floodmark.model.Table;
import floodmark.pipeline.DestinationScreen;
import floodmark.pipeline.MetricScreen;
import floodmark.pipeline.TopTalk;
import floodmark.stats.MultipleTesting;
import floodmark.stats.PooledTail;
import floodmark.stats.TestResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tests every destination of the first pass against the pool of all, corrects over the destinations of a metric, ranks. */
final class Ranking {
    /** A destination and metric with its test; the order of the list is the rank. */
    private record Ranked(DestinationScreen destination, MetricScreen metric, TestResult test, double qValue)
            implements Comparable<Ranked> {
        String name() {
            return Metrics.name(metric.metric(), metric.direction());
        }

        /** By p-value, score, excess, then name; written out because a scan compares millions of times. */
        @Override
        public int compareTo(Ranked other) {
            int order = Double.compare(nanLast(test.pValue()), nanLast(other.test.pValue()));
            if (order == 0) {
                order = Double.compare(
                        nanLast(-metric.features().maxScore()),
                        nanLast(-other.metric.features().maxScore()));
            }
            if (order == 0) {
                order = Double.compare(
                        nanLast(-metric.features().excess()),
                        nanLast(-other.metric.features().excess()));
            }
            if (order == 0) {
                order = destination.destination().compareTo(other.destination.destination());
            }
            return order == 0 ? name().compareTo(other.name()) : order;
        }
    }

    private final List<Ranked> ranked;

    private Ranking(List<Ranked> ranked) {
        this.ranked = ranked;
    }

    private static double nanLast(double value) {
        return Double.isNaN(value) ? Double.POSITIVE_INFINITY : value;
    }

    static Ranking of(List<DestinationScreen> destinations, double alpha) {
        Map<String, List<Unranked>> byMetric = new TreeMap<>();
        for (DestinationScreen destination : destinations) {
            for (MetricScreen metric : destination.metrics()) {
                byMetric.computeIfAbsent(Metrics.name(metric.metric(), metric.direction()), k -> new ArrayList<>())
                        .add(new Unranked(destination, metric));
            }
        }
        // Metrics are tested side by side; their order stays, and ranks are unique.
        Ranked[] all = byMetric.values().parallelStream()
                .flatMap(family -> tested(family, alpha).stream())
                .toArray(Ranked[]::new);
        Arrays.parallelSort(all);
        return new Ranking(List.of(all));
    }

    private record Unranked(DestinationScreen destination, MetricScreen metric) {}

    /** One metric over all destinations is one family: one pool of scores, one correction. */
    private static List<Ranked> tested(List<Unranked> family, double alpha) {
        PooledTail.Pool pool = new PooledTail.Pool();
        family.forEach(u -> pool.add(u.metric().features()));
        PooledTail tail = PooledTail.fit(pool);
        List<TestResult> tests = family.stream()
                .map(u -> tail.test(u.metric().features(), alpha))
                .toList();
        double[] q = MultipleTesting.benjaminiHochberg(
                tests.stream().mapToDouble(TestResult::pValue).toArray());
        List<Ranked> ranked = new ArrayList<>();
        for (int i = 0; i < q.length; i++) {
            ranked.add(new Ranked(family.get(i).destination(), family.get(i).metric(), tests.get(i), q[i]));
        }
        return ranked;
    }

    /** Destinations by their best rank, each once. */
    Stream<String> destinations() {
        return ranked.stream().map(r -> r.destination().destination()).distinct();
    }

    /** The reason why nothing was tested, or empty. */
    String refusal() {
        return ranked.stream().allMatch(r -> r.test().refused()) && !ranked.isEmpty()
                ? ranked.get(0).test().refusal()
                : "";
    }

    Table table(Map<String, TopTalk> top) {
        Table table = new Table(Schemas.DESTINATIONS);
        long rank = 0;
        for (Ranked r : ranked) {
            MetricScreen m = r.metric();
            double factor = Metrics.factor(m.metric(), m.seconds());
            TopTalk talk = top.get(r.destination().destination());
            table.add(
                    r.destination().destination(),
                    r.name(),
                    Metrics.unit(m.metric()),
                    r.destination().activeBins(),
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
                    ++rank);
        }
        return table;
    }

    /** How sure the best-ranked row is, for people; null if nothing was tested. */
    @Nullable
    Double smallestQ() {
        return ranked.stream()
                .map(Ranked::qValue)
                .filter(q -> !Double.isNaN(q))
                .min(Double::compare)
                .orElse(null);
    }
}
