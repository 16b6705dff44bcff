package floodmark.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import floodmark.capture.CountRecord;
import floodmark.capture.FlowRecord;
import floodmark.capture.parquet.CountsParquetWriter;
import floodmark.capture.parquet.FlowParquetWriter;
import floodmark.claim.CaseFile.CaptureRef;
import floodmark.claim.CaseFile.Service;
import floodmark.claim.Target;
import floodmark.claim.Vantage;
import floodmark.model.CountSeries;
import floodmark.model.DestinationSeries;
import floodmark.model.LedgerEntry;
import floodmark.model.Times;
import floodmark.model.UserError;
import floodmark.model.Window;
import floodmark.pipeline.cell.RandomFlows;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Address encodings, counts, many senders, and failures that the user can mend, on the embedded engine. */
class CaptureKindsITCase {
    private static final long MINUTE = Times.MINUTE;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    @SuppressWarnings("NullAway.Init")
    private static Duck duck;

    @SuppressWarnings("NullAway.Init")
    private static Engine engine;

    @BeforeAll
    static void open() throws Exception {
        duck = new Duck();
        engine = new Engine(2, false, null, Progress.NONE);
    }

    @AfterAll
    static void close() throws Exception {
        duck.close();
        engine.close();
    }

    private List<CaptureFile> resolve(String... paths) {
        return Inputs.resolve(
                Arrays.stream(paths)
                        .map(p -> new CaptureRef(p, null, Vantage.unstated()))
                        .toList(),
                directory);
    }

    private static List<String> screened(List<CaptureFile> files) {
        return Results.all(Screening.run(files, MINUTE, List.of(), engine)).stream()
                .map(line -> line.replaceAll("where=[^,]*", "where="))
                .toList();
    }

    @Test
    void everyAddressEncodingGivesTheSame() throws Exception {
        duck.flows("v", 5000, "2024-08-12 22:00:00", 600);
        duck.run(
                "CREATE OR REPLACE TABLE v4 AS SELECT * FROM v WHERE destination_address LIKE '10.%' AND source_address"
                        + " LIKE '10.%'");
        String number = "list_reduce(list_transform(string_split(%1$s, '.'), x -> x::BIGINT), (s, x) -> s * 256 + x)";
        String source = String.format(number, "source_address");
        String destination = String.format(number, "destination_address");
        duck.write("SELECT * FROM v4", directory.resolve("text.parquet"), 2048);
        String replaced = "SELECT * REPLACE (%1$s AS source_address, %2$s AS destination_address) FROM v4";
        duck.write(
                String.format(replaced, "(" + source + ")::UINTEGER", "(" + destination + ")::UINTEGER"),
                directory.resolve("uint32.parquet"),
                2048);
        String bytes4 = "unhex(printf('%%08x', %s))";
        duck.write(
                String.format(replaced, String.format(bytes4, source), String.format(bytes4, destination)),
                directory.resolve("bytes4.parquet"),
                2048);
        String bytes16 = "unhex(printf('00000000000000000000ffff%%08x', %s))";
        duck.write(
                String.format(replaced, String.format(bytes16, source), String.format(bytes16, destination)),
                directory.resolve("bytes16.parquet"),
                2048);
        List<String> text = screened(resolve("text.parquet"));
        assertThat(text).hasSizeGreaterThan(20);
        for (String other : List.of("uint32.parquet", "bytes4.parquet", "bytes16.parquet")) {
            assertThat(screened(resolve(other))).as(other).isEqualTo(text);
        }
    }

    /** DuckDB cuts times with a zone to microseconds. */
    private static FlowRecord inMicros(FlowRecord f) {
        return new FlowRecord(
                f.startNanos() / 1000 * 1000,
                f.endNanos() / 1000 * 1000,
                f.source(),
                f.destination(),
                f.sourcePort(),
                f.destinationPort(),
                f.protocol(),
                f.tcpFlags(),
                f.packets(),
                f.bytes(),
                f.samplingRate(),
                f.ttlMin(),
                f.ttlMax());
    }

    @Test
    void ourOwnFilesEqualSql() throws Exception {
        long start = Times.nanos(Instant.parse("2024-08-12T22:00:00Z"));
        try (FlowParquetWriter writer = FlowParquetWriter.create(directory.resolve("own.parquet"))) {
            for (var flow : RandomFlows.flows(42, 20_000, start, 40 * MINUTE, MINUTE)) {
                writer.accept(inMicros(flow));
            }
        }
        List<CaptureFile> files = resolve("own.parquet");
        ScreeningResult result = Screening.run(files, 1_000_000_000L, List.of(), engine);
        assertThat(Results.rows(List.of(result.total())))
                .isEqualTo(duck.rows(Duck.spread(files, 1_000_000_000L)
                        + "SELECT '*', '', b, sum(pb) AS x, sum(pp) AS y, count(*) FILTER (b = b0) AS z, 0, 0, 0, 0, 0"
                        + " FROM p GROUP BY b HAVING x + y + z > 0 ORDER BY b"));
    }

