package floodmark.stats.calibration;

import floodmark.stats.Draws;
import java.util.Arrays;

/**
 * The five families of counts without any effect on which every test must hold its level. Intensity has a coefficient of
 * variation of {@link #VARIATION} unless told otherwise; counts are Poisson around it.
 */
public enum EffectFree {
    /** Independent Poisson counts. */
    POISSON,
    /** Independent negative binomial counts. */
    NEGATIVE_BINOMIAL,
    /** Log-normal intensity, autoregressive of first order with coefficient .8. */
    AUTOREGRESSIVE,
    /** Log-normal intensity driven by fractional Gaussian noise with H = .85. */
    LONG_MEMORY,
    /** The same times a daily wave of 50 % whose phase is random. */
    LONG_MEMORY_DIURNAL;

    /** Coefficient of variation of the intensity. */
    public static final double VARIATION = 0.2;
    /** Minutes a day. */
    public static final int DAY = 1440;

    private static final double COEFFICIENT = 0.8;
    private static final double HURST = 0.85;
    private static final double WAVE = 0.5;

    /** Makes series of one length with minutes as bins; costly parts are prepared once. */
    public Source source(int bins) {
        return new Source(this, bins, DAY, VARIATION);
    }

    /** The same with other bins a day and another coefficient of variation. */
    public Source source(int bins, int binsPerDay, double variation) {
        return new Source(this, bins, binsPerDay, variation);
    }

    /** Series of one family and length. */
    public static final class Source {
        private final EffectFree family;
        private final int bins;
        private final int binsPerDay;
        private final double variation;
        private final double sigma;
        private final FractionalNoise noise;

        private Source(EffectFree family, int bins, int binsPerDay, double variation) {
            this.family = family;
            this.bins = bins;
            this.binsPerDay = binsPerDay;
            this.variation = variation;
            sigma = StrictMath.sqrt(StrictMath.log1p(variation * variation));
            noise = new FractionalNoise(bins, HURST);
        }

        /** Counts with the given mean. */
        public double[] draw(double mean, Draws draws) {
            double[] intensity = intensity(draws);
            for (int i = 0; i < bins; i++) {
                intensity[i] = draws.poisson(mean * intensity[i]);
            }
            return intensity;
        }

        /** Intensity with mean 1. */
        public double[] intensity(Draws draws) {
            double[] out = new double[bins];
            switch (family) {
                case POISSON -> Arrays.fill(out, 1);
                case NEGATIVE_BINOMIAL -> {
                    double shape = 1 / (variation * variation);
                    for (int i = 0; i < bins; i++) {
                        out[i] = draws.gamma(shape) / shape;
                    }
                }
                case AUTOREGRESSIVE -> {
                    double state = draws.normal();
                    for (int i = 0; i < bins; i++) {
                        out[i] = logNormal(state);
                        state = COEFFICIENT * state + StrictMath.sqrt(1 - COEFFICIENT * COEFFICIENT) * draws.normal();
                    }
                }
                case LONG_MEMORY, LONG_MEMORY_DIURNAL -> {
                    double[] z = noise.draw(draws);
                    double phase = family == LONG_MEMORY ? Double.NaN : draws.uniform();
                    for (int i = 0; i < bins; i++) {
                        double wave = Double.isNaN(phase)
                                ? 1
                                : 1 + WAVE * StrictMath.sin(2 * StrictMath.PI * (i / (double) binsPerDay + phase));
                        out[i] = wave * logNormal(z[i]);
                    }
                }
            }
            return out;
        }

        private double logNormal(double z) {
            return StrictMath.exp(sigma * z - sigma * sigma / 2);
        }
    }
}
