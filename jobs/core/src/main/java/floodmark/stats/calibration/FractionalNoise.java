package floodmark.stats.calibration;

import floodmark.stats.Draws;
import java.util.Arrays;
import org.apache.commons.math3.transform.DftNormalization;
import org.apache.commons.math3.transform.FastFourierTransformer;
import org.apache.commons.math3.transform.TransformType;

/**
 * Exact fractional Gaussian noise by circulant embedding (Davies and Harte 1987, Biometrika 74(1)): mean 0, variance 1,
 * autocovariance {@code (|k+1|^2H - 2|k|^2H + |k-1|^2H) / 2}.
 */
public final class FractionalNoise {
    private final int length;
    private final double[] amplitude;

    /**
     * Prepares series of the given length.
     *
     * @param hurst Hurst exponent in (0, 1); .5 is white noise
     */
    public FractionalNoise(int length, double hurst) {
        this.length = length;
        int half = Integer.highestOneBit(StrictMath.max(1, length - 1)) * 2;
        int size = 2 * half;
        double[][] spectrum = new double[2][size];
        for (int k = 0; k <= half; k++) {
            spectrum[0][k] = covariance(k, hurst);
            spectrum[0][(size - k) % size] = spectrum[0][k];
        }
        FastFourierTransformer.transformInPlace(spectrum, DftNormalization.STANDARD, TransformType.FORWARD);
        amplitude = new double[size];
        for (int i = 0; i < size; i++) {
            amplitude[i] = StrictMath.sqrt(StrictMath.max(0, spectrum[0][i]) / size);
        }
    }

    /** One series. */
    public double[] draw(Draws draws) {
        double[][] wave = new double[2][amplitude.length];
        for (int i = 0; i < amplitude.length; i++) {
            wave[0][i] = amplitude[i] * draws.normal();
            wave[1][i] = amplitude[i] * draws.normal();
        }
        FastFourierTransformer.transformInPlace(wave, DftNormalization.STANDARD, TransformType.FORWARD);
        return Arrays.copyOf(wave[0], length);
    }

    private static double covariance(int k, double hurst) {
        double h = 2 * hurst;
        return 0.5
                * (StrictMath.pow(k + 1.0, h) - 2 * StrictMath.pow(k, h) + StrictMath.pow(StrictMath.abs(k - 1.0), h));
    }
}
