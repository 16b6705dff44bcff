package floodmark.stats;

import java.util.Arrays;

/**
 * Is a stream out of the ordinary now? An e-detector for traffic with memory: after each reading the last 1, 2 and 4 readings are
 * compared with the {@link #BLOCKS} stretches of the same length before them, by {@link BlockExcess}.
 *
 * <p>Each p-value p gives the e-value {@code 1/c if p <= c, else 0} with {@code c = alpha / (2 s)} for s lengths; an alarm is raised when
 * one of them is not zero. Without an effect a reading raises an alarm with probability of at most alpha/2, so the chance of one among the
 * first t is at most t alpha / 2, and the mean number of readings up to the first false alarm is at least the sum of
 * {@code 1 - t alpha / 2} over t below 2/alpha, which is more than 1/alpha - 1. That holds for any dependence between the readings:
 * the p-values need to be valid one by one, not given those before, as the products of {@link EProcess} need.
 * What it costs is that evidence does not add up over time but for the lengths that are looked at. E-detectors: Shin, Ramdas and Rinaldo
 * 2024, NEJSDS 2(2); the comparison: Shao 2010, JRSS B 72(3).
 *
 * <p>Statistic and effect are those of {@link BlockExcess}, in the unit of the readings. Assumes what it assumes: no trend and no cycle over stretches and window. Where it refuses there is no alarm. A
 * flood that lasts longer than it takes to be found becomes part of what it is compared with.
 */
public final class BlockDetector {
    /** Registry entry. */
    public static final StatTest ABOUT = new Described(
            "block-detector",
            "detector for streams, by blocks under long memory",
            "Is a stream out of the ordinary now, with at most one false alarm in so many readings?",
            "Shin, Ramdas and Rinaldo 2024, NEJSDS 2(2); Shao 2010, JRSS B 72(3)");

    /** Stretches that a window is compared with. */
    public static final int BLOCKS = 16;

    /** Readings in a window. */
    static final int[] LENGTHS = {1, 2, 4};

    /** The smallest p-value of a reading. */
    static final double SMALLEST_P = LENGTHS.length * BlockExcess.SMALLEST_P;

    private BlockDetector() {}

    /** Readings that the comparison takes. */
    public static int needed() {
        return (BLOCKS + 1) * LENGTHS[LENGTHS.length - 1];
    }

    /**
     * The stretches that the last readings are compared with, one after the other.
     *
     * @param length readings of the window, and of each stretch
     * @param apart readings from the start of one stretch to that of the next
     * @param gap readings from the end of the last stretch's place to the window
     */
    static double[] stretches(double[] readings, int length, int apart, int gap) {
        double[] stretches = new double[BLOCKS * length];
        int end = readings.length - length - gap;
        for (int block = 0; block < BLOCKS; block++) {
            System.arraycopy(readings, end - (BLOCKS - block) * apart, stretches, block * length, length);
        }
        return stretches;
    }

    /** Mean of the last readings; NaN if one of them is not covered. */
    static double observed(double[] readings, int length) {
        return Arrays.stream(readings, readings.length - length, readings.length)
                .average()
                .orElse(Double.NaN);
    }

    /**
     * The most surprising of the windows that end with the last reading.
     *
     * @param readings the last readings of the stream, at least {@link #needed}; those before are not used; NaN = not covered
     * @param alpha one over the mean number of readings between false alarms
     * @return p-value of one reading, corrected for the lengths: an alarm if it is at most alpha/2
     */
    public static TestResult test(double[] readings, Side side, double alpha) {
        if (side == Side.TWO_SIDED) {
            throw new IllegalArgumentException("a detector looks to one side");
        }
        TestResult best = TestResult.refused(ABOUT.id(), SMALLEST_P, 0, "needs " + needed() + " readings");
        if (readings.length < needed()) {
            return best;
        }
        for (int length : LENGTHS) {
            TestResult t = BlockExcess.test(
                    stretches(readings, length, length, 0), length, 0, observed(readings, length), side, alpha);
            double p = StrictMath.min(1, LENGTHS.length * t.pValue());
            TestResult corrected = new TestResult(
                    ABOUT.id(),
                    t.statistic(),
                    p,
                    SMALLEST_P,
                    t.effect(),
                    t.effectLow(),
                    t.effectHigh(),
                    t.expected(),
                    t.expectedLow(),
                    t.expectedHigh(),
                    t.sampleSize(),
                    t.refusal());
            if (best.refused() || p < best.pValue()) {
                best = corrected;
            }
        }
        return SMALLEST_P > alpha / 2
                ? best.refusing("cannot keep false alarms as rare as one in " + 1 / alpha
                        + "; needs a level of at least " + 2 * SMALLEST_P)
                : best;
    }

    /** Whether the result is an alarm. */
    public static boolean alarm(TestResult result, double alpha) {
        return result.rejects(alpha / 2);
    }
}
