package floodmark.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;

class DrawsTest {
    private static final int N = 40_000;

    private static double[] meanAndVariance(DoubleSupplier draw) {
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < N; i++) {
            double x = draw.getAsDouble();
            sum += x;
            squares += x * x;
        }
        double mean = sum / N;
        return new double[] {mean, squares / N - mean * mean};
    }

    @Test
    void momentsAreRight() {
        Draws draws = new Draws(1);
        for (double mean : new double[] {.1, 3, 9.9, 10, 57, 4000}) {
            double[] m = meanAndVariance(() -> draws.poisson(mean));
            assertThat(m[0]).isEqualTo(mean, within(5 * StrictMath.sqrt(mean / N)));
            assertThat(m[1]).isEqualTo(mean, within(.05 * mean + .01));
        }
        for (double shape : new double[] {.3, 1, 25}) {
            double[] m = meanAndVariance(() -> draws.gamma(shape));
            assertThat(m[0]).isEqualTo(shape, within(5 * StrictMath.sqrt(shape / N)));
            assertThat(m[1]).isEqualTo(shape, within(.08 * shape));
        }
        double[] m = meanAndVariance(draws::normal);
        assertThat(m[0]).isEqualTo(0, within(.025));
        assertThat(m[1]).isEqualTo(1, within(.04));
    }

    @Test
    void poissonProbabilitiesAreRight() {
        // scipy.stats.poisson.pmf([20, 30, 12], 20)
        double[] expected = {0.0888353, 0.0083435, 0.0176252};
        int[] at = {20, 30, 12};
        int[] counts = new int[100];
        Draws draws = new Draws(2);
        for (int i = 0; i < 200_000; i++) {
            counts[(int) draws.poisson(20)]++;
        }
        for (int i = 0; i < 3; i++) {
            assertThat(counts[at[i]] / 200_000.0).isEqualTo(expected[i], within(.0025));
        }
    }

    @Test
    void sameSeedSameNumbers() {
        Draws a = new Draws(7);
        Draws b = new Draws(7);
        for (int i = 0; i < 100; i++) {
            assertThat(a.normal()).isEqualTo(b.normal());
            assertThat(a.poisson(33)).isEqualTo(b.poisson(33));
            assertThat(a.below(10)).isEqualTo(b.below(10)).isBetween(0, 9);
            assertThat(a.seed()).isEqualTo(b.seed());
        }
        assertThat(a.poisson(0)).isZero();
    }
}
