package floodmark.stats.calibration;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Realised false alarms at nominal .05 on the five effect-free families. The 99 % interval must meet [.02, .06], from below too
 * unless the test may be conservative there. {@code -Dfloodmark.full=true}: 5,000 replicates and days of 1,440 bins.
 */
class LevelTest {
    private static final boolean FULL = Boolean.getBoolean("floodmark.full");
    private static final int REPLICATES = FULL ? 5000 : 300;
    private static final int DAY = FULL ? 1440 : 288;

    private static FalseAlarms on(EffectFree family) {
        return new FalseAlarms(family, REPLICATES, 20_260_812);
    }

    private static void holds(Rate rate, double least) {
        assertThat(rate.meets(.99, least, .06)).as(rate.toString()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void matchedWindows(EffectFree family) {
        holds(on(family).matchedWindows(DAY), .02);
    }

    @ParameterizedTest
    @EnumSource
    void searchedWindows(EffectFree family) {
        holds(on(family).searchedWindows(DAY), .02);
    }

    /** On the diurnal family it refuses most of the time; refusals are no alarms, and their rate is shown. */
    @ParameterizedTest
    @EnumSource
    void blockExcess(EffectFree family) {
        boolean cycle = family == EffectFree.LONG_MEMORY_DIURNAL;
        Rate eightHours = on(family).blockExcess(8, 60);
        holds(eightHours, cycle ? 0 : .02);
        holds(on(family).blockExcess(24, 20), cycle ? 0 : .02);
        holds(on(family).blockExcess(48, 5), cycle ? 0 : .02);
        assertThat(eightHours.refused() / (double) REPLICATES)
                .as(eightHours.toString())
                .isBetween(cycle ? .8 : 0, cycle ? 1 : .25);
    }

    @ParameterizedTest
    @EnumSource
    void placeboInSpace(EffectFree family) {
        holds(on(family).placebo(), .02);
    }

    /** Conservative where memory is shorter than assumed; a daily wave is a change of level, so that family is left out. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "LONG_MEMORY_DIURNAL")
    void changePoint(EffectFree family) {
        holds(on(family).changePoint(240), 0);
    }
}
