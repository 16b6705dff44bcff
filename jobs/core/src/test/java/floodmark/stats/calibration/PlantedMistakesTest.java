package floodmark.stats.calibration;

import static org.assertj.core.api.Assertions.assertThat;

import floodmark.stats.Draws;
import floodmark.stats.MatchedWindows;
import floodmark.stats.Side;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.TDistribution;
import org.junit.jupiter.api.Test;

/**
 * Mistakes that are often made when a window is called unusual, made on purpose: each shows in the share of false alarms on traffic without
 * any effect, where the test that avoids it stays within its goal. So the goals of {@link Goal} would catch them.
 */
class PlantedMistakesTest {
    private static final double LEVEL = FalseAlarms.LEVEL;
    /** Most false alarms at nominal .05. */
    private static final double MOST = .06;

    private static final double CONFIDENCE = .99;
    private static final int DAYS = 29;
    /** Bins a day, so that an hour has twelve. */
    private static final int DAY = 288;

    private static final int HOUR = DAY / 24;
    private static final int SEARCH = 13;

    /** Share of p-values at or below the level on one family, replicate by replicate the same for every test. */
    private static Rate alarms(String what, EffectFree family, int replicates, ToDoubleFunction<double[]> pValue) {
        EffectFree.Source source = family.source(DAYS * DAY, DAY, EffectFree.VARIATION);
        int hits = 0;
        for (int r = 0; r < replicates; r++) {
            double[] series = source.draw(FalseAlarms.MEAN, Draws.of(20_260_813, r));
            hits += pValue.applyAsDouble(series) <= LEVEL ? 1 : 0;
        }
        return new Rate(what, "", FalseAlarms.name(family), replicates, 0, hits);
    }

    private static double mean(double[] x, int from, int length) {
        return Arrays.stream(x, from, from + length).sum() / length;
    }

    /** Means of the last hour's window on all days, the day under test last, ending some bins before the end of the day. */
    private static double[] windows(double[] series, int back) {
        double[] means = new double[DAYS];
        for (int d = 0; d < DAYS; d++) {
            means[d] = mean(series, (d + 1) * DAY - HOUR - back, HOUR);
        }
        return means;
    }

    private static double matched(double[] windows) {
        double[] earlier = Arrays.copyOf(windows, windows.length - 1);
        return MatchedWindows.test(windows[windows.length - 1], earlier, Side.GREATER, LEVEL)
                .pValue();
    }

    /** As if minutes were independent: Welch's t of the window's bins against the same bins of earlier days. */
    private static double welch(double[] series) {
        double[] window = Arrays.copyOfRange(series, series.length - HOUR, series.length);
        double[] earlier = new double[(DAYS - 1) * HOUR];
        for (int d = 0; d < DAYS - 1; d++) {
            System.arraycopy(series, (d + 1) * DAY - HOUR, earlier, d * HOUR, HOUR);
        }
        double a = variance(window) / window.length;
        double b = variance(earlier) / earlier.length;
        double t = (mean(window, 0, window.length) - mean(earlier, 0, earlier.length)) / StrictMath.sqrt(a + b);
        double freedom = (a + b) * (a + b) / (a * a / (window.length - 1) + b * b / (earlier.length - 1));
        return new TDistribution(null, freedom).cumulativeProbability(-t);
    }

    /** As if counts were Poisson around the mean of earlier days. */
    private static double poisson(double[] series) {
        double[] windows = windows(series, 0);
        double expected = mean(windows, 0, DAYS - 1);
        double z = (windows[DAYS - 1] - expected) / StrictMath.sqrt(expected / HOUR);
        return new NormalDistribution(null, 0, 1).cumulativeProbability(-z);
    }

    private static double variance(double[] x) {
        double mean = mean(x, 0, x.length);
        return Arrays.stream(x).map(v -> (v - mean) * (v - mean)).sum() / (x.length - 1);
    }

