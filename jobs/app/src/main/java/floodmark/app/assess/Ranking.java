package floodmark.app.assess;

import floodmark.evidence.Metrics;
import floodmark.evidence.Schemas;
import floodmark.model.IndexSort;
import floodmark.model.Table;
import floodmark.pipeline.DestinationScreen;
import floodmark.pipeline.MetricScreen;
import floodmark.pipeline.ScreeningResult;
import floodmark.pipeline.ScreeningResult.Family;
import floodmark.pipeline.TopTalk;
import floodmark.stats.MultipleTesting;
import floodmark.stats.PooledTail;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tests every destination of the first pass against the pool of all, corrects over the destinations of a metric, ranks. Rows are numbered as
 * in the table of destinations, by destination and name of the metric, and are columns of numbers: a large network has tens of millions.
 */
final class Ranking {
    private final List<DestinationScreen> destinations;
    /** First row of each destination, and the number of all rows. */
    private final int[] firstRow;
    /** What each row is compared with; few, shared by many rows. */
    private final List<Tested> tests;

    private final int[] testOfRow;
    private final double[] p;
    private final double[] q;
    /** Rows by rank. */
    private final int[] order;

    /** The test of those rows that are of one family, and of one stratum in it. */
    private record Tested(Family family, PooledTail.Reference reference) {}

    private Ranking(Rows rows, int[] firstRow, List<DestinationScreen> destinations) {
        this.destinations = destinations;
        this.firstRow = firstRow;
        tests = rows.tests;
        testOfRow = rows.test;
        p = new double[testOfRow.length];
        Arrays.parallelSetAll(p, row -> tests.get(testOfRow[row]).reference().pValue(rows.score[row]));
        q = new double[p.length];
        // One metric over all destinations is one family, and corrected for as one.
        tests.stream().map(Tested::family).distinct().toList().parallelStream().forEach(this::correct);
        order = IndexSort.order(p.length, (a, b) -> {
            // Rows are numbered by destination and metric, which is what is left to tell them apart.
            int byP = Double.compare(nanLast(p[a]), nanLast(p[b]));
            int byScore = byP == 0 ? Double.compare(nanLast(-rows.score[a]), nanLast(-rows.score[b])) : byP;
            return byScore == 0 ? Double.compare(nanLast(-rows.excess[a]), nanLast(-rows.excess[b])) : byScore;
        });
    }

    /** What is read once from every destination. */
    private static final class Rows {
        final List<Tested> tests = new ArrayList<>();
        final Map<List<Object>, Integer> numbers = new HashMap<>();
        int[] test;
        double[] score;
        double[] excess;
        int size;

        Rows(int expected) {
            test = new int[expected];
            score = new double[expected];
            excess = new double[expected];
        }

        void add(int number, MetricScreen metric) {
            if (size == test.length) {
                grow(Math.toIntExact(size * 3L / 2 + 16));
            }
            test[size] = number;
            score[size] = metric.maxScore();
            excess[size++] = metric.excess();
        }

        void grow(int length) {
            test = Arrays.copyOf(test, length);
            score = Arrays.copyOf(score, length);
            excess = Arrays.copyOf(excess, length);
        }
    }

    static Ranking of(ScreeningResult screening, double alpha) {
        Map<Family, PooledTail> tails = screening.pools().entrySet().parallelStream()
                .collect(Collectors.toMap(Map.Entry::getKey, pool -> PooledTail.fit(pool.getValue())));
        List<DestinationScreen> destinations = screening.destinations();
        int[] firstRow = new int[destinations.size() + 1];
        Rows rows = new Rows(Math.multiplyExact(destinations.size(), 3));
        int destination = 0;
        for (DestinationScreen screen : destinations) {
            for (MetricScreen metric : byName(screen)) {
                Family family = Family.of(metric);
                PooledTail tail = Objects.requireNonNull(tails.get(family));
                rows.add(
                        rows.numbers.computeIfAbsent(List.of(family, metric.stratum(), metric.blocks()), key -> {
                            rows.tests.add(
                                    new Tested(family, tail.reference(metric.stratum(), metric.blocks(), alpha)));
                            return rows.tests.size() - 1;
                        }),
                        metric);
            }
            firstRow[++destination] = rows.size;
        }
        rows.grow(rows.size);
        return new Ranking(rows, firstRow, destinations);
    }

    private static List<MetricScreen> byName(DestinationScreen destination) {
        List<MetricScreen> metrics = new ArrayList<>(destination.metrics());
        metrics.sort(Comparator.comparing(Ranking::name));
        return metrics;
    }

    private static String name(MetricScreen metric) {
        return Metrics.name(metric.metric(), metric.direction());
    }

