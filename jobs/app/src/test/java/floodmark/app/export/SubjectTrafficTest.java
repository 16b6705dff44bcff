package floodmark.app.export;

import static org.assertj.core.api.Assertions.assertThat;

import floodmark.evidence.Schemas;
import floodmark.model.Table;
import floodmark.model.Times;
import floodmark.model.Window;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SubjectTrafficTest {
    private static final Window TROUBLE = new Window(0, 3 * Times.MINUTE);
    private final Table series = new Table(Schemas.SERIES);

    private void flows(
            String destination, @Nullable String service, String group, int minute, long bytes, long senders) {
        series.add(
                destination,
                service,
                group,
                minute * Times.MINUTE,
                60.0,
                bytes,
                1L,
                1L,
                0L,
                senders,
                true,
                0L,
                0L,
                0L,
                null,
                null,
                null);
    }

    private void count(String metric, int direction, int minute, double value) {
        series.add(
                "link",
                "line",
                "subject",
                minute * Times.MINUTE,
                60.0,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                metric,
                direction,
                value);
    }

    private SubjectTraffic traffic(Window... throughout) {
        return SubjectTraffic.of(TableRow.of(series), List.of(throughout));
    }

    @Test
    void sumsOverDestinationsInBitsPerSecond() {
        flows("192.0.2.1", "web", "subject", 0, 600, 5);
        flows("192.0.2.2", "web", "subject", 0, 1_500, 5);
        flows("192.0.2.9", null, "comparison", 0, 99_999, 5);
        assertThat(traffic().rates(SubjectTraffic.Quantity.BITS, TROUBLE, Map.of("web", 1.0)))
                .containsExactly(280);
        assertThat(traffic().rates(SubjectTraffic.Quantity.BITS, TROUBLE, Map.of("web", 0.5)))
                .containsExactly(140);
    }

    @Test
    void aBinWithoutARowIsZeroOnlyWhereItWasSeen() {
        flows("192.0.2.1", "web", "subject", 0, 600, 5);
        assertThat(traffic().rates(SubjectTraffic.Quantity.BITS, TROUBLE, Map.of("web", 1.0)))
                .containsExactly(80);
        assertThat(traffic(TROUBLE).rates(SubjectTraffic.Quantity.BITS, TROUBLE, Map.of("web", 1.0)))
                .containsExactly(0, 0, 80);
        flows("192.0.2.9", null, "comparison", 2, 600, 5);
        assertThat(traffic().rates(SubjectTraffic.Quantity.BITS, TROUBLE, Map.of("web", 1.0)))
                .containsExactly(0, 80);
    }

    @Test
    void countsAreReadOnlyAsFarAsTheyArrived() {
        count("bytes", 1, 0, 600);
        count("bytes", -1, 0, 60_000);
        count("requests", 1, 0, 7);
        assertThat(traffic().rates(SubjectTraffic.Quantity.BITS, TROUBLE, Map.of("line", 1.0)))
                .containsExactly(80);
        assertThat(traffic().has(SubjectTraffic.Quantity.PACKETS)).isFalse();
    }

    @Test
    void anIntervalLongerThanTheWindowCountsIfItOverlaps() {
        flows("192.0.2.1", "web", "subject", 0, 600, 5);
        Window second = new Window(50 * Times.SECOND, 51 * Times.SECOND);
        assertThat(traffic().rates(SubjectTraffic.Quantity.BITS, second, Map.of("web", 1.0)))
                .containsExactly(80);
    }

    @Test
    void sendersOfSeveralDestinationsDoNotAddUp() {
        flows("192.0.2.1", "web", "subject", 0, 600, 5);
        assertThat(traffic().senders(TROUBLE)).containsExactly(5);
        flows("192.0.2.2", "web", "subject", 0, 600, 4);
        assertThat(traffic().senders(TROUBLE)).isEmpty();
    }
}
