package floodmark.capture.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import floodmark.capture.FlowBatch;
import floodmark.capture.FlowRecord;
import floodmark.capture.LocalFile;
import floodmark.model.UserError;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Captures that DuckDB writes, compared with what it reads from them. */
class DuckDbCaptureTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({
        "uncompressed, V1, timestamp_ns, usmallint, ubigint",
        "uncompressed, V2, timestamp, integer, bigint",
        "snappy, V1, timestamp, smallint, uinteger",
        "snappy, V2, timestamp::timestamp_ms, integer, ubigint",
        "zstd, V1, timestamptz, uinteger, integer",
        "zstd, V2, timestamp_ns, ubigint, bigint",
        "gzip, V1, timestamp::timestamp_ms, integer, bigint",
        "gzip, V2, timestamptz, bigint, bigint",
        "lz4_raw, V1, timestamp_ns, usmallint, ubigint",
        "lz4_raw, V2, timestamp, integer, bigint"
    })
    void everyWayOfWriting(String codec, String version, String time, String port, String count)
            throws IOException, SQLException {
        Path file = directory.resolve("flows.parquet");
        try (DuckDb duck = new DuckDb()) {
            duck.run(
                    "create table flows as select make_timestamp_ns(1723506900000000000 + i * 1000000 + (hash(i) % 1000)::bigint) as s,"
                            + " i, '10.' || hash(i) % 256 || '.' || i % 256 || '.1' as a, '2001:db8::' || i % 9 + 1 as b,"
                            + " hash(i + 1) % 65536 as p, hash(i + 2) % 1000000007 as n from range(30000) t(i)");
            String portValue = port.equals("smallint") ? "p % 32768" : "p";
            duck.run("copy (select s::" + time + " as flow_start, s::" + time + " as flow_end, a as source_address,"
                    + " b as destination_address, (" + portValue + ")::" + port + " as source_port, 443::" + port
                    + " as destination_port, 6::utinyint as protocol, (p % 64)::" + port + " as tcp_flags,"
                    + " n::" + count + " as packets, (n * 2)::" + count + " as bytes,"
                    + " case when i % 5 = 0 then null else 10 end as sampling_rate, 'x' as unknown from flows order by i)"
                    + " to '" + file + "' (format parquet, compression " + codec + ", parquet_version " + version
                    + ", row_group_size 8192)");
            List<String> expected = duck.query(
                    "select epoch_ns(flow_start::timestamp_ns), source_address, destination_address, source_port, destination_port,"
                            + " protocol, tcp_flags, packets, bytes, coalesce(sampling_rate, 1) from '" + file + "'");
            Captures.Flows read = Captures.read(file);
            assertThat(read.rows().stream().map(DuckDbCaptureTest::text)).isEqualTo(expected);
            assertThat(read.rejected()).isEmpty();
            List<FlowRecord> volumes = Captures.read(LocalFile.open(file), FlowBatch.Columns.VOLUMES)
                    .rows();
            assertThat(volumes)
                    .extracting(FlowRecord::startNanos, FlowRecord::source, FlowRecord::destination, FlowRecord::bytes)
                    .isEqualTo(read.rows().stream()
                            .map(r -> tuple(r.startNanos(), r.source(), r.destination(), r.bytes()))
                            .toList());
            assertThat(volumes).extracting(FlowRecord::tcpFlags).containsOnly(Captures.LEFT_OUT);
        }
    }

    private static String text(FlowRecord flow) {
        return flow.startNanos() + "|" + flow.source() + "|" + flow.destination() + "|" + flow.sourcePort() + "|"
                + flow.destinationPort() + "|" + flow.protocol() + "|" + flow.tcpFlags() + "|" + flow.packets() + "|"
                + flow.bytes() + "|" + flow.samplingRate();
    }

    @Test
    void badRowsAreLeftOutAndCounted() throws IOException, SQLException {
        Path file = directory.resolve("bad.parquet");
        try (DuckDb duck = new DuckDb()) {
            duck.run("create table flows(flow_start timestamp, flow_end timestamp, source_address varchar,"
                    + " destination_address varchar, source_port integer, destination_port integer, protocol integer,"
                    + " tcp_flags integer, packets bigint, bytes ubigint, sampling_rate integer, ttl_min integer)");
            String good = "'2024-08-12', '2024-08-12', '192.0.2.1', '::1', 1, 2, 6, 2, 1, 40, 1, 64";
            for (String row : List.of(
                    good,
                    good.replace("'192.0.2.1'", "'192.0.2.256'"),
                    good.replace("'::1'", "'host'"),
                    good.replace("'192.0.2.1'", "null"),
                    good.replace("'2024-08-12', '192", "'9999-01-01', '192"),
                    good.replace(" 1, 2, 6", " 65536, 2, 6"),
                    good.replace(" 1, 2, 6", " 1, -1, 6"),
                    good.replace(" 1, 2, 6", " 1, 2, 256"),
                    good.replace("6, 2, 1, 40", "6, -2, 1, 40"),
                    good.replace("6, 2, 1, 40", "6, 2, -1, 40"),
                    good.replace("6, 2, 1, 40", "6, 2, 1, 18446744073709551615"),
                    good.replace("40, 1", "40, 0"),
                    good.replace("'192.0.2.1', '::1', 1", "null, 'bad', 70000"),
                    good.replace(", 64", ", 256"),
                    good.replace("40, 1", "40, null"),
                    good.replace(", 64", ", null"))) {
                duck.run("insert into flows values (" + row + ")");
            }
            duck.run("copy flows to '" + file + "' (format parquet)");
        }
        Captures.Flows read = Captures.read(file);
        // What the footer cannot vouch for is read whether it is made use of or not.
        assertThat(Captures.read(LocalFile.open(file), FlowBatch.Columns.VOLUMES))
                .isEqualTo(read);
        assertThat(read.rows()).hasSize(3).allSatisfy(row -> {
            assertThat(row.source()).isEqualTo(Captures.address("192.0.2.1"));
            assertThat(row.samplingRate()).isEqualTo(1);
        });
        assertThat(read.rejected())
                .isEqualTo(Map.of(
                        "null-required", 2L,
                        "time-out-of-range", 1L,
                        "bad-address", 2L,
                        "bad-port", 2L,
                        "bad-protocol", 1L,
                        "bad-tcp-flags", 1L,
                        "bad-count", 2L,
                        "bad-sampling-rate", 1L,
                        "bad-ttl", 1L));
        assertThat(read.rows().stream().map(FlowRecord::ttlMin)).containsExactly(64, 64, -1);
    }

    @Test
    void countsInOtherTypes() throws IOException, SQLException {
        Path file = directory.resolve("counts.parquet");
        try (DuckDb duck = new DuckDb()) {
            duck.run("copy (select timestamp '2024-08-12' as \"time\", v[1]::bigint as seconds, 'web' as destination,"
                    + " 'bytes' as metric, v[2]::float as \"value\" from (values ([60, 1.5]), ([0, 1]), ([60, -1]),"
                    + " ([60, 'nan'::float]), ([60, null]), ([3600, 0])) t(v)) to '" + file + "' (format parquet)");
        }
        Map<String, Long> rejected = new TreeMap<>();
        assertThat(Captures.counts(file, rejected).toString())
                .isEqualTo("[CountRecord[startNanos=1723420800000000000, seconds=60, destination=web, metric=bytes,"
                        + " direction=0, value=1.5], CountRecord[startNanos=1723420800000000000, seconds=3600,"
                        + " destination=web, metric=bytes, direction=0, value=0.0]]");
        assertThat(rejected).isEqualTo(Map.of("bad-count", 2L, "null-required", 1L, "time-out-of-range", 1L));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "bytes bigint -> octets bigint | required column 'bytes' is missing: found 'octets' as the closest",
                "flow_start timestamp -> flow_strat timestamp | 'flow_start' is missing: found 'flow_strat' as the closest",
                "flow_start timestamp -> flow_start varchar | 'flow_start' has a type that is not read: found BYTE_ARRAY (STRING), expected TIMESTAMP",
                "packets bigint -> packets double | 'packets' has a type that is not read: found DOUBLE, expected an integer",
                "packets bigint -> packets decimal(9,2) | found INT32 (DECIMAL), expected an integer",
                "source_port integer -> source_port integer[] | found a nested or repeated column, expected one value a row",
                "source_address varchar -> source_address bigint | found INT64 (INT64), expected STRING, 4 or 16 bytes",
            })
    void columnsThatDoNotFit(String change, String message) throws IOException, SQLException {
        String columns =
                "flow_start timestamp, flow_end timestamp, source_address varchar, destination_address varchar,"
                        + " source_port integer, destination_port integer, protocol integer, tcp_flags integer, packets bigint,"
                        + " bytes bigint";
        Path file = directory.resolve("odd.parquet");
        try (DuckDb duck = new DuckDb()) {
            String[] sides = change.split(" -> ", 2);
            duck.run("create table flows(" + columns.replace(sides[0], sides[1]) + ")");
            duck.run("copy flows to '" + file + "' (format parquet)");
        }
        assertThatThrownBy(() -> Captures.read(file))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("[" + file + "]")
                .hasMessageContaining(message);
    }

    @Test
    void codecThatIsNotRead() throws IOException, SQLException {
        Path file = directory.resolve("brotli.parquet");
        try (DuckDb duck = new DuckDb()) {
            duck.run(
                    "copy (select timestamp '2024-08-12' as \"time\", 60 as seconds, 'web' as destination, 'bytes' as metric,"
                            + " 1.5::double as \"value\") to '" + file + "' (format parquet, compression brotli)");
        }
        assertThatThrownBy(() -> Captures.counts(file, new TreeMap<>()))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("found BROTLI, expected UNCOMPRESSED, SNAPPY, GZIP, ZSTD or LZ4_RAW");
    }
}
