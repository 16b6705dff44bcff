package floodmark.stats.ratio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TemperatureTest {
    private static double[][] byRule(Indicators incidents, double own) {
        double[][] logs = new double[incidents.size()][3];
        for (int i = 0; i < logs.length; i++) {
            for (int j = 0; j < 3; j++) {
                logs[i][j] = ((i * j * 5 + 3 * i + j) % 13 - 6) * 0.5;
            }
            logs[i][incidents.classOf(i)] += own;
        }
        return logs;
    }

    /**
     * SciPy 1.17.1, y and w as in {@link MultinomialTest}: {@code Z=np.array([[((i*j*5+3*i+j)%13-6)*.5 for j in range(3)] for i in
     * range(60)]); Z[np.arange(60), y] += 1; minimize_scalar(lambda a: np.average([logsumexp(a*z)-a*z[c] for z, c in zip(Z, y)],
     * weights=w), bounds=(0, 1), method='bounded', options=dict(xatol=1e-12)).x}.
     */
    @Test
    void agreesWithScipy() {
        Indicators incidents = MultinomialTest.byRule();
        assertThat(Temperature.slope(byRule(incidents, 1), incidents)).isCloseTo(0.44022573232, within(1e-7));
    }

    @Test
    void boldnessIsUndoneAndTimidityLeft() {
        Indicators incidents = MultinomialTest.byRule();
        double[][] logs = byRule(incidents, 1);
        double slope = Temperature.slope(logs, incidents);
        for (double by : new double[] {0.1, 0.3, 2, 50}) {
            double[][] scaled = Arrays.stream(logs)
                    .map(row -> Arrays.stream(row).map(x -> by * x).toArray())
                    .toArray(double[][]::new);
            assertThat(Temperature.slope(scaled, incidents)).isCloseTo(Math.min(1, slope / by), within(1e-12));
        }
    }

    @Test
    void whatIsWorthNothingIsTakenAway() {
        Indicators incidents = MultinomialTest.byRule();
        assertThat(Temperature.slope(byRule(incidents, -2), incidents)).isEqualTo(Temperature.SMALLEST);
        assertThat(Temperature.slope(new double[60][3], incidents)).isEqualTo(1);
        assertThat(Temperature.slope(byRule(incidents, 99), incidents)).isEqualTo(1);
    }

    @Test
    void refusesWhatIsNotFinite() {
        Indicators incidents = MultinomialTest.byRule();
        for (double bad : new double[] {Double.NaN, Double.NEGATIVE_INFINITY}) {
            double[][] logs = new double[60][3];
            logs[4][1] = bad;
            assertThatThrownBy(() -> Temperature.slope(logs, incidents)).hasMessageContaining("is " + bad);
        }
    }
}
