package floodmark.stats.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import floodmark.stats.Draws;
import org.junit.jupiter.api.Test;

class EffectFreeTest {
    private static double autocorrelation(EffectFree family, int lag) {
        Draws draws = new Draws(3);
        EffectFree.Source source = family.source(512);
        double product = 0;
        double square = 0;
        for (int r = 0; r < 400; r++) {
            double[] x = source.intensity(draws);
            for (int i = 0; i + lag < x.length; i++) {
                double a = StrictMath.log(x[i]);
                double b = StrictMath.log(x[i + lag]);
                product += (a + .0196) * (b + .0196);
                square += (a + .0196) * (a + .0196);
            }
        }
        return product / square;
    }

    @Test
    void dependenceIsAsStated() {
        // AR: .8^k; fGn with H = .85: (2^1.7 - 2) / 2 at lag 1, .5 (11^1.7 - 2 10^1.7 + 9^1.7) at lag 10
        assertThat(autocorrelation(EffectFree.AUTOREGRESSIVE, 1)).isEqualTo(.8, within(.01));
        assertThat(autocorrelation(EffectFree.AUTOREGRESSIVE, 5)).isEqualTo(.3277, within(.02));
        assertThat(autocorrelation(EffectFree.LONG_MEMORY, 1)).isEqualTo(.6245, within(.02));
        assertThat(autocorrelation(EffectFree.LONG_MEMORY, 10)).isEqualTo(.2985, within(.03));
        assertThat(autocorrelation(EffectFree.NEGATIVE_BINOMIAL, 1)).isEqualTo(0, within(.02));
    }

    @Test
    void meanAndVariationAreAsStated() {
        for (EffectFree family : EffectFree.values()) {
            Draws draws = new Draws(5);
            EffectFree.Source source = family.source(EffectFree.DAY);
            double sum = 0;
            double squares = 0;
            int n = 0;
            for (int r = 0; r < 120; r++) {
                for (double x : source.draw(1000, draws)) {
                    sum += x;
                    squares += x * x;
                    n++;
                }
            }
            double mean = sum / n;
            double variation = StrictMath.sqrt(squares / n / (mean * mean) - 1);
            double expected = switch (family) {
                case POISSON -> StrictMath.sqrt(.001);
                case LONG_MEMORY_DIURNAL -> StrictMath.sqrt(1.04 * 1.125 - 1 + .001);
                default -> StrictMath.sqrt(.041);
            };
            assertThat(mean).as(family.name()).isEqualTo(1000, within(20.0));
            assertThat(variation).as(family.name()).isEqualTo(expected, within(.02));
        }
    }

    @Test
    void sameSeedSameTraffic() {
        for (EffectFree family : EffectFree.values()) {
            assertThat(family.source(100).draw(50, new Draws(1)))
                    .containsExactly(family.source(100).draw(50, new Draws(1)));
        }
    }

    @Test
    void whiteNoiseIsTheSpecialCaseOfHurstOneHalf() {
        double[] x = new FractionalNoise(1000, .5).draw(new Draws(4));
        double product = 0;
        for (int i = 1; i < x.length; i++) {
            product += x[i] * x[i - 1];
        }
        assertThat(x).hasSize(1000);
        assertThat(product / 1000).isEqualTo(0, within(.1));
        assertThat(new FractionalNoise(1, .8).draw(new Draws(1))).hasSize(1);
    }
}
