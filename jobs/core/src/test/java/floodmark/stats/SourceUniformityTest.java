package floodmark.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.junit.jupiter.api.Test;

class SourceUniformityTest {
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
    void chiSquareAgreesWithItsDefinition() {
        long[] counts = uniform(5000, 1);
        double expected = 5000.0 / SourceUniformity.CELLS;
        double x2 = 0;
        int cells = 0;
        for (int i = 0; i < 256; i++) {
            if (!SourceUniformity.reserved(i)) {
                x2 += (counts[i] - expected) * (counts[i] - expected) / expected;
                cells++;
            }
        }
        TestResult r = SourceUniformity.test(counts, .05);
        assertThat(cells).isEqualTo(SourceUniformity.CELLS);
        assertThat(r.statistic()).isEqualTo(x2, within(1e-9));
        // scipy.stats.chi2.sf(x2, 215) up to the variance match
        assertThat(r.pValue())
                .isEqualTo(1 - new ChiSquaredDistribution(null, 215).cumulativeProbability(x2), within(1e-3));
    }

    @Test
    void onlyManyEvenSendersPassForForged() {
        assertThat(SourceUniformity.consistentWithUniform(SourceUniformity.test(uniform(100, 7), .05)))
                .isFalse();
        TestResult many = SourceUniformity.test(uniform(20_000, 7), .05);
        assertThat(SourceUniformity.consistentWithUniform(many)).isTrue();
        assertThat(many.effect()).isLessThan(.05);
        assertThat(many.expectedLow()).isLessThan(many.expectedHigh());
    }

    @Test
    void realNetworksAreUneven() {
        long[] counts = new long[256];
        Draws draws = new Draws(9);
        for (int i = 0; i < 3000; i++) {
            counts[20 + (int) StrictMath.min(180, -40 * StrictMath.log(1 - draws.uniform()))]++;
        }
        TestResult r = SourceUniformity.test(counts, .05);
        assertThat(r.pValue()).isLessThan(1e-6);
        assertThat(r.effectLow()).isGreaterThan(SourceUniformity.NEAR);
        assertThat(r.effectLow()).isLessThan(r.effect());
        assertThat(r.effectHigh()).isGreaterThan(r.effect());
        assertThat(SourceUniformity.consistentWithUniform(r)).isFalse();
    }

    @Test
    void reservedSpaceDoesNotCount() {
        long[] counts = uniform(1000, 3);
        TestResult before = SourceUniformity.test(counts, .05);
        counts[10] = 100_000;
        counts[127] = 5;
        counts[240] = 7;
        assertThat(SourceUniformity.test(counts, .05)).isEqualTo(before);
    }

    @Test
    void refusesTooFewSenders() {
        assertThat(SourceUniformity.test(uniform(99, 1), .05).refusal())
                .isEqualTo("uniformity needs 100 IPv4 senders, there are 99");
        assertThatThrownBy(() -> SourceUniformity.test(new long[4], .05)).hasMessageContaining("256");
    }

    @Test
    void aHundredSendersAreEnough() {
        assertThat(SourceUniformity.test(uniform(100, 1), .05).refused()).isFalse();
        assertThat(SourceUniformity.test(uniform(99, 1), .05).refused()).isTrue();
    }
}
