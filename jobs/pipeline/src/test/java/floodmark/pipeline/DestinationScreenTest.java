package floodmark.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import floodmark.stats.PooledTail;
import floodmark.stats.ScanScore;
import floodmark.stats.ScanScore.Features;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a merging task sends of a destination is what the client takes for it. */
class DestinationScreenTest {
    private static final int BINS = 96;
    private static final long BIN = 60_000_000_000L;

    /** Every bin, one in three, a single one (silent: coarse scores), and a span that is too short for scores. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3, 200, -1})
    void travelsWithoutLoss(int every) {
        int span = every < 0 ? 10 : BINS;
        int size = (span + Math.abs(every) - 1) / Math.abs(every);
        long[] bins = new long[size];
        double[] values = new double[size];
        for (int i = 0; i < size; i++) {
            bins[i] = 28_000_000L + (long) i * Math.abs(every);
            values[i] = 100 + i * 7919 % 331;
        }
        Features features = ScanScore.compute(bins, values, size, bins[0], bins[0] + span - 1, 64);
        MetricScreen metric = new MetricScreen(
                "bytes",
                1,
                60,
                features.withoutBlockScores(),
                PooledTail.tally(features),
                features.peakBin() * BIN,
                features.onsetBin() * BIN,
                features.endBin() * BIN,
                17,
                false,
                12.5);
        DestinationScreen sent = new DestinationScreen("10.0.0.1", size, 40, 3, List.of(metric));
        DestinationScreen taken = DestinationScreen.decode("10.0.0.1", sent.encode());
        assertThat(taken)
                .usingRecursiveComparison()
                .withEqualsForType((a, b) -> a.equals(b), Double.class)
                .isEqualTo(sent);
        assertThat(metric.tally().blocks()).isEqualTo(every < 0 ? 0 : ScanScore.blocks(span));
        assertThat(metric.tally().smallest())
                .hasSize(every > BINS ? metric.tally().cells().length : 0);
    }
}
