package floodmark.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PooledTailTest {
    private static final int BINS = 192;

    private static ScanScore.Features destination(double mean, boolean flooded, Draws draws) {
        long[] bins = new long[BINS];
        double[] x = new double[BINS];
        for (int i = 0; i < BINS; i++) {
            bins[i] = i;
            double intensity = StrictMath.exp(.2 * draws.normal());
            x[i] = 1 + draws.poisson(mean * (intensity + (flooded && i > 90 && i < 97 ? 9 : 0)));
        }
        return ScanScore.compute(bins, x, 0, BINS - 1);
    }

    private static PooledTail.Pool pool(int destinations, int flooded, long seed) {
        PooledTail.Pool pool = new PooledTail.Pool();
        Draws draws = new Draws(seed);
        for (int i = 0; i < destinations; i++) {
            pool.add(destination(100, i < flooded, draws));
        }
        return pool;
    }

    @Test
    void pValuesAreUniformOnDestinationsLikeThePool() {
        PooledTail tail = PooledTail.fit(pool(2000, 0, 1));
        Draws draws = new Draws(2);
        int small = 0;
        int tiny = 0;
        for (int i = 0; i < 2000; i++) {
            double p = tail.test(destination(100, false, draws), .05).pValue();
            small += p <= .05 ? 1 : 0;
            tiny += p <= .001 ? 1 : 0;
        }
        // 99 % binomial limits around .05 below and .06 above
        assertThat(small / 2000.0).isBetween(.02, .065);
        assertThat(tiny).isLessThanOrEqualTo(9);
    }

    @Test
    void floodsInThePoolDoNotHideFloods() {
        PooledTail clean = PooledTail.fit(pool(2000, 0, 1));
        PooledTail dirty = PooledTail.fit(pool(2000, 60, 1));
        ScanScore.Features flood = destination(100, true, new Draws(3));
        double before = clean.test(flood, .05).pValue();
        double after = dirty.test(flood, .05).pValue();
        assertThat(before).isLessThan(1e-4);
        assertThat(after).isLessThan(1e-3);
    }

    @Test
    void poolsAddUpInAnyOrder() {
        PooledTail.Pool all = pool(300, 0, 5);
        PooledTail.Pool left = new PooledTail.Pool();
        PooledTail.Pool right = new PooledTail.Pool();
        Draws draws = new Draws(5);
        for (int i = 0; i < 300; i++) {
            (i % 3 == 0 ? left : right).add(destination(100, false, draws));
        }
        right.merge(PooledTail.Pool.ofArray(left.toArray()));
        assertThat(right.toArray()).containsExactly(all.toArray());
        assertThatThrownBy(() -> PooledTail.Pool.ofArray(new long[3])).hasMessageContaining("3 figures");
    }

    @Test
    void refusesSmallPoolsAndShortCaptures() {
        Draws draws = new Draws(6);
        ScanScore.Features one = destination(100, true, draws);
        assertThat(PooledTail.fit(pool(99, 0, 1)).test(one, .05).refusal())
                .isEqualTo("cannot pool 99 destinations; needs 100");
        assertThat(PooledTail.fit(pool(100, 0, 1)).test(one, .05).refused()).isFalse();
        assertThat(PooledTail.fit(new PooledTail.Pool()).test(one, .05).refused())
                .isTrue();
        ScanScore.Features brief = ScanScore.compute(new long[] {1, 2}, new double[] {1, 1}, 0, 10);
        assertThat(PooledTail.fit(pool(100, 0, 1)).test(brief, .05).refusal())
                .isEqualTo("the capture is too short for a screening test; needs 16 bins");
    }

    @Test
    void neighboursFillASmallStratum() {
        PooledTail.Pool pool = pool(150, 0, 1);
        ScanScore.Features lonely = destination(5000, false, new Draws(8));
        pool.add(lonely);
        TestResult r = PooledTail.fit(pool).test(lonely, .05);
        assertThat(r.refused()).isFalse();
        assertThat(r.sampleSize()).isEqualTo(151);
    }

    @Test
    void smallestPIsTheLimitOfExtrapolation() {
        PooledTail tail = PooledTail.fit(pool(200, 0, 1));
        double[] x = new double[BINS];
        long[] bins = new long[BINS];
        for (int i = 0; i < BINS; i++) {
            bins[i] = i;
            x[i] = 100 + i * 7 % 13 + (i == 60 ? 1e15 : 0);
        }
        ScanScore.Features huge = ScanScore.compute(bins, x, 0, BINS - 1);
        ScanScore.Features f = destination(100, false, new Draws(3));
        double smallest = tail.test(f, .05).smallestP();
        assertThat(smallest).isEqualTo(PooledTail.overBlocks(1 / (100.0 * 200 * 48), 48), within(1e-15));
        assertThat(tail.test(huge, .05).pValue()).isBetween(smallest, 1e-3);
    }

    @Test
    void fewDifferentScoresStayEmpirical() {
        // Each destination has a single packet somewhere: all positive scores are equal, nothing can be fitted.
        PooledTail.Pool pool = new PooledTail.Pool();
        for (int i = 0; i < 500; i++) {
            pool.add(ScanScore.compute(new long[] {i % BINS}, new double[] {1}, 0, BINS - 1));
        }
        PooledTail tail = PooledTail.fit(pool);
        ScanScore.Features single = ScanScore.compute(new long[] {3}, new double[] {1}, 0, BINS - 1);
        ScanScore.Features burst = ScanScore.compute(new long[] {3}, new double[] {50_000}, 0, BINS - 1);
        assertThat(tail.test(single, .05).pValue()).isGreaterThan(.5);
        double p = tail.test(burst, .05).pValue();
        assertThat(p).isEqualTo(PooledTail.overBlocks(1 / (500 * 48 + 1.0), 48), within(1e-9));
    }

    @Test
    void cellsAreMonotoneAndHoldTheirEdges() {
        int last = -1;
        for (double s = -50; s < 50; s += .37) {
            int cell = PooledTail.Pool.cell(s);
            assertThat(cell).isGreaterThanOrEqualTo(last);
            assertThat(PooledTail.Pool.edge(cell)).isLessThanOrEqualTo(s + 1e-9);
            assertThat(PooledTail.Pool.edge(cell + 1)).isGreaterThan(s - 1e-9);
            last = cell;
        }
        assertThat(PooledTail.Pool.cell(1e9)).isEqualTo(PooledTail.Pool.CELLS - 1);
        assertThat(PooledTail.Pool.cell(-1e9)).isZero();
    }

    @Test
    void severalBlocks() {
        assertThat(PooledTail.overBlocks(.5, 2)).isEqualTo(.75, within(1e-15));
        assertThat(PooledTail.overBlocks(1e-12, 48)).isEqualTo(48e-12, within(1e-20));
        assertThat(PooledTail.overBlocks(1, 5)).isEqualTo(1);
    }
}
