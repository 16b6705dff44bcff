package floodmark.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ScanScoreTest {
    private static final double[] NO_SCORES = {};

    private static long[] range(int n) {
        long[] bins = new long[n];
        for (int i = 0; i < n; i++) {
            bins[i] = 1000L + i;
        }
        return bins;
    }

    private static double[] around(int n, double level) {
        double[] x = new double[n];
        for (int i = 0; i < n; i++) {
            x[i] = level + i * 37 % 11 - 5;
        }
        return x;
    }

    @Test
    void describesAFlood() {
        double[] x = around(240, 100);
        for (int i = 60; i < 70; i++) {
            x[i] = 1000;
        }
        ScanScore.Features f = ScanScore.compute(range(240), x, 1000, 1239);
        assertThat(f.peak()).isEqualTo(1000);
        assertThat(f.peakBin()).isEqualTo(1060);
        assertThat(f.onsetBin()).isEqualTo(1060);
        assertThat(f.endBin()).isEqualTo(1070);
        assertThat(f.baseline()).isBetween(99.0, 101.0);
        assertThat(f.excess()).isEqualTo(1000 - f.baseline());
        assertThat(f.excessLow()).isLessThanOrEqualTo(f.excess());
        assertThat(f.excessHigh()).isGreaterThan(f.excess());
        assertThat(f.blockScores()).hasSize(ScanScore.MOST_BLOCKS);
        assertThat(f.maxScore()).isEqualTo(Arrays.stream(f.blockScores()).max().orElseThrow());
        assertThat(f.blockScores()[12]).isEqualTo(f.maxScore());
        assertThat(f.maxScore()).isGreaterThan(10);
    }

    @Test
    void absentBinsAreZero() {
        long[] bins = {1003, 1050, 1099};
        double[] x = {4, 9, 9};
        ScanScore.Features sparse = ScanScore.compute(bins, x, 1000, 1099);
        double[] dense = new double[100];
        dense[3] = 4;
        dense[50] = 9;
        dense[99] = 9;
        ScanScore.Features full = ScanScore.compute(range(100), dense, 1000, 1099);
        assertThat(sparse.blockScores()).containsExactly(full.blockScores());
        assertThat(sparse.baseline()).isZero().isEqualTo(full.baseline());
        assertThat(sparse.peakBin()).isEqualTo(1050).isEqualTo(full.peakBin());
        assertThat(sparse.excessLow()).isEqualTo(full.excessLow());
        assertThat(sparse.onsetBin()).isEqualTo(1050);
        assertThat(sparse.endBin()).isEqualTo(1051);
        // Median of the blocks is 0, so a score is log(1 + x) over the floor.
        assertThat(sparse.maxScore()).isEqualTo(StrictMath.log(10) / ScanScore.FLOOR, within(1e-12));
    }

    @Test
    void medianAndThresholdMatchADenseComputation() {
        Draws draws = new Draws(2);
        for (int r = 0; r < 50; r++) {
            int n = 50 + draws.below(40);
            double share = draws.uniform();
            double[] dense = new double[n];
            long[] bins = new long[n];
            double[] x = new double[n];
            int size = 0;
            for (int i = 0; i < n; i++) {
                dense[i] = draws.uniform() < share ? 1 + draws.below(30) : 0;
                if (dense[i] > 0) {
                    bins[size] = i;
                    x[size++] = dense[i];
                }
            }
            if (size == 0) {
                continue;
            }
            ScanScore.Features f = ScanScore.compute(bins, x, size, 0, n - 1, 1);
            double median = OrderStatistics.median(dense);
            double limit = median + 4.5 * OrderStatistics.scaledMad(dense, median);
            int at = (int) f.peakBin();
            int from = at;
            while (from > 0 && dense[from - 1] > limit && dense[from - 1] > 0) {
                from--;
            }
            int to = at;
            while (to < n - 1 && dense[to + 1] > limit && dense[to + 1] > 0) {
                to++;
            }
            assertThat(f.baseline()).isEqualTo(median);
            assertThat(f.onsetBin()).isEqualTo(from);
            assertThat(f.endBin()).isEqualTo(to + 1);
        }
    }

    @Test
    void selectionGivesTheBitsOfSorting() {
        Draws draws = new Draws(20);
        for (int r = 0; r < 3000; r++) {
            int span = 1 + draws.below(r % 5 == 0 ? 2000 : 150);
            double present = r % 3 == 0 ? 1 : draws.uniform();
            int kind = draws.below(4);
            long[] bins = new long[span];
            double[] x = new double[span];
            int size = 0;
            for (int i = 0; i < span; i++) {
                if (draws.uniform() < present) {
                    bins[size] = 500L + i;
                    x[size++] = switch (kind) {
                        case 0 -> draws.below(4); // zeros and ties
                        case 1 -> draws.poisson(1000);
                        case 2 -> 64 * StrictMath.exp(3 * draws.normal());
                        default -> 7;
                    };
                }
            }
            if (size > 0) {
                double offset = kind == 2 ? 64 : 1;
                ScanScore.Features f = ScanScore.compute(bins, x, size, 500, 499L + span, offset);
                ScanScore.Features sorted = SortedScanScore.compute(bins, x, size, 500, 499L + span, offset);
                assertThat(f.blockScores()).as("%d", r).containsExactly(sorted.blockScores());
                assertThat(withoutScores(f)).as("%d", r).isEqualTo(withoutScores(sorted));
            }
        }
    }

    private static ScanScore.Features withoutScores(ScanScore.Features f) {
        return new ScanScore.Features(
                f.baseline(),
                f.peak(),
                f.peakBin(),
                f.onsetBin(),
                f.endBin(),
                f.excess(),
                f.excessLow(),
                f.excessHigh(),
                NO_SCORES,
                f.maxScore(),
                f.level());
    }

    @Test
    void theBlockWithThePeakIsTreatedLikeTheOthers() {
        // Rotating the series by whole blocks rotates the scores and changes nothing else.
        double[] x = around(96, 50);
        x[10] = 400;
        double[] turned = new double[96];
        for (int i = 0; i < 96; i++) {
            turned[(i + 24) % 96] = x[i];
        }
        double[] scores = ScanScore.compute(range(96), x, 1000, 1095).blockScores();
        double[] rotated = ScanScore.compute(range(96), turned, 1000, 1095).blockScores();
        for (int b = 0; b < scores.length; b++) {
            assertThat(rotated[(b + 12) % 48]).isEqualTo(scores[b]);
        }
    }

    @Test
    void shortCapturesHaveNoScores() {
        ScanScore.Features f = ScanScore.compute(range(15), around(15, 50), 1000, 1014);
        assertThat(f.blockScores()).isEmpty();
        assertThat(f.maxScore()).isNaN();
        assertThat(f.peak()).isPositive();
        assertThat(ScanScore.blocks(16)).isEqualTo(8);
        assertThat(ScanScore.blocks(15)).isZero();
        assertThat(ScanScore.blocks(1_000_000)).isEqualTo(ScanScore.MOST_BLOCKS);
    }

    @Test
    void offsetIsTheUnit() {
        double[] packets = around(96, 50);
        double[] bytes = Arrays.stream(packets).map(v -> 64 * v).toArray();
        assertThat(ScanScore.compute(range(96), bytes, 96, 1000, 1095, 64).blockScores())
                .containsExactly(
                        ScanScore.compute(range(96), packets, 1000, 1095).blockScores());
    }

    @Test
    void wrongSpans() {
        assertThatThrownBy(() -> ScanScore.compute(range(5), around(5, 9), 1001, 1100))
                .hasMessageContaining("do not fit");
        assertThatThrownBy(() -> ScanScore.compute(range(5), around(5, 9), 1000, 1003))
                .hasMessageContaining("do not fit");
        assertThatThrownBy(() -> ScanScore.compute(new long[0], new double[0], 0, 3))
                .hasMessageContaining("do not fit");
    }
}
