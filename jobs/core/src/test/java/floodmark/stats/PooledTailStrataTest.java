package floodmark.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import floodmark.stats.PooledTail.Pool;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Which destinations are compared with which, to the destination. */
class PooledTailStrataTest {
    private static ScanScore.Features features(double level, double... scores) {
        double most = Arrays.stream(scores).max().orElse(Double.NaN);
        return new ScanScore.Features(0, 0, 0, 0, 0, 0, 0, 0, scores, most, level);
    }

    private static int stratum(double level, double... scores) {
        return Pool.stratum(features(level, scores));
    }

    @Test
    void silentDestinationsGoByTheirActiveBlocksBesidesThePeak() {
        assertThat(stratum(0, 0, 0, 0, 0, 0, 0, 0, 0)).isZero();
        assertThat(stratum(0, 0, 0, 0, 7, 0, 0, 0, 0)).isEqualTo(1);
        // The neighbours of the peak belong to it, at the ends too.
        assertThat(stratum(0, 0, 0, 3, 7, 3, 0, 0, 0)).isEqualTo(1);
        assertThat(stratum(0, 7, 3, 0, 0, 0, 0, 0, 0)).isEqualTo(1);
        assertThat(stratum(0, 0, 0, 0, 0, 0, 0, 3, 7)).isEqualTo(1);
        assertThat(stratum(0, 0, 3, 0, 7, 0, 0, 0, 0)).isEqualTo(2);
        assertThat(stratum(0, 0, 3, 0, 7, 0, 3, 0, 0)).isEqualTo(3);
        assertThat(stratum(0, 3, 3, 0, 7, 0, 3, 0, 0)).isEqualTo(3);
        assertThat(stratum(0, 3, 3, 0, 7, 0, 3, 3, 0)).isEqualTo(4);
        assertThat(stratum(0, 3, 3, 3, 3, 3, 3, 3, 0, 7)).isEqualTo(4);
        assertThat(stratum(0, 3, 3, 3, 3, 3, 3, 3, 3, 0, 7)).isEqualTo(5);
        assertThat(stratum(0, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 0, 7))
                .isEqualTo(5);
        // The first of equal peaks.
        assertThat(stratum(0, 3, 7, 3, 0, 0, 7, 0)).isEqualTo(2);
    }

    @Test
    void othersGoByLevelUnlessTheirScoresAreCoarse() {
        double four = StrictMath.log(4);
        assertThat(stratum(.5 * four, -1, 0, 1, 2)).isEqualTo(Pool.COARSE);
        assertThat(stratum(2.5 * four, -1, 0, 1, 2)).isEqualTo(Pool.COARSE + 2);
        assertThat(stratum(100 * four, -1, 0, 1, 2)).isEqualTo(Pool.STRATA - 1);
        // Half of the blocks at one level is not yet more than half.
        assertThat(stratum(2.5 * four, -1, 0, 0, 2)).isEqualTo(Pool.COARSE + 2);
        assertThat(stratum(2.5 * four, -1, 0, 0, 0)).isEqualTo(Pool.COARSE - 1);
    }

    /** A silent block has the score 0; Python: {@code int(np.floor(20 * np.arcsinh(s))) + 160}. */
    @Test
    void cellsAreOfTheInverseHyperbolicSine() {
        assertThat(Pool.cell(0)).isEqualTo(160);
        assertThat(Pool.cell(1e-9)).isEqualTo(160);
        assertThat(Pool.cell(-1e-9)).isEqualTo(159);
        assertThat(Pool.cell(3)).isEqualTo(196);
        assertThat(Pool.cell(-3)).isEqualTo(123);
    }

    @Test
    void aDestinationWithoutScoresChangesNothing() {
        Pool pool = new Pool();
        pool.add(features(Double.NaN));
        pool.add(features(2));
        assertThat(pool.toArray()).isEqualTo(new Pool().toArray());
    }

    /** One active block, or two apart: strata 1 and 2, neither of which has a hundred. */
    private static Pool sixtyAndSixty() {
        Pool pool = new Pool();
        for (int i = 0; i < 60; i++) {
            double[] one = new double[48];
            one[i % 48] = 4;
            pool.add(features(0, one));
            double[] two = new double[48];
            two[i % 40] = 4;
            two[i % 40 + 5] = 5;
            pool.add(features(0, two));
        }
        return pool;
    }

