package floodmark.app.assess;

import static org.assertj.core.api.Assertions.assertThat;

import floodmark.evidence.Metrics;
import floodmark.model.Table;
import floodmark.model.TableSchema;
import floodmark.pipeline.DestinationScreen;
import floodmark.pipeline.DetailSpec;
import floodmark.pipeline.LocalDetail;
import floodmark.pipeline.MetricScreen;
import floodmark.pipeline.ScreeningResult;
import floodmark.pipeline.ScreeningResult.Family;
import floodmark.pipeline.TopTalk;
import floodmark.stats.MultipleTesting;
import floodmark.stats.PooledTail;
import floodmark.stats.ScanScore;
import floodmark.stats.ScanScore.Features;
import floodmark.stats.ScoreTally;
import floodmark.stats.TestResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the columns say is what the tests of each destination say, one by one. */
class RankingTest {
    private static final int BINS = 96;
    private static final double ALPHA = 0.05;

    /** One series, as the plain way keeps it. */
    private record Series(String destination, String name, Features features) {}

    private final List<DestinationScreen> screens = new ArrayList<>();
    private final Map<Family, PooledTail.Pool> pools = new HashMap<>();
    private final List<Series> all = new ArrayList<>();

    /** Few values, so that many series tie; a metric of few destinations is refused; two destinations flood. */
    private ScreeningResult screening() {
        Random random = new Random(11);
        for (int d = 0; d < 400; d++) {
            String destination = String.format("10.0.%03d.1", d);
            List<MetricScreen> metrics = new ArrayList<>();
            metrics.add(metric(destination, "bytes", 1, random, d % 200 == 7));
            metrics.add(metric(destination, "packets", 1, random, d == 7));
            if (d % 3 == 0) {
                metrics.add(metric(destination, "requests", -1, random, false));
            }
            if (d % 100 == 0) {
                metrics.add(metric(destination, "replies", 0, random, true));
            }
            if (d % 2 == 0) {
                // Half of the counts do not say that they came in: one family all the same.
                metrics.add(metric(destination, "responses", d % 4 == 0 ? 0 : 1, random, d == 8));
            }
            screens.add(new DestinationScreen(destination, BINS, 0, 0, metrics));
        }
        return new ScreeningResult(
                screens,
                pools,
                new LocalDetail(new DetailSpec(60_000_000_000L, List.of(), List.of(), List.of(), List.of())).total(),
                List.of());
    }

    private MetricScreen metric(String destination, String metric, int direction, Random random, boolean flood) {
        long[] bins = new long[BINS];
        double[] values = new double[BINS];
        for (int b = 0; b < BINS; b++) {
            bins[b] = b;
            values[b] = flood && b == 50 ? 1_000_000 : 100 + random.nextInt(3) * 5;
        }
        Features f = ScanScore.compute(bins, values, BINS, 0, BINS - 1, 1);
        ScoreTally tally = PooledTail.tally(f);
        Family family = new Family(metric, direction < 0);
        pools.computeIfAbsent(family, k -> new PooledTail.Pool()).add(tally);
        all.add(new Series(destination, Metrics.name(metric, direction), f));
        return new MetricScreen(
                metric,
                direction,
                60,
                f.baseline(),
                f.peak(),
                f.excessLow(),
                f.excessHigh(),
                f.maxScore(),
                tally.stratum(),
                tally.blocks(),
                f.peakBin(),
                f.onsetBin(),
                f.endBin(),
                5,
                true,
                0);
    }

    @Test
    void saysWhatEachTestSays() {
        Ranking ranking = Ranking.of(screening(), ALPHA);
        Table table = ranking.table(Map.of("10.0.007.1", new TopTalk(17, 53, 80, 0.5)));
        Map<Series, TestResult> tests = new HashMap<>();
        Map<Series, Double> q = new HashMap<>();
        Map<String, List<Series>> families = new HashMap<>();
        all.forEach(
                s -> families.computeIfAbsent(s.name(), k -> new ArrayList<>()).add(s));
        families.forEach((name, members) -> {
            PooledTail.Pool pool = new PooledTail.Pool();
            members.forEach(s -> pool.add(s.features()));
            PooledTail tail = PooledTail.fit(pool);
            members.forEach(s -> tests.put(s, tail.test(s.features(), ALPHA)));
            double[] corrected = MultipleTesting.benjaminiHochberg(members.stream()
                    .mapToDouble(s -> Objects.requireNonNull(tests.get(s)).pValue())
                    .toArray());
            for (int i = 0; i < corrected.length; i++) {
                q.put(members.get(i), corrected[i]);
            }
        });
        List<Series> byRank = new ArrayList<>(all);
        byRank.sort(Comparator.comparingDouble((Series s) -> last(p(tests, s)))
                .thenComparingDouble(s -> -s.features().maxScore())
                .thenComparingDouble(s -> -s.features().excess())
                .thenComparing(Series::destination)
                .thenComparing(Series::name));
        List<Series> byRow = new ArrayList<>(all);
        byRow.sort(Comparator.comparing(Series::destination).thenComparing(Series::name));

        TableSchema schema = table.schema();
        assertThat(table.size()).isEqualTo(byRow.size());
        List<@Nullable Object[]> rows = table.sortedRows();
        int number = 0;
        for (@Nullable Object[] row : rows) {
            Series s = byRow.get(number);
            TestResult test = Objects.requireNonNull(tests.get(s));
            Map<String, @Nullable Object> expected = new TreeMap<>();
            expected.put("destination", s.destination());
            expected.put("metric", s.name());
            expected.put("p_value", test.refused() ? null : (Object) test.pValue());
            expected.put("q_value", test.refused() ? null : (Object) q.get(s));
            expected.put("smallest_p", Double.isNaN(test.smallestP()) ? null : (Object) test.smallestP());
            expected.put("test", test.refused() ? null : PooledTail.ABOUT.id());
            expected.put("rank", byRank.indexOf(s) + 1L);
            expected.put("top_share", s.destination().equals("10.0.007.1") ? (Object) 0.5 : null);
            expected.forEach((column, value) -> assertThat(row[schema.index(column)])
                    .as("%s %s %s", s.destination(), s.name(), column)
                    .isEqualTo(value));
            assertThat(rows.get(number)).isEqualTo(row);
            for (int column = 0; column < row.length; column++) {
                assertThat(table.value(number, column)).isEqualTo(row[column]);
            }
            number++;
        }
        assertThat(ranking.destinations())
                .containsExactlyElementsOf(
                        byRank.stream().map(Series::destination).distinct().toList())
                .startsWith("10.0.007.1");
        assertThat(ranking.refusal()).isEmpty();
    }

    @Test
    void saysWhyNothingWasTested() {
        ScreeningResult few = screening();
        Ranking ranking = Ranking.of(
                new ScreeningResult(
                        few.destinations(),
                        Map.of(
                                new Family("bytes", false), new PooledTail.Pool(),
                                new Family("packets", false), new PooledTail.Pool(),
                                new Family("requests", true), new PooledTail.Pool(),
                                new Family("replies", false), new PooledTail.Pool(),
                                new Family("responses", false), new PooledTail.Pool()),
                        few.total(),
                        List.of()),
                ALPHA);
        assertThat(ranking.refusal()).isEqualTo("cannot pool 0 destinations; needs 100");
        assertThat(ranking.destinations()).hasSize(400);
    }

    private static double p(Map<Series, TestResult> tests, Series series) {
        return Objects.requireNonNull(tests.get(series)).pValue();
    }

    private static double last(double value) {
        return Double.isNaN(value) ? Double.POSITIVE_INFINITY : value;
    }
}
