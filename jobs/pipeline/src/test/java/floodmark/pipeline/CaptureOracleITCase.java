package floodmark.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import floodmark.claim.CaseFile.CaptureRef;
import floodmark.claim.CaseFile.Service;
import floodmark.claim.Target;
import floodmark.claim.Vantage;
import floodmark.model.LedgerEntry;
import floodmark.model.Times;
import floodmark.model.Window;
import floodmark.pipeline.cell.Budget;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The pipeline against SQL over the same Parquet files, to the unit, and against itself in every way of running. */
class CaptureOracleITCase {
    private static final long MINUTE = Times.MINUTE;
    private static final Window BASELINE =
            Window.of(Instant.parse("2024-08-12T22:00:00Z"), Instant.parse("2024-08-12T22:20:00Z"));
    private static final Window TROUBLE =
            Window.of(Instant.parse("2024-08-12T22:30:00Z"), Instant.parse("2024-08-12T22:50:00Z"));
    private static final List<Service> SERVICES = List.of(
            new Service("web", List.of(Target.of("10.0.0.0/31")), List.of(443), List.of()),
            new Service("dns", List.of(Target.of("10.0.0.0/32")), List.of(53), List.of(17)),
            new Service("six", List.of(Target.of("2001:db8::/64")), List.of(), List.of()));
    private static final List<String> OTHERS = List.of("10.0.0.7", "2001:db8:1::2");
    private static final DetailSpec SPEC =
            new DetailSpec(MINUTE, SERVICES, OTHERS, List.of(BASELINE), List.of(TROUBLE));

    @TempDir
    @SuppressWarnings("NullAway.Init")
    static Path directory;

    @SuppressWarnings("NullAway.Init")
    private static Duck duck;

    @SuppressWarnings("NullAway.Init")
    private static List<CaptureFile> files;

    @BeforeAll
    static void write() throws Exception {
        duck = new Duck();
        duck.flows("x", 30_000, "2024-08-12 22:00:00", 3600);
        duck.flows("y", 12_000, "2024-08-12 22:40:00", 3600);
        // Sorted and not, several row groups each, nanoseconds in one.
        duck.write("SELECT * FROM x ORDER BY flow_start", directory.resolve("a.parquet"), 4096);
        duck.write(
                "SELECT * REPLACE (flow_start::TIMESTAMP_NS AS flow_start, flow_end::TIMESTAMP_NS AS flow_end) FROM y",
                directory.resolve("b.parquet"),
                2048);
        files = Inputs.resolve(List.of(new CaptureRef("*.parquet", null, Vantage.unstated())), directory);
    }

    @AfterAll
    static void close() throws Exception {
        duck.close();
    }

    private static Engine engine(int parallelism, boolean streaming) {
        return new Engine(parallelism, streaming, null, Progress.NONE);
    }

    private static final String SERVICE_OF = """
            CASE WHEN %1$s IN ('10.0.0.0', '10.0.0.1') AND %2$s = 443 THEN 'web'
                 WHEN %1$s = '10.0.0.0' AND %2$s = 53 AND protocol = 17 THEN 'dns'
                 WHEN %1$s LIKE '2001:db8::%%' THEN 'six' ELSE '' END""";

