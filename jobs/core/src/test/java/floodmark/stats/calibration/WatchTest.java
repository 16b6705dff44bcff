package floodmark.stats.calibration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A watch that is read after every bin rarely raises an alarm without any effect, and finds floods. {@code -Dfloodmark.full=true}: 1,000 watches of each
 * kind; else 150.
 */
class WatchTest {
    private static final Plan PLAN = new Plan(Boolean.getBoolean("floodmark.full") ? 1000 : 150, 240, Plan.SEED);

    @ParameterizedTest
    @EnumSource
    void holdsItsErrorOverTheWholeWatch(EffectFree family) {
        for (boolean days : new boolean[] {false, true}) {
            WatchExperiment experiment = new WatchExperiment(family, days, PLAN);
            Experiment.Replicate replicate = experiment.start();
            double[][] measured = new double[PLAN.replicates()][];
            for (int r = 0; r < measured.length; r++) {
                measured[r] = replicate.measure(r);
            }
            List<Figure> figures = experiment.figures(measured);
            assertThat(figures.get(0).quantity()).isEqualTo("ever-alarms");
            assertThat(figures.get(0).met()).as(figures.get(0).toString()).isEqualTo(Goal.Met.MET);
            if (family == EffectFree.LONG_MEMORY) {
                assertThat(figures)
                        .filteredOn(
                                f -> f.quantity().equals("found") && f.setting().endsWith("+10.0"))
                        .singleElement()
                        .matches(f -> f.value() > .9);
            }
        }
    }
}
