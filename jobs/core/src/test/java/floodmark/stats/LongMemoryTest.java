package floodmark.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import floodmark.stats.calibration.FractionalNoise;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class LongMemoryTest {
    /**
     * Python: {@code x = [i*i % 17 + i//8*2 for i in range(40)]; m = int(40**.65); j = np.arange(1, m+1); I = abs(np.fft.fft(x))[1:m+1]**2;
     * scipy.optimize.minimize_scalar(lambda H: np.log((I*j**(2*H-1)).mean()) - (2*H-1)*np.log(j).mean(), bounds=(.3, 1.1), method='bounded',
     * options={'xatol': 1e-10}).x}.
     */
    @Test
    void agreesWithSciPy() {
        double[] x = new double[40];
        for (int i = 0; i < x.length; i++) {
            x[i] = i * i % 17 + i / 8 * 2;
        }
        assertThat(LongMemory.frequencies(40)).isEqualTo(10);
        assertThat(LongMemory.hurst(x)).isEqualTo(HURST, within(1e-6));
    }

    private static final double HURST = 0.5747122299560756;

    @Test
    void findsTheExponentOfFractionalNoise() {
        for (double hurst : new double[] {.5, .7, .85}) {
            FractionalNoise noise = new FractionalNoise(2000, hurst);
            Draws draws = new Draws(4);
            double sum = 0;
            for (int r = 0; r < 50; r++) {
                sum += LongMemory.hurst(noise.draw(draws)) / 50;
            }
            // Standard error of the mean: .5 / sqrt(139) / sqrt(50) = .006.
            assertThat(sum).isEqualTo(hurst, within(.03));
        }
    }

    @Test
    void levelAndScaleDoNotMatter() {
        double[] x = new FractionalNoise(300, .7).draw(new Draws(6));
        double[] y = new double[300];
        for (int i = 0; i < y.length; i++) {
            y[i] = 5 - 3 * x[i];
        }
        assertThat(LongMemory.hurst(y)).isEqualTo(LongMemory.hurst(x), within(1e-9));
    }

    @Test
    void nothingToSeeIsNaN() {
        assertThat(LongMemory.hurst(new double[7])).isNaN();
        assertThat(LongMemory.hurst(new double[50])).isNaN();
    }

    @Test
    void frequenciesAreLessThanHalfOfTheBins() {
        assertThat(LongMemory.frequencies(1)).isEqualTo(1);
        assertThat(LongMemory.frequencies(3)).isEqualTo(1);
        assertThat(LongMemory.frequencies(8)).isEqualTo(3);
        assertThat(LongMemory.frequencies(256)).isEqualTo(36);
    }

    @Test
    void eightBinsAreEnough() {
        double[] eight = {3, 1, 4, 1, 5, 9, 2, 6};
        assertThat(LongMemory.hurst(eight)).isBetween(.3, 1.1);
        assertThat(LongMemory.hurst(Arrays.copyOf(eight, 7))).isNaN();
    }
}
