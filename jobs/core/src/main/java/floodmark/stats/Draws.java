package floodmark.stats;

import java.util.SplittableRandom;
import org.apache.commons.math3.special.Gamma;

/**
 * Random variates that are the same on every machine: a specified generator and strict arithmetic.
 *
 * <p>Normal: Marsaglia's polar method. Gamma: Marsaglia and Tsang 2000, ACM TOMS 26(3). Poisson: inversion below a mean of 10,
 * above it transformed rejection (Hörmann 1993, Insurance: Mathematics and Economics 12, algorithm PTRS).
 */
public final class Draws {
    private final SplittableRandom random;
    private double spare = Double.NaN;

    public Draws(long seed) {
        random = new SplittableRandom(seed);
    }

    /** The stream of one item of a numbered family: the same whatever other items are drawn, and in whatever order. */
    public static Draws of(long seed, long... item) {
        long mixed = seed;
        for (long part : item) {
            mixed = new SplittableRandom(mixed ^ (part * 0x9E3779B97F4A7C15L)).nextLong();
        }
        return new Draws(mixed);
    }

    /** Uniform in [0, 1). */
    public double uniform() {
        return random.nextDouble();
    }

    /** Uniform whole number in [0, bound). */
    public int below(int bound) {
        return random.nextInt(bound);
    }

    /** A further seed. */
    public long seed() {
        return random.nextLong();
    }

    /** Standard normal. */
    public double normal() {
        if (!Double.isNaN(spare)) {
            double kept = spare;
            spare = Double.NaN;
            return kept;
        }
        while (true) {
            double u = 2 * random.nextDouble() - 1;
            double v = 2 * random.nextDouble() - 1;
            double s = u * u + v * v;
            if (s < 1 && s > 0) {
                double scale = StrictMath.sqrt(-2 * StrictMath.log(s) / s);
                spare = v * scale;
                return u * scale;
            }
        }
    }

    /** Gamma with the given shape and scale 1. */
    public double gamma(double shape) {
        if (shape < 1) {
            return gamma(shape + 1) * StrictMath.pow(1 - random.nextDouble(), 1 / shape);
        }
        double d = shape - 1.0 / 3;
        double c = 1 / StrictMath.sqrt(9 * d);
        while (true) {
            double x = normal();
            double cubed = 1 + c * x;
            if (cubed > 0) {
                double v = cubed * cubed * cubed;
                double u = 1 - random.nextDouble();
                if (StrictMath.log(u) < 0.5 * x * x + d - d * v + d * StrictMath.log(v)) {
                    return d * v;
                }
            }
        }
    }

    /** Poisson with the given mean. */
    public double poisson(double mean) {
        return mean < 10 ? inversion(mean) : rejection(mean);
    }

    private double inversion(double mean) {
        double u = random.nextDouble();
        double term = StrictMath.exp(-mean);
        double sum = term;
        int k = 0;
        while (u > sum && term > 0) {
            k++;
            term *= mean / k;
            sum += term;
        }
        return k;
    }

    private double rejection(double mean) {
        double b = 0.931 + 2.53 * StrictMath.sqrt(mean);
        double a = -0.059 + 0.02483 * b;
        double inverseAlpha = 1.1239 + 1.1328 / (b - 3.4);
        double accepted = 0.9277 - 3.6224 / (b - 2);
        while (true) {
            double u = random.nextDouble() - 0.5;
            double v = 1 - random.nextDouble();
            double us = 0.5 - StrictMath.abs(u);
            double k = StrictMath.floor((2 * a / us + b) * u + mean + 0.43);
            if (us >= 0.07 && v <= accepted) {
                return k;
            }
            if (k >= 0
                    && (us >= 0.013 || v <= us)
                    && StrictMath.log(v * inverseAlpha / (a / (us * us) + b))
                            <= k * StrictMath.log(mean) - mean - Gamma.logGamma(k + 1)) {
                return k;
            }
        }
    }
}
