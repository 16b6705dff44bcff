package floodmark.stats.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Predicted against realised power, and coverage and width of the upper bounds. */
class PowerTest {
    private static final boolean FULL = Boolean.getBoolean("floodmark.full");
    private static final int REPLICATES = FULL ? 5000 : 200;
    private static final int DAY = FULL ? 1440 : 288;
    /** Twice the standard error of a share, on top of the bar. */
    private static final double NOISE = 1 / StrictMath.sqrt(REPLICATES);

    @ParameterizedTest
    @EnumSource
    void matchedWindows(EffectFree family) {
        for (double added : new double[] {.2, .5}) {
            Visibility.Outcome o = Visibility.matched(family, 28, added, 1, REPLICATES, DAY, 4);
            assertThat(o.predicted()).as(family + " " + o).isEqualTo(o.realised(), within(.05 + NOISE));
            assertThat(o.coverage()).as(family + " " + o).isGreaterThan(.94 - NOISE);
            assertThat(o.width()).as(family + " " + o).isLessThan(1.5 * o.oracleWidth());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"NEGATIVE_BINOMIAL", "LONG_MEMORY"})
    void boundsCoverUnderSampling(EffectFree family) {
        for (int rate : new int[] {1, 100, 1000, 10_000}) {
            Visibility.Outcome o = Visibility.matched(family, 28, 1, rate, REPLICATES, DAY, 6);
            assertThat(o.coverage())
                    .as(family + " 1:" + rate + " " + o)
                    .isBetween(.94 - NOISE, rate < 10_000 ? .9999 : 1);
            assertThat(o.width()).as(family + " 1:" + rate + " " + o).isLessThan(1.5 * o.oracleWidth());
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "LONG_MEMORY_DIURNAL")
    void hoursBeforeOnly(EffectFree family) {
        for (double added : new double[] {.2, .5}) {
            Visibility.Outcome o = Visibility.blocks(family, 12, 45, added, REPLICATES, 5);
            assertThat(o.predicted()).as(family + " " + o).isEqualTo(o.realised(), within(.08 + NOISE));
            assertThat(o.coverage()).as(family + " " + o).isGreaterThan(.94 - NOISE);
        }
    }
}