    @Test
    void minutesTakenForIndependent() {
        Rate ours = alarms("matched", EffectFree.LONG_MEMORY, 300, s -> matched(windows(s, 0)));
        assertThat(ours.meets(CONFIDENCE, .02, MOST)).as(ours.toString()).isTrue();
        Rate welch = alarms("Welch", EffectFree.LONG_MEMORY, 300, PlantedMistakesTest::welch);
        assertThat(welch.low(CONFIDENCE)).as(welch.toString()).isGreaterThan(2 * MOST);
        Rate poisson = alarms("Poisson", EffectFree.LONG_MEMORY, 300, PlantedMistakesTest::poisson);
        assertThat(poisson.low(CONFIDENCE)).as(poisson.toString()).isGreaterThan(4 * MOST);
        // Where minutes are independent the mistake is none.
        Rate harmless = alarms("Welch", EffectFree.POISSON, 300, PlantedMistakesTest::welch);
        assertThat(harmless.meets(CONFIDENCE, .02, MOST))
                .as(harmless.toString())
                .isTrue();
    }

    /** Rows are days, columns the hours that were looked at. */
    private static double[][] search(double[] series) {
        double[][] byDay = new double[DAYS][SEARCH];
        for (int d = 0; d < DAYS; d++) {
            for (int s = 0; s < SEARCH; s++) {
                byDay[d][s] = mean(series, (d + 1) * DAY - (SEARCH - s) * HOUR, HOUR);
            }
        }
        return byDay;
    }

    /** Each window is tested as if it had been the only one, and the best is shown. */
    private static double bestOf(double[] series) {
        double best = 1;
        for (int s = 0; s < SEARCH; s++) {
            best = StrictMath.min(best, matched(windows(series, s * HOUR)));
        }
        return best;
    }

    @Test
    void theBestOfManyWindowsTestedAlone() {
        Rate ours = alarms(
                "searched",
                EffectFree.LONG_MEMORY,
                300,
                s -> MatchedWindows.searched(search(s), Side.GREATER, LEVEL).pValue());
        assertThat(ours.meets(CONFIDENCE, .02, MOST)).as(ours.toString()).isTrue();
        for (EffectFree family : new EffectFree[] {EffectFree.LONG_MEMORY, EffectFree.POISSON}) {
            Rate shopped = alarms("best of 13", family, 300, PlantedMistakesTest::bestOf);
            assertThat(shopped.low(CONFIDENCE)).as(shopped.toString()).isGreaterThan(2 * MOST);
            assertThat(shopped.value()).as(shopped.toString()).isGreaterThan(.15);
        }
    }

    /** A search whose centre and scale come from the days given; the rank of the last day's largest standardised window. */
    private static double searched(double[][] byDay, int standardisedBy) {
        int days = byDay.length;
        double[] scores = new double[days];
        Arrays.fill(scores, Double.NEGATIVE_INFINITY);
        for (int s = 0; s < byDay[0].length; s++) {
            int shift = s;
            double[] column =
                    Arrays.stream(byDay).mapToDouble(row -> row[shift]).toArray();
            double[] reference = Arrays.copyOf(column, standardisedBy);
            double centre = median(reference);
            double scale = median(Arrays.stream(reference)
                    .map(v -> StrictMath.abs(v - centre))
                    .toArray());
            for (int d = 0; d < days; d++) {
                scores[d] = StrictMath.max(scores[d], (column[d] - centre) / scale);
            }
        }
        double observed = scores[days - 1];
        return Arrays.stream(scores).filter(v -> v >= observed).count() / (double) days;
    }

    private static double median(double[] x) {
        double[] sorted = Arrays.stream(x).sorted().toArray();
        return (sorted[(x.length - 1) / 2] + sorted[x.length / 2]) / 2;
    }

