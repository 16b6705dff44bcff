package floodmark.stats;

import static org.assertj.core.api.Assertions.assertThat;

import floodmark.stats.calibration.EffectFree;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class WatchEvidenceTest {
    private static final double ALPHA = 0.05;
    private static final int BINS = 40;
    private static final int GAP = 5;

    private static double[][] traffic(EffectFree family, int bins, int seed) {
        EffectFree.Source source = family.source(bins, 240, EffectFree.VARIATION);
        return new double[][] {source.draw(1000, new Draws(seed)), source.draw(1000, new Draws(seed + 1_000_000))};
    }

    private static WatchEvidence.State read(double[][] metrics, int first, int bins, int firm, int day) {
        double[][] cut = Arrays.stream(metrics)
                .map(metric -> Arrays.copyOf(metric, first + bins))
                .toArray(double[][]::new);
        return WatchEvidence.read(cut, first, BINS, first + firm, GAP, day, ALPHA);
    }

    @Test
    void neverRisesWhileBinsComeAndRowsComeIn() {
        for (int seed = 0; seed < 40; seed++) {
            int day = seed % 2 == 0 ? 0 : 240;
            int first = day == 0 ? 120 : 26 * day;
            double[][] metrics = traffic(EffectFree.LONG_MEMORY, first + BINS, seed);
            for (int t = first + 10; t < first + BINS && seed % 3 > 0; t++) {
                metrics[0][t] *= 1 + seed / 10.0;
            }
            double p = 1;
            for (int bins = 1; bins <= BINS; bins++) {
                double[][] half = {metrics[0].clone(), metrics[1].clone()};
                for (int t = Math.max(first, first + bins - GAP); t < first + bins; t++) {
                    half[0][t] *= (t % 3) / 3.0;
                    half[1][t] *= 0.5;
                }
                double inPart =
                        read(half, first, bins, Math.max(0, bins - GAP), day).pValue();
                double whole =
                        read(metrics, first, bins, Math.max(0, bins - GAP), day).pValue();
                assertThat(inPart).as(seed + " " + bins).isGreaterThanOrEqualTo(whole);
                assertThat(whole).isLessThanOrEqualTo(p);
                p = whole;
            }
        }
    }

    @Test
    void crossesOnAFloodAndOnlyThen() {
        double[][] metrics = traffic(EffectFree.AUTOREGRESSIVE, 120 + BINS, 7);
        assertThat(read(metrics, 120, BINS, BINS, 0).crossed()).isFalse();
        for (int t = 130; t < 120 + BINS; t++) {
            metrics[1][t] *= 20;
        }
        assertThat(read(metrics, 120, 10, 10, 0).crossed()).isFalse();
        WatchEvidence.State now = read(metrics, 120, 12, 8, 0);
        assertThat(now.crossed()).isTrue();
        assertThat(now.eValue()).isEqualTo(1 / ALPHA);
        assertThat(now.at()).isBetween(130, 131);
    }

    @Test
    void saysWhatIsMissing() {
        WatchEvidence.State none = read(traffic(EffectFree.POISSON, 60, 1), 20, 40, 40, 0);
        assertThat(none.pValue()).isEqualTo(1);
        assertThat(none.eValue()).isZero();
        assertThat(none.compared()).isZero();
        assertThat(none.refusal()).contains("72 bins before the watch").contains("24 earlier days");
    }

    @Test
    void eValuesOfAStreamHaveMeanOfAtMostOne() {
        StreamDetector detector = new StreamDetector(GAP);
        double sum = 0;
        int replicates = 4000;
        for (int seed = 0; seed < replicates; seed++) {
            double[] readings = traffic(EffectFree.LONG_MEMORY, detector.readings(), seed)[0];
            sum += detector.eValue(readings);
        }
        assertThat(sum / replicates).isLessThan(1.05);
    }

    @Test
    void aStreamWithoutAGapIsTheBlockDetector() {
        StreamDetector detector = new StreamDetector(0);
        double[] readings = traffic(EffectFree.LONG_MEMORY, detector.readings(), 5)[0];
        readings[readings.length - 1] *= 5;
        assertThat(detector.pValue(readings))
                .isEqualTo(BlockDetector.test(readings, Side.GREATER, ALPHA).pValue());
        readings[readings.length - 1] = 0;
        assertThat(detector.pValue(readings)).isEqualTo(1);
    }
}