    private static double nanLast(double value) {
        return Double.isNaN(value) ? Double.POSITIVE_INFINITY : value;
    }

    private void correct(Family family) {
        boolean[] ofFamily = new boolean[tests.size()];
        for (int i = 0; i < ofFamily.length; i++) {
            ofFamily[i] = tests.get(i).family().equals(family);
        }
        double[] corrected = MultipleTesting.benjaminiHochberg(IntStream.range(0, p.length)
                .filter(row -> ofFamily[testOfRow[row]])
                .mapToDouble(row -> p[row])
                .toArray());
        int at = 0;
        for (int row = 0; row < q.length; row++) {
            if (ofFamily[testOfRow[row]]) {
                q[row] = corrected[at++];
            }
        }
    }

    /** Destinations by their best rank, each once. */
    Stream<String> destinations() {
        return Arrays.stream(order)
                .map(this::destination)
                .distinct()
                .mapToObj(number -> destinations.get(number).destination());
    }

    /** The number of a row's destination. */
    private int destination(int row) {
        int found = Arrays.binarySearch(firstRow, row);
        // Every destination has a row, so that no two begin at the same one.
        return found >= 0 ? found : -found - 2;
    }

    /** The reason why nothing was tested, or empty. */
    String refusal() {
        return order.length > 0
                        && tests.stream().allMatch(test -> test.reference().refused())
                ? tests.get(testOfRow[order[0]]).reference().refusal()
                : "";
    }

    /** In the order of destinations and metrics. */
    Table table(Map<String, TopTalk> top) {
        return Table.ordered(Schemas.DESTINATIONS, new TableRows(top));
    }

    /** The rows of the table, each made when it is asked for. */
    private final class TableRows extends Table.OnDemand {
        private static final int RANK = Schemas.DESTINATIONS.index("rank");
        private static final int DESTINATION = Schemas.DESTINATIONS.index("destination");
        private static final int Q_VALUE = Schemas.DESTINATIONS.index("q_value");

        private final Map<String, TopTalk> top;
        private final int[] rankOfRow = new int[order.length];

        TableRows(Map<String, TopTalk> top) {
            this.top = top;
            for (int rank = 0; rank < order.length; rank++) {
                rankOfRow[order[rank]] = rank + 1;
            }
        }

        @Override
        public int size() {
            return rankOfRow.length;
        }

        @Override
        public @Nullable Object[] get(int row) {
            int number = destination(row);
            DestinationScreen screen = destinations.get(number);
            return values(row, screen, byName(screen).get(row - firstRow[number]));
        }

        /** What a whole table is searched for. */
        @Override
        public @Nullable Object value(int row, int column) {
            if (column == RANK) {
                return (long) rankOfRow[row];
            }
            if (column == DESTINATION) {
                return destinations.get(destination(row)).destination();
            }
            return column == Q_VALUE ? (Object) q[row] : get(row)[column];
        }

        /** Makes each destination once, not once for each of its rows. */
        @Override
        public Iterator<@Nullable Object[]> iterator() {
            return new Iterator<>() {
                private final Iterator<DestinationScreen> screens = destinations.iterator();
                private Iterator<MetricScreen> metrics = Collections.emptyIterator();
                private @Nullable DestinationScreen screen;
                private int row;

                @Override
                public boolean hasNext() {
                    return row < rankOfRow.length;
                }

                @Override
                public @Nullable Object[] next() {
                    while (!metrics.hasNext()) {
                        screen = screens.next();
                        metrics = byName(screen).iterator();
                    }
                    return values(row++, Objects.requireNonNull(screen), metrics.next());
                }
            };
        }

        private @Nullable Object[] values(int row, DestinationScreen screen, MetricScreen m) {
            PooledTail.Reference reference = tests.get(testOfRow[row]).reference();
            double factor = Metrics.factor(m.metric(), m.seconds());
            TopTalk talk = top.get(screen.destination());
            return new @Nullable Object[] {
                screen.destination(),
                name(m),
                Metrics.unit(m.metric()),
                screen.activeBins(),
                m.peak() * factor,
                m.peakAtNanos(),
                m.baseline() * factor,
                m.excess() * factor,
                m.excessLow() * factor,
                m.excessHigh() * factor,
                reference.refused() ? null : PooledTail.ABOUT.id(),
                m.maxScore(),
                p[row],
                q[row],
                null,
                reference.smallestP(),
                m.onsetNanos(),
                m.endNanos(),
                m.senders() < 0 ? null : (Object) m.senders(),
                talk == null ? null : (Object) talk.protocol(),
                talk == null ? null : (Object) talk.sourcePort(),
                talk == null ? null : (Object) talk.destinationPort(),
                talk == null ? null : (Object) talk.share(),
                (long) rankOfRow[row]
            };
        }
    }
}
