package floodmark.pipeline;

import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** DuckDB in this process: writes captures and computes by SQL what the pipeline must find. */
public final class Duck implements AutoCloseable {
    private final Connection connection;

    public Duck() throws SQLException {
        connection = DriverManager.getConnection("jdbc:duckdb:");
        run("SET threads = 2");
    }

    void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Rows as text, columns separated by a bar. */
    List<String> rows(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            int columns = result.getMetaData().getColumnCount();
            List<String> rows = new ArrayList<>();
            while (result.next()) {
                StringBuilder row = new StringBuilder();
                for (int i = 1; i <= columns; i++) {
                    row.append(i == 1 ? "" : "|").append(result.getString(i));
                }
                rows.add(row.toString());
            }
            return rows;
        }
    }

    /**
     * A table {@code NAME} of flows: senders and destinations of both families, spans over several bins, negative durations,
     * sampling, packets of 0; a pure function of name and number of rows.
     */
    public void flows(String name, int rows, String start, int spanSeconds) throws SQLException {
        // Every column draws from its own hash; times are microseconds.
        run(String.format(Locale.ROOT, """
                CREATE OR REPLACE TABLE %1$s AS
                WITH h AS (
                  SELECT i, hash('%1$s' || i || 'a') AS a, hash('%1$s' || i || 'b') AS b, hash('%1$s' || i || 'c') AS c,
                         hash('%1$s' || i || 'd') AS d, hash('%1$s' || i || 'e') AS e
                  FROM range(%2$d) t(i)),
                k AS (
                  SELECT *, epoch_us(TIMESTAMP '%3$s') + (a %% (%4$d::UBIGINT * 1000000))::BIGINT AS s,
                    CASE WHEN b %% 10 = 0 THEN (c %% 400000000)::BIGINT
                         WHEN b %% 10 = 1 THEN -((c %% 5000000)::BIGINT)
                         WHEN b %% 10 = 2 THEN 0
                         ELSE (c %% 900000)::BIGINT END AS duration,
                    CASE WHEN d %% 17 = 0 THEN 0 ELSE 1 + (d %% 3000)::BIGINT END AS n,
                    [6, 6, 6, 17, 17, 1][1 + (e %% 6)::BIGINT] AS proto
                  FROM h)
                SELECT make_timestamp(s) AS flow_start, make_timestamp(s + duration) AS flow_end,
                  CASE WHEN b %% 5 = 0 THEN '2001:db8::' || to_hex(1 + a %% 15) ELSE '10.0.' || (a %% 3) || '.' || (a %% 40) END
                    AS source_address,
                  CASE WHEN c %% 5 = 0 THEN '2001:db8::' || to_hex(1 + b %% 15)
                       WHEN c %% 5 = 1 THEN '2001:db8:1::' || to_hex(1 + b %% 3) ELSE '10.0.0.' || (b %% 12) END
                    AS destination_address,
                  (CASE WHEN d %% 3 = 0 THEN 443 ELSE 1024 + d %% 7 END)::INT AS source_port,
                  ([53, 80, 443][1 + (b %% 3)::BIGINT])::INT AS destination_port,
                  proto::INT AS protocol,
                  (CASE WHEN proto = 6 THEN [2, 18, 27, 194][1 + (c %% 4)::BIGINT] ELSE 0 END)::INT AS tcp_flags,
                  n AS packets,
                  n * (40 + (a %% 1460)::BIGINT) AS bytes,
                  ([1, 1, 1, 100, 4096][1 + (a %% 5)::BIGINT])::INT AS sampling_rate
                FROM k ORDER BY i
                """, name, rows, start, spanSeconds));
    }

    public void write(String select, Path file, int rowGroup) throws SQLException {
        run("COPY (" + select + ") TO '" + file + "' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE " + rowGroup
                + ")");
    }

    /** A table expression over the written files. */
    static String scan(List<CaptureFile> files) {
        return files.stream()
                .map(f -> "'" + Path.of(URI.create(f.uri())) + "'")
                .collect(Collectors.joining(", ", "read_parquet([", "], union_by_name = true)"));
    }

    /**
     * A query prefix with the tables {@code f} (flows, addresses canonical, with scaled totals, start bin b0 and last bin b1) and {@code p} (a row
     * for each flow and bin it touches, with its exact share), by the definition: floor differences in 128 bits.
     */
    static String spread(List<CaptureFile> files, long binNanos) {
        return String.format(Locale.ROOT, """
                WITH r AS (
                  SELECT * REPLACE (lower(source_address) AS source_address, lower(destination_address) AS destination_address),
                    epoch_ns(flow_start)::HUGEINT AS s, epoch_ns(flow_end)::HUGEINT AS e,
                    bytes::HUGEINT * sampling_rate AS tb, packets::HUGEINT * sampling_rate AS tp,
                    protocol = 6 AND (tcp_flags & 18) = 2 AS syn
                  FROM %1$s),
                f AS (SELECT *, (s // %2$d)::BIGINT AS b0, CASE WHEN e <= s THEN (s // %2$d)::BIGINT
                  ELSE ((e - 1) // %2$d)::BIGINT END AS b1 FROM r),
                u AS (SELECT *, unnest(generate_series(b0, b1)) AS b FROM f),
                v AS (SELECT *, greatest(0, least(e - s, b::HUGEINT * %2$d - s)) AS x0,
                  greatest(0, least(e - s, (b + 1)::HUGEINT * %2$d - s)) AS x1 FROM u),
                p AS (SELECT *,
                  CASE WHEN b0 = b1 THEN tb ELSE tb * x1 // (e - s) - tb * x0 // (e - s) END AS pb,
                  CASE WHEN b0 = b1 THEN tp ELSE tp * x1 // (e - s) - tp * x0 // (e - s) END AS pp
                  FROM v)
                """, scan(files), binNanos);
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
