package floodmark.stats.calibration;

import static org.assertj.core.api.Assertions.assertThat;

import floodmark.stats.ChangePoint;
import floodmark.stats.Draws;
import floodmark.stats.TestResult;
import org.junit.jupiter.api.Test;

/** What {@link ChangePoint} makes of traffic with memory and a daily course, by simulation. */
class ChangesUnderDependenceTest {
    @Test
    void aSlopeOfTheDailyCourseIsNoChange() {
        EffectFree.Source wave = EffectFree.LONG_MEMORY_DIURNAL.source(240);
        Draws draws = new Draws(11);
        int taken = 0;
        int refused = 0;
        for (int r = 0; r < 200; r++) {
            double[] x = wave.draw(1000, draws);
            boolean change = ChangePoint.test(x, true).rejects(.05);
            TestResult doubtful = ChangePoint.test(x, false);
            taken += change ? 1 : 0;
            refused += doubtful.refused() ? 1 : 0;
            // A refusal takes the place of a rejection, and of nothing else.
            assertThat(doubtful.rejects(.05)).isEqualTo(change && !doubtful.refused());
            assertThat(ChangePoint.locate(x, .05, false).refused()).isEqualTo(!doubtful.rejects(.05));
            assertThat(ChangePoint.locate(x, 1, false).refused()).isFalse();
        }
        assertThat(taken).isGreaterThan(15);
        assertThat(refused).isGreaterThan(taken / 2).isLessThanOrEqualTo(taken);
    }

    @Test
    void locationIntervalCoversUnderDependence() {
        Draws draws = new Draws(5);
        int covered = 0;
        int located = 0;
        for (int r = 0; r < 150; r++) {
            double[] x = new double[240];
            double state = draws.normal();
            for (int i = 0; i < 240; i++) {
                x[i] = draws.poisson(300 * StrictMath.exp(.2 * state + (i >= 140 ? .5 : 0)));
                state = .8 * state + .6 * draws.normal();
            }
            ChangePoint.Change c = ChangePoint.locate(x);
            if (!c.refused()) {
                located++;
                covered += c.low() <= 140 && 140 <= c.high() ? 1 : 0;
            }
        }
        assertThat(located).isGreaterThan(75);
        assertThat(covered / (double) located).isGreaterThan(.88);
    }
}
