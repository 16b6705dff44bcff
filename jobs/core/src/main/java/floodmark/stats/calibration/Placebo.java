package floodmark.stats.calibration;

import floodmark.stats.TestResult;

/**
 * One way of putting a test to traffic in which nothing happened. It sees series of bins as they would have been observed, takes
 * what it needs from their end, and runs the test once, at nominal {@link FalseAlarms#LEVEL} and, where the test has sides, upwards:
 * floods are added volume. The same definition serves simulated and real traffic.
 */
public interface Placebo {
    /** Id of the test. */
    String test();

    /** What is particular about it, such as the length of the history; empty if there is only one way. */
    String setting();

    /**
     * Length of the stretch that one run takes, in bins; 0 if bins of this length are too coarse for it.
     *
     * @param binsPerDay bins a day of the traffic, at least 24
     */
    int bins(int binsPerDay);

    /** How many destinations it compares: 1, or more for comparisons in space. */
    int destinations();

    /**
     * Runs the test on the last {@link #bins} bins.
     *
     * @param traffic one series a destination, all ending at the same time, the subject last; NaN = not covered
     */
    TestResult run(double[][] traffic, int binsPerDay);
}
