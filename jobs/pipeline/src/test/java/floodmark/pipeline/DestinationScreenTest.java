package floodmark.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import floodmark.capture.CaptureKind;
import floodmark.pipeline.cell.ByteSink;
import floodmark.pipeline.cell.ByteSource;
import floodmark.pipeline.cell.Kind;
import floodmark.pipeline.cell.LedgerFold;
import floodmark.stats.PooledTail;
import floodmark.stats.ScanScore;
import floodmark.stats.ScanScore.Features;
import floodmark.stats.ScoreTally;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
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
        ScoreTally tally = PooledTail.tally(features);
        MetricScreen metric = MetricScreen.of(
                "bytes",
                1,
                60,
                features,
                tally,
                features.peakBin() * BIN,
                features.onsetBin() * BIN,
                features.endBin() * BIN,
                17,
                false,
                12.25);
        MetricScreen other = MetricScreen.of("requests", -1, 0.5, features, tally, -5, -7, 0, -1, true, -0.0);
        Screened sent = new Screened(
                new DestinationScreen("10.0.0.1", size, 40, 3, List.of(metric, other)), List.of(tally, tally));
        ByteSink out = new ByteSink();
        sent.encode(out);
        Screened taken = Screened.decode("10.0.0.1", new ByteSource(out.take()));
        assertThat(taken)
                .usingRecursiveComparison()
                .withEqualsForType((a, b) -> a.equals(b), Double.class)
                .isEqualTo(sent);
        assertThat(metric.excess()).isEqualTo(features.excess());
        assertThat(tally.blocks()).isEqualTo(every < 0 ? 0 : ScanScore.blocks(span));
        assertThat(tally.smallest()).hasSize(every > BINS ? tally.cells().length : 0);
    }

    @Test
    void numbersComeBackToTheBit() {
        double[] numbers = {
            0,
            -0.0,
            0.5,
            -0.5,
            1,
            1.25,
            1L << 46,
            (1L << 47) - 0.5,
            1L << 47,
            -(1L << 47),
            -(1L << 62),
            1L << 62,
            Long.MIN_VALUE,
            1e300,
            Double.MIN_VALUE,
            Double.NaN,
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY
        };
        ByteSink out = new ByteSink();
        for (double number : numbers) {
            out.number(number);
        }
        ByteSource in = new ByteSource(out.take());
        for (double number : numbers) {
            assertThat(Double.doubleToRawLongBits(in.number())).isEqualTo(Double.doubleToRawLongBits(number));
        }
        assertThat(in.exhausted()).isTrue();
    }

    /** A ledger or a total that came twice would count everything twice. */
    @Test
    void noKeyMayComeTwice() {
        Screening.Gathering gathering = new Screening.Gathering(CaptureKind.FLOWS, BIN);
        byte[] ledger = new LedgerFold().encode(new ByteSink());
        gathering.take(Kind.LEDGER.key(""), ledger);
        assertThatThrownBy(() -> gathering.take(Kind.LEDGER.key(""), ledger)).hasMessage("l came twice");
    }

    /** In the order of strings, whatever came first; labels of counts are any text. */
    @Test
    void areKeptInTheOrderOfTheirTexts() {
        List<String> names = new ArrayList<>(List.of("", "10.0.0.1", "10.0.0.10", "2001:db8::1", "site", "sité"));
        names.addAll(List.of("\ue000", "\uffee", "\ud83c\udf0a", "\ud83c\udf0ab", "\u20ac", "z"));
        for (int i = 0; i < 20_000; i++) {
            names.add("192.0." + i / 250 + "." + i % 250);
        }
        List<String> sorted = names.stream().sorted().toList();
        DestinationScreens.Builder builder = new DestinationScreens.Builder();
        Collections.shuffle(names, new Random(7));
        names.forEach(name -> builder.add(new DestinationScreen(name, name.length(), 2, 1, List.of())));
        DestinationScreens screens = builder.build();
        assertThat(screens).extracting(DestinationScreen::destination).isEqualTo(sorted);
        assertThat(screens)
                .allMatch(screen -> screen.activeBins() == screen.destination().length());
        builder.add(new DestinationScreen("z", 1, 2, 1, List.of()));
        assertThatThrownBy(builder::build).hasMessage("z came twice");
    }
}
