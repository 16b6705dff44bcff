package floodmark.evidence;

import floodmark.stats.TestResult;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How much a test's p-value rests on single windows of its history, and on what was left out of it.
 *
 * @param growth p-value of the growth for which the windows were restated; NaN if they were not
 * @param leftOut matched windows (or, without such, stretches of the baseline) that hold an earlier flood or outage and were left out
 * @param keptIn matched windows that hold one and were kept, since too few or too many would be gone
 * @param moreWithAll the test for an excess with everything kept; null if nothing was left out
 * @param lessWithAll the same for a loss
 * @param moreWithoutOne smallest and largest p-value for an excess over all histories less one window; null where windows are
 *     not matched
 * @param lessWithoutOne the same for a loss
 */
record Sensitivity(
        double growth,
        int leftOut,
        int keptIn,
        @Nullable TestResult moreWithAll,
        @Nullable TestResult lessWithAll,
        double @Nullable [] moreWithoutOne,
        double @Nullable [] lessWithoutOne) {

    /**
     * What a row's note says of it; empty if there is nothing to say.
     *
     * @param p the row's own p-value
     * @param alpha level at which it speaks
     */
    String words(boolean excess, double p, double alpha) {
        StringBuilder words = new StringBuilder();
        if (!Double.isNaN(growth)) {
            words.append("; earlier windows grow or shrink (p = ")
                    .append(p(growth))
                    .append("): each is taken relative to the one before it and restated at the present level");
        }
        double[] range = excess ? moreWithoutOne : lessWithoutOne;
        if (range != null && !Double.isNaN(range[0])) {
            String low = p(range[0]);
            String high = p(range[1]);
            words.append("; leaving out any single window: p ")
                    .append(low.equals(high) ? "= " + low : "between " + low + " and " + high);
        }
        TestResult all = excess ? moreWithAll : lessWithAll;
        if (leftOut > 0 && all != null) {
            words.append("; ").append(leftOut).append(range == null ? " stretch" : " window");
            words.append(leftOut == 1 ? "" : range == null ? "es" : "s");
            words.append(leftOut == 1 ? " with an earlier flood or outage is" : " with earlier floods or outages are");
            words.append(" left out (ledger)");
            if (all.refused()) {
                words.append("; with them kept the test refuses: ").append(all.refusal());
            } else {
                words.append("; with them kept p = ").append(p(all.pValue()));
                if (p <= alpha != all.pValue() <= alpha) {
                    words.append(", so that the finding rests on leaving them out");
                }
            }
        }
        if (keptIn > 0) {
            words.append("; ")
                    .append(keptIn)
                    .append(
                            keptIn == 1
                                    ? " window with an earlier flood or outage is kept"
                                    : " windows with earlier floods or outages are kept")
                    .append(", since too many of them or too few others would be left");
        }
        return words.toString();
    }

    private static String p(double value) {
        return String.format(Locale.ROOT, value < 0.001 ? "%.1e" : "%.3f", value);
    }
}
