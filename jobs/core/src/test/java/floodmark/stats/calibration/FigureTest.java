package floodmark.stats.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class FigureTest {
    private static List<Figure> alarms(String test, int trials, int refused, int hits) {
        return Figure.falseAlarms("level", new Rate(test, "", "poisson", trials, refused, hits));
    }

    @Test
    void goalsAreMetWhereTheIntervalReachesThem() {
        assertThat(Goal.LEVEL.judge(.055, .07)).isEqualTo(Goal.Met.MET);
        assertThat(Goal.LEVEL.judge(.061, .07)).isEqualTo(Goal.Met.MISSED);
        assertThat(Goal.LEVEL.judge(.001, .019)).isEqualTo(Goal.Met.MISSED);
        assertThat(Goal.NONE.judge(.001, .019)).isEqualTo(Goal.Met.NOT_JUDGED);
        assertThat(Goal.LEVEL.judge(Double.NaN, Double.NaN)).isEqualTo(Goal.Met.NOT_JUDGED);
        assertThat(Goal.near(.5).judge(.56, .6)).isEqualTo(Goal.Met.MISSED);
    }

    @Test
    void aTestThatNeverRefusesHasTwoFigures() {
        List<Figure> figures = alarms("matched-window", 1000, 0, 5);
        assertThat(figures).extracting(Figure::quantity).containsExactly("false-alarms", "refusals");
        assertThat(figures).extracting(Figure::met).containsExactly(Goal.Met.MISSED, Goal.Met.NOT_JUDGED);
        assertThat(alarms("matched-window-searched", 1000, 0, 5).get(0).met()).isEqualTo(Goal.Met.MET);
    }

    @Test
    void refusalsDoNotHideFalseAlarms() {
        List<Figure> figures = alarms("block-excess", 1000, 800, 30);
        assertThat(figures)
                .extracting(Figure::quantity)
                .containsExactly("false-alarms", "false-alarms-where-run", "refusals");
        assertThat(figures).extracting(Figure::met).containsExactly(Goal.Met.MET, Goal.Met.MISSED, Goal.Met.NOT_JUDGED);
        assertThat(figures.get(1).value()).isEqualTo(.15);
        assertThat(figures.get(1).trials()).isEqualTo(200);
        assertThat(alarms("block-excess", 1000, 1000, 0).get(0).met()).isEqualTo(Goal.Met.REFUSED);
        assertThat(alarms("block-excess", 0, 0, 0)).singleElement().matches(f -> f.met() == Goal.Met.NOT_JUDGED);
    }

    @Test
    void meansHaveStudentsInterval() {
        // scipy.stats.t.interval(.99, 3, loc=2.5, scale=scipy.stats.sem([1, 2, 3, 4]))
        Figure mean = new Figure.About("power", "t", "", "f")
                .mean("power-predicted", new double[] {1, 2, Double.NaN, 3, 4}, Goal.NONE, "");
        assertThat(mean.value()).isEqualTo(2.5);
        assertThat(mean.low()).isEqualTo(-1.2702907, within(1e-6));
        assertThat(mean.high()).isEqualTo(6.2702907, within(1e-6));
        assertThat(mean.refused()).isEqualTo(1);
    }

    @Test
    void manyTrialsOfADayCountAsOne() {
        DayClusters many = new DayClusters();
        for (int day = 0; day < 100; day++) {
            for (int i = 0; i < 20; i++) {
                many.add("a", day, i == 0);
            }
        }
        assertThat(many.days()).isEqualTo(100);
        // scipy.stats.beta.ppf([.005], 5, 96), beta.ppf([.995], 6, 95)
        assertThat(many.interval()[0]).isEqualTo(.0109403, within(1e-6));
        assertThat(many.interval()[1]).isEqualTo(.1351447, within(1e-6));
        DayClusters never = new DayClusters();
        for (int day = 0; day < 100; day++) {
            never.add("a", day, false);
        }
        assertThat(never.interval()[0]).isZero();
        assertThat(never.interval()[1]).isEqualTo(.0516040, within(1e-6));
        assertThat(new DayClusters().interval()).containsOnly(Double.NaN);
    }

    @Test
    void neighbouringDaysAreKeptTogether() {
        // One day in seven is bad, in whole weeks or one by one.
        DayClusters weeks = new DayClusters();
        DayClusters scattered = new DayClusters();
        for (int day = 0; day < 140; day++) {
            for (int i = 0; i < 50; i++) {
                weeks.add("a", day, day / 7 % 7 == 0);
                scattered.add("a", day, day % 7 == 0);
            }
        }
        assertThat(weeks.interval()[1]).isGreaterThan(scattered.interval()[1] + .05);
    }
}
