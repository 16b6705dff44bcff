package floodmark.capture.counters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import floodmark.capture.CaptureInput;
import floodmark.capture.CountRecord;
import floodmark.capture.ImportReport;
import floodmark.capture.RecordSink;
import floodmark.capture.Yaml;
import floodmark.model.Times;
import floodmark.model.UserError;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CounterTableTest {
    private final List<CountRecord> counts = new ArrayList<>();
    private ImportReport report = new ImportReport("table.csv", "counters");

    private void read(String mapping, byte[] table) throws IOException {
        report = new ImportReport("table.csv", "counters");
        counts.clear();
        CounterMapping parsed = CounterMapping.of(Yaml.parse(mapping.getBytes(StandardCharsets.UTF_8), "map.yaml"));
        RecordSink<CountRecord> sink = new RecordSink<>() {
            @Override
            public void accept(CountRecord count) {
                counts.add(count);
            }

            @Override
            public void close() {
                // The list is complete as it is.
            }
        };
        try (CaptureInput input = CaptureInput.of("table.csv", table)) {
            new CounterTable(parsed, input, report).read(sink);
        }
    }

    private void read(String mapping, String table) throws IOException {
        read(mapping, table.getBytes(StandardCharsets.UTF_8));
    }

    private static CountRecord count(
            String time, int seconds, String destination, String metric, int direction, double value) {
        return new CountRecord(Times.nanos(Instant.parse(time)), seconds, destination, metric, direction, value);
    }

    /** The form of the World Cup table: local times, two metrics, a constant destination. */
    @Test
    void readsSeveralMetricsOfOneDestination() throws IOException {
        read("""
                time: {column: minute_local, format: "yyyy-MM-dd HH:mm", zone: Europe/Paris}
                seconds: 60
                destination: www.example.org
                metrics:
                  - {metric: requests, column: requests, direction: in}
                  - {metric: bytes, column: kilobytes, direction: out, scale: 1000}
                """, """
                minute_local,requests,kilobytes
                1998-06-10 17:26,128565,1.5
                1998-06-10 17:27,,2
                1998-06-10 17:28,-1,NaN
                1998-06-10 17:29,many,3
                someday,4,4
                1998-06-10 17:30
                """);
        assertThat(counts)
                .containsExactly(
                        count("1998-06-10T15:26:00Z", 60, "www.example.org", "requests", 1, 128_565),
                        count("1998-06-10T15:26:00Z", 60, "www.example.org", "bytes", -1, 1500),
                        count("1998-06-10T15:27:00Z", 60, "www.example.org", "bytes", -1, 2000),
                        count("1998-06-10T15:29:00Z", 60, "www.example.org", "bytes", -1, 3000));
        assertThat(report.frames()).isEqualTo(6);
        assertThat(report.records()).isEqualTo(4);
        assertThat(report.skipped())
                .isEqualTo(Map.of(
                        "time-unreadable", 1L, "value-missing", 4L, "value-negative", 1L, "value-not-a-number", 1L));
    }

    /** The form of the root server table: a template, columns to be added, days. */
    @Test
    void addsColumnsAndRowsInTheSameInterval() throws IOException {
        read("""
                time: {column: date, format: iso, zone: UTC}
                seconds: 86400
                destination: "{root_letter}.root-servers.net"
                sum: true
                metrics:
                  - {metric: requests, column: udp_ipv4, direction: in}
                  - {metric: requests, column: udp_ipv6, direction: in}
                """, """
                root_letter,date,udp_ipv4,udp_ipv6
                k,2015-11-30,10,1
                a,2015-11-30,20,2
                a,2015-11-30,300,
                a,2015-11-29,4,4
                ,2015-11-29,4,4
                """);
        assertThat(counts)
                .containsExactly(
                        count("2015-11-29T00:00:00Z", 86_400, "a.root-servers.net", "requests", 1, 8),
                        count("2015-11-30T00:00:00Z", 86_400, "a.root-servers.net", "requests", 1, 322),
                        count("2015-11-30T00:00:00Z", 86_400, "k.root-servers.net", "requests", 1, 11));
        assertThat(report.skipped()).isEqualTo(Map.of("destination-empty", 1L, "value-missing", 1L));
    }

    /** The form of the router's table: a column without a name, cumulative counters read at odd times, a filter. */
    @Test
    void spreadsDifferencesOfCountersOverTheIntervalsBetween() throws IOException {
        String mapping = """
                time: {column: "", format: iso}
                seconds: 20
                bin: 60
                destination: "{router}:{port}"
                filter: {router: [leaf7, leaf8]}
                metrics: [{metric: bytes, column: in, direction: in, cumulative: true}]
                """;
        read(mapping, """
                ,router,port,in
                2019-05-19 07:02:30.000000+00:00,leaf7,0,18446744073709550000
                2019-05-19 07:03:30.000000+00:00,leaf7,0,18446744073709550601
                2019-05-19 07:03:31.000000+00:00,spine1,0,5
                2019-05-19 07:04:20.000000+00:00,leaf7,0,18446744073709551101
                2019-05-19 07:04:20.000000+00:00,leaf7,0,18446744073709551200
                2019-05-19 07:05:10.000000+00:00,leaf7,0,100
                2019-05-19 07:06:00.000000+00:00,leaf7,0,160
                2019-05-19 07:07:00.000000+00:00,leaf7,0,220.0
                2019-05-19 07:09:00.000000+00:00,leaf7,0,1220
                """);
        // 07:02:30 to 07:03:30 carries 601: 300 before the minute, 301 after. 07:03:30 to 07:04:20 carries 500: 300
        // before.
        assertThat(counts)
                .containsExactly(
                        count("2019-05-19T07:03:00Z", 60, "leaf7:0", "bytes", 1, 301 + 300),
                        count("2019-05-19T07:06:00Z", 60, "leaf7:0", "bytes", 1, 60));
        assertThat(report.skipped())
                .isEqualTo(Map.of(
                        "filtered", 1L,
                        "reading-not-later", 1L,
                        "counter-reset", 1L,
                        "counter-gap", 1L,
                        "interval-not-covered", 3L));
    }

    @Test
    void averagesRatesOverAnInterval() throws IOException {
        read("""
                time: {column: t, format: epoch-seconds}
                seconds: 10
                bin: 60
                destination: link
                metrics: [{metric: bytes, column: kbps, rate: true, scale: 125}]
                """, "t,kbps\n1558249200.5,100\n1558249212,200\n1558249224,300\n1558249260,8\n");
        assertThat(counts)
                .containsExactly(
                        count("2019-05-19T07:00:00Z", 60, "link", "bytes", 0, 200 * 125 * 60),
                        count("2019-05-19T07:01:00Z", 60, "link", "bytes", 0, 8 * 125 * 60));
    }

    @Test
    void putsShortIntervalsIntoLongerOnes() throws IOException {
        read("""
                time: {column: t, format: epoch-millis}
                seconds: 30
                bin: 60
                destination: server
                metrics: [{metric: requests, column: n, direction: in}]
                """, "t,n\n1558249200000,1\n1558249230000,2\n1558249260000,4\n");
        assertThat(counts)
                .containsExactly(
                        count("2019-05-19T07:00:00Z", 60, "server", "requests", 1, 3),
                        count("2019-05-19T07:01:00Z", 60, "server", "requests", 1, 4));
        assertThat(report.found()).isEqualTo(Map.of("interval-partly-covered", 1L));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "epoch-seconds | | 1558249239.379122 | 2019-05-19T07:00:39.379122Z",
                "epoch-millis | | 1558249239379 | 2019-05-19T07:00:39.379Z",
                "iso | | 2019-05-19T07:00:39Z | 2019-05-19T07:00:39Z",
                "iso | | 2019-05-19 07:00:39.379122+00:00 | 2019-05-19T07:00:39.379122Z",
                "iso | | 2019-05-19T09:00+0200 | 2019-05-19T07:00:00Z",
                "iso | +02:00 | 2019-05-19 09:00 | 2019-05-19T07:00:00Z",
                "iso | +02:00 | 2019-05-19T09:00:00Z | 2019-05-19T09:00:00Z",
                "iso | UTC | 2019-05-19 | 2019-05-19T00:00:00Z",
                "dd-MMM-yyyy HH:mm:ss | Asia/Tehran | 11-Nov-2019 01:00:00 | 2019-11-10T21:30:00Z",
                "dd/MMM/yyyy:HH:mm:ss Z | | 01/jul/1995:00:00:01 -0400 | 1995-07-01T04:00:01Z",
                "yyyy-MM-dd | America/New_York | 2019-03-10 | 2019-03-10T05:00:00Z",
            })
    void readsTimes(String format, String zone, String text, String expected) throws IOException {
        read(
                "time: {column: t, format: \"" + format + "\"" + (zone == null ? "" : ", zone: " + zone) + "}\n"
                        + "seconds: 1\ndestination: x\nmetrics: [{metric: n, column: n}]\n",
                "t;n\n\"".replace(';', ',') + text + "\",1\n");
        assertThat(counts).containsExactly(count(expected, 1, "x", "n", 0, 1));
    }

    @Test
    void dropsTheLastRowOfATableThatIsCut() throws IOException {
        StringBuilder table = new StringBuilder("t;n\n");
        for (int i = 0; i < 5000; i++) {
            table.append(1_558_249_200 + i)
                    .append(';')
                    .append(i * 7919 % 1_000_003)
                    .append('\n');
        }
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(table.toString().getBytes(StandardCharsets.UTF_8));
        }
        String mapping = """
                time: {column: t, format: epoch-seconds}
                seconds: 1
                delimiter: ";"
                destination: x
                metrics: [{metric: n, column: n}]
                """;
        for (int lost = 1; lost < 2000; lost += 97) {
            read(mapping, Arrays.copyOf(packed.toByteArray(), packed.size() - lost));
            assertThat(report.skipped()).containsExactly(Map.entry("cut-file", 1L));
            for (int i = 0; i < counts.size(); i++) {
                assertThat(counts.get(i).value()).isEqualTo(i * 7919 % 1_000_003);
            }
        }
    }

    @Test
    void noticesTimesThatRepeat() throws IOException {
        read(
                "{time: {column: t, format: epoch-seconds}, seconds: 1, destination: x, metrics: [{metric: n, column: n}]}",
                "t,n\n1,1\n1,2\n2,3\n");
        assertThat(counts).hasSize(3);
        assertThat(report.found()).isEqualTo(Map.of("time-repeated", 1L));
    }

    private static final String GOOD =
            "{time: {column: t, format: iso}, seconds: 60, destination: x, metrics: [{metric: n, column: n}]}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "seconds: 60 | secnds: 60 | [map.yaml:1:1] the file lacks the key seconds: found time, secnds, destination, metrics, expected seconds. Add seconds.",
                "destination: x | destination: x, sun: true | [map.yaml:1:63] unknown key: found sun, expected one of * Perhaps sum is meant.",
                "seconds: 60 | seconds: 0 | [map.yaml:1:43] seconds is out of range: found 0, *",
                "seconds: 60 | seconds: 60, bin: 90 | [map.yaml:1:52] bin is no multiple of seconds: found 90, expected a multiple of 60. *",
                "format: iso | format: qqqqqqq | [map.yaml:1:28] time.format is no format of a time: found qqqqqqq, *",
                "format: iso | format: iso, zone: Mars | [map.yaml:1:39] time.zone is no time zone: found Mars, *",
                "destination: x | destination: '{a' | [map.yaml:1:60] destination has braces that do not match: *",
                "destination: x | destination: '{a}' | [map.yaml:1:60] destination names a column that table.csv does not have: found a, expected one of t, n. *",
                "column: n | column: m | [map.yaml:1:93] metrics[0].column names a column that table.csv does not have: found m, expected one of t, n. *",
                "metric: n, | metric: N!, | [map.yaml:1:82] metrics[0].metric is no name of a metric: found N!, *",
                "column: n | column: n, cumulative: true, rate: true | [map.yaml:1:120] metrics[0].rate contradicts cumulative: *",
                "column: n} | column: n}, {metric: n, column: n} | [map.yaml:1:97] metrics[1] repeats a metric and direction: found n, *",
                "destination: x | destination: x, delimiter: ab | [map.yaml:1:74] delimiter is no delimiter: found ab, *",
                "destination: x | destination: x, filter: {k: 1} | [map.yaml:1:72] filter names a column *",
            })
    void namesThePlaceOfAMistake(String good, String bad, String message) {
        String mapping = GOOD.replace(good, bad);
        assertThat(mapping).isNotEqualTo(GOOD);
        assertThatThrownBy(() -> read(mapping, "t,n\n2019-05-19T07:00:00Z,1\n"))
                .isInstanceOf(UserError.class)
                .message()
                .matches(
                        text -> Arrays.stream(message.split("\\*")).allMatch(part -> text.contains(part.strip())),
                        message);
    }

    @Test
    void refusesWhatIsNoTable() {
        String open = "t,n\n\"" + "x".repeat(2_000_000);
        assertThatThrownBy(() -> read(GOOD, open))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("[table.csv] is no table that can be read: found ")
                .message()
                .hasSizeLessThan(600);
        assertThatThrownBy(
                        () -> read(GOOD, new byte[] {(byte) 0xd4, (byte) 0xc3, (byte) 0xb2, (byte) 0xa1, 0, 0, 10, 1}))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("names a column that table.csv does not have");
    }

    @Test
    void namesTheRowWhoseTimeIsNotOfTheFormat() {
        assertThatThrownBy(() -> read(GOOD, "t,n\n19.5.2019,1\n"))
                .isInstanceOf(UserError.class)
                .hasMessage(
                        "[table.csv:2] the time is not of the format that the mapping states: found 19.5.2019, expected"
                                + " ISO 8601. Correct format at map.yaml:1:17.");
        assertThatThrownBy(() -> read(GOOD, "t,n\n2019-05-19 07:00,1\n"))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("the time has no offset from UTC: found 2019-05-19 07:00, expected");
    }
}
