package floodmark.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import floodmark.stats.calibration.EffectFree;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class BlockDetectorTest {
    private static final double ALPHA = 1 / 288.0;
    private static final int NEEDED = BlockDetector.needed();

    private static double[] quiet(EffectFree family, int more, int seed) {
        return family.source(NEEDED + more, 288, EffectFree.VARIATION).draw(1000, Draws.of(79, seed));
    }

    private static boolean alarm(double[] stream, int after) {
        double[] seen = Arrays.copyOfRange(stream, after - NEEDED, after);
        return BlockDetector.alarm(BlockDetector.test(seen, Side.GREATER, ALPHA), ALPHA);
    }

    @Test
    void findsADoublingWithinThreeReadings() {
        int found = 0;
        for (int r = 0; r < 40; r++) {
            double[] x = quiet(EffectFree.LONG_MEMORY, 3, r);
            for (int i = NEEDED; i < x.length; i++) {
                x[i] += 1500;
            }
            found += alarm(x, NEEDED + 1) || alarm(x, NEEDED + 2) || alarm(x, NEEDED + 3) ? 1 : 0;
        }
        assertThat(found).isGreaterThanOrEqualTo(36);
    }

    @Test
    void falseAlarmsAreRare() {
        for (EffectFree family : EffectFree.values()) {
            int alarms = 0;
            for (int r = 0; r < 400; r++) {
                alarms += alarm(quiet(family, 0, 1000 + r), NEEDED) ? 1 : 0;
            }
            // .7 are allowed on average.
            assertThat(alarms).as(family.name()).isLessThanOrEqualTo(4);
        }
    }

    @Test
    void isTheBestOfThreeLengthsCorrected() {
        double[] x = quiet(EffectFree.AUTOREGRESSIVE, 0, 3);
        x[NEEDED - 1] *= 3;
        double smallest = 1;
        for (int length : new int[] {1, 2, 4}) {
            double[] before = Arrays.copyOfRange(x, NEEDED - 17 * length, NEEDED - length);
            double mean = Arrays.stream(x, NEEDED - length, NEEDED).average().orElseThrow();
            TestResult t = BlockExcess.test(before, length, 0, mean, Side.GREATER, 0.05);
            smallest = t.refused() ? smallest : StrictMath.min(smallest, t.pValue());
        }
        TestResult found = BlockDetector.test(x, Side.GREATER, ALPHA);
        assertThat(found.pValue()).isEqualTo(3 * smallest, within(1e-15));
        double[] longer = new double[NEEDED + 50];
        System.arraycopy(x, 0, longer, 50, NEEDED);
        assertThat(BlockDetector.test(longer, Side.GREATER, ALPHA)).isEqualTo(found);
    }

    @Test
    void refuses() {
        double[] x = quiet(EffectFree.POISSON, 0, 4);
        assertThat(BlockDetector.test(Arrays.copyOf(x, NEEDED - 1), Side.GREATER, ALPHA)
                        .refusal())
                .isEqualTo("needs 68 readings");
        assertThat(BlockDetector.test(x, Side.GREATER, 1e-6).refusal()).contains("as rare as");
        assertThat(BlockDetector.test(new double[NEEDED], Side.GREATER, ALPHA).refused())
                .isTrue();
        x[NEEDED - 1] = Double.NaN;
        assertThat(BlockDetector.test(x, Side.GREATER, ALPHA).refusal()).contains("not covered");
        assertThatThrownBy(() -> BlockDetector.test(x, Side.TWO_SIDED, ALPHA))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
