package floodmark.stats.calibration;

import static org.assertj.core.api.Assertions.assertThat;

import floodmark.stats.Draws;
import floodmark.stats.SourceUniformity;
import floodmark.stats.TestResult;
import org.junit.jupiter.api.Test;

/** Level and coverage of {@link SourceUniformity}, by simulation. */
class SpreadOfSendersTest {
    private static long[] uniform(int senders, long seed) {
        Draws draws = new Draws(seed);
        long[] counts = new long[256];
        for (int i = 0; i < senders; ) {
            int octet = draws.below(256);
            if (!SourceUniformity.reserved(octet)) {
                counts[octet]++;
                i++;
            }
        }
        return counts;
    }

    @Test
    void holdsItsLevelFromFewToManySenders() {
        for (int senders : new int[] {100, 300, 5000}) {
            int rejected = 0;
            for (int r = 0; r < 400; r++) {
                rejected += SourceUniformity.test(uniform(senders, 50 + r), .05).rejects(.05) ? 1 : 0;
            }
            // 99 % binomial interval of .05 with 400 trials
            assertThat(rejected).isBetween(9, 33);
        }
    }

    @Test
    void intervalCoversTheTrueDistance() {
        // Half of the cells twice as likely as the others.
        Draws draws = new Draws(13);
        double affinity = .5 * StrictMath.sqrt(4 / 3.0) + .5 * StrictMath.sqrt(2 / 3.0);
        double truth = StrictMath.sqrt(1 - affinity);
        int covered = 0;
        for (int r = 0; r < 100; r++) {
            long[] counts = new long[256];
            for (int i = 0; i < 2000; ) {
                int octet = draws.below(256);
                if (!SourceUniformity.reserved(octet) && (octet % 2 == 0 || draws.below(2) == 0)) {
                    counts[octet]++;
                    i++;
                }
            }
            TestResult result = SourceUniformity.test(counts, .05);
            covered += result.effectLow() <= truth && truth <= result.effectHigh() ? 1 : 0;
        }
        assertThat(covered).isGreaterThan(84);
    }
}