    /**
     * The mistake costs .03, which takes thousands of replicates to tell. Days are independent here, so that the exact level is known, 1/20
     * with 20 days: independent normal windows stand for them.
     */
    @Test
    void theTestDayLeftOutOfItsOwnStandard() {
        int replicates = 4000;
        int days = 20;
        int right = 0;
        int wrong = 0;
        int ours = 0;
        for (int r = 0; r < replicates; r++) {
            Draws draws = Draws.of(20_260_814, r);
            double[][] byDay = new double[days][SEARCH];
            for (double[] row : byDay) {
                Arrays.setAll(row, s -> 100 + 10 * draws.normal());
            }
            right += searched(byDay, days) <= LEVEL ? 1 : 0;
            wrong += searched(byDay, days - 1) <= LEVEL ? 1 : 0;
            ours += MatchedWindows.searched(byDay, Side.GREATER, LEVEL).rejects(LEVEL) ? 1 : 0;
        }
        Rate symmetric = new Rate("symmetric", "", "normal", replicates, 0, right);
        Rate asymmetric = new Rate("test day left out", "", "normal", replicates, 0, wrong);
        assertThat(ours).as("the symmetric one is ours").isEqualTo(right);
        assertThat(symmetric.meets(CONFIDENCE, .02, MOST))
                .as(symmetric.toString())
                .isTrue();
        assertThat(asymmetric.low(CONFIDENCE)).as(asymmetric.toString()).isGreaterThan(MOST);
    }

    /** p = #/K: the smallest p is 0 instead of 1/(K + 1), so the two highest ranks of 29 raise an alarm instead of the highest. */
    @Test
    void aRankThatDoesNotCountTheTestDayItself() {
        int replicates = 10_000;
        int right = 0;
        int wrong = 0;
        double[] earlier = new double[DAYS - 1];
        for (int r = 0; r < replicates; r++) {
            Draws draws = Draws.of(20_260_815, r);
            Arrays.setAll(earlier, d -> draws.normal());
            double observed = draws.normal();
            double p = Arrays.stream(earlier).filter(v -> v >= observed).count() / (double) earlier.length;
            wrong += p <= LEVEL ? 1 : 0;
            right += MatchedWindows.test(observed, earlier, Side.GREATER, LEVEL).rejects(LEVEL) ? 1 : 0;
        }
        Rate counted = new Rate("rank over K + 1", "", "normal", replicates, 0, right);
        Rate forgotten = new Rate("rank over K", "", "normal", replicates, 0, wrong);
        assertThat(counted.meets(CONFIDENCE, 1 / 29.0, 1 / 29.0))
                .as(counted.toString())
                .isTrue();
        assertThat(forgotten.low(CONFIDENCE)).as(forgotten.toString()).isGreaterThan(MOST);
    }

    /** A flood of the size that is nearly always seen, on the last hour. */
    private static double[] flooded(double[] series) {
        double[] out = series.clone();
        for (int i = series.length - HOUR; i < series.length; i++) {
            out[i] += 2 * FalseAlarms.MEAN;
        }
        return out;
    }

    @Test
    void theTestDayAmongItsOwnHistory() {
        Rate right = alarms("matched", EffectFree.LONG_MEMORY, 100, s -> matched(windows(flooded(s), 0)));
        assertThat(right.low(CONFIDENCE)).as(right.toString()).isGreaterThan(.9);
        // The window is as large as itself: p is at least 2/30, and nothing is ever seen.
        Rate contained = alarms("itself included", EffectFree.LONG_MEMORY, 100, s -> {
            double[] windows = windows(flooded(s), 0);
            return MatchedWindows.test(windows[DAYS - 1], windows, Side.GREATER, LEVEL)
                    .pValue();
        });
        assertThat(contained.high(CONFIDENCE)).as(contained.toString()).isLessThan(.1);
    }

    @Test
    void theWindowOfTheDayBefore() {
        Rate shifted = alarms("a day early", EffectFree.LONG_MEMORY, 100, s -> {
            double[] windows = windows(flooded(s), 0);
            return MatchedWindows.test(windows[DAYS - 2], Arrays.copyOf(windows, DAYS - 2), Side.GREATER, LEVEL)
                    .pValue();
        });
        assertThat(shifted.high(CONFIDENCE)).as(shifted.toString()).isLessThan(.2);
        // Clock time off by six hours: a daily course is taken for an effect.
        Rate wave = alarms("six hours off", EffectFree.LONG_MEMORY_DIURNAL, 300, s -> {
            double[] windows = windows(s, DAY / 4);
            windows[DAYS - 1] = mean(s, s.length - HOUR, HOUR);
            return matched(windows);
        });
        assertThat(wave.low(CONFIDENCE)).as(wave.toString()).isGreaterThan(2 * MOST);
    }
}
