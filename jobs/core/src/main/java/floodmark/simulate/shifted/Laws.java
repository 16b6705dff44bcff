package floodmark.simulate.shifted;

import floodmark.stats.Draws;
import java.util.List;

/** Laws built on the project's generator. */
final class Laws {
    private Laws() {}

    static double between(Draws draws, double low, double high) {
        return low + (high - low) * draws.uniform();
    }

    static boolean chance(Draws draws, double probability) {
        return draws.uniform() < probability;
    }

    static double exponential(Draws draws, double mean) {
        return -mean * StrictMath.log(1 - draws.uniform());
    }

    /** Logarithm normal; {@code sigma} is that of the natural logarithm. */
    static double lognormal(Draws draws, double median, double sigma) {
        return median * StrictMath.exp(sigma * draws.normal());
    }

    /** Pareto of type I, cut off by repeating the largest value. */
    static double pareto(Draws draws, double least, double shape, double most) {
        return StrictMath.min(most, least * StrictMath.pow(1 - draws.uniform(), -1 / shape));
    }

    static double clip(double value, double low, double high) {
        return StrictMath.max(low, StrictMath.min(high, value));
    }

    static int pick(Draws draws, int... values) {
        return values[draws.below(values.length)];
    }

    static <T> T pick(Draws draws, List<T> values) {
        return values.get(draws.below(values.size()));
    }

    /** Index drawn by cumulative weights, the last of which is 1. */
    static int index(double[] cumulative, double uniform) {
        int low = 0;
        int high = cumulative.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (cumulative[middle] > uniform) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /** Running sums over the total. */
    static double[] cumulative(double[] weights) {
        double total = 0;
        for (double weight : weights) {
            total += weight;
        }
        double[] cumulative = new double[weights.length];
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i];
            cumulative[i] = sum / total;
        }
        cumulative[weights.length - 1] = 1;
        return cumulative;
    }

    /** A 64-bit mix of two numbers (SplitMix64's finaliser, public domain): what is fixed about an address. */
    static long mix(long a, long b) {
        long x = a * 0x9E3779B97F4A7C15L + b;
        x = (x ^ (x >>> 30)) * 0xBF58476D1CE4E5B9L;
        x = (x ^ (x >>> 27)) * 0x94D049BB133111EBL;
        return x ^ (x >>> 31);
    }
}
