package floodmark.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class BlockExcessTest {
    /** Ten blocks of three bins whose geometric spread is known and has no trend. */
    private static double[] baseline() {
        double[] means = {100, 110, 90, 105, 95, 95, 105, 90, 110, 100};
        double[] bins = new double[30];
        for (int i = 0; i < 30; i++) {
            bins[i] = means[i / 3] + (i % 3 - 1) * 7;
        }
        return bins;
    }

    @Test
    void comparesTheLogOfTheWindowWithTheBlocks() {
        // Python: y = log([100,110,90,105,95,95,105,90,110,100]); (log(150) - y.mean()) / y.std(ddof=1) = 5.6457...
        TestResult r = BlockExcess.test(baseline(), 3, 0, 150, Side.GREATER, 0.05);
        double[] y = Arrays.stream(new double[] {100, 110, 90, 105, 95, 95, 105, 90, 110, 100})
                .map(StrictMath::log)
                .toArray();
        double mean = Arrays.stream(y).sum() / 10;
        double sd = StrictMath.sqrt(
                Arrays.stream(y).map(v -> (v - mean) * (v - mean)).sum() / 9);
        assertThat(r.refusal()).isEmpty();
        assertThat(r.statistic()).isEqualTo((StrictMath.log(150) - mean) / sd, within(1e-12));
        assertThat(r.expected()).isEqualTo(StrictMath.exp(mean), within(1e-9));
        assertThat(r.effect()).isEqualTo(150 - r.expected());
        assertThat(r.pValue()).isBetween(1e-5, 1e-3);
        assertThat(r.sampleSize()).isEqualTo(10);
        assertThat(r.expectedLow()).isLessThan(r.expected());
        assertThat(r.effectLow()).isEqualTo(150 - r.expectedHigh());
        assertThat(r.effectHigh()).isEqualTo(150 - r.expectedLow());
    }

    @Test
    void sidesAreMirrored() {
        double high =
                BlockExcess.test(baseline(), 3, 0, 120, Side.GREATER, 0.05).pValue();
        double low = BlockExcess.test(baseline(), 3, 0, 120, Side.LESS, 0.05).pValue();
        double both =
                BlockExcess.test(baseline(), 3, 0, 120, Side.TWO_SIDED, 0.05).pValue();
        assertThat(high).isLessThan(0.05);
        assertThat(low).isGreaterThan(0.9);
        assertThat(both).isEqualTo(2 * high);
        assertThat(BlockExcess.test(baseline(), 3, 0, 50, Side.LESS, 0.05).pValue())
                .isLessThan(0.001);
        assertThat(BlockExcess.test(baseline(), 3, 0, 0, Side.LESS, 0.05).pValue())
                .isLessThan(0.001);
    }

    @Test
    void unitsDoNotMatter() {
        TestResult packets = BlockExcess.test(baseline(), 3, 120, Side.GREATER, 0.05);
        double[] bits = Arrays.stream(baseline()).map(v -> v * 8192).toArray();
        TestResult scaled = BlockExcess.test(bits, 3, 120.0 * 8192, Side.GREATER, 0.05);
        assertThat(scaled.pValue()).isEqualTo(packets.pValue(), within(1e-12));
        assertThat(scaled.effect() / 8192).isEqualTo(packets.effect(), within(1e-9));
    }

    @Test
    void neverBelowTheShareOfEqualBlocksNorTheSmallestP() {
        TestResult equal = BlockExcess.test(baseline(), 3, 0, 110, Side.GREATER, 0.05);
        assertThat(equal.pValue()).isGreaterThanOrEqualTo(2 / 11.0);
        TestResult huge = BlockExcess.test(baseline(), 3, 0, 1e9, Side.GREATER, 0.05);
        assertThat(huge.pValue()).isEqualTo(BlockExcess.SMALLEST_P);
    }

    @Test
    void aGapCostsCertainty() {
        assertThat(BlockExcess.test(baseline(), 3, 6, 120, Side.GREATER, 0.05).pValue())
                .isGreaterThan(BlockExcess.test(baseline(), 3, 0, 120, Side.GREATER, 0.05)
                        .pValue());
        assertThat(BlockExcess.test(baseline(), 3, 120, Side.GREATER, 0.05))
                .isEqualTo(BlockExcess.test(baseline(), 3, 3, 120, Side.GREATER, 0.05));
    }

    @Test
    void refusesShortBaselines() {
        double[] seven = Arrays.copyOf(baseline(), 23);
        assertThat(BlockExcess.test(seven, 3, 500, Side.GREATER, 0.05).refusal())
                .isEqualTo("needs a baseline of 8 windows, has 7");
        double[] eight = Arrays.copyOf(baseline(), 24);
        assertThat(BlockExcess.test(eight, 3, 500, Side.GREATER, 0.05).refused())
                .isFalse();
        assertThat(BlockExcess.test(new double[0], 3, 500, Side.GREATER, 0.05).refused())
                .isTrue();
    }

    @Test
    void refusesTrendsCyclesSilenceAndConstancy() {
        double[] rising = new double[60];
        double[] wave = new double[60];
        double[] sparse = new double[60];
        for (int i = 0; i < 60; i++) {
            rising[i] = 100 + i + i * 7 % 5;
            wave[i] = 100 + 50 * StrictMath.sin(i / 19.0) + i * 7 % 5;
            sparse[i] = i % 11 == 0 ? 5 : 0;
        }
        assertThat(BlockExcess.test(rising, 5, 200, Side.GREATER, 0.05).refusal())
                .contains("trend or cycle");
        assertThat(BlockExcess.test(wave, 5, 200, Side.GREATER, 0.05).refusal()).contains("trend or cycle");
        assertThat(BlockExcess.test(sparse, 5, 200, Side.GREATER, 0.05).refusal())
                .contains("silent in");
        double[] constant = new double[60];
        Arrays.fill(constant, 7);
        assertThat(BlockExcess.test(constant, 5, 200, Side.GREATER, 0.05).refusal())
                .contains("does not vary");
        assertThat(BlockExcess.test(baseline(), 3, Double.NaN, Side.GREATER, 0.05)
                        .refusal())
                .contains("not covered");
        assertThat(BlockExcess.test(baseline(), 3, 0, 500, Side.GREATER, 1e-7).refused())
                .isTrue();
    }

    @Test
    void gapsInTheBaselineDropBlocks() {
        double[] gaps = baseline();
        gaps[0] = Double.NaN;
        gaps[3] = Double.NaN;
        gaps[4] = Double.NaN;
        TestResult r = BlockExcess.test(gaps, 3, 120, Side.GREATER, 0.05);
        assertThat(r.sampleSize()).isEqualTo(9);
    }

    @Test
    void blocksAreCountedBackFromTheEnd() {
        double[] longer = new double[32];
        longer[0] = 1e6;
        longer[1] = 1e6;
        System.arraycopy(baseline(), 0, longer, 2, 30);
        assertThat(BlockExcess.test(longer, 3, 120, Side.GREATER, 0.05))
                .isEqualTo(BlockExcess.test(baseline(), 3, 120, Side.GREATER, 0.05));
    }

    /** The law with a gap: {@code VolumeContracts.blockExcess} has the recipe; with {@code np.append(np.arange(b), b + 2 / 3)} as places. */
    @Test
    void agreesWithImhofsIntegralAcrossAGap() {
        assertThat(BlockExcess.test(baseline(), 3, 2, 120, Side.GREATER, .05).pValue())
                .isEqualTo(.036640077847874514, within(1e-9));
    }

    /** {@code scipy.optimize.brentq} over the same recipe: the 2.5 % point is 2.5916495960458787. */
    @Test
    void expectationHasItsPredictionInterval() {
        TestResult r = BlockExcess.test(baseline(), 3, 0, 120, Side.GREATER, .05);
        assertThat(r.expectedLow()).isEqualTo(82.17520115069037, within(1e-6));
        assertThat(r.expectedHigh()).isEqualTo(121.08168714211652, within(1e-6));
    }

    @Test
    void theShareOfBlocksAsExtremeIsALowerLimit() {
        assertThat(BlockExcess.test(baseline(), 3, 0, 110, Side.GREATER, .05).pValue())
                .isEqualTo(2 / 11.0);
        assertThat(BlockExcess.test(baseline(), 3, 0, 90, Side.LESS, .05).pValue())
                .isEqualTo(2 / 11.0);
    }

    @Test
    void limitsOfRefusal() {
        assertThat(BlockExcess.test(baseline(), 3, 0, 500, Side.GREATER, BlockExcess.SMALLEST_P)
                        .rejects(BlockExcess.SMALLEST_P))
                .isTrue();
        assertThat(BlockExcess.test(baseline(), 3, 0, 500, Side.GREATER, 9e-7).refusal())
                .isEqualTo("cannot reach 9.0E-7; needs a level of at least 1.0E-6");
        // Two blocks have a mean, one has not even a spread.
        TestResult two = BlockExcess.test(Arrays.copyOf(baseline(), 6), 3, 0, 500, Side.GREATER, .05);
        assertThat(two.refusal()).isEqualTo("needs a baseline of 8 windows, has 2");
        assertThat(two.expected()).isEqualTo(StrictMath.sqrt(100 * 110), within(1e-9));
        TestResult one = BlockExcess.test(Arrays.copyOf(baseline(), 3), 3, 0, 500, Side.GREATER, .05);
        assertThat(one.refusal()).isEqualTo("needs a baseline of 8 windows, has 1");
        assertThat(one.expected()).isNaN();
    }
}