    @Test
    void neighboursFillSmallStrataWithTheirScores() {
        double[] one = new double[48];
        one[7] = 4;
        TestResult r = PooledTail.fit(sixtyAndSixty()).test(features(0, one), .05);
        assertThat(r.sampleSize()).isEqualTo(120);
        // 60 + 120 of 5,760 scores are at least 4.
        assertThat(r.pValue()).isEqualTo(PooledTail.overBlocks(181 / 5761.0, 48), within(1e-12));
        assertThat(PooledTail.fit(Pool.ofArray(sixtyAndSixty().toArray())).test(features(0, one), .05))
                .isEqualTo(r);
    }

    @Test
    void neighboursOfLevelsToo() {
        Pool pool = new Pool();
        for (int i = 0; i < 60; i++) {
            pool.add(features(3, -2, -1, .5, 1, 1.5, 2, 2.5, 3));
            pool.add(features(6, -3, -1, .25, 1, 1.25, 2, 2.25, 9));
        }
        TestResult r = PooledTail.fit(pool).test(features(3, -2, -1, .5, .7, .1, .2, .3, .6), .05);
        assertThat(r.sampleSize()).isEqualTo(120);
        // Five scores of either kind are at least .7 and in its cell or above.
        assertThat(r.pValue()).isEqualTo(PooledTail.overBlocks(601 / 961.0, 8), within(1e-12));
    }

    @Test
    void mergingKeepsTheSmallestScoreOfACell() {
        Pool left = new Pool();
        left.add(features(0, 0, 4.01, 0, 0));
        Pool right = new Pool();
        right.add(features(0, 0, 4.02, 0, 0));
        Pool both = new Pool();
        both.add(features(0, 0, 4.02, 0, 0));
        both.add(features(0, 0, 4.01, 0, 0));
        assertThat(Pool.cell(4.01)).isEqualTo(Pool.cell(4.02));
        right.merge(left);
        assertThat(right.toArray()).isEqualTo(both.toArray());
        assertThat(right.smallest[1][Pool.cell(4)]).isEqualTo(4.01);
        assertThat(Pool.ofArray(right.toArray()).smallest[1][Pool.cell(4)]).isEqualTo(4.01);
        assertThat(Arrays.stream(Pool.ofArray(right.toArray()).counts[1]).sum()).isEqualTo(8);
    }

    /**
     * The pool of {@link ExcessTailTest}. By its recipe, for shapes 0, .02 and so on: the log-likelihood is -109.0658 at best, -109.5508 at
     * .44 and -109.5983 at .46, so .44 is the largest within half a unit; its tail at 60 is 5.842292395682147e-06 a block.
     */
    @Test
    void theShapeIsRaisedByAStandardError() {
        Pool pool = new Pool();
        int stratum = Pool.COARSE + 3;
        for (int c = 20; c < 60; c++) {
            pool.counts[stratum][Pool.HALF + c] = 20;
        }
        int[] above = {60, 40, 30, 20, 15, 10, 8, 7, 6, 4};
        for (int i = 0; i < above.length; i++) {
            pool.counts[stratum][Pool.HALF + 60 + i] = above[i];
        }
        pool.counts[stratum][Pool.HALF - 20] = 47_000;
        pool.destinations[stratum] = 1000;
        double[] scores = new double[48];
        Arrays.fill(scores, -1);
        scores[3] = 60;
        ScanScore.Features burst = features(3.5 * StrictMath.log(4), scores);
        TestResult r = PooledTail.fit(pool).test(burst, .05);
        assertThat(r.pValue()).isEqualTo(.00028039153711640247, within(1e-9));
        // 1 - (1 - 1/(100 * 1000 * 48))^48 is just below 1e-5.
        assertThat(r.smallestP()).isEqualTo(1e-5, within(1e-9));
        assertThat(PooledTail.fit(pool).test(burst, 1e-5).refused()).isFalse();
        assertThat(PooledTail.fit(pool).test(burst, 9e-6).refusal())
                .isEqualTo("cannot reach 9.0E-6 with 1000 destinations; needs 1112");
    }
}
