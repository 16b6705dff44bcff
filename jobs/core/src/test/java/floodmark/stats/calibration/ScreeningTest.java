package floodmark.stats.calibration;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** False discoveries and power of the screening; {@code -Dfloodmark.full=true}: 10^5 destinations and a day of minutes. */
class ScreeningTest {
    private static final boolean FULL = Boolean.getBoolean("floodmark.full");

    @Test
    void holdsTheFalseDiscoveryRateAndFindsTheFloods() {
        Screening.Outcome o = Screening.run(FULL ? 100_000 : 12_000, FULL ? 1440 : 240, .01, 1, 77);
        assertThat(o.falseShare()).as(o.toString()).isLessThanOrEqualTo(FULL ? .10 : .15);
        assertThat(o.power()).as(o.toString()).isGreaterThan(FULL ? .8 : .7);
        assertThat(o.nominal()).as(o.toString()).isBetween(.01, .06);
        assertThat(o.refused()).isZero();
    }

    @Test
    void findsNothingWhereNothingIs() {
        int runs = FULL ? 20 : 3;
        int any = 0;
        for (int r = 0; r < runs; r++) {
            any += Screening.run(FULL ? 20_000 : 3000, 240, 0, .01, 500 + r).falselyFound() > 0 ? 1 : 0;
        }
        assertThat(any).isLessThanOrEqualTo(FULL ? 5 : 1);
    }
}
