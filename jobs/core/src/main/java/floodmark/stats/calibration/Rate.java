package floodmark.stats.calibration;

import java.util.Locale;
import org.apache.commons.math3.distribution.BetaDistribution;

/**
 * A measured rate: of false alarms, of detections, of covered truths.
 *
 * @param test what was measured
 * @param setting what is particular about it, or empty
 * @param family kind of traffic
 * @param trials replicates
 * @param refused replicates on which the test refused; they count as no hit
 * @param hits rejections, detections or covered truths
 */
public record Rate(String test, String setting, String family, int trials, int refused, int hits) {
    /** The sum of two parts of one measurement. */
    public Rate plus(Rate other) {
        return new Rate(test, setting, family, trials + other.trials, refused + other.refused, hits + other.hits);
    }

    /** Share of hits among all replicates, refusals included. */
    public double value() {
        return hits / (double) trials;
    }

    /** Share of hits among the replicates on which the test ran; NaN if it never did. */
    public double valueWhereRun() {
        return refused == trials ? Double.NaN : hits / (double) (trials - refused);
    }

    /** Lower end of the Clopper-Pearson interval of {@link #value}. */
    public double low(double confidence) {
        return low(hits, trials, confidence);
    }

    /** Upper end of the Clopper-Pearson interval of {@link #value}. */
    public double high(double confidence) {
        return high(hits, trials, confidence);
    }

    /** The lower end where the trials are fewer than they seem, so that hits are no whole number. */
    static double low(double hits, double trials, double confidence) {
        return hits == 0 ? 0 : beta(hits, trials - hits + 1).inverseCumulativeProbability((1 - confidence) / 2);
    }

    /** The upper end of the same. */
    static double high(double hits, double trials, double confidence) {
        return hits == trials ? 1 : beta(hits + 1, trials - hits).inverseCumulativeProbability((1 + confidence) / 2);
    }

    /** Whether the interval and [low, high] have a point in common. */
    public boolean meets(double confidence, double low, double high) {
        return low(confidence) <= high && high(confidence) >= low;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%-26s %-24s %-20s %.4f [%.4f, %.4f] of %d, refused %.3f, where run %.4f",
                test,
                setting,
                family,
                value(),
                low(0.99),
                high(0.99),
                trials,
                refused / (double) trials,
                valueWhereRun());
    }

    private static BetaDistribution beta(double a, double b) {
        return new BetaDistribution(null, a, b);
    }
}
