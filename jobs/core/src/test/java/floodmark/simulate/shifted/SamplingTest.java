package floodmark.simulate.shifted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import floodmark.stats.Draws;
import org.junit.jupiter.api.Test;

/** Thinning against its formulae: packets of a flow that is seen at all, and flags of the packets that are. */
class SamplingTest {
    private static final int DRAWS = 40_000;

    private static Sight sight(int sampling) {
        return new Sight("edge", true, 1, "1", sampling, false, false);
    }

    /** E(k | k >= 1) = n q / (1 - (1 - q)^n); P(k = 1 | k >= 1) = n q (1 - q)^(n - 1) / (1 - (1 - q)^n). */
    @Test
    void sampledPacketsAreBinomialGivenOne() {
        Draws draws = new Draws(11);
        for (int n : new int[] {2, 7, 60, 900}) {
            for (int every : new int[] {10, 100, 4096}) {
                double q = 1.0 / every;
                double any = 1 - StrictMath.pow(1 - q, n);
                double sum = 0;
                double ones = 0;
                for (int i = 0; i < DRAWS; i++) {
                    int k = sight(every).sampled(draws, n);
                    assertThat(k).isBetween(1, n);
                    sum += k;
                    ones += k == 1 ? 1 : 0;
                }
                double mean = n * q / any;
                double spread = 5 * StrictMath.sqrt(n * q * (1 + n * q) / DRAWS) + 1e-9;
                assertThat(sum / DRAWS).as("mean of %d at 1:%d", n, every).isCloseTo(mean, within(spread));
                double one = n * q * StrictMath.pow(1 - q, n - 1) / any;
                double error = 5 * StrictMath.sqrt(one * (1 - one) / DRAWS) + 1e-9;
                assertThat(ones / DRAWS).as("ones of %d at 1:%d", n, every).isCloseTo(one, within(error));
                assertThat(sight(every).seen(n)).isCloseTo(any, within(1e-12));
            }
        }
        assertThat(sight(1).sampled(draws, 9)).isEqualTo(9);
        assertThat(sight(1).seen(0)).isZero();
    }

    @Test
    void flagsAreThoseOfTheSampledPackets() {
        Draws draws = new Draws(12);
        double syn = 0;
        double fin = 0;
        for (int i = 0; i < DRAWS; i++) {
            int flags = Trace.CLIENT.flags(draws, 20, 2);
            syn += (flags & 0x02) != 0 ? 1 : 0;
            fin += (flags & 0x01) != 0 ? 1 : 0;
            assertThat(flags).isNotZero();
        }
        assertThat(syn / DRAWS).isCloseTo(.1, within(.01));
        assertThat(fin / DRAWS).isCloseTo(.1, within(.01));
        assertThat(Trace.CLIENT.flags(draws, 8, 8)).isEqualTo(0x02 | 0x10 | 0x08 | 0x01);
        assertThat(Trace.SERVER.flags(draws, 8, 8)).isEqualTo(0x02 | 0x10 | 0x08 | 0x01);
        assertThat(Trace.SYN.flags(draws, 4, 1)).isEqualTo(0x02);
        assertThat(Trace.RESET.flags(draws, 1, 1)).isEqualTo(0x14);
        assertThat(Trace.NONE.flags(draws, 9, 3)).isZero();
    }

    /** A session leaves a row unless none of its connections does. */
    @Test
    void sessionsLeaveRowsAsOftenAsTheirConnections() {
        Draws draws = new Draws(13);
        Conversation one = new Conversation(
                draws, sight(100), 6, Trace.CLIENT, Trace.SERVER, d -> new double[] {10, 10, 100, 500, 1});
        double seen = 1 - StrictMath.pow(.99, 10);
        double either = 1 - (1 - seen) * (1 - seen);
        assertThat(one.recorded).isCloseTo(either, within(1e-12));
        assertThat(one.rows).isCloseTo(2 * seen, within(1e-12));
        Session single = new Session(one, 1, 1);
        assertThat(single.recorded).isCloseTo(either, within(1e-12));
        assertThat(single.recordedConnections(draws)).isEqualTo(1);
        // geometric from 1 on with mean 2: P(no row) = sum of 2^-m (1-d)^m = (1-d) / (1+d)
        Session two = new Session(one, 2, 1);
        assertThat(two.connections).isCloseTo(2, within(1e-6));
        assertThat(two.recorded).isCloseTo(1 - (1 - either) / (1 + either), within(1e-6));
    }
}
