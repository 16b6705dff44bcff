package floodmark.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import floodmark.pipeline.cell.LedgerFold;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.Test;

class JobMetricsTest {
    private final Map<String, Counter> counters = new TreeMap<>();

    private MetricGroup group(String prefix) {
        return new UnregisteredMetricsGroup() {
            @Override
            public Counter counter(String name) {
                return counters.computeIfAbsent(prefix + name, n -> super.counter(name));
            }

            @Override
            public MetricGroup addGroup(String key, String value) {
                return group(prefix + key + "=" + value + " ");
            }
        };
    }

    private long count(String name) {
        return Objects.requireNonNull(counters.get(name)).getCount();
    }

    @Test
    void countsWhatLedgersSay() {
        JobMetrics metrics = new JobMetrics(group(""));
        LedgerFold ledger = new LedgerFold();
        ledger.put(LedgerFold.Combine.SUM, "read", "a", "rows.read", 7);
        ledger.put(LedgerFold.Combine.SUM, "skipped", "a", "flow.no-packets", 2);
        ledger.put(LedgerFold.Combine.SUM, "skipped", "b", "flow.no-packets", 3);
        metrics.ledger(ledger);
        metrics.block(100);
        assertThat(count("rowsRead")).isEqualTo(7);
        assertThat(count("reason=flow.no-packets rowsSkipped")).isEqualTo(5);
        assertThat(count("blockBytes")).isEqualTo(100);
    }

    @Test
    void areDrawnAndExplained() throws IOException {
        String board = Files.readString(Path.of("..", "..", "cluster", "grafana", "floodmark.json"));
        String page = Files.readString(Path.of("..", "..", "cluster", "README.md"));
        assertThat(board)
                .contains(JobMetrics.ROWS_READ, JobMetrics.ROWS_SKIPPED, JobMetrics.BLOCK_BYTES, JobMetrics.RESULTS);
        assertThat(page)
                .contains(
                        JobMetrics.ROWS_READ,
                        JobMetrics.ROWS_SKIPPED,
                        JobMetrics.BLOCKS,
                        JobMetrics.BLOCK_BYTES,
                        JobMetrics.RESULTS);
    }
}
