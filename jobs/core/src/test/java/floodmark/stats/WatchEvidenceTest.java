package floodmark.stats;

import static org.assertj.core.api.Assertions.assertThat;

import floodmark.stats.calibration.EffectFree;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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

    /** Fails with adjacent stretches. {@code -Dfloodmark.full=true}: the smallest p-value there is, two million windows. */
    @Test
    void smallPValuesOfAStreamAreAsRareAsTheySay() {
        boolean full = Boolean.getBoolean("floodmark.full");
        double level = full ? BlockDetector.SMALLEST_P * (1 + 1e-9) : 1e-4;
        StreamDetector detector = new StreamDetector(GAP);
        EffectFree.Source source = EffectFree.AUTOREGRESSIVE.source(detector.readings(), 240, EffectFree.VARIATION);
        int small = 0;
        for (int r = 0; r < (full ? 2_000_000 : 100_000); r++) {
            small += detector.pValue(source.draw(1000, Draws.of(89, r))) <= level ? 1 : 0;
        }
        // 10 are allowed on average, 6 in full; adjacent stretches gave 47, and about 44.
        assertThat(small).isLessThanOrEqualTo(full ? 14 : 18);
    }

    /** The short memory of autoregressive traffic is what makes stretches too much alike. */
    @ParameterizedTest
    @EnumSource
    void eValuesOfAStreamHaveMeanOfAtMostOne(EffectFree family) {
        StreamDetector detector = new StreamDetector(GAP);
        EffectFree.Source source = family.source(1000, 240, EffectFree.VARIATION);
        double sum = 0;
        int n = 0;
        for (int seed = 0; seed < 60; seed++) {
            double[] series = source.draw(1000, new Draws(seed));
            for (int end = detector.readings(); end <= series.length; end += 2) {
                sum += detector.eValue(Arrays.copyOfRange(series, end - detector.readings(), end));
                n++;
            }
        }
        assertThat(sum / n).isLessThan(1);
    }

    @Test
    void aStreamsReadingIsComparedWithWhatLiesBeyondTheGap() {
        StreamDetector detector = new StreamDetector(GAP);
        double[] readings = traffic(EffectFree.LONG_MEMORY, detector.readings(), 5)[0];
        int last = readings.length - 1;
        readings[last] *= 20;
        double alone = detector.pValue(readings);
        assertThat(alone).isLessThan(1e-3);
        for (int i = last - GAP; i < last; i++) {
            readings[i] *= 20;
        }
        assertThat(detector.pValue(readings)).isLessThanOrEqualTo(alone);
        readings[last - GAP - 32] *= 100;
        assertThat(detector.pValue(readings)).isEqualTo(1);
        assertThat(detector.pValue(Arrays.copyOf(readings, last))).isNaN();
    }
}
