package floodmark.stats;

import java.util.Arrays;
import org.apache.commons.math3.special.Gamma;
import org.jspecify.annotations.Nullable;

/**
 * Are distinct senders spread evenly over IPv4 unicast space, as randomly forged ones would be? Usual users are not: their
 * addresses crowd into some /8s.
 *
 * <p>The test is AGAINST uniformity: Pearson's {@code X2 = sum (n_i - n/k)^2 / (n/k)} over the {@link #CELLS} /8s that are wholly
 * routable unicast (Pearson 1900), with a gamma law of exactly matched mean k-1 and variance 2(k-1)(n-1)/n, which also serves for small n. A
 * small p speaks for real networks. A large p says nothing by itself: with few senders everything looks uniform. The effect is
 * the Hellinger distance to the uniform distribution with its 95 % interval (scale 0 to 1; bias-corrected bootstrap, fixed seed); "consistent
 * with uniform forging" may be said only if its upper end is small: {@link #consistentWithUniform}. Moore, Voelker and Savage
 * 2001 used the Anderson-Darling test to the same end.
 *
 * <p>Special cases: /8s that are reserved in whole or in part (0, 10, 100, 127, 169, 172, 192, 198, 224 and above) do not count,
 * whatever they hold; refuses with fewer than 100 senders elsewhere.
 */
public final class SourceUniformity {
    /** Registry entry. */
    public static final StatTest ABOUT = new Described(
            "source-uniformity",
            "uniformity of senders over IPv4 space (chi-square, Hellinger distance)",
            "Are the senders spread as randomly forged addresses would be?",
            "Moore, Voelker and Savage 2001, USENIX Security; Pearson 1900");

    /** Number of /8s that count. */
    public static final int CELLS = 216;
    /** Fewest senders for a p-value. */
    public static final int MIN_SENDERS = 100;
    /** Largest Hellinger distance that still passes for uniform. */
    public static final double NEAR = 0.15;

    private static final int REPLICATES = 200;
    private static final long SEED = 0x5eed_0008L;

    private SourceUniformity() {}

    /**
     * Tests the spread.
     *
     * @param sourcesPerSlash8 distinct senders by first octet, 256 entries
     * @return effect = Hellinger distance, corrected for sampling, 0 for uniform; expected = the uncorrected distance that
     *     uniform senders of this number would show
     */
    public static TestResult test(long[] sourcesPerSlash8, double alpha) {
        double[] counts = usable(sourcesPerSlash8);
        double n = 0;
        for (double c : counts) {
            n += c;
        }
        int size = (int) StrictMath.min(n, Integer.MAX_VALUE);
        if (n < MIN_SENDERS) {
            return TestResult.refused(
                    ABOUT.id(), 0, size, "uniformity needs " + MIN_SENDERS + " IPv4 senders, there are " + size);
        }
        double expected = n / CELLS;
        double x2 = 0;
        for (double c : counts) {
            x2 += (c - expected) * (c - expected) / expected;
        }
        double mean = CELLS - 1;
        double variance = 2 * mean * (n - 1) / n;
        double p = Gamma.regularizedGammaQ(mean * mean / variance, x2 * mean / variance);
        double observed = distance(counts, n);
        double[] uniform = resampledDistances(null, n);
        double[] own = resampledDistances(counts, n);
        double bias = mean(squares(own)) - observed * observed;
        double low = StrictMath.sqrt(StrictMath.max(0, square(own[4]) - 2 * bias));
        double high = StrictMath.sqrt(StrictMath.max(0, square(own[REPLICATES - 5]) - 2 * bias));
        return new TestResult(
                ABOUT.id(),
                x2,
                p,
                0,
                StrictMath.sqrt(StrictMath.max(0, observed * observed - bias)),
                low,
                high,
                mean(uniform),
                uniform[4],
                uniform[REPLICATES - 5],
                size,
                "");
    }

    /** Whether the senders are many enough and even enough to pass for randomly forged: upper end of the distance below {@link #NEAR}. */
    public static boolean consistentWithUniform(TestResult result) {
        return !result.refused() && result.effectHigh() < NEAR;
    }

    private static double[] usable(long[] perSlash8) {
        if (perSlash8.length != 256) {
            throw new IllegalArgumentException("256 first octets expected, found " + perSlash8.length);
        }
        double[] counts = new double[CELLS];
        int cell = 0;
        for (int octet = 0; octet < 256; octet++) {
            if (!reserved(octet)) {
                counts[cell++] = perSlash8[octet];
            }
        }
        return counts;
    }

    /** Whether a /8 is reserved in whole or in part, so that it does not count. */
    public static boolean reserved(int octet) {
        return switch (octet) {
            case 0, 10, 100, 127, 169, 172, 192, 198 -> true;
            default -> octet >= 224;
        };
    }

    /** Ascending distances of resamples; from the uniform distribution if {@code counts} is null. */
    private static double[] resampledDistances(double @Nullable [] counts, double n) {
        Draws draws = new Draws(SEED);
        double[] distances = new double[REPLICATES];
        double[] sample = new double[CELLS];
        for (int r = 0; r < REPLICATES; r++) {
            double total = 0;
            for (int i = 0; i < CELLS; i++) {
                double mean = counts == null ? n / CELLS : counts[i];
                sample[i] = draws.poisson(mean);
                total += sample[i];
            }
            distances[r] = total == 0 ? 1 : distance(sample, total);
        }
        Arrays.sort(distances);
        return distances;
    }

    private static double distance(double[] counts, double n) {
        double affinity = 0;
        for (double c : counts) {
            affinity += StrictMath.sqrt(c / n / CELLS);
        }
        return StrictMath.sqrt(StrictMath.max(0, 1 - affinity));
    }

    private static double square(double x) {
        return x * x;
    }

    private static double[] squares(double[] x) {
        double[] out = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            out[i] = x[i] * x[i];
        }
        return out;
    }

    private static double mean(double[] x) {
        double sum = 0;
        for (double v : x) {
            sum += v;
        }
        return sum / x.length;
    }
}
