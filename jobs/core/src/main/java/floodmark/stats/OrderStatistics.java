package floodmark.stats;

import java.util.Arrays;

/** Medians, robust spread and conformal order statistics of small samples. */
final class OrderStatistics {
    /** Makes the median absolute deviation estimate the standard deviation of a normal sample: 1/qnorm(.75). */
    static final double MAD_TO_SD = 1.482602218505602;

    private OrderStatistics() {}

    /** The values without NaN, ascending; the input stays as it is. */
    static double[] sorted(double[] values) {
        double[] kept = new double[values.length];
        int size = 0;
        for (double value : values) {
            if (!Double.isNaN(value)) {
                kept[size++] = value;
            }
        }
        Arrays.sort(kept, 0, size);
        return size == kept.length ? kept : Arrays.copyOf(kept, size);
    }

    /** Median of an ascending sample; NaN if empty. */
    static double medianOfSorted(double[] ascending) {
        int n = ascending.length;
        if (n == 0) {
            return Double.NaN;
        }
        return n % 2 == 1 ? ascending[n / 2] : 0.5 * (ascending[n / 2 - 1] + ascending[n / 2]);
    }

    /** Median without regard to NaN; NaN if nothing is left. */
    static double median(double[] values) {
        return medianOfSorted(sorted(values));
    }

    /** Scaled median absolute deviation from {@code centre}: the standard deviation if the sample is normal. */
    static double scaledMad(double[] values, double centre) {
        double[] deviations = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            deviations[i] = StrictMath.abs(values[i] - centre);
        }
        return MAD_TO_SD * median(deviations);
    }

    /**
     * Lower conformal prediction limit of one further exchangeable value: exceeded by it with probability at least
     * {@code 1 - tail}. The k-th smallest with k = floor((K+1) tail); NaN if that is 0, that is if K is too small.
     */
    static double lowerLimit(double[] ascending, double tail) {
        int k = floorRank(ascending.length, tail);
        return k < 1 ? Double.NaN : ascending[k - 1];
    }

    /** Upper conformal prediction limit; see {@link #lowerLimit}. */
    static double upperLimit(double[] ascending, double tail) {
        int k = floorRank(ascending.length, tail);
        return k < 1 ? Double.NaN : ascending[ascending.length - k];
    }

    /** floor((n + 1) tail), forgiving rounding such as 20 * .05 = .9999. */
    static int floorRank(int n, double tail) {
        return (int) StrictMath.floor((n + 1) * tail + 1e-9);
    }

    /** Smallest K with share/(K+1) at most alpha: how much history a rank test needs. */
    static int needed(double share, double alpha) {
        return (int) StrictMath.ceil(share / alpha - 1e-9) - 1;
    }

    /** A level as people write it: {@code .05}. */
    static String level(double alpha) {
        String text = Double.toString(alpha);
        return text.startsWith("0.") ? text.substring(1) : text;
    }
}
