package floodmark.stats;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Peaks over a threshold, declustered, and the law of their excesses. Extremal index: intervals estimator, Ferro and Segers 2003,
 * JRSS B 65(2), equations (6) to (8).
 */
final class Excesses {
    private static final int SHAPES = 41;
    private static final double WIDEST = 0.5;
    private static final int SCALES = 61;
    /** Scales run from the mean excess over this to the mean excess times it. */
    private static final double RANGE = 6;

    /** What was exceeded. */
    final double threshold;
    /** Extremal index: one over the mean size of clusters. */
    final double index;
    /** Largest excess of each cluster. */
    final double[] maxima;

    private final int bins;

    private Excesses(double threshold, double index, double[] maxima, int bins) {
        this.threshold = threshold;
        this.index = index;
        this.maxima = maxima;
        this.bins = bins;
    }

    /** Excesses over the highest of the quantiles that leaves enough clusters; over the last one if none does. */
    static Excesses over(double[] values, double[] quantiles, int enough) {
        double[] ascending = OrderStatistics.sorted(values);
        Excesses found = new Excesses(Double.NaN, Double.NaN, new double[0], ascending.length);
        for (double q : quantiles) {
            if (ascending.length > 0) {
                found = over(values, ascending[(int) (q * (ascending.length - 1))], ascending.length);
            }
            if (found.maxima.length >= enough) {
                break;
            }
        }
        return found;
    }

    private static Excesses over(double[] values, double threshold, int bins) {
        int[] at = IntStream.range(0, values.length)
                .filter(i -> values[i] > threshold)
                .toArray();
        int n = at.length;
        if (n == 0) {
            return new Excesses(threshold, Double.NaN, new double[0], bins);
        }
        int[] gaps = new int[n - 1];
        for (int i = 0; i < n - 1; i++) {
            gaps[i] = at[i + 1] - at[i];
        }
        double index = extremalIndex(gaps);
        int clusters = StrictMath.min(n, (int) StrictMath.floor(index * n) + 1);
        int[] longest = gaps.clone();
        Arrays.sort(longest);
        // Gaps beyond the C-th largest part clusters; ties are left together, which gives fewer, never more.
        int apart = clusters <= n - 1 ? longest[n - 1 - clusters] : 0;
        double[] maxima = new double[n];
        int c = 0;
        maxima[0] = values[at[0]] - threshold;
        for (int i = 1; i < n; i++) {
            double excess = values[at[i]] - threshold;
            if (gaps[i - 1] > apart) {
                maxima[++c] = excess;
            } else {
                maxima[c] = StrictMath.max(maxima[c], excess);
            }
        }
        return new Excesses(threshold, index, Arrays.copyOf(maxima, c + 1), bins);
    }

    /** Intervals estimator from the gaps between exceedances; 1 with fewer than two gaps. */
    static double extremalIndex(int[] gaps) {
        int n = gaps.length;
        if (n < 2) {
            return 1;
        }
        boolean longer = Arrays.stream(gaps).max().orElse(0) > 2;
        double sum = 0;
        double other = 0;
        for (int gap : gaps) {
            double t = longer ? gap - 1 : gap;
            sum += t;
            other += longer ? t * (gap - 2.0) : t * t;
        }
        return other > 0 ? StrictMath.min(1, 2 * sum * sum / (n * other)) : 1;
    }

    /**
     * Probability that the largest of the next {@code window} bins reaches {@code x}, over the posterior of shape, scale and rate.
     *
     * @param end largest possible value; NaN or infinite if not known; not used if it has been exceeded already
     */
    double predictive(double x, int window, double end) {
        double mean = Arrays.stream(maxima).average().orElse(Double.NaN);
        double largest = Arrays.stream(maxima).max().orElse(0);
        double room = end - threshold > largest ? end - threshold : Double.POSITIVE_INFINITY;
        double[] log = new double[SHAPES * SCALES];
        double[] p = new double[log.length];
        double best = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < SHAPES; i++) {
            double shape = -WIDEST + 2 * WIDEST * i / (SHAPES - 1);
            for (int j = 0; j < SCALES; j++) {
                double scale = mean * StrictMath.pow(RANGE, 2.0 * j / (SCALES - 1) - 1);
                int cell = i * SCALES + j;
                boolean fits = Double.isInfinite(room) || shape < 0 && -scale / shape <= room * (1 + 1e-9);
                log[cell] = fits ? logLikelihood(shape, scale) : Double.NEGATIVE_INFINITY;
                best = StrictMath.max(best, log[cell]);
                double expected = window / (double) bins * survival(x - threshold, shape, scale);
                p[cell] = -StrictMath.expm1(-(maxima.length + 0.5) * StrictMath.log1p(expected));
            }
        }
        if (Double.isInfinite(best)) {
            return predictive(x, window, Double.NaN);
        }
        double weight = 0;
        double sum = 0;
        for (int cell = 0; cell < p.length; cell++) {
            double w = StrictMath.exp(log[cell] - best);
            weight += w;
            sum += w * p[cell];
        }
        return sum / weight;
    }

    private double logLikelihood(double shape, double scale) {
        double sum = 0;
        for (double y : maxima) {
            if (shape == 0) {
                sum += y / scale;
            } else {
                double z = 1 + shape * y / scale;
                if (!(z > 0)) {
                    return Double.NEGATIVE_INFINITY;
                }
                sum += (1 + 1 / shape) * StrictMath.log(z);
            }
        }
        return -maxima.length * StrictMath.log(scale) - sum;
    }

    /** Tail of the generalised Pareto law; 1 at and below 0, 0 beyond the end point. */
    static double survival(double y, double shape, double scale) {
        double z = StrictMath.max(0, y) / scale;
        if (shape == 0) {
            return StrictMath.exp(-z);
        }
        return 1 + shape * z <= 0 ? 0 : StrictMath.exp(-StrictMath.log1p(shape * z) / shape);
    }
}