    @Test
    void manySendersAreEstimatedAndOrderDoesNotMatter() throws Exception {
        String flood = """
                SELECT make_timestamp(%1$s) AS flow_start, make_timestamp(%1$s) AS flow_end,
                  (i %% 150000)::UINTEGER AS source_address, 7::UINTEGER AS destination_address, 1 AS source_port,
                  80 AS destination_port, 6 AS protocol, 2 AS tcp_flags, 1::BIGINT AS packets, 40::BIGINT AS bytes
                FROM range(200000) t(i)""";
        // All in one minute, so that every row group has a part of the bin.
        duck.write(String.format(flood, "(i * 7919) % 60000000"), directory.resolve("a.parquet"), 20_000);
        duck.write(
                "SELECT * FROM (" + String.format(flood, "(i * 7919) % 60000000") + ") ORDER BY hash(source_address)",
                directory.resolve("b.parquet"),
                70_000);
        DetailSpec spec = new DetailSpec(MINUTE, List.of(), List.of("0.0.0.7"), List.of(), List.of());
        List<Long> found = new ArrayList<>();
        for (String name : List.of("a.parquet", "b.parquet")) {
            for (Engine each : List.of(engine, new Engine(1, true, null, Progress.NONE))) {
                DestinationSeries series =
                        Detail.run(resolve(name), spec, each).series().get(0);
                assertThat(series.size()).isEqualTo(1);
                assertThat(series.sourcesExact()[0]).isFalse();
                found.add(series.sources()[0]);
                DestinationScreen screen = Screening.run(resolve(name), MINUTE, List.of(), each)
                        .destinations()
                        .get(0);
                found.add(screen.metrics().get(2).senders());
                if (each != engine) {
                    each.close();
                }
            }
        }
        assertThat(found).allMatch(found.get(0)::equals);
        assertThat((double) found.get(0)).isCloseTo(150_000, within(150_000 * 0.02));
    }

    private static CountRecord count(int minute, String destination, String metric, double value) {
        return new CountRecord(minute * MINUTE, 60, destination, metric, 1, value);
    }

    @Test
    void countsAreMergedAndScreenedOnTheirOwnInterval() throws Exception {
        List<CountRecord> counts = new ArrayList<>();
        for (int minute = 0; minute < 200; minute++) {
            counts.add(count(minute, "site", "requests", minute == 150 ? 9000 : 100 + minute % 7));
            counts.add(count(minute, "192.0.2.1", "bytes", 5));
        }
        counts.add(count(3, "site", "requests", 0.1));
        counts.add(count(3, "site", "requests", 0.2));
        counts.add(new CountRecord(0, 3600, "site", "requests", 1, 1));
        Collections.shuffle(counts, new Random(5));
        write(counts.subList(0, 250), "a.parquet");
        write(counts.subList(250, counts.size()), "b.parquet");
        List<CaptureFile> files = resolve("a.parquet", "b.parquet");
        Window baseline = new Window(0, 10 * MINUTE);
        ScreeningResult screening = Screening.run(files, MINUTE, List.of(baseline), engine);
        assertThat(screening.destinations().stream().map(DestinationScreen::destination))
                .containsExactly("192.0.2.1", "site");
        MetricScreen site = screening.destinations().get(1).metrics().get(0);
        assertThat(site.peak()).isEqualTo(9000);
        assertThat(site.peakAtNanos()).isEqualTo(150 * MINUTE);
        assertThat(site.endNanos()).isEqualTo(151 * MINUTE);
        assertThat(site.senders()).isEqualTo(-1);
        assertThat(screening.total().size()).isZero();
        assertThat(screening.ledger())
                .contains(new LedgerEntry("corrected", "captures", "counts.duplicate-key", 2, ""))
                .contains(new LedgerEntry("skipped", "captures", "counts.other-interval", 1, ""));

        Service service = new Service("all", List.of(Target.of("192.0.2.0/24")), List.of(), List.of());
        DetailSpec spec = new DetailSpec(MINUTE, List.of(service), List.of("site"), List.of(baseline), List.of());
        DetailResult detail = Detail.run(files, spec, engine);
        assertThat(detail.counts().stream().map(CountSeries::destination)).containsExactly("192.0.2.1", "site");
        CountSeries series = detail.counts().get(1);
        assertThat(series.size()).isEqualTo(201);
        assertThat(series.seconds()[0]).isEqualTo(60);
        assertThat(series.seconds()[1]).isEqualTo(3600);
        // Summed by ascending value: 0.1 + 0.2 first.
        assertThat(series.value()[4]).isEqualTo(0.1 + 0.2 + 103);
        try (Engine other = new Engine(1, true, null, Progress.NONE)) {
            assertThat(Results.all(Detail.run(files, spec, other))).isEqualTo(Results.all(detail));
        }
    }

    private void write(List<CountRecord> counts, String name) throws Exception {
        try (CountsParquetWriter writer = CountsParquetWriter.create(directory.resolve(name))) {
            for (CountRecord count : counts) {
                writer.accept(count);
            }
        }
    }

    @Test
    void whatTheUserCanMendComesBackAsSuch() throws Exception {
        duck.flows("w", 1000, "2024-08-12 22:00:00", 60);
        duck.write("SELECT * REPLACE (9000000000000000000 AS bytes) FROM w", directory.resolve("big.parquet"), 500);
        assertThatThrownBy(() -> screened(resolve("big.parquet")))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("[big.parquet] bytes");
        duck.write("SELECT * FROM w", directory.resolve("changed.parquet"), 500);
        List<CaptureFile> files = resolve("changed.parquet");
        Files.copy(
                directory.resolve("big.parquet"),
                directory.resolve("changed.parquet"),
                StandardCopyOption.REPLACE_EXISTING);
        CaptureFile before = files.get(0);
        CaptureFile fewer = new CaptureFile(
                before.path(), before.uri(), before.kind(), before.rows() + 1, before.span(), before.digest());
        assertThatThrownBy(() -> screened(List.of(fewer)))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("[changed.parquet] the file changed");
        assertThatThrownBy(() -> Screening.run(files, 1, List.of(), engine)).isInstanceOf(UserError.class);
    }
}
