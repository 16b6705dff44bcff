package floodmark.stats;

/**
 * What a test found, or why it refused. NaN stands for "not available".
 *
 * @param test id of the test
 * @param statistic test statistic
 * @param pValue probability of a statistic at least as extreme without an effect; NaN if the test refused
 * @param smallestP smallest p-value that the history at hand allows
 * @param effect size of the effect, in the sense that the test states
 * @param effectLow lower end of its 95 % interval
 * @param effectHigh upper end of its 95 % interval
 * @param expected value expected without an effect
 * @param expectedLow lower end of its 95 % prediction interval
 * @param expectedHigh upper end of its 95 % prediction interval
 * @param sampleSize windows, blocks, donors or items that the result rests on
 * @param refusal empty if the test ran, else one sentence that says why not and what would do
 */
public record TestResult(
        String test,
        double statistic,
        double pValue,
        double smallestP,
        double effect,
        double effectLow,
        double effectHigh,
        double expected,
        double expectedLow,
        double expectedHigh,
        int sampleSize,
        String refusal) {

    /** True if there is no p-value because the test cannot give an honest one. */
    public boolean refused() {
        return !refusal.isEmpty();
    }

    /** True if the test ran and its p-value is at most {@code alpha}. */
    public boolean rejects(double alpha) {
        return !refused() && pValue <= alpha;
    }

    /** A refusal without any figures. */
    static TestResult refused(String test, double smallestP, int sampleSize, String why) {
        double none = Double.NaN;
        return new TestResult(test, none, none, smallestP, none, none, none, none, none, none, sampleSize, why);
    }

    /** The same figures without statistic and p-value, and the reason. */
    TestResult refusing(String why) {
        return new TestResult(
                test,
                Double.NaN,
                Double.NaN,
                smallestP,
                effect,
                effectLow,
                effectHigh,
                expected,
                expectedLow,
                expectedHigh,
                sampleSize,
                why);
    }
}
