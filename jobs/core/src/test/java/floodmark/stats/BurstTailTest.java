package floodmark.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class BurstTailTest {
    private static final int BLOCKS = 48_000;

    private static double score(double volume) {
        return StrictMath.log1p(volume) / ScanScore.FLOOR;
    }

    /** A pool of 48,000 blocks: volume, number, volume, number... */
    private static BurstTail tail(double... volumesAndNumbers) {
        long[] counts = new long[PooledTail.Pool.CELLS];
        double[] smallest = new double[counts.length];
        Arrays.fill(smallest, Double.POSITIVE_INFINITY);
        long active = 0;
        for (int i = 0; i < volumesAndNumbers.length; i += 2) {
            double s = score(volumesAndNumbers[i]);
            int cell = PooledTail.Pool.cell(s);
            counts[cell] += (long) volumesAndNumbers[i + 1];
            smallest[cell] = StrictMath.min(smallest[cell], s);
            active += (long) volumesAndNumbers[i + 1];
        }
        counts[PooledTail.Pool.HALF] = BLOCKS - active;
        return new BurstTail(counts, smallest);
    }

    @Test
    void heaviestOfTheLawsByCensoredIntervals() {
        // Python, for the threshold 6 (the last volume that a tenth reaches), with b and n from it on:
        //   e = b + 1; e[-1] = expm1(.15 * sinh(75 / 20))  # where the cell of 20 ends
        //   ll = lambda a: sum(n * log((b/6)**-a - (e/6)**-a)) + 3 * log((e[-1]/6)**-a)
        //   best = scipy.optimize.minimize_scalar(lambda a: -ll(a), bounds=(1e-3, 60), method="bounded",
        // options={"xatol": 1e-12}).x
        //   a = scipy.optimize.brentq(lambda a: ll(a) - ll(best) + .5, 1e-3, best, xtol=1e-13)  # 1.648502952502338
        //   143 / 48000 * (x / 6)**-a
        // The thresholds 9, 14 and 20 give lighter laws, of index 2.
        BurstTail tail = tail(1, 500, 2, 160, 3, 90, 4, 110, 6, 50, 9, 40, 14, 30, 20, 20, 5000, 3);
        assertThat(tail.atLeast(score(1000))).isEqualTo(6.476950475481364e-07, within(1e-17));
        assertThat(tail.atLeast(score(5000))).isEqualTo(4.561592232787676e-08, within(1e-18));
        // Up to ten times the end of the body, empirical: three are as large.
        assertThat(tail.atLeast(score(230))).isEqualTo(4.0 / 48_001);
        assertThat(tail.atLeast(score(20))).isEqualTo(24.0 / 48_001);
        assertThat(tail.atLeast(0)).isEqualTo(1);
        assertThat(tail.atLeast(-1)).isEqualTo(1);
    }

    @Test
    void aSingleOccupiedCellIsEnough() {
        BurstTail tail = tail(1, 500);
        assertThat(tail.atLeast(score(1))).isEqualTo(501.0 / 48_001);
        assertThat(tail.atLeast(score(3))).isEqualTo(1.0 / 48_001);
        // Never more than ten in 500 cases: the largest index, 2.
        assertThat(tail.atLeast(score(1000))).isEqualTo(500.0 / BLOCKS / 1e6, within(1e-15));
    }

    @Test
    void aHeavyTailWithoutAGapStaysEmpirical() {
        BurstTail tail = tail(1, 500, 5, 40, 40, 9, 300, 5, 2500, 2);
        assertThat(tail.atLeast(score(2500))).isEqualTo(3.0 / 48_001);
        assertThat(tail.atLeast(score(20_000))).isEqualTo(1.0 / 48_001);
    }

    @Test
    void moreThanTwoPercentBeyondAGapAreNoFloods() {
        assertThat(tail(1, 900, 1000, 18).atLeast(score(1000))).isLessThan(1e-7);
        assertThat(tail(1, 900, 1000, 19).atLeast(score(1000))).isEqualTo(20.0 / 48_001);
    }

    @Test
    void followsParetoTailsAndNeverFallsBelowThem() {
        Draws draws = new Draws(4);
        for (double index : new double[] {.5, 1, 1.5}) {
            double[] volumes = new double[20_000];
            for (int i = 0; i < volumes.length; i += 2) {
                volumes[i] = StrictMath.floor(StrictMath.pow(1 - draws.uniform(), -1 / index));
                volumes[i + 1] = 1;
            }
            BurstTail tail = tail(volumes);
            double truth = 10_000.0 / BLOCKS * StrictMath.pow(1e9, -index);
            assertThat(tail.atLeast(score(1e9))).as("%s", index).isBetween(truth, 200 * truth);
        }
    }

    @Test
    void monotone() {
        BurstTail tail = tail(1, 500, 2, 160, 3, 90, 4, 110, 6, 50, 9, 40, 14, 30, 20, 20, 5000, 3);
        double last = 1;
        for (double x = .5; x < 1e6; x *= 1.07) {
            double now = tail.atLeast(score(x));
            assertThat(now).isLessThanOrEqualTo(last).isPositive();
            last = now;
        }
    }

    @Test
    void nothingButSilence() {
        assertThat(tail().atLeast(0)).isEqualTo(1);
        assertThat(tail().atLeast(score(5))).isEqualTo(1.0 / 48_001);
    }
}
