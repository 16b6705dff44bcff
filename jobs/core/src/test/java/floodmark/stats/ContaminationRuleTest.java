package floodmark.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import floodmark.stats.Contamination.Found;
import floodmark.stats.Contamination.Stretch;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * The rule to the bin. Expected stretches come from a second implementation, in NumPy, that was written from the Javadoc of {@link
 * Contamination} and shares nothing with it; the series are whole arithmetic, so both see the same numbers.
 */
class ContaminationRuleTest {
    private static final int DAY = 288;

    /** A wave in straight lines, and a remainder that looks like noise. */
    private static double[] base(int n, int day, double level, double wave, double noise) {
        return IntStream.range(0, n)
                .mapToDouble(i ->
                        level + wave * StrictMath.abs(2.0 * (i % day) - day) / day + (i * 7919L % 101 - 50) * noise)
                .toArray();
    }

    private static double[] sixDays() {
        return base(6 * DAY, DAY, 400, 1200, 4);
    }

    private static double[] times(double[] x, int from, int to, double factor) {
        double[] out = x.clone();
        for (int i = from; i < to; i++) {
            out[i] *= factor;
        }
        return out;
    }

    private static void finds(double[] x, double binSeconds, Stretch... expected) {
        Found found = Contamination.find(x, binSeconds);
        assertThat(found.refusal()).isEmpty();
        assertThat(found.stretches()).hasSameSizeAs(expected);
        for (int i = 0; i < expected.length; i++) {
            Stretch stretch = found.stretches().get(i);
            assertThat(stretch.from()).isEqualTo(expected[i].from());
            assertThat(stretch.to()).isEqualTo(expected[i].to());
            assertThat(stretch.ratio()).isEqualTo(expected[i].ratio(), within(1e-12 * expected[i].ratio()));
        }
    }

    @Test
    void guardsThatTouchMakeOneStretchWithTheLargerRatio() {
        Stretch outage = new Stretch(1180, 1195, 0);
        double[] x = times(sixDays(), 1182, 1193, 0);
        finds(times(times(x, 676, 688, 30), 694, 702, 60), 300, new Stretch(673, 705, 62.534318901795146), outage);
        finds(times(times(x, 676, 688, 60), 694, 702, 30), 300, new Stretch(673, 705, 60.677083333333336), outage);
        finds(
                times(times(sixDays(), 676, 688, 30), 695, 702, 60),
                300,
                new Stretch(673, 691, 30.338541666666664),
                new Stretch(692, 705, 62.534318901795146));
    }

    @Test
    void whatReachesAnEndStays() {
        double[] x = times(times(times(sixDays(), 0, 12, 30), 1716, 1728, 30), 676, 688, 30);
        finds(x, 300, new Stretch(673, 691, 30.338541666666664));
        assertThat(Contamination.find(x, 300).stays())
                .isEqualTo("stretches that reach an end of the baseline, so that nothing shows that they are over: 2");
    }

    @Test
    void aTenthMayBeLeftOut() {
        double[] x = base(600, 600, 1000, 0, 2);
        finds(times(x, 300, 330, 50), 60, new Stretch(285, 345, 51.509121061359856));
        finds(times(x, 300, 331, 50), 60);
        assertThat(Contamination.find(times(x, 300, 331, 50), 60).stays()).endsWith("no ordinary level can be told: 1");
    }

    /** Forty days of half hours: two at the same clock time are rare, three are a habit. */
    @Test
    void oneDayInTwentyIsRare() {
        double[] two = base(1920, 48, 1000, 0, 1);
        two = times(times(two, 260, 266, 30), 692, 698, 30);
        finds(two, 1800, new Stretch(258, 268, 30.52894211576846), new Stretch(690, 700, 30.40918163672655));
        double[] three = times(two, 1124, 1130, 30);
        finds(three, 1800);
        assertThat(Contamination.find(three, 1800).stays())
                .isEqualTo("stretches at a clock time that is as unusual on more than one day in 20: 3");
    }

    @Test
    void fiveDaysHaveAClockTime() {
        double[] x = base(5 * DAY, DAY, 100, 0, .1);
        for (int i = 0; i < x.length; i++) {
            x[i] *= i % DAY < 144 ? 30 : 1;
        }
        x = times(x, 776, 788, 40);
        finds(x, 300, new Stretch(773, 791, 39.478657543173675));
        finds(Arrays.copyOf(x, 5 * DAY - 1), 300);
    }

    /** Cells of six bins of 8 s, since seven do not divide a day, of eight of 7 s, which do not either but need not, and of one of 45 s. */
    @Test
    void shortBinsFillCells() {
        finds(times(base(2700, 2700, 40, 0, .2), 1200, 1248, 25), 8, new Stretch(1092, 1356, 25.59672495142937));
        finds(times(base(4003, 4003, 40, 0, .2), 1600, 1648, 25), 7, new Stretch(1472, 1776, 25.145833333333332));
        finds(times(base(3000, 3000, 400, 0, 2), 1200, 1220, 25), 45, new Stretch(1180, 1240, 27.708333333333332));
    }

    @Test
    void gapsAreBridged() {
        double[] x = times(sixDays(), 676, 688, 30);
        Arrays.fill(x, 680, 684, Double.NaN);
        Arrays.fill(x, 1000, 1100, Double.NaN);
        finds(x, 300, new Stretch(673, 691, 30.338541666666664));
    }

    /** Clock times with four days of six have no usual; they are less than a tenth. */
    @Test
    void clockTimesWithTooFewDaysSayNothing() {
        double[] x = times(sixDays(), 676, 688, 30);
        Arrays.fill(x, 288, 298, Double.NaN);
        Arrays.fill(x, 576, 586, Double.NaN);
        finds(x, 300, new Stretch(673, 691, 30.338541666666664));
    }

    @Test
    void outagesAndLongBins() {
        finds(
                times(times(base(6 * DAY, DAY, 30, 90, .3), 676, 688, .02), 1182, 1200, 14),
                300,
                new Stretch(673, 691, .01800094741828518),
                new Stretch(1179, 1203, 14.360319840079958));
        finds(times(base(600, 600, 1000, 0, 6), 200, 212, 1 / 25.0), 299, new Stretch(198, 215, .034527162977867204));
        finds(times(base(200, 200, 40, 0, .1), 100, 104, 30), 500, new Stretch(98, 106, 29.251870324189525));
    }

    /** The fewer the events, the more cells make a level. */
    @Test
    void fewEventsTakeMoreCells() {
        finds(times(base(900, 900, 3, 0, .02), 300, 330, 30), 300, new Stretch(297, 333, 30.552631578947373));
        finds(times(base(900, 900, 5, 0, .03), 300, 330, 30), 300, new Stretch(297, 333, 32.78656126482213));
        finds(times(base(600, 600, 2, 0, .02), 300, 324, 30), 60, new Stretch(285, 339, 29.411764705882355));
        finds(times(base(1200, 1200, 2, 0, .03), 300, 324, 30), 60, new Stretch(285, 339, 28.22660098522167));
    }

    @Test
    void limitsOfRefusal() {
        assertThat(Contamination.find(Arrays.copyOf(sixDays(), 30), 300).refusal())
                .isEmpty();
        assertThat(Contamination.find(Arrays.copyOf(sixDays(), 29), 300).refusal())
                .isEqualTo("needs 30 covered bins of at least a minute, has 29");
    }
}
