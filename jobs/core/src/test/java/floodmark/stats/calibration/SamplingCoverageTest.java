package floodmark.stats.calibration;

import static org.assertj.core.api.Assertions.assertThat;

import floodmark.stats.Draws;
import floodmark.stats.SamplingError;
import org.junit.jupiter.api.Test;

/** Coverage of the intervals of {@link SamplingError}, by simulation. */
class SamplingCoverageTest {
    @Test
    void intervalsCoverAcrossSamplingRates() {
        Draws draws = new Draws(11);
        for (int rate : new int[] {2, 10, 1000}) {
            for (double truth : new double[] {rate * 3.0, rate * 50.0}) {
                int covered = 0;
                for (int i = 0; i < 2000; i++) {
                    long seen = 0;
                    for (int j = 0; j < truth && rate < 1000; j++) {
                        seen += draws.below(rate) == 0 ? 1 : 0;
                    }
                    seen = rate < 1000 ? seen : (long) draws.poisson(truth / rate);
                    SamplingError.Estimate e = SamplingError.packets(seen, rate);
                    covered += e.low() <= truth && truth <= e.high() ? 1 : 0;
                }
                assertThat(covered / 2000.0).isGreaterThan(.94);
            }
        }
    }
}
