package floodmark.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.Set;
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

    private static double weighted(DoubleSupplier draw) {
        double sum = 0;
        for (int i = 0; i < 3000; i++) {
            sum += (i % 7 + 1) * draw.getAsDouble();
        }
        return sum;
    }

    /**
     * The numbers themselves, since results rest on them. Python, from the published algorithms: splitmix64 with the seed 7; upper 53 bits for
     * uniform; polar method; Marsaglia and Tsang; inversion below a mean of 10 and PTRS from there; {@code sum((i % 7 + 1) * draw() for i in
     * range(3000))}.
     */
    @Test
    void agreesWithThePublishedAlgorithms() {
        Draws draws = new Draws(7);
        assertThat(draws.uniform()).isEqualTo(0.3898297483912715);
        assertThat(draws.uniform()).isEqualTo(0.01678829452815611);
        Draws normal = new Draws(7);
        assertThat(normal.normal()).isEqualTo(-0.04174152338145233, within(1e-15));
        assertThat(normal.normal()).isEqualTo(-0.18308020910924752, within(1e-15));
        assertThat(normal.normal()).isEqualTo(0.8764814690994567, within(1e-14));
        assertThat(normal.normal()).isEqualTo(0.18137224678834885, within(1e-14));
        double[] shapes = {.3, 1, 25};
        double[] gamma = {3287.836097151937, 11917.715555306744, 299079.9306013373};
        for (int i = 0; i < shapes.length; i++) {
            double shape = shapes[i];
            Draws own = new Draws(7);
            assertThat(weighted(() -> own.gamma(shape))).isEqualTo(gamma[i], within(1e-6));
        }
        double[] means = {.1, 9.99, 10, 20, 4000};
        double[] poisson = {1027, 118_701, 119_369, 238_523, 47_957_501};
        for (int i = 0; i < means.length; i++) {
            double mean = means[i];
            Draws own = new Draws(7);
            assertThat(weighted(() -> own.poisson(mean))).isEqualTo(poisson[i]);
        }
        // The state that the generator comes to: seed ^ part * 0x9E3779B97F4A7C15, the next number, for one part after
        // the other.
        assertThat(Draws.of(7, 3, 5).uniform()).isEqualTo(0.4990692688769919);
    }

    @Test
    void streamsOfItemsDiffer() {
        Set<Double> first = new HashSet<>();
        for (long seed = 0; seed < 4; seed++) {
            for (long item = 0; item < 50; item++) {
                first.add(Draws.of(seed, item).uniform());
                first.add(Draws.of(seed, 60, item).uniform());
                first.add(Draws.of(seed, item, 60).uniform());
            }
        }
        assertThat(first).hasSize(600);
    }

    @Test
    void wholeNumbersAreUniform() {
        Draws draws = new Draws(5);
        int[] counts = new int[10];
        Set<Long> seeds = new HashSet<>();
        for (int i = 0; i < 20_000; i++) {
            counts[draws.below(10)]++;
            seeds.add(draws.seed());
        }
        // 4.5 standard deviations of a count of 2,000
        for (int count : counts) {
            assertThat(count).isBetween(1810, 2190);
        }
        assertThat(seeds).hasSize(20_000);
    }
}