    private static String seriesSql() {
        String selected = "%1$s IN ('10.0.0.0', '10.0.0.1', '10.0.0.7', '2001:db8:1::2') OR %1$s LIKE '2001:db8::%%'";
        return Duck.spread(files, MINUTE)
                + String.format(
                        Locale.ROOT,
                        """
                        , i AS (SELECT destination_address AS a, %1$s AS service, b, sum(pb) AS bytes, sum(pp) AS packets,
                            count(*) FILTER (b = b0) AS flows, coalesce(sum(pp) FILTER (syn), 0) AS syns,
                            count(DISTINCT source_address) FILTER (b = b0) AS senders
                          FROM p WHERE %2$s GROUP BY ALL),
                        o AS (SELECT source_address AS a, %3$s AS service, b, sum(pb) AS bytes, sum(pp) AS packets,
                            count(*) FILTER (b = b0) AS flows
                          FROM p WHERE %4$s GROUP BY ALL)
                        SELECT coalesce(i.a, o.a) AS address, coalesce(i.service, o.service) AS named, coalesce(i.b, o.b) AS bin,
                          coalesce(i.bytes, 0) AS x1, coalesce(i.packets, 0) AS x2, coalesce(i.flows, 0) AS x3,
                          coalesce(i.syns, 0) AS x4, coalesce(i.senders, 0) AS x5, coalesce(o.bytes, 0) AS x6,
                          coalesce(o.packets, 0) AS x7, coalesce(o.flows, 0) AS x8
                        FROM i FULL OUTER JOIN o ON i.a = o.a AND i.service = o.service AND i.b = o.b
                        WHERE x1 + x2 + x3 + x6 + x7 + x8 > 0
                        ORDER BY address, named, bin
                        """,
                        String.format(Locale.ROOT, SERVICE_OF, "destination_address", "destination_port"),
                        String.format(Locale.ROOT, selected, "destination_address"),
                        String.format(Locale.ROOT, SERVICE_OF, "source_address", "source_port"),
                        String.format(Locale.ROOT, selected, "source_address"));
    }

    @Test
    void seriesEqualSqlToTheUnit() throws Exception {
        List<String> expected = duck.rows(seriesSql());
        assertThat(expected).hasSizeGreaterThan(1000);
        try (Engine engine = engine(2, false)) {
            DetailResult detail = Detail.run(files, SPEC, engine);
            assertThat(Results.rows(detail.series())).isEqualTo(expected);
            assertThat(detail.sendersToSubject())
                    .containsExactlyElementsOf(duck.rows(Duck.spread(files, MINUTE) + """
                    SELECT DISTINCT source_address AS a FROM f WHERE (destination_address IN ('10.0.0.0', '10.0.0.1')
                      OR destination_address LIKE '2001:db8::%') AND source_address IN ('10.0.0.7', '2001:db8:1::2')
                      AND flow_start < TIMESTAMP '2024-08-12 22:20:00' ORDER BY a"""));
            for (String other : OTHERS) {
                TopTalk top = Objects.requireNonNull(detail.top().get(other));
                String pair = duck.rows(Duck.spread(files, MINUTE)
                                + "SELECT protocol, source_port, sum(tp) AS n FROM f WHERE destination_address = '"
                                + other
                                + "' GROUP BY ALL ORDER BY n DESC, protocol, source_port LIMIT 1")
                        .get(0);
                assertThat(pair).startsWith(top.protocol() + "|" + top.sourcePort() + "|");
            }
        }
    }

    @Test
    void screeningEqualsSql() throws Exception {
        try (Engine engine = engine(2, false)) {
            ScreeningResult screening = Screening.run(files, MINUTE, List.of(BASELINE), engine);
            Window span = Plans.span(files);
            long last = Math.floorDiv(span.endNanos() - 1, MINUTE);
            String sums = Duck.spread(files, MINUTE)
                    + ", c AS (SELECT destination_address AS a, b, sum(pb) AS bytes, sum(pp) AS packets,"
                    + " count(*) FILTER (b = b0) AS flows, count(DISTINCT source_address) FILTER (b = b0) AS senders FROM p"
                    + " GROUP BY ALL HAVING bytes + packets + flows > 0)";
            List<String> expected = new ArrayList<>();
            for (String metric : List.of("bytes", "packets", "flows")) {
                expected.addAll(
                        duck.rows(sums + " SELECT a, '" + metric + "', max(" + metric + "), arg_max(b, (" + metric
                                + ", -b)), arg_max(senders, (" + metric + ", -b)), count(*) FROM c WHERE b <= " + last
                                + " GROUP BY a ORDER BY a"));
            }
            List<String> found = new ArrayList<>();
            for (int metric = 0; metric < 3; metric++) {
                for (DestinationScreen screen : screening.destinations()) {
                    MetricScreen m = screen.metrics().get(metric);
                    found.add(String.join(
                            "|",
                            screen.destination(),
                            m.metric(),
                            "" + (long) m.peak(),
                            "" + m.peakAtNanos() / MINUTE,
                            "" + m.senders(),
                            "" + screen.activeBins()));
                }
            }
            assertThat(found).isEqualTo(expected);

            List<String> withSenders =
                    duck.rows(sums + " SELECT a, count(*) FILTER (senders > 1 AND (b * " + MINUTE + " + "
                            + MINUTE / 2 + ") BETWEEN " + BASELINE.startNanos() + " AND " + (BASELINE.endNanos() - 1)
                            + ") FROM c GROUP BY a ORDER BY a");
            assertThat(screening.destinations().stream()
                            .map(d -> d.destination() + "|" + d.baselineBinsWithSenders())
                            .toList())
                    .isEqualTo(withSenders);
            assertThat(screening.destinations().get(0).baselineBins()).isEqualTo(20);

            assertThat(Results.rows(List.of(screening.total())))
                    .isEqualTo(
                            duck.rows(sums + " SELECT '*', '', b, sum(bytes), sum(packets), sum(flows), 0, 0, 0, 0, 0"
                                    + " FROM c GROUP BY b ORDER BY b"));
            assertThat(count(screening.ledger(), "rows.read")).isEqualTo(42_000);
            assertThat(count(screening.ledger(), "flows.end-before-start"))
                    .isEqualTo(
                            Long.parseLong(duck.rows(Duck.spread(files, MINUTE) + "SELECT count(*) FROM f WHERE e < s")
                                    .get(0)));
            assertThat(count(screening.ledger(), "flows.zero-packets"))
                    .isEqualTo(Long.parseLong(
                            duck.rows(Duck.spread(files, MINUTE) + "SELECT count(*) FROM f WHERE packets = 0")
                                    .get(0)));
            assertThat(screening.ledger())
                    .contains(new LedgerEntry("found", "a.parquet", "sampling-rate.max", 4096, ""))
                    .contains(new LedgerEntry("found", "b.parquet", "sampling-rate.min", 1, ""));
        }
    }

