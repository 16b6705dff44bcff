package floodmark.stats.calibration;

import static org.assertj.core.api.Assertions.assertThat;

import floodmark.stats.Side;
import floodmark.stats.calibration.Contaminated.Events;
import floodmark.stats.calibration.Contaminated.Leave;
import floodmark.stats.calibration.Contaminated.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What leaving contaminated windows out does to false alarms, and what planted mistakes would do. */
class ContaminatedTest {
    private static final boolean FULL = Boolean.getBoolean("floodmark.full");
    private static final int REPLICATES = FULL ? 2000 : 150;
    private static final int DAYS = 28;
    private static final int BINS = 144;
    private static final long SEED = 20_260_901;

    private static Outcome run(EffectFree family, double variation, Events events, Leave leave, Side side) {
        return Contaminated.run(family, variation, DAYS, BINS, events, leave, side, REPLICATES, SEED);
    }

    private static void within(double alarms, double least, double most) {
        int hits = (int) Math.round(alarms * REPLICATES);
        Rate rate = new Rate("contaminated", "", "", REPLICATES, 0, hits);
        assertThat(rate.meets(.99, least, most)).as(rate.toString()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void nothingIsLeftOutOfOrdinaryTraffic(EffectFree family) {
        for (double variation : new double[] {.2, .4, 1}) {
            Outcome outcome = run(family, variation, Events.NONE, Leave.BY_RULE, Side.GREATER);
            assertThat(outcome.triggered()).as("variation " + variation).isZero();
        }
    }

    /** The worst that can be said against leaving out: what it takes for events is this traffic's habit, tested hours included. */
    @Test
    void theLevelHoldsThoughTheEventsWereOrdinary() {
        for (Side side : new Side[] {Side.GREATER, Side.LESS}) {
            Events events = new Events(.2, side == Side.GREATER ? 30 : .02);
            Outcome outcome = run(EffectFree.NEGATIVE_BINOMIAL, .2, events, Leave.BY_RULE, side);
            assertThat(outcome.triggered()).isGreaterThan(.9);
            assertThat(outcome.lost()).isGreaterThan(.2);
            within(outcome.alarms(), .02, .06);
        }
    }

    @Test
    void leavingOutWhateverIsLargestWouldNotHoldIt() {
        // The exact levels are 1/29 and, if the largest window goes, 2/29.
        double[] alarms = new double[2];
        for (Leave leave : new Leave[] {Leave.NOTHING, Leave.LARGEST}) {
            alarms[leave == Leave.NOTHING ? 0 : 1] = Contaminated.run(
                            EffectFree.NEGATIVE_BINOMIAL, .2, DAYS, 24, Events.NONE, leave, Side.GREATER, 3000, SEED)
                    .alarms();
        }
        assertThat(alarms[0]).isBetween(.02, .05);
        assertThat(alarms[1]).isGreaterThan(.06);
    }

    @Test
    void bothSidesOfAComparisonAreTreatedAlike() {
        EffectFree family = EffectFree.NEGATIVE_BINOMIAL;
        within(Contaminated.placebo(family, 288, 30, Leave.BY_RULE, REPLICATES, SEED), .02, .06);
        assertThat(Contaminated.placebo(family, 288, 30, Leave.OF_THE_SUBJECT_ONLY, REPLICATES, SEED))
                .isGreaterThan(.9);
    }
}
