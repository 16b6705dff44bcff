package floodmark.stats.calibration;

import floodmark.stats.Draws;
import org.apache.commons.math3.transform.DftNormalization;
import org.apache.commons.math3.transform.FastFourierTransformer;
import org.apache.commons.math3.transform.TransformType;

/**
 * Exact fractional Gaussian noise by circulant embedding (Davies and Harte 1987, Biometrika 74(1)): mean 0, variance 1,
 * autocovariance {@code (|k+1|^2H - 2|k|^2H + |k-1|^2H) / 2}.
 *
 * <p>The random spectrum W of size N is Hermitian, so that the series x is real. It is had from a transform of half the size M = N/2:
 * {@code x[2n] + i x[2n+1]} is the transform of {@code (W_k + W_{k+M}) + i (W_k - W_{k+M}) exp(-2 pi i k / N)}, since even and odd
 * terms of a transform are transforms of sums and of twisted differences of its halves (Cooley and Tukey 1965).
 */
public final class FractionalNoise {
    private final int length;
    /** Standard deviation of real and imaginary part of the spectrum, up to M. */
    private final double[] amplitude;

    private final double[] cosine;
    private final double[] sine;

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
        amplitude = new double[half + 1];
        cosine = new double[half];
        sine = new double[half];
        for (int k = 0; k <= half; k++) {
            double parts = k == 0 || k == half ? 1 : 2;
            amplitude[k] = StrictMath.sqrt(StrictMath.max(0, spectrum[0][k]) / size / parts);
        }
        for (int k = 0; k < half; k++) {
            cosine[k] = StrictMath.cos(2 * StrictMath.PI * k / size);
            sine[k] = StrictMath.sin(2 * StrictMath.PI * k / size);
        }
    }

    /** One series. */
    public double[] draw(Draws draws) {
        int half = cosine.length;
        double[] real = new double[half + 1];
        double[] imaginary = new double[half + 1];
        for (int k = 0; k <= half; k++) {
            real[k] = amplitude[k] * draws.normal();
            imaginary[k] = k == 0 || k == half ? 0 : amplitude[k] * draws.normal();
        }
        double[][] wave = new double[2][half];
        for (int k = 0; k < half; k++) {
            // W_{k+M} is the conjugate of W_{M-k}.
            double sumReal = real[k] + real[half - k];
            double sumImaginary = imaginary[k] - imaginary[half - k];
            double difReal = real[k] - real[half - k];
            double difImaginary = imaginary[k] + imaginary[half - k];
            wave[0][k] = sumReal - (difImaginary * cosine[k] - difReal * sine[k]);
            wave[1][k] = sumImaginary + (difReal * cosine[k] + difImaginary * sine[k]);
        }
        FastFourierTransformer.transformInPlace(wave, DftNormalization.STANDARD, TransformType.FORWARD);
        double[] series = new double[length];
        for (int i = 0; i < length; i++) {
            series[i] = wave[i & 1][i >> 1];
        }
        return series;
    }

    private static double covariance(int k, double hurst) {
        double h = 2 * hurst;
        return 0.5
                * (StrictMath.pow(k + 1.0, h) - 2 * StrictMath.pow(k, h) + StrictMath.pow(StrictMath.abs(k - 1.0), h));
    }
}
