package floodmark.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import floodmark.stats.PooledTail.Pool;
import org.junit.jupiter.api.Test;

class ExcessTailTest {
    private static final int BLOCKS = 48_000;

    /** 1,000 positive scores in cells 20 to 69 above 0. */
    private static ExcessTail tail() {
        long[] counts = new long[Pool.CELLS];
        for (int c = 20; c < 60; c++) {
            counts[Pool.HALF + c] = 20;
        }
        int[] above = {60, 40, 30, 20, 15, 10, 8, 7, 6, 4};
        for (int i = 0; i < above.length; i++) {
            counts[Pool.HALF + 60 + i] = above[i];
        }
        counts[Pool.HALF - 20] = BLOCKS - 1000;
        return new ExcessTail(counts);
    }

    @Test
    void exponentialTailAtTheUpperEndOfItsScale() {
        // Python, cells c = 63..66 with n = 20, 15, 10, 8 and 17 above, edge = lambda c: sinh(c / 20):
        //   S = lambda c, s: exp(-(edge(c) - edge(63)) / s)
        //   ll = lambda s: sum(n * log(S(c, s) - S(c + 1, s))) + 17 * log(S(67, s))
        //   best = scipy.optimize.minimize_scalar(lambda s: -ll(s), bounds=(.01, 50), method="bounded",
        // options={"xatol": 1e-12}).x
        //   s = scipy.optimize.brentq(lambda s: ll(s) - ll(best) + 2, best, 50 * best, xtol=1e-13)  # 1.8156,
        // 2.4243746640410437
        //   70 / 48000 * exp(-(60 - edge(63)) / s)
        ExcessTail tail = tail();
        assertThat(tail.parametric()).isTrue();
        tail.shape(0);
        assertThat(tail.atLeast(60)).isEqualTo(3.1767958605650444e-12, within(1e-18));
        // Empirical below the .98 quantile.
        assertThat(tail.atLeast(Pool.edge(Pool.HALF + 65) + 1e-9)).isEqualTo(36.0 / 48_001);
        assertThat(tail.atLeast(-5)).isEqualTo(1);
    }

    @Test
    void aLargerShapeIsHeavier() {
        ExcessTail light = tail();
        light.shape(0);
        ExcessTail heavy = tail();
        heavy.shape(ExcessTail.SHAPES - 1);
        assertThat(heavy.atLeast(60)).isGreaterThan(100 * light.atLeast(60));
    }

    @Test
    void fewCellsStayEmpirical() {
        long[] counts = new long[Pool.CELLS];
        counts[Pool.HALF - 20] = 900;
        counts[Pool.HALF + 40] = 90;
        counts[Pool.HALF + 60] = 10;
        ExcessTail tail = new ExcessTail(counts);
        assertThat(tail.parametric()).isFalse();
        assertThat(tail.atLeast(1000)).isEqualTo(1.0 / 1001);
    }

    /** The recipe above with {@code S = lambda c, s, xi: (1 + xi * (edge(c) - edge(63)) / s)**(-1 / xi)}: ll(best) and the tail at 60. */
    @Test
    void paretoTailsAtTheUpperEndOfTheirScale() {
        int[] steps = {0, 5, 13, 25};
        double[] likelihood = {-109.075612423613, -109.07385348215647, -109.21371555537725, -109.69889152477755};
        double[] at60 = {3.1767958605650444e-12, 1.9049932398992593e-08, 9.44182030971384e-07, 8.653813736701399e-06};
        double[] profile = tail().profile();
        assertThat(profile).hasSize(ExcessTail.SHAPES);
        for (int i = 0; i < steps.length; i++) {
            assertThat(profile[steps[i]]).isEqualTo(likelihood[i], within(1e-9));
            ExcessTail tail = tail();
            tail.shape(steps[i]);
            assertThat(tail.atLeast(60)).as("step " + steps[i]).isEqualTo(at60[i], within(1e-6 * at60[i]));
        }
    }

    /**
     * A tenth of the scores: three occupied cells beyond the .90 quantile are too few, so the fit begins at the .80 quantile, cells 61..65 with n
     * = 4, 3, 2, 2, 1 and 2 above. The law may not be above what was counted just below the .98 quantile, 4 / 4801.
     */
    @Test
    void theLawStartsNoHigherThanTheCounts() {
        long[] counts = new long[Pool.CELLS];
        for (int c = 20; c < 60; c++) {
            counts[Pool.HALF + c] = 2;
        }
        int[] above = {6, 4, 3, 2, 2, 1, 1, 1};
        for (int i = 0; i < above.length; i++) {
            counts[Pool.HALF + 60 + i] = above[i];
        }
        counts[Pool.HALF - 20] = 4700;
        ExcessTail tail = new ExcessTail(counts);
        tail.shape(0);
        assertThat(tail.atLeast(Pool.edge(Pool.HALF + 65) + 1e-9)).isEqualTo(4 / 4801.0);
        assertThat(tail.atLeast(Pool.edge(Pool.HALF + 66) + 1e-9)).isEqualTo(4 / 4801.0);
        assertThat(tail.atLeast(Pool.edge(Pool.HALF + 67) + 1e-9)).isEqualTo(4 / 4801.0);
        assertThat(tail.atLeast(Pool.edge(Pool.HALF + 68) + 1e-9)).isEqualTo(.0006634443804929112, within(1e-11));
        assertThat(tail.atLeast(Pool.edge(Pool.HALF + 75) + 1e-9)).isEqualTo(8.127412102391482e-05, within(1e-12));
    }
}
