package floodmark.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import floodmark.stats.Contamination.Found;
import floodmark.stats.Contamination.Stretch;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContaminationTest {
    private static final double BIN = 300;
    private static final int DAY = 288;
    private static final int HOUR = 12;
    private static final int DAYS = 28;
    private static final int EVENT = 11 * DAY + 10 * HOUR;

    /** Counts of four weeks around a mean that may depend on the bin. */
    private static double[] counts(int bins, IntToDoubleFunction mean) {
        Draws draws = new Draws(7);
        double[] x = new double[bins];
        for (int i = 0; i < bins; i++) {
            x[i] = draws.poisson(mean.applyAsDouble(i));
        }
        return x;
    }

    private static double[] quiet() {
        return counts(DAYS * DAY, i -> 1000);
    }

    private static double[] times(double[] x, int from, int bins, double factor) {
        for (int i = from; i < from + bins; i++) {
            x[i] *= factor;
        }
        return x;
    }

    private static Found find(double[] x) {
        Found found = Contamination.find(x, BIN);
        assertThat(found.refusal()).isEmpty();
        return found;
    }

    private static void nothing(Found found) {
        assertThat(found.stretches()).isEmpty();
        assertThat(found.stays()).isEmpty();
    }

    @Test
    void ordinaryTrafficIsLeftAsItIs() {
        nothing(find(quiet()));
        nothing(find(counts(DAYS * DAY, i -> 20)));
    }

    @ParameterizedTest
    @ValueSource(doubles = {50, 11, 1 / 11.0, 1 / 50.0, 0})
    void anEarlierFloodAndAnEarlierOutageAreFoundAlike(double factor) {
        Found found = find(times(quiet(), EVENT, HOUR, factor));
        assertThat(found.stays()).isEmpty();
        assertThat(found.stretches()).hasSize(1);
        Stretch stretch = found.stretches().get(0);
        assertThat(stretch.from()).isBetween(EVENT - 5, EVENT - 2);
        assertThat(stretch.to()).isBetween(EVENT + HOUR + 2, EVENT + HOUR + 5);
        assertThat(stretch.ratio()).isCloseTo(factor, within(0.1 * factor));
    }

    @ParameterizedTest
    @ValueSource(doubles = {8, 3, 1 / 3.0, 1 / 8.0})
    void whatIsLessThanTenfoldStaysIn(double factor) {
        nothing(find(times(quiet(), EVENT, HOUR, factor)));
    }

    @Test
    void theFlanksOfAnEventGoWithIt() {
        double[] x = quiet();
        for (int i = 0; i < 2 * HOUR; i++) {
            x[EVENT - 1 - i] *= 50 / StrictMath.exp(StrictMath.log(50) * i / (2 * HOUR));
        }
        Stretch stretch = find(times(x, EVENT, HOUR, 50)).stretches().get(0);
        // Two hours of rise, of which the part above the root of ten goes: 70 %.
        assertThat(EVENT - stretch.from()).isBetween(15, 24);
    }

    @Test
    void aDailyWaveIsOrdinary() {
        double[] x = counts(DAYS * DAY, i -> 1000 * (1 + 0.9 * StrictMath.sin(2 * StrictMath.PI * i / DAY)));
        nothing(find(x));
        // At the wave's trough, 20 times the usual there is the usual of noon.
        int trough = 11 * DAY + 3 * DAY / 4 - HOUR / 2;
        assertThat(find(times(x, trough, HOUR, 20)).stretches()).hasSize(1);
    }

    @Test
    void quietWeekendsAreOrdinaryHoweverQuiet() {
        nothing(find(counts(DAYS * DAY, i -> i / DAY % 7 < 5 ? 1000 : 30)));
    }

    @Test
    void growthIsNoEvent() {
        nothing(find(counts(DAYS * DAY, i -> 100 * StrictMath.exp(5.0 * i / (DAYS * DAY)))));
    }

    @Test
    void aNewLevelThatLastsIsNoEvent() {
        Found found = find(times(quiet(), 27 * DAY, DAY, 20));
        assertThat(found.stretches()).isEmpty();
        assertThat(found.stays()).contains("reach an end of the baseline").endsWith(": 1");
    }

    @Test
    void aHabitOfTheClockTimeIsNoEvent() {
        double[] x = quiet();
        for (int week = 0; week < 2; week++) {
            times(x, EVENT + 7 * week * DAY, HOUR, 30);
        }
        Found found = find(x);
        assertThat(found.stretches()).isEmpty();
        assertThat(found.stays()).contains("more than one day in 20").endsWith(": 2");
        // At other clock times they are two events.
        x = times(quiet(), EVENT, HOUR, 30);
        assertThat(find(times(x, EVENT + 7 * DAY + 3 * HOUR, HOUR, 30)).stretches())
                .hasSize(2);
    }

    @Test
    void whereTooMuchIsUnusualNothingIsLeftOut() {
        double[] x = Arrays.copyOf(quiet(), 4 * DAY);
        for (int day = 0; day < 3; day++) {
            times(x, day * DAY + (3 + 4 * day) * HOUR, 3 * HOUR, day % 2 == 0 ? 30 : 0);
        }
        Found found = find(x);
        assertThat(found.stretches()).isEmpty();
        assertThat(found.stays()).contains("more than a tenth");
    }

    @Test
    void everythingUnusualIsUsual() {
        nothing(find(times(quiet(), 0, DAYS * DAY, 1000)));
    }

    @Test
    void singleCellsAreNoLevel() {
        double[] x = quiet();
        x[EVENT] *= 10_000;
        x[EVENT + 3 * DAY] = 0;
        nothing(find(x));
    }

    /** Batches: two empty cells, then what belongs to all three. The median of an hour is 0, its mean is as ever. */
    @Test
    void emptyCellsThatAreMadeUpForAreNoOutage() {
        double[] x = quiet();
        for (int i = EVENT; i < EVENT + HOUR; i += 3) {
            x[i] *= 3;
            x[i + 1] = 0;
            x[i + 2] = 0;
        }
        nothing(find(x));
    }

    @Test
    void sparseCountsAreNotCut() {
        for (double mean : new double[] {0.02, 0.3, 1, 2, 3, 5, 8, 15}) {
            Found found = Contamination.find(counts(DAYS * DAY, i -> mean), BIN);
            assertThat(found.stretches()).as("mean " + mean).isEmpty();
            assertThat(found.stays()).as("mean " + mean).isEmpty();
            // The usual number of events in an hour: two a bin are less than thirty, three are more.
            assertThat(found.refusal().isEmpty()).as("mean " + mean).isEqualTo(mean > 2);
        }
    }

    @Test
    void theUnitDoesNotMatter() {
        double[] x = times(quiet(), EVENT, HOUR, 20);
        double[] bits = Arrays.stream(x).map(v -> v * 5600 / 300).toArray();
        assertThat(find(bits).stretches())
                .usingRecursiveComparison()
                .withComparatorForType((a, b) -> Math.abs(a - b) < 1e-9 * a ? 0 : 1, Double.class)
                .isEqualTo(find(x).stretches());
    }

    @Test
    void aHistoryMuchTooVariedHasNoEvents() {
        Draws draws = new Draws(3);
        double[] x = counts(DAYS * DAY, i -> 1000);
        for (int i = 0; i < x.length; i += HOUR) {
            times(x, i, HOUR, StrictMath.exp(1.5 * draws.normal()));
        }
        assertThat(find(times(x, EVENT, HOUR, 30)).stretches()).isEmpty();
    }

    @Test
    void silenceAndShortnessAreRefused() {
        assertThat(Contamination.find(new double[DAYS * DAY], BIN).refusal()).contains("silent");
        assertThat(Contamination.find(Arrays.copyOf(quiet(), 29), BIN).refusal())
                .contains("needs 30")
                .contains("has 29");
        assertThat(Contamination.find(new double[0], BIN).refusal()).contains("has 0");
    }

    @Test
    void withoutDaysTheWholeBaselineIsTheMeasure() {
        double[] x = Arrays.copyOf(quiet(), DAY);
        assertThat(find(times(x, 100, 10, 20)).stretches()).hasSize(1);
        // Bins that do not divide a day have no clock time.
        assertThat(Contamination.find(x, 299).stretches()).hasSize(1);
    }

    @Test
    void shortBinsAreTakenByTheMinute() {
        double[] x = times(counts(28_800, i -> 50), 3000, 360, 20);
        Stretch stretch = Contamination.find(x, 1).stretches().get(0);
        assertThat(stretch.from()).isBetween(3000 - 1200, 3000 - 600);
        assertThat(stretch.to()).isBetween(3360 + 600, 3360 + 1200);
        times(x, 5000, 10, 1000);
        assertThat(Contamination.find(x, 1).stretches()).hasSize(1);
    }

    @Test
    void gapsAreNoSilence() {
        double[] x = times(quiet(), EVENT, HOUR, 40);
        Arrays.fill(x, 3 * DAY, 4 * DAY, Double.NaN);
        Arrays.fill(x, EVENT + HOUR / 2, EVENT + HOUR / 2 + 3, Double.NaN);
        assertThat(find(x).stretches()).hasSize(1);
    }
}
