package floodmark.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SelectionTest {
    private static double[] draw(int kind, int n, Draws draws) {
        double[] x = new double[n];
        for (int i = 0; i < n; i++) {
            x[i] = switch (kind) {
                case 0 -> draws.uniform();
                case 1 -> draws.below(3);
                case 2 -> i;
                case 3 -> n - i;
                case 4 -> i % 32 == 0 ? 1e9 + i : i; // where a sample at equal distances sees nothing but the largest
                case 5 -> draws.uniform() < .9 ? 0 : Double.POSITIVE_INFINITY;
                default -> -0.0;
            };
        }
        return x;
    }

    @Test
    void findsEveryRankAndDividesTheRange() {
        Draws draws = new Draws(1);
        for (int r = 0; r < 3000; r++) {
            int n = 1 + draws.below(r % 10 == 0 ? 3000 : 200);
            double[] x = draw(r % 7, n, draws);
            int from = draws.below(n);
            int to = from + 1 + draws.below(n - from);
            int position = from + draws.below(to - from);
            long[] bits = Selection.bits(x, n);
            double[] sorted =
                    Arrays.stream(x, from, to).map(v -> v + 0.0).sorted().toArray();
            assertThat(Selection.select(bits, from, to, position)).isEqualTo(sorted[position - from]);
            for (int i = 0; i < n; i++) {
                double v = Double.longBitsToDouble(bits[i]);
                if (i < from || i >= to) {
                    assertThat(v).isEqualTo(x[i] + 0.0);
                } else if (i < position) {
                    assertThat(v).isLessThanOrEqualTo(sorted[position - from]);
                } else {
                    assertThat(v).isGreaterThanOrEqualTo(sorted[position - from]);
                }
            }
        }
    }

    @Test
    void medianAndDeviationsAreThoseOfOrderStatistics() {
        Draws draws = new Draws(2);
        for (int n = 1; n < 300; n++) {
            double[] x = draw(n % 2, n, draws);
            long[] bits = Selection.bits(x, n);
            double median = Selection.median(bits, n);
            assertThat(median).isEqualTo(OrderStatistics.median(x));
            int nearer = Selection.deviations(bits, n, median);
            assertThat(nearer).isEqualTo((int) Arrays.stream(x)
                    .filter(v -> StrictMath.abs(v - median) < median)
                    .count());
            assertThat(OrderStatistics.MAD_TO_SD * Selection.median(bits, n))
                    .isEqualTo(OrderStatistics.scaledMad(x, median));
        }
    }

    @Test
    void largestOfNothingIsZero() {
        assertThat(Selection.largest(new long[0], 0, 0)).isZero();
        assertThat(Selection.largest(Selection.bits(new double[] {1, 9, 4}, 3), 0, 3))
                .isEqualTo(9);
    }

    /** The point of it: what is far from the rank stays unsorted. A pivot or a partition gone wrong ends in sorting everything. */
    @Test
    void doesNotSort() {
        Draws draws = new Draws(3);
        for (int kind : new int[] {0, 4}) {
            double[] x = draw(kind, 10_000, draws);
            for (int i = x.length - 1; i > 0; i--) {
                int other = draws.below(i + 1);
                double kept = x[i];
                x[i] = x[other];
                x[other] = kept;
            }
            long[] bits = Selection.bits(x, x.length);
            Selection.select(bits, 0, x.length, 5000);
            int falls = 0;
            for (int i = 1; i < x.length; i++) {
                falls += bits[i] < bits[i - 1] ? 1 : 0;
            }
            // In random order half of them; near the rank they are sorted.
            assertThat(falls).isGreaterThan(3000);
        }
    }

    @Test
    void aNegativeZeroBecomesZero() {
        assertThat(Selection.bits(new double[] {-0.0, 0.0, 1}, 2)).containsExactly(0L, 0L);
    }
}
