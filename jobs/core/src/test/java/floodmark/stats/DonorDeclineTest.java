package floodmark.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DonorDeclineTest {
    /** Donors that are as one, with 1, 2, ..., k in earlier windows. */
    private static double[][] donors(int count, int k, double observed) {
        double[] row = Arrays.copyOf(Samples.upTo(k), k + 1);
        row[k] = observed;
        double[][] out = new double[count][];
        Arrays.setAll(out, d -> Samples.map(row, v -> v * (d + 1)));
        return out;
    }

    /** By hand: the level is 20, the median of .5, 1, ..., 40; the expectation 20.5; limits are the smallest and the largest of 40. */
    @Test
    void keepsAShareOfTheUsual() {
        TestResult r = DonorDecline.matched(donors(3, 40, .5), 41, .05).test();
        assertThat(r.refused()).isFalse();
        assertThat(r.pValue()).isEqualTo(1 / 41.0);
        assertThat(r.statistic()).isEqualTo(StrictMath.log(.5 / 20), within(1e-12));
        assertThat(r.effect()).isEqualTo(.5 / 20.5, within(1e-12));
        assertThat(r.effectLow()).isEqualTo(.5 / 40, within(1e-12));
        assertThat(r.effectHigh()).isEqualTo(.5, within(1e-12));
        assertThat(r.expected()).isEqualTo(20.5 / 20, within(1e-12));
        assertThat(r.sampleSize()).isEqualTo(40);
    }

    /** The 33rd of 40 windows, ceil(.8 * 41), must fall to the second, floor(41 * .05); with 19 the 16th to the first. */
    @Test
    void saysWhatDropWouldHaveBeenSeen() {
        assertThat(DonorDecline.matched(donors(3, 40, .5), 41, .05).visible()).isEqualTo(1 - 2 / 33.0, within(1e-12));
        assertThat(DonorDecline.matched(donors(3, 19, .5), 20, .05).visible()).isEqualTo(1 - 1 / 16.0, within(1e-12));
    }

    @Test
    void limitsOfRefusal() {
        DonorDecline.Outcome brief = DonorDecline.matched(donors(3, 18, .5), 19, .05);
        assertThat(brief.test().refusal()).contains("needs 19");
        assertThat(brief.visible()).isNaN();
        DonorDecline.Outcome few = DonorDecline.matched(donors(2, 40, .5), 41, .05);
        assertThat(few.test().refusal()).isEqualTo("needs 3 comparison destinations with a level, has 2");
        assertThat(few.visible()).isNaN();
    }
}
