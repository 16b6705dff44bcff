package floodmark.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import floodmark.stats.calibration.EffectFree;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DeclaredWatchTest {
    private static final int READINGS = 40;

    /** Days of readings with memory, the last one today. */
    private static double[][] days(int days, int seed) {
        double[] series = EffectFree.LONG_MEMORY
                .source((days + 1) * READINGS, READINGS, EffectFree.VARIATION)
                .draw(1000, new Draws(seed));
        double[][] out = new double[days + 1][];
        for (int d = 0; d <= days; d++) {
            out[d] = Arrays.copyOfRange(series, d * READINGS, (d + 1) * READINGS);
        }
        return out;
    }

    private static DeclaredWatch watch(double[][] all, Side side) {
        return new DeclaredWatch(Arrays.copyOf(all, all.length - 1), side, 0.05);
    }

    @Test
    void endsAtTheSearchedConformalPValueAndNeverRises() {
        for (int seed = 0; seed < 60; seed++) {
            double[][] all = days(24 + seed % 3, seed);
            Side side = seed % 2 == 0 ? Side.GREATER : Side.LESS;
            all[all.length - 1][READINGS / 2] *= side == Side.GREATER ? 1 + seed * 0.02 : 1 / (1 + seed * 0.02);
            DeclaredWatch watch = watch(all, side);
            double p = 1;
            double e = 0;
            for (double reading : all[all.length - 1]) {
                TestResult now = watch.next(reading);
                assertThat(now.pValue()).isLessThanOrEqualTo(p);
                assertThat(watch.eValue()).isGreaterThanOrEqualTo(e);
                p = now.pValue();
                e = watch.eValue();
            }
            TestResult searched = MatchedWindows.searched(all, side, 0.05);
            assertThat(p).as("seed " + seed).isEqualTo(searched.pValue());
            assertThat(watch.now().statistic()).isEqualTo(searched.statistic(), within(1e-9));
            assertThat(watch.now().effect()).isNotNaN();
        }
    }

    @Test
    void eValuesHaveMeanOfAtMostOne() {
        double sum = 0;
        int large = 0;
        int replicates = 400;
        for (int r = 0; r < replicates; r++) {
            double[][] all = days(24, 1000 + r);
            DeclaredWatch watch = watch(all, Side.GREATER);
            for (double reading : all[24]) {
                watch.next(reading);
            }
            sum += watch.eValue();
            large += watch.eValue() >= 2 ? 1 : 0;
        }
        assertThat(sum / replicates).isLessThan(1.1);
        assertThat(large / (double) replicates).isLessThan(0.5);
    }

    @Test
    void seesAFloodBeforeTheWatchIsOver() {
        int seen = 0;
        double delay = 0;
        for (int r = 0; r < 30; r++) {
            double[][] all = days(24, 5000 + r);
            for (int s = 5; s < READINGS; s++) {
                all[24][s] *= 4;
            }
            DeclaredWatch watch = watch(all, Side.GREATER);
            int s = 0;
            while (s < READINGS && !watch.next(all[24][s]).rejects(0.05)) {
                s++;
            }
            seen += s < READINGS ? 1 : 0;
            delay += s - 5;
        }
        assertThat(seen).isGreaterThan(27);
        assertThat(delay / 30).isLessThan(3);
    }

    @Test
    void unitsDoNotMatter() {
        double[][] all = days(24, 3);
        double[][] bits = Arrays.stream(all)
                .map(day -> Arrays.stream(day).map(v -> 8 * v).toArray())
                .toArray(double[][]::new);
        DeclaredWatch one = watch(all, Side.GREATER);
        DeclaredWatch two = watch(bits, Side.GREATER);
        for (int s = 0; s < READINGS; s++) {
            assertThat(two.next(bits[24][s]).pValue())
                    .isEqualTo(one.next(all[24][s]).pValue());
        }
    }

    @Test
    void gapsAndConstantReadings() {
        double[][] all = days(24, 4);
        for (double[] day : all) {
            day[7] = 5;
        }
        all[3][9] = Double.NaN;
        all[24][11] = Double.NaN;
        DeclaredWatch watch = watch(all, Side.GREATER);
        // A reading that never varies could come to anything as long as it is not there: nothing can be said before.
        for (int s = 0; s < 7; s++) {
            assertThat(watch.next(1e9).pValue()).isEqualTo(1);
        }
        assertThat(watch.next(5).pValue()).isEqualTo(1 / 25.0);
        assertThat(watch.next(Double.NaN).pValue()).isEqualTo(1 / 25.0);
    }

    @Test
    void refuses() {
        DeclaredWatch few = new DeclaredWatch(new double[18][3], Side.GREATER, 0.05);
        assertThat(few.next(1).refusal()).isEqualTo("cannot reach .05 with 18 earlier days; needs 19");
        assertThat(few.eValue()).isEqualTo(1);
        DeclaredWatch none = new DeclaredWatch(new double[0][0], Side.GREATER, 0.05);
        assertThat(none.next(1).refused()).isTrue();
        DeclaredWatch watch = watch(days(24, 1), Side.GREATER);
        assertThat(watch.now().refusal()).contains("no reading");
        for (int s = 0; s < READINGS; s++) {
            watch.next(1);
        }
        assertThatThrownBy(() -> watch.next(1)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> new DeclaredWatch(new double[0][0], Side.TWO_SIDED, 0.05))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
