package floodmark.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class MultipleTestingTest {
    private static final double[] P = {.01, .04, .03, .005, .5, .04};

    private static void close(double[] actual, double... expected) {
        assertThat(actual).hasSize(expected.length);
        for (int i = 0; i < actual.length; i++) {
            assertThat(actual[i]).isEqualTo(expected[i], within(1e-14));
        }
    }

    @Test
    void agreesWithSciPy() {
        // scipy.stats.false_discovery_control(P), and with method="by"
        close(MultipleTesting.benjaminiHochberg(P), .03, .048, .048, .03, .5, .048);
        close(MultipleTesting.benjaminiYekutieli(P), .0735, .1176, .1176, .0735, 1, .1176);
    }

    @Test
    void untestedStayUntestedAndDoNotCount() {
        double[] with = {Double.NaN, .01, .04, .03, Double.NaN, .005, .5, .04};
        double[] q = MultipleTesting.benjaminiHochberg(with);
        assertThat(q[0]).isNaN();
        assertThat(q[4]).isNaN();
        assertThat(q[1]).isEqualTo(.03, within(1e-14));
        assertThat(MultipleTesting.benjaminiHochberg(new double[] {Double.NaN})).containsOnly(Double.NaN);
        assertThat(MultipleTesting.benjaminiHochberg(new double[0])).isEmpty();
    }

    @Test
    void equalPValuesShareOneQValue() {
        double[] q = MultipleTesting.benjaminiHochberg(new double[] {.02, .02, .02, .9});
        assertThat(q[0]).isEqualTo(.08 / 3, within(1e-15)).isEqualTo(q[1]).isEqualTo(q[2]);
        assertThat(MultipleTesting.benjaminiHochberg(new double[] {0, 1, 1})).containsExactly(0, 1, 1);
    }

    @Test
    void orderOfInputDoesNotMatterInALargeFamily() {
        Draws draws = new Draws(3);
        int m = 200_000;
        double[] p = new double[m];
        for (int i = 0; i < m; i++) {
            p[i] = draws.uniform() * (i % 50 == 0 ? 1e-5 : 1);
        }
        double[] q = MultipleTesting.benjaminiHochberg(p);
        double[] reversed = new double[m];
        for (int i = 0; i < m; i++) {
            reversed[i] = p[m - 1 - i];
        }
        double[] other = MultipleTesting.benjaminiHochberg(reversed);
        for (int i = 0; i < m; i += 997) {
            assertThat(other[m - 1 - i]).isEqualTo(q[i]);
        }
        assertThat(Arrays.stream(q).filter(v -> v <= .05).count()).isBetween(4000L, 4400L);
    }

    @Test
    void ePBenjaminiHochberg() {
        // m = 4, alpha = .1: thresholds 40/k = 40, 20, 13.3, 10
        assertThat(MultipleTesting.eBenjaminiHochberg(new double[] {39, 1, 2, 0}, .1))
                .containsOnly(false);
        assertThat(MultipleTesting.eBenjaminiHochberg(new double[] {40, 1, 2, 0}, .1))
                .containsExactly(true, false, false, false);
        assertThat(MultipleTesting.eBenjaminiHochberg(new double[] {14, 0, 15, 14}, .1))
                .containsExactly(true, false, true, true);
        assertThat(MultipleTesting.eBenjaminiHochberg(new double[] {Double.NaN, 10, Double.POSITIVE_INFINITY}, .1))
                .containsExactly(false, true, true);
        assertThat(MultipleTesting.eBenjaminiHochberg(new double[0], .1)).isEmpty();
    }

    @Test
    void refusesWhatIsNoProbability() {
        assertThatThrownBy(() -> MultipleTesting.benjaminiHochberg(new double[] {1.01}))
                .hasMessageContaining("1.01");
        assertThatThrownBy(() -> MultipleTesting.eBenjaminiHochberg(new double[] {-1}, .1))
                .hasMessageContaining("-1");
    }
}