    private static long count(List<LedgerEntry> ledger, String what) {
        return ledger.stream()
                .filter(e -> e.what().equals(what))
                .mapToLong(LedgerEntry::count)
                .sum();
    }

    @ParameterizedTest
    @CsvSource({"1, false", "2, true", "4, false", "4, true"})
    void isTheSameInEveryWayOfRunning(int parallelism, boolean streaming) {
        List<String> screening;
        List<String> detail;
        try (Engine engine = engine(1, false)) {
            screening = Results.all(Screening.run(files, MINUTE, List.of(BASELINE), engine));
            detail = Results.all(Detail.run(files, SPEC, engine));
        }
        // A small budget makes readers send within row groups.
        Budget small = new Budget(300, 1000);
        try (Engine engine = engine(parallelism, streaming)) {
            assertThat(Results.all(Screening.run(files, MINUTE, List.of(BASELINE), engine, small)))
                    .isEqualTo(screening);
            assertThat(Results.all(Detail.run(files, SPEC, engine, small))).isEqualTo(detail);
        }
    }

    @ParameterizedTest
    @CsvSource({"false", "true"})
    void isTheSameAfterAFailure(boolean streaming) {
        List<String> expected;
        try (Engine engine = engine(2, streaming)) {
            expected = Results.all(Screening.run(files, MINUTE, List.of(BASELINE), engine));
        }
        Configuration often = new Configuration();
        if (streaming) {
            often.setString("execution.checkpointing.interval", "20 ms");
        }
        try (Engine engine = new Engine(2, streaming, null, null, Progress.NONE, often)) {
            FailOnce.arm(streaming);
            Window span = Plans.span(files);
            long first = Math.floorDiv(span.startNanos(), MINUTE);
            long last = Math.floorDiv(span.endNanos() - 1, MINUTE);
            FlowScreener screener =
                    new FlowScreener(MINUTE, first, last, BinRanges.of(List.of(BASELINE), MINUTE, first, last));
            Screening.ScreeningFolds folds = new Screening.ScreeningFolds(MINUTE, new Budget(300, 1000));
            Screening.Gathering gathering = new Screening.Gathering(files.get(0).kind(), MINUTE);
            CaptureJob.run(
                    "failing",
                    Plans.of(files),
                    files.get(0).kind(),
                    new FailOnce(folds),
                    screener,
                    engine,
                    gathering::take);
            assertThat(FailOnce.failed()).isTrue();
            assertThat(Results.all(gathering.result())).isEqualTo(expected);
        }
    }
}
