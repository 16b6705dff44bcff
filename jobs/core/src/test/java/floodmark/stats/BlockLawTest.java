package floodmark.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.math3.distribution.TDistribution;
import org.junit.jupiter.api.Test;

class BlockLawTest {
    @Test
    void isStudentsLawWithoutMemory() {
        for (int blocks : new int[] {8, 20, 64}) {
            BlockLaw law = BlockLaw.of(blocks, 0.7, 0.5);
            TDistribution student = new TDistribution(null, blocks - 1.0);
            double widening = StrictMath.sqrt(1 + 1.0 / blocks);
            for (double t : new double[] {0.3, 1, 2, 5, 12}) {
                double expected = 1 - student.cumulativeProbability(t);
                assertThat(law.upperTail(t * widening)).isEqualTo(expected, within(1e-6 * expected + 1e-12));
            }
        }
    }

    @Test
    void agreesWithSimulationUnderMemory() {
        // Python: x = rng.multivariate_normal(0, S, 400000), S the fGn block covariance of 8 blocks, gap .5, one
        // window;
        // mean((x[:,8] - x[:,:8].mean(1)) / x[:,:8].std(1, ddof=1) > t)
        assertThat(BlockLaw.of(8, 0.5, 0.7).upperTail(1)).isEqualTo(0.2046, within(0.003));
        assertThat(BlockLaw.of(8, 0.5, 0.7).upperTail(2)).isEqualTo(0.0612, within(0.0015));
        assertThat(BlockLaw.of(8, 0.5, 0.85).upperTail(2)).isEqualTo(0.0709, within(0.0015));
        assertThat(BlockLaw.of(8, 0.5, 0.85).upperTail(3)).isEqualTo(0.0209, within(0.0010));
    }

    @Test
    void pointsInvertTails() {
        BlockLaw law = BlockLaw.of(12, 0.4, 0.9);
        for (double p : new double[] {0.5, 0.3, 0.05, 0.01, 1e-4}) {
            assertThat(law.upperTail(law.upperPoint(p))).isEqualTo(p, within(1e-7));
            assertThat(law.upperPoint(1 - p)).isEqualTo(-law.upperPoint(p), within(1e-8));
        }
        // numpy/scipy: brentq over the same law with numpy.linalg.eigh: 2.22 for 8 blocks without gap at H = .9
        assertThat(BlockLaw.of(8, 0, 0.9).upperPoint(0.05)).isEqualTo(2.22, within(0.005));
        assertThat(BlockLaw.of(8, 1, 0.9).upperPoint(0.05)).isEqualTo(2.41, within(0.005));
    }

    @Test
    void isSymmetricAndFallsFromOneToZero() {
        BlockLaw law = BlockLaw.of(10, 0, 0.8);
        assertThat(law.upperTail(0)).isEqualTo(0.5, within(1e-12));
        assertThat(law.upperTail(-1.3)).isEqualTo(1 - law.upperTail(1.3), within(1e-15));
        assertThat(law.upperTail(Double.POSITIVE_INFINITY)).isZero();
        assertThat(law.upperTail(Double.NEGATIVE_INFINITY)).isEqualTo(1);
        assertThat(law.upperTail(Double.NaN)).isNaN();
        double last = 1;
        for (double t = -4; t < 9; t += 0.25) {
            assertThat(law.upperTail(t)).isLessThan(last);
            last = law.upperTail(t);
        }
    }

    @Test
    void widensWithMemoryAndGapAndNarrowsWithBlocks() {
        assertThat(BlockLaw.of(8, 0, 0.9).upperTail(2.5))
                .isGreaterThan(BlockLaw.of(8, 0, 0.7).upperTail(2.5));
        assertThat(BlockLaw.of(8, 1, 0.9).upperTail(2.5))
                .isGreaterThan(BlockLaw.of(8, 0, 0.9).upperTail(2.5));
        assertThat(BlockLaw.of(8, 0, 0.9).upperTail(2.5))
                .isGreaterThan(BlockLaw.of(16, 0, 0.9).upperTail(2.5));
        // Beyond 64 blocks the law of 64 is used.
        assertThat(BlockLaw.of(500, 0, 0.9).upperTail(2))
                .isEqualTo(BlockLaw.of(64, 0, 0.9).upperTail(2));
    }
}
