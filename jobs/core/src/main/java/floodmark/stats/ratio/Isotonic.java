package floodmark.stats.ratio;

import java.util.Arrays;
import java.util.Comparator;
import org.apache.commons.math3.util.FastMath;

/**
 * The best function that never falls: pool-adjacent-violators.
 *
 * <p>Minimises {@code sum w_i (y_i - f_i)^2} over all {@code f_1 <= f_2 <= ...}: neighbours that are in the wrong order are
 * pooled into a block with their weighted mean, until none are left. For outcomes 0 and 1 the same f also minimises the
 * logarithmic loss. Sources: Ayer, Brunk, Ewing, Reid and Silverman 1955, Annals of Mathematical Statistics 26(4); as the optimum
 * for likelihood ratios: Brümmer and du Preez 2006, Computer Speech and Language 20(2-3).
 *
 * <p>Special cases: ratios that are equal are pooled before all else, for a function of the ratio must give them one value. At
 * the ends, blocks that hold incidents of one side only get an infinite ratio. That is the usual treatment for Cllr_min, where
 * these are right and cost nothing; such ratios are for measuring and never for reporting. Where one side is empty, all are
 * infinite. A NaN ratio, or a weight that is not positive and finite, is refused by an exception.
 */
public final class Isotonic {
    /**
     * Recalibrated natural-log ratios.
     *
     * @param h1 those of the incidents where H1 is true, in the order in which these were given
     * @param h2 those of the others
     */
    @SuppressWarnings("ArrayRecordComponent") // plain arrays go to plain functions; compared by nobody
    public record Ratios(double[] h1, double[] h2) {}

    private Isotonic() {}

    /**
     * The non-decreasing sequence nearest to the values.
     *
     * @param values in the order of what they are a function of
     * @param weights positive, one for each value
     */
    public static double[] nondecreasing(double[] values, double[] weights) {
        Logs.requireNumbers(values);
        Logs.requireWeights(weights, values.length);
        int n = values.length;
        double[] sums = new double[n];
        double[] masses = new double[n];
        int[] sizes = new int[n];
        int blocks = 0;
        for (int i = 0; i < n; i++) {
            sums[blocks] = weights[i] * values[i];
            masses[blocks] = weights[i];
            sizes[blocks] = 1;
            blocks++;
            // Means are compared by cross-multiplication: no division until the end, so equal blocks are found equal.
            while (blocks > 1 && sums[blocks - 2] * masses[blocks - 1] >= sums[blocks - 1] * masses[blocks - 2]) {
                blocks--;
                sums[blocks - 1] += sums[blocks];
                masses[blocks - 1] += masses[blocks];
                sizes[blocks - 1] += sizes[blocks];
            }
        }
        double[] fitted = new double[n];
        int at = 0;
        for (int b = 0; b < blocks; b++) {
            Arrays.fill(fitted, at, at + sizes[b], sums[b] / masses[b]);
            at += sizes[b];
        }
        return fitted;
    }

    /**
     * The ratios that a monotone function of the given ones could give at best, by these very incidents.
     *
     * <p>Ratio of a block = its share of all H1 (by weight) over its share of all H2.
     */
    public static Ratios recalibrated(double[] h1, double[] weights1, double[] h2, double[] weights2) {
        Logs.requireNumbers(h1);
        Logs.requireNumbers(h2);
        Logs.requireWeights(weights1, h1.length);
        Logs.requireWeights(weights2, h2.length);
        int n = h1.length + h2.length;
        double total1 = Arrays.stream(weights1).sum();
        double total2 = Arrays.stream(weights2).sum();
        Integer[] order = new Integer[n];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparingDouble(i -> ratio(h1, h2, i)));
        double[] share1 = new double[n];
        double[] share2 = new double[n];
        int[] group = new int[n];
        int groups = 0;
        for (int i = 0; i < n; i++) {
            int item = order[i];
            if (i > 0 && ratio(h1, h2, item) == ratio(h1, h2, order[i - 1])) {
                groups--;
            }
            group[item] = groups;
            if (item < h1.length) {
                share1[groups] += weights1[item] / total1;
            } else {
                share2[groups] += weights2[item - h1.length] / total2;
            }
            groups++;
        }
        double[] ratios = ratios(Arrays.copyOf(share1, groups), Arrays.copyOf(share2, groups));
        double[] best1 = new double[h1.length];
        double[] best2 = new double[h2.length];
        Arrays.setAll(best1, i -> ratios[group[i]]);
        Arrays.setAll(best2, i -> ratios[group[h1.length + i]]);
        return new Ratios(best1, best2);
    }

    private static double[] ratios(double[] share1, double[] share2) {
        int n = share1.length;
        double[] values = new double[n];
        double[] masses = new double[n];
        for (int i = 0; i < n; i++) {
            masses[i] = share1[i] + share2[i];
            values[i] = share1[i] / masses[i];
        }
        double[] fitted = nondecreasing(values, masses);
        double[] ratios = new double[n];
        int from = 0;
        while (from < n) {
            int to = from;
            double sum1 = 0;
            double sum2 = 0;
            while (to < n && fitted[to] == fitted[from]) {
                sum1 += share1[to];
                sum2 += share2[to];
                to++;
            }
            // From the shares and not from the fitted mean: exact at the ends, where the other side's share is 0.
            Arrays.fill(ratios, from, to, FastMath.log(sum1) - FastMath.log(sum2));
            from = to;
        }
        return ratios;
    }

    private static double ratio(double[] h1, double[] h2, int item) {
        return item < h1.length ? h1[item] : h2[item - h1.length];
    }
}
