package floodmark.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BlocksTest {
    private static final double NONE = Double.NaN;
    /** Ten blocks of one bin without trend. */
    private static final double[] TEN = {100, 110, 90, 105, 95, 95, 105, 90, 110, 100};

    private static double[] alternating(int n, double middle, double reach) {
        return IntStream.range(0, n)
                .mapToDouble(i -> middle + ((i & 1) == (i >> 1 & 1) ? reach : -reach))
                .toArray();
    }

    @Test
    void agreesWithNumPy() {
        // numpy: y = np.log([10, 12, 15, 11, 9, 13, 8, 7, 9, 6]); y.mean(), y.std(ddof=1)
        Blocks blocks = Blocks.of(new double[] {10, 12, 15, 11, 9, 13, 8, 7, 9, 6}, 1, 1);
        assertThat(blocks.mean).isEqualTo(2.2669946888779804, within(1e-14));
        assertThat(blocks.deviation).isEqualTo(0.2834411417442358, within(1e-14));
        // i = np.arange(10); 1 - ((y - np.polyval(np.polyfit(i, y, 2), i))**2).sum() / ((y - y.mean())**2).sum() =
        // .6156
        assertThat(blocks.refusal)
                .isEqualTo("the baseline has a trend or cycle (62 % of its variation); needs earlier days at the same"
                        + " clock time");
    }

    @Test
    void aBlockNeedsHalfOfItsBins() {
        assertThat(Blocks.of(new double[] {NONE, NONE, 1, 3, 5, 5, 5, 5}, 4, 1).size())
                .isEqualTo(2);
        assertThat(Blocks.of(new double[] {NONE, NONE, NONE, 3, 5, 5, 5, 5}, 4, 1)
                        .size())
                .isEqualTo(1);
        assertThat(Blocks.of(new double[] {NONE, 1, 3}, 3, 1).mean).isEqualTo(StrictMath.log(2), within(1e-15));
        assertThat(Blocks.of(TEN, 1, 1).size()).isEqualTo(10);
        assertThatThrownBy(() -> Blocks.of(TEN, 0, 1)).hasMessageContaining("window of 0 bins");
    }

    @Test
    void logarithmUnlessSomethingIsZero() {
        Blocks log = Blocks.of(TEN, 1, 1);
        assertThat(log.transform(StrictMath.E)).isEqualTo(1, within(1e-15));
        assertThat(log.restore(-2)).isEqualTo(StrictMath.exp(-2), within(1e-15));
        for (Blocks root : new Blocks[] {Blocks.of(TEN, 1, 0), Blocks.of(Samples.with(TEN, 4, 0), 1, 1)}) {
            assertThat(root.transform(9)).isEqualTo(3);
            assertThat(root.restore(3)).isEqualTo(9);
            assertThat(root.restore(-1)).isZero();
        }
    }

    @Test
    void equalBlocksAreAsExtreme() {
        Blocks blocks = Blocks.of(TEN, 1, 1);
        double y = blocks.transform(105);
        assertThat(blocks.atLeast(y, true)).isEqualTo(4);
        assertThat(blocks.atLeast(y, false)).isEqualTo(8);
        assertThat(blocks.atLeast(StrictMath.nextUp(y), true)).isEqualTo(2);
        assertThat(blocks.atLeast(StrictMath.nextDown(y), false)).isEqualTo(6);
    }

    @Test
    void aQuarterMayBeSilent() {
        double[] x = {100, 0, 90, 105, 95, 95, 0, 110};
        assertThat(Blocks.of(x, 1, 1).refusal).isEmpty();
        assertThat(Blocks.of(Samples.with(x, 4, 0), 1, 1).refusal)
                .isEqualTo("silent in 3 of 8 windows of the baseline; needs traffic in three of four");
        assertThat(Blocks.of(Arrays.copyOf(x, 7), 1, 1).refusal).isEqualTo("needs a baseline of 8 windows, has 7");
    }

    /** Relative to the mean of 10 on the scale of logarithms, 1e-9 is rounding and more is variation. */
    @Test
    void roundingIsNoVariation() {
        double middle = StrictMath.exp(10);
        assertThat(Blocks.of(alternating(8, middle, 4e-9 * middle), 1, 1).refusal)
                .isEqualTo("the baseline does not vary at all; needs counts that do");
        assertThat(Blocks.of(alternating(8, middle, 4e-8 * middle), 1, 1).refusal)
                .isEmpty();
    }

    @Test
    void longerBaselinesMayTrendLess() {
        assertThat(Blocks.trendLimit(16)).isEqualTo(.4, within(1e-15));
        assertThat(Blocks.trendLimit(64)).isEqualTo(.2, within(1e-15));
    }
}
