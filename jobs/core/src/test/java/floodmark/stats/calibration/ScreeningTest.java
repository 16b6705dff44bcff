package floodmark.stats.calibration;

import static org.assertj.core.api.Assertions.assertThat;

import floodmark.stats.calibration.Screening.Background;
import floodmark.stats.calibration.Screening.Plan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** False discoveries and power of the screening; {@code -Dfloodmark.full=true}: 10^5 destinations and a day of minutes. */
class ScreeningTest {
    private static final boolean FULL = Boolean.getBoolean("floodmark.full");

    @ParameterizedTest
    @EnumSource(names = {"STEADY", "PARTLY_SPARSE"})
    void holdsTheFalseDiscoveryRateAndFindsTheFloods(Background background) {
        // Silent floods have no company of their kind where no destination is sparse.
        int silent = background == Background.STEADY ? 0 : 20;
        Screening.Outcome o =
                Screening.run(new Plan(FULL ? 100_000 : 12_000, FULL ? 1440 : 240, background, .01, silent), 77);
        assertThat(o.falseShare()).as(o.toString()).isLessThanOrEqualTo(.10);
        assertThat(o.power()).as(o.toString()).isGreaterThan(.8);
        assertThat(o.silentFound()).as(o.toString()).isEqualTo(silent);
        assertThat(o.nominal()).as(o.toString()).isBetween(.01, .06);
        assertThat(o.refused()).isZero();
    }

    @Test
    void findsFloodsOfSilentDestinations() {
        for (int floods : new int[] {1, 20, 300}) {
            Screening.Outcome o = Screening.run(new Plan(100_000, 240, Background.SPARSE, 0, floods), 1000 + floods);
            assertThat(o.silentFound()).as(o.toString()).isEqualTo(floods);
            assertThat(o.falseShare()).as(o.toString()).isLessThanOrEqualTo(.10);
        }
    }

    @ParameterizedTest
    @EnumSource
    void findsNothingWhereNothingIs(Background background) {
        int runs = FULL ? 100 : 20;
        int any = 0;
        for (int r = 0; r < runs; r++) {
            any += Screening.run(new Plan(FULL ? 20_000 : 2000, 240, background, 0, 0), 500 + r)
                                    .falselyFound()
                            > 0
                    ? 1
                    : 0;
        }
        assertThat(any).isLessThanOrEqualTo(runs / 10);
    }

    @Test
    void theSameSeedGivesTheSameOutcome() {
        Plan plan = new Plan(1000, 240, Background.SPARSE_MIXED, .1, 5);
        assertThat(Screening.run(plan, 3)).isEqualTo(Screening.run(plan, 3)).isNotEqualTo(Screening.run(plan, 4));
    }
}
