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
    void oneReferenceServesADestinationOfItsStratum() {
        PooledTail tail = PooledTail.fit(pool(300, 0, 5));
        for (boolean flooded : new boolean[] {false, true}) {
            ScanScore.Features features = destination(100, flooded, new Draws(8));
            ScoreTally tally = PooledTail.tally(features);
            for (double alpha : new double[] {.05, 1e-9}) {
                TestResult whole = tail.test(features, alpha);
                PooledTail.Reference reference = tail.reference(tally.stratum(), tally.blocks(), alpha);
                assertThat(reference.pValue(features.maxScore())).isEqualTo((Double) whole.pValue());
                assertThat(reference.smallestP()).isEqualTo(whole.smallestP());
                assertThat(reference.refusal()).isEqualTo(whole.refusal());
                assertThat(reference.refused()).isEqualTo(alpha < .05);
            }
        }
        assertThat(tail.reference(3, 0, .05).refusal()).contains("too short");
        assertThat(tail.reference(3, 0, .05).pValue(4)).isNaN();
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

    /** One to five flows in one to three places of the capture. */
    private static ScanScore.Features sparse(Draws draws) {
        double[] x = new double[BINS];
        for (int places = 1 + draws.below(3); places > 0; places--) {
            x[draws.below(BINS)] = 1 + draws.below(5);
        }
        return features(x);
    }

    private static ScanScore.Features features(double[] x) {
        long[] bins = new long[BINS];
        double[] values = new double[BINS];
        int size = 0;
        for (int i = 0; i < BINS; i++) {
            if (x[i] > 0) {
                bins[size] = i;
                values[size++] = x[i];
            }
        }
        return ScanScore.compute(bins, values, size, 0, BINS - 1, 1);
    }

    private static ScanScore.Features silentFlood(int places) {
        double[] x = new double[BINS];
        for (int i = 0; i < places; i++) {
            x[20 * i] = 2;
        }
        // Over the edge of a block.
        for (int i = 145; i < 150; i++) {
            x[i] = 20_000;
        }
        return features(x);
    }

    @Test
    void findsAFloodOfASilentDestination() {
        Draws draws = new Draws(11);
        PooledTail.Pool pool = new PooledTail.Pool();
        for (int i = 0; i < 30_000; i++) {
            pool.add(sparse(draws));
        }
        for (int places = 1; places <= 3; places++) {
            pool.add(silentFlood(places));
        }
        PooledTail tail = PooledTail.fit(pool);
        for (int places = 1; places <= 3; places++) {
            // .1 / 30,000: found even if it were the only one
            assertThat(tail.test(silentFlood(places), .05).pValue()).isLessThan(3e-6);
        }
        int small = 0;
        for (int i = 0; i < 2000; i++) {
            double p = tail.test(sparse(draws), .05).pValue();
            assertThat(p).isGreaterThan(1e-3);
            small += p <= .05 ? 1 : 0;
        }
        assertThat(small).isLessThan(100);
    }

    @Test
    void coarseScoresWithALevelAreJudgedAsSuch() {
        // Two events in most blocks, then nine: 7.3 in units of the floor, which says little about the noise of counts.
        double[] x = new double[BINS];
        for (int i = 0; i < BINS; i += 4) {
            x[i] = i % 20 == 0 ? 1 : 2;
        }
        x[50] = 9;
        ScanScore.Features coarse = features(x);
        assertThat(coarse.level()).isPositive();
        assertThat(PooledTail.Pool.stratum(coarse)).isEqualTo(PooledTail.Pool.COARSE - 1);
        PooledTail.Pool pool = pool(2000, 0, 1);
        pool.add(coarse);
        // Too few of the kind: empirical among all, though the score is far beyond the others' law.
        assertThat(PooledTail.fit(pool).test(coarse, .05).pValue()).isGreaterThan(1e-4);
        x[50] = 9000;
        assertThat(PooledTail.fit(pool).test(features(x), .05).pValue()).isLessThan(1e-5);
    }

    @Test
    void aFloodDoesNotChooseItsOwnCompany() {
        Draws draws = new Draws(12);
        for (int places = 0; places < 12; places++) {
            double[] x = new double[BINS];
            for (int i = 0; i < places; i++) {
                x[40 + 4 * i] = 1;
            }
            int before = PooledTail.Pool.stratum(features(withPeak(x, 12, 1)));
            for (int length = 1; length <= 5; length++) {
                // Blocks of four bins: at most two besides the one that holds the peak, or next to it.
                assertThat(PooledTail.Pool.stratum(features(withPeak(x, 12, length))))
                        .isEqualTo(before);
            }
        }
        assertThat(PooledTail.Pool.stratum(sparse(draws))).isBetween(1, 3);
        double[] silence = {0, 0};
        assertThat(PooledTail.Pool.stratum(ScanScore.compute(new long[] {3, 9}, silence, 0, BINS - 1)))
                .isZero();
    }

    private static double[] withPeak(double[] x, int at, int length) {
        double[] y = x.clone();
        for (int i = at; i < at + length; i++) {
            y[i] = 500;
        }
        return y;
    }

    @Test
    void theFloorBelongsToTheFamily() {
        Draws draws = new Draws(13);
        PooledTail.Pool pool = pool(200, 0, 1);
        double alone = PooledTail.fit(pool).test(silentAfter(draws), .05).smallestP();
        for (int i = 0; i < 19_800; i++) {
            pool.add(sparse(draws));
        }
        ScanScore.Features huge = silentAfter(draws);
        TestResult r = PooledTail.fit(pool).test(huge, .05);
        assertThat(alone).isEqualTo(1 / (100.0 * 200), within(1e-8));
        assertThat(r.smallestP()).isEqualTo(1 / (100.0 * 20_000), within(1e-10));
        assertThat(r.sampleSize()).isEqualTo(200);
        assertThat(r.pValue()).isEqualTo(r.smallestP());
    }

    /** A destination like those of {@link #pool} with a burst that no law explains. */
    private static ScanScore.Features silentAfter(Draws draws) {
        double[] x = new double[BINS];
        for (int i = 0; i < BINS; i++) {
            x[i] = 1 + draws.poisson(100 * StrictMath.exp(.2 * draws.normal())) + (i == 60 ? 1e14 : 0);
        }
        return features(x);
    }

    @Test
    void coarseScoresStayAmongThemselves() {
        Draws draws = new Draws(14);
        PooledTail.Pool pool = pool(500, 0, 1);
        for (int i = 0; i < 120; i++) {
            pool.add(sparse(draws));
        }
        TestResult r = PooledTail.fit(pool).test(silentFlood(1), .05);
        assertThat(r.sampleSize()).isEqualTo(120);
        PooledTail.Pool few = pool(500, 0, 1);
        for (int i = 0; i < 90; i++) {
            few.add(sparse(draws));
        }
        assertThat(PooledTail.fit(few).test(silentFlood(1), .05).sampleSize()).isEqualTo(590);
    }

    @Test
    void sparsePoolsAddUpToo() {
        Draws draws = new Draws(15);
        PooledTail.Pool all = new PooledTail.Pool();
        PooledTail.Pool left = new PooledTail.Pool();
        PooledTail.Pool right = new PooledTail.Pool();
        for (int i = 0; i < 300; i++) {
            ScanScore.Features f = sparse(draws);
            all.add(f);
            (draws.below(2) == 0 ? left : right).add(f);
        }
        left.merge(PooledTail.Pool.ofArray(right.toArray()));
        assertThat(left.toArray()).containsExactly(all.toArray());
        assertThat(PooledTail.fit(left).test(silentFlood(1), .05))
                .isEqualTo(PooledTail.fit(all).test(silentFlood(1), .05));
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
