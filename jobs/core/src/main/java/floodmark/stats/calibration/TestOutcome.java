package floodmark.stats.calibration;

import floodmark.stats.TestResult;

/** What a test made of one stretch of traffic; as a number where replicates are kept. */
enum TestOutcome {
    NO_ALARM,
    ALARM,
    REFUSED,
    /** It was not put to the traffic, whose bins are too long for it. */
    TOO_COARSE;

    static double code(TestResult result) {
        TestOutcome outcome = result.refused() ? REFUSED : result.rejects(FalseAlarms.LEVEL) ? ALARM : NO_ALARM;
        return outcome.code();
    }

    double code() {
        return ordinal();
    }

    static TestOutcome of(double code) {
        return values()[(int) code];
    }
}
