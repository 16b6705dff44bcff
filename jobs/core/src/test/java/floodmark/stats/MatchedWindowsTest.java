package floodmark.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MatchedWindowsTest {
    private static final double NONE = Double.NaN;

    /** 1, 2, ..., k. */
    private static double[] upTo(int k) {
        return IntStream.rangeClosed(1, k).asDoubleStream().toArray();
    }

    @Test
    void rankIsThePValue() {
        // R: (1 + sum(1:28 >= 27.5)) / 29
        assertThat(MatchedWindows.test(27.5, upTo(28), Side.GREATER, 0.05).pValue())
                .isEqualTo(2 / 29.0);
        assertThat(MatchedWindows.test(99, upTo(28), Side.GREATER, 0.05).pValue())
                .isEqualTo(1 / 29.0);
        assertThat(MatchedWindows.test(0, upTo(28), Side.GREATER, 0.05).pValue())
                .isEqualTo(1);
        assertThat(MatchedWindows.test(0, upTo(28), Side.LESS, 0.05).pValue()).isEqualTo(1 / 29.0);
        assertThat(MatchedWindows.test(0, upTo(40), Side.TWO_SIDED, 0.05).pValue())
                .isEqualTo(2 / 41.0);
        assertThat(MatchedWindows.test(20.5, upTo(40), Side.TWO_SIDED, 0.05).pValue())
                .isEqualTo(1);
    }

    @Test
    void equalWindowsCountAsExtreme() {
        assertThat(MatchedWindows.test(28, upTo(28), Side.GREATER, 0.05).pValue())
                .isEqualTo(2 / 29.0);
        assertThat(MatchedWindows.test(5, new double[] {5, 5, 5}, Side.LESS, 1).pValue())
                .isEqualTo(1);
    }

    @Test
    void expectationIsTheMedianWithOrderStatistics() {
        TestResult r = MatchedWindows.test(50, upTo(40), Side.GREATER, 0.05);
        assertThat(r.expected()).isEqualTo(20.5);
        // floor(41 * .025) = 1: smallest and largest
        assertThat(r.expectedLow()).isEqualTo(1);
        assertThat(r.expectedHigh()).isEqualTo(40);
        assertThat(r.effect()).isEqualTo(29.5);
        assertThat(r.effectLow()).isEqualTo(10);
        assertThat(r.effectHigh()).isEqualTo(49);
        assertThat(MatchedWindows.test(50, upTo(79), Side.GREATER, 0.05).expectedLow())
                .isEqualTo(2);
    }

    @Test
    void infiniteEndsAreNaN() {
        TestResult r = MatchedWindows.test(50, upTo(38), Side.GREATER, 0.05);
        assertThat(r.expectedLow()).isNaN();
        assertThat(r.effectHigh()).isNaN();
        assertThat(r.refused()).isFalse();
    }

    @Test
    void refusesWhatItCannotReach() {
        TestResult r = MatchedWindows.test(50, upTo(12), Side.GREATER, 0.05);
        assertThat(r.refusal()).isEqualTo("cannot reach .05 with 12 matched windows; needs 19");
        assertThat(r.pValue()).isNaN();
        assertThat(r.smallestP()).isEqualTo(1 / 13.0);
        assertThat(r.expected()).isEqualTo(6.5);
        assertThat(r.effect()).isEqualTo(43.5);
        assertThat(MatchedWindows.test(50, upTo(19), Side.GREATER, 0.05).refused())
                .isFalse();
        assertThat(MatchedWindows.test(50, upTo(18), Side.GREATER, 0.05).refused())
                .isTrue();
        assertThat(MatchedWindows.test(50, upTo(38), Side.TWO_SIDED, 0.05).refusal())
                .endsWith("needs 39");
        assertThat(MatchedWindows.test(50, upTo(39), Side.TWO_SIDED, 0.05).refused())
                .isFalse();
        assertThat(MatchedWindows.test(50, new double[0], Side.LESS, 0.05).expected())
                .isNaN();
    }

    @Test
    void uncoveredWindowsAreLeftOut() {
        double[] gaps = {1, NONE, 2, 3, NONE};
        TestResult r = MatchedWindows.test(9, gaps, Side.GREATER, 1);
        assertThat(r.sampleSize()).isEqualTo(3);
        assertThat(r.pValue()).isEqualTo(0.25);
        assertThat(MatchedWindows.test(NONE, gaps, Side.GREATER, 1).refusal()).contains("not covered");
    }

    @Test
    void orderAndScaleOfTheHistoryDoNotMatter() {
        double[] history = {5, 3, 8, 1, 9, 4};
        double[] turned = {4, 9, 1, 8, 3, 5};
        TestResult r = MatchedWindows.test(8.5, history, Side.GREATER, 1);
        assertThat(MatchedWindows.test(8.5, turned, Side.GREATER, 1)).isEqualTo(r);
        double[] scaled = Arrays.stream(history).map(v -> 8 * v).toArray();
        assertThat(MatchedWindows.test(68, scaled, Side.GREATER, 1).pValue()).isEqualTo(r.pValue());
        assertThat(MatchedWindows.test(68, scaled, Side.GREATER, 1).effect()).isEqualTo(8 * r.effect());
    }

    @Test
    void leaveOneOutShowsWhatASingleWindowDecides() {
        double[] history = {1, 2, 3, 50};
        assertThat(MatchedWindows.leaveOneOut(10, history, Side.GREATER)).containsExactly(1 / 4.0, 2 / 4.0);
        assertThat(MatchedWindows.leaveOneOut(10, new double[] {1}, Side.GREATER))
                .containsOnly(NONE);
    }

    @Test
    void searchTakesTheBestShiftOfEveryDay() {
        // Three shifts; each earlier day has one window that is high at another shift, so no single shift is special.
        double[][] days = new double[25][3];
        for (int d = 0; d < 24; d++) {
            for (int s = 0; s < 3; s++) {
                days[d][s] = 100 * (s + 1) + d % 7 + (d % 3 == s ? 20 : 0);
            }
        }
        days[24] = new double[] {100, 250, 300};
        TestResult r = MatchedWindows.searched(days, Side.GREATER, 0.05);
        assertThat(r.pValue()).isEqualTo(1 / 25.0);
        assertThat(r.expected()).isEqualTo(204.0, within(2.0));
        assertThat(r.effect()).isEqualTo(250 - r.expected());
        assertThat(r.smallestP()).isEqualTo(1 / 25.0);
        days[24] = new double[] {100, 226, 300};
        assertThat(MatchedWindows.searched(days, Side.GREATER, 0.05).pValue()).isGreaterThan(0.1);
    }

    @Test
    void searchStandardisesSymmetrically() {
        // Swapping the test day with an earlier one must swap their scores exactly: same centre and scale for both.
        double[][] days = new double[21][2];
        for (int d = 0; d < 21; d++) {
            days[d] = new double[] {(d * 37 % 21) + 0.5, 10 * (d * 17 % 21)};
        }
        TestResult first = MatchedWindows.searched(days, Side.GREATER, 0.05);
        double[][] swapped = days.clone();
        swapped[20] = days[3];
        swapped[3] = days[20];
        double[][] back = swapped.clone();
        back[3] = swapped[20];
        back[20] = swapped[3];
        assertThat(MatchedWindows.searched(back, Side.GREATER, 0.05)).isEqualTo(first);
        // All ranks appear exactly once if each day in turn is the test day.
        double sum = 0;
        for (int test = 0; test < 21; test++) {
            double[][] turn = days.clone();
            turn[test] = days[20];
            turn[20] = days[test];
            sum += MatchedWindows.searched(turn, Side.GREATER, 0.05).statistic() > first.statistic() ? 1 : 0;
        }
        assertThat(first.pValue()).isEqualTo((1 + sum) / 21);
    }

    @Test
    void searchOfOneShiftEqualsTheFixedWindow() {
        double[] history = {5, 3, 8, 1, 9, 4, 7};
        double[][] days = new double[8][];
        for (int d = 0; d < 7; d++) {
            days[d] = new double[] {history[d]};
        }
        for (double observed : new double[] {0, 4.5, 8.5, 100}) {
            days[7] = new double[] {observed};
            assertThat(MatchedWindows.searched(days, Side.GREATER, 1).pValue())
                    .isEqualTo(MatchedWindows.test(observed, history, Side.GREATER, 1)
                            .pValue());
            assertThat(MatchedWindows.searched(days, Side.LESS, 1).pValue())
                    .isEqualTo(
                            MatchedWindows.test(observed, history, Side.LESS, 1).pValue());
        }
    }

    @Test
    void searchCopesWithGapsAndConstantShifts() {
        double[][] days = {{1, NONE}, {1, 4}, {1, 5}, {1, 6}, {NONE, NONE}, {2, 5}};
        TestResult r = MatchedWindows.searched(days, Side.GREATER, 1);
        assertThat(r.sampleSize()).isEqualTo(4);
        assertThat(r.pValue()).isEqualTo(0.2);
        days[5] = new double[] {NONE, NONE};
        assertThat(MatchedWindows.searched(days, Side.GREATER, 1).refused()).isTrue();
        assertThat(MatchedWindows.searched(new double[0][], Side.GREATER, 1).refused())
                .isTrue();
        assertThat(MatchedWindows.searched(new double[][] {{1}, {2}}, Side.GREATER, 0.05)
                        .refusal())
                .isEqualTo("cannot reach .05 with 1 matched window; needs 19");
    }

    @Test
    void leavingOneOutKeepsTheOthers() {
        double[] history = {1, 2, 3, 50};
        assertThat(MatchedWindows.leaveOneOut(.5, history, Side.LESS)).containsExactly(1 / 4.0, 1 / 4.0);
        assertThat(MatchedWindows.leaveOneOut(2, history, Side.LESS)).containsExactly(2 / 4.0, 3 / 4.0);
        assertThat(MatchedWindows.leaveOneOut(3, new double[] {1, 2}, Side.GREATER))
                .containsExactly(1 / 2.0, 1 / 2.0);
    }

    @Test
    void searchOfOneShiftHasTheFixedWindowsEffect() {
        double[][] days = new double[20][];
        for (int d = 0; d < 20; d++) {
            days[d] = new double[] {10 + d * 7 % 19};
        }
        double[] history = new double[19];
        for (int d = 0; d < 19; d++) {
            history[d] = days[d][0];
        }
        TestResult fixed = MatchedWindows.test(days[19][0], history, Side.GREATER, .05);
        TestResult searched = MatchedWindows.searched(days, Side.GREATER, .05);
        // 19 earlier days are just enough for .05.
        assertThat(searched.refused()).isFalse();
        assertThat(searched.expected()).isEqualTo(fixed.expected()).isEqualTo(19);
        assertThat(searched.effect()).isEqualTo(fixed.effect());
        assertThat(searched.sampleSize()).isEqualTo(19);
    }

    @Test
    void daysThatAreAllTheSameAreNotExtreme() {
        double[][] days = new double[20][2];
        TestResult r = MatchedWindows.searched(days, Side.TWO_SIDED, .05);
        assertThat(r.statistic()).isZero();
        assertThat(r.pValue()).isEqualTo(1);
    }

    /** Where more than half of the days are equal the scale is the mean deviation: 5 over 8 days here. */
    @Test
    void meanDeviationWhereTheMedianDeviationIsZero() {
        double[][] days = {{1}, {1}, {1}, {1}, {1}, {1}, {NONE}, {3}, {4}};
        assertThat(MatchedWindows.searched(days, Side.GREATER, 1).statistic()).isEqualTo(3 / (5 / 8.0), within(1e-15));
    }

    /** Scores are set once, so leaving out a day changes the rank alone: for one shift, as with a fixed window. */
    @Test
    void leavingOneOutOfASearch() {
        double[] history = {5, 3, 8, 1, 9, 4, 7};
        double[][] days = new double[8][];
        for (int d = 0; d < 7; d++) {
            days[d] = new double[] {history[d]};
        }
        for (double observed : new double[] {0, 4.5, 8.5, 100}) {
            days[7] = new double[] {observed};
            for (Side side : new Side[] {Side.GREATER, Side.LESS}) {
                assertThat(MatchedWindows.leaveOneOutSearched(days, side))
                        .containsExactly(MatchedWindows.leaveOneOut(observed, history, side));
            }
        }
    }
}
