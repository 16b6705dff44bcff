package floodmark.stats;

import org.apache.commons.math3.special.Erf;
import org.jspecify.annotations.Nullable;

/**
 * Law of the sampled packets in a window, where sampling is most of what makes windows differ: the number in an ordinary window is
 * Poisson around a level that itself varies from window to window as a gamma law does, so negative binomial (Greenwood and Yule 1920, JRSS
 * 83(2)); a flood adds a Poisson number. Mean and dispersion are the moments of the earlier windows; the error of the mean is
 * added to the dispersion.
 *
 * <p>With few sampled packets the ranks of a few dozen windows waste much of what is known, since the spread that sampling gives is known
 * exactly: a bound from ranks is then 1.3 to 1.4 times as wide.
 */
final class SampledWindow {
    /** Beyond so many packets the sum of two laws is taken for normal. */
    private static final int EXACT = 2000;

    private final double mean;
    private final double mixing;
    private final double perPacket;

    private SampledWindow(double mean, double mixing, double perPacket) {
        this.mean = mean;
        this.mixing = mixing;
        this.perPacket = perPacket;
    }

    /**
     * The law behind earlier windows; null if sampling explains less than half of their variance, or nothing is known of it.
     *
     * @param windows means of earlier windows
     * @param perPacket what one sampled packet adds to a mean; 0 without sampling
     */
    static @Nullable SampledWindow of(double[] windows, double perPacket) {
        int n = windows.length;
        if (!(perPacket > 0) || n < 2) {
            return null;
        }
        double sum = 0;
        for (double w : windows) {
            sum += w / perPacket;
        }
        double mean = sum / n;
        double squares = 0;
        for (double w : windows) {
            double d = w / perPacket - mean;
            squares += d * d;
        }
        double variance = squares / (n - 1);
        double extra = StrictMath.max(0, variance - mean);
        return extra > mean ? null : new SampledWindow(mean, extra + (mean + extra) / n, perPacket);
    }

    /**
     * Probability that an ordinary window and a flood together give at most {@code observed}.
     *
     * @param observed mean over the window, in the unit of the windows
     * @param flood mean of the flood, in the same unit
     */
    double atMost(double observed, double flood) {
        double k = StrictMath.floor(observed / perPacket + 1e-6);
        double lambda = flood / perPacket;
        if (k < 0) {
            return 0;
        }
        if (k > EXACT) {
            double sd = StrictMath.sqrt(mean + mixing + lambda);
            return 0.5 * Erf.erfc((mean + lambda - k - 0.5) / sd / StrictMath.sqrt(2));
        }
        int most = (int) k;
        // Logarithms: both laws underflow at 0 long before their bulk does.
        double[] added = new double[most + 1];
        double logOfLambda = StrictMath.log(lambda);
        double log = -lambda;
        double cumulative = 0;
        for (int i = 0; i <= most; i++) {
            cumulative += StrictMath.exp(log);
            added[i] = cumulative;
            log += logOfLambda - StrictMath.log(i + 1.0);
        }
        double shape = mixing > 0 ? mean * mean / mixing : 0;
        double success = StrictMath.log(mean / (shape + mean));
        double sum = 0;
        log = mean > 0 ? shape * StrictMath.log(shape / (shape + mean)) : 0;
        for (int i = 0; i <= most; i++) {
            sum += StrictMath.exp(log) * added[most - i];
            log += mean > 0 ? StrictMath.log(shape + i) - StrictMath.log(i + 1.0) + success : Double.NEGATIVE_INFINITY;
        }
        return StrictMath.min(1, sum);
    }
}
