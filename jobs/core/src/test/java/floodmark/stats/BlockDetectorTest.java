package floodmark.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import floodmark.stats.calibration.EffectFree;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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

    /**
     * Far out in the tail, where a detector works. Only a window above all of its stretches, and far above, can have such a p-value, which is
     * looked at first for the sake of time. {@code -Dfloodmark.full=true}: the smallest p-value there is, a million windows.
     */
    @ParameterizedTest
    @EnumSource(names = "LONG_MEMORY_DIURNAL", mode = EnumSource.Mode.EXCLUDE)
    void smallPValuesAreAsRareAsTheySay(EffectFree family) {
        boolean full = Boolean.getBoolean("floodmark.full");
        int windows = full ? 1_000_000 : 40_000;
        double level = full ? BlockDetector.SMALLEST_P * (1 + 1e-9) : 1e-4;
        EffectFree.Source source = family.source(NEEDED, 288, EffectFree.VARIATION);
        int small = 0;
        for (int r = 0; r < windows; r++) {
            double[] x = source.draw(1000, Draws.of(83, family.ordinal(), r));
            small += farOut(x) && BlockDetector.test(x, Side.GREATER, .05).pValue() <= level ? 1 : 0;
        }
        // As many as a Poisson law of the mean that is allowed exceeds once in a thousand times.
        assertThat(small).isLessThanOrEqualTo(full ? 9 : 11);
    }

    private static boolean farOut(double[] x) {
        for (int length : BlockDetector.LENGTHS) {
            double observed = BlockDetector.observed(x, length);
            Blocks blocks = Blocks.of(BlockDetector.stretches(x, length, length, 0), length, observed);
            double y = blocks.transform(observed);
            if (blocks.atLeast(y, true) == 0 && y - blocks.mean > 3 * blocks.deviation) {
                return true;
            }
        }
        return false;
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
