package floodmark.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import floodmark.stats.calibration.EffectFree;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DifferenceInDifferencesTest {
    private static final int WINDOWS = 24;

    /** Donors and, last, the subject: all follow one wave; each has its own level and noise. */
    private static double[][] common(double wave, long seed) {
        Draws draws = new Draws(seed);
        double[][] out = new double[6][WINDOWS];
        for (int d = 0; d < 6; d++) {
            for (int w = 0; w < WINDOWS; w++) {
                double shared = 1 + wave * StrictMath.sin(w * 0.3 + 4);
                out[d][w] = StrictMath.pow(10, d) * shared * StrictMath.exp(0.05 * draws.normal());
            }
        }
        return out;
    }

    private static double[][] donors(double[][] all) {
        return Arrays.copyOf(all, all.length - 1);
    }

    private static double[] subject(double[][] all, double factor) {
        double[] out = all[all.length - 1].clone();
        out[WINDOWS - 1] *= factor;
        return out;
    }

    @Test
    void contrastIsTheLogOverTheMedianCourse() {
        // Python, numpy: s = [100, 110, 90, 220]; d = [[10, 12, 8, 11], [5, 5, 6, 5], [7, 8, 7, 9]]
        // l = log(d); m = median(l - median(l, axis=1, keepdims=True), axis=0); c = log(s) - m
        // c[-1], exp(c[-1] - median(c[:-1])), exp(median(c[:-1]) + m[-1])
        double[][] d = {{10, 12, 8, 11}, {5, 5, 6, 5}, {7, 8, 7, 9}};
        TestResult r = DifferenceInDifferences.matched(new double[] {100, 110, 90, 220}, d, Side.GREATER, 0.25);
        assertThat(r.statistic()).isEqualTo(5.3459724564502, within(1e-12));
        assertThat(r.effect()).isEqualTo(2.0385887657505033, within(1e-12));
        assertThat(r.expected()).isEqualTo(107.91779278691719, within(1e-10));
        assertThat(r.pValue()).isEqualTo(0.25);
        assertThat(r.sampleSize()).isEqualTo(3);
    }

    @Test
    void seesWhatTheSharedWaveHides() {
        double[][] all = common(0.5, 1);
        double[] earlier = Arrays.copyOf(all[5], WINDOWS - 1);
        assertThat(MatchedWindows.test(1.35 * all[5][WINDOWS - 1], earlier, Side.GREATER, 0.05)
                        .rejects(0.05))
                .isFalse();
        TestResult matched = DifferenceInDifferences.matched(subject(all, 1.35), donors(all), Side.GREATER, 0.05);
        assertThat(matched.rejects(0.05)).isTrue();
        assertThat(matched.effect()).isEqualTo(1.35, within(0.15));
    }

    /** The hours before see it too, where they are not refused for what looks like a trend of its own. */
    @Test
    void hoursBeforeSeeWhatTheSharedWaveHides() {
        int seen = 0;
        int covered = 0;
        for (int r = 0; r < 40; r++) {
            double[][] all = common(0.5, 1 + r);
            TestResult blocks = DifferenceInDifferences.blocks(subject(all, 1.35), donors(all), 0, Side.GREATER, 0.05);
            seen += blocks.rejects(0.001) ? 1 : 0;
            covered += !blocks.refused() && blocks.effectLow() < 1.35 && blocks.effectHigh() > 1.35 ? 1 : 0;
        }
        assertThat(seen).isGreaterThan(25);
        assertThat(covered).isGreaterThan(25);
    }

    @Test
    void holdsItsLevelUnderASharedWave() {
        int refused = 0;
        int alarms = 0;
        int replicates = 400;
        for (int r = 0; r < replicates; r++) {
            double[][] all = common(0.5, 100 + r);
            TestResult t = DifferenceInDifferences.blocks(subject(all, 1), donors(all), 0, Side.GREATER, 0.05);
            refused += t.refused() ? 1 : 0;
            alarms += t.rejects(0.05) ? 1 : 0;
        }
        assertThat(refused).isLessThan(replicates / 4);
        assertThat(alarms / (double) replicates).isBetween(0.01, 0.07);
    }

    @Test
    void findsAnExcessOfHalfInLongMemory() {
        EffectFree.Source source = EffectFree.LONG_MEMORY.source(29 * 288, 288, EffectFree.VARIATION);
        int seen = 0;
        for (int r = 0; r < 40; r++) {
            double[][] windows = new double[6][29];
            for (int d = 0; d < 6; d++) {
                double[] bins = source.draw(1000, Draws.of(9, r, d));
                for (int w = 0; w < 29; w++) {
                    windows[d][w] =
                            Arrays.stream(bins, 288 * w + 100, 288 * w + 112).sum();
                }
            }
            windows[5][28] *= 1.7;
            seen += DifferenceInDifferences.matched(windows[5], donors(windows), Side.GREATER, 0.05)
                            .rejects(0.05)
                    ? 1
                    : 0;
        }
        assertThat(seen).isGreaterThan(30);
    }

    @Test
    void unitsAndTheOrderOfDonorsAndDaysDoNotMatter() {
        double[][] all = common(0.5, 3);
        TestResult one = DifferenceInDifferences.matched(subject(all, 1.2), donors(all), Side.TWO_SIDED, 0.1);
        double[][] other = new double[5][];
        for (int d = 0; d < 5; d++) {
            other[4 - d] = swapped(Arrays.stream(all[d]).map(v -> 8 * v).toArray());
        }
        TestResult two = DifferenceInDifferences.matched(
                swapped(Arrays.stream(subject(all, 1.2)).map(v -> 3 * v).toArray()), other, Side.TWO_SIDED, 0.1);
        assertThat(two.pValue()).isEqualTo(one.pValue());
        assertThat(two.effect()).isEqualTo(one.effect(), within(1e-9));
        assertThat(two.expected()).isEqualTo(3 * one.expected(), within(1e-6 * one.expected()));
    }

    private static double[] swapped(double[] x) {
        double[] out = x.clone();
        out[2] = x[7];
        out[7] = x[2];
        return out;
    }

    @Test
    void silentDonorsAreLowestAndDoNotDecideAlone() {
        double[][] all = common(0.2, 4);
        double[] before = subject(all, 1);
        double calm = DifferenceInDifferences.matched(before, donors(all), Side.GREATER, 0.05)
                .effect();
        all[0][WINDOWS - 1] = 0;
        all[1][WINDOWS - 1] = 0;
        double two = DifferenceInDifferences.matched(before, donors(all), Side.GREATER, 0.05)
                .effect();
        assertThat(two).isFinite().isGreaterThan(calm).isLessThan(1.2 * calm);
        all[2][WINDOWS - 1] = 0;
        assertThat(DifferenceInDifferences.matched(before, donors(all), Side.GREATER, 0.05)
                        .refusal())
                .contains("silent in the window");
        assertThat(DonorDecline.matched(donors(all), WINDOWS, 0.05).test().pValue())
                .isEqualTo(1.0 / WINDOWS);
        assertThat(DonorDecline.matched(donors(all), WINDOWS, 0.05).test().effect())
                .isZero();
    }

    @Test
    void aSilentSubjectHasLostAll() {
        double[][] all = common(0.2, 5);
        TestResult r = DifferenceInDifferences.matched(subject(all, 0), donors(all), Side.LESS, 0.05);
        assertThat(r.pValue()).isEqualTo(1.0 / WINDOWS);
        assertThat(r.effect()).isZero();
        assertThat(DifferenceInDifferences.blocks(subject(all, 0), donors(all), 0, Side.LESS, 0.05)
                        .effect())
                .isZero();
    }

    @Test
    void refuses() {
        double[][] all = common(0.2, 6);
        double[][] two = Arrays.copyOf(all, 2);
        double[] x = subject(all, 1);
        assertThat(DifferenceInDifferences.matched(x, two, Side.GREATER, 0.05).refusal())
                .isEqualTo("needs 3 comparison destinations with a level, has 2");
        assertThat(DonorDecline.matched(two, WINDOWS, 0.05).test().refused()).isTrue();
        assertThat(DifferenceInDifferences.matched(x, donors(all), Side.TWO_SIDED, 0.05)
                        .refusal())
                .contains("cannot reach .05");
        x[WINDOWS - 1] = Double.NaN;
        assertThat(DifferenceInDifferences.matched(x, donors(all), Side.GREATER, 0.05)
                        .refusal())
                .contains("not covered");
        // A wave of the subject alone.
        double[] alone = common(0, 7)[5];
        for (int w = 0; w < WINDOWS; w++) {
            alone[w] *= 1 + 0.2 * StrictMath.sin(w * 0.2);
        }
        assertThat(DifferenceInDifferences.blocks(alone, donors(common(0, 7)), 0, Side.GREATER, 0.05)
                        .refusal())
                .containsAnyOf("do not share", "trend or cycle");
        assertThat(DifferenceInDifferences.blocks(Arrays.copyOf(alone, 6), donors(common(0, 7)), 0, Side.GREATER, 0.05)
                        .refusal())
                .contains("needs a baseline of 8 windows");
    }

    @Test
    void trendShareAgreesWithLeastSquares() {
        // Python, numpy: t = [0, 1, 2, 4, 5, 6]; y = [1, 3, 2, 5, 4, 7]
        // r = y - polyval(polyfit(t, y, 2), t); 1 - (r @ r) / ((y - mean(y)) @ (y - mean(y)))
        double[] y = {1, 3, 2, Double.NaN, 5, 4, 7, 1000};
        assertThat(DifferenceInDifferences.trend(y, 7)).isEqualTo(0.8220116618075801, within(1e-12));
        assertThat(DifferenceInDifferences.trend(y, 3)).isZero();
        assertThat(DifferenceInDifferences.trend(new double[] {2, 2, 2, 2, 2}, 5))
                .isZero();
    }

    @Test
    void aDeclineOfTheDonorsIsSeenWithThePowerThatIsStated() {
        EffectFree.Source source = EffectFree.LONG_MEMORY.source(29 * 288, 288, EffectFree.VARIATION);
        double drop = 0;
        double[][][] cases = new double[60][5][29];
        for (int r = 0; r < cases.length; r++) {
            for (int d = 0; d < 5; d++) {
                double[] bins = source.draw(1000, Draws.of(11, r, d));
                for (int w = 0; w < 29; w++) {
                    cases[r][d][w] =
                            Arrays.stream(bins, 288 * w + 100, 288 * w + 112).sum();
                }
            }
            drop += DonorDecline.matched(cases[r], 29, 0.05).visible() / cases.length;
        }
        assertThat(drop).isBetween(0.05, 0.5);
        int seen = 0;
        for (double[][] c : cases) {
            double visible = DonorDecline.matched(c, 29, 0.05).visible();
            for (double[] donor : c) {
                donor[28] *= 1 - visible;
            }
            DonorDecline.Outcome hit = DonorDecline.matched(c, 29, 0.05);
            seen += hit.test().rejects(0.05) ? 1 : 0;
        }
        assertThat(seen / 60.0).isBetween(0.6, 0.95);
    }
}
