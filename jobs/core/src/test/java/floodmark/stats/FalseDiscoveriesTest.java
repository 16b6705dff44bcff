package floodmark.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FalseDiscoveriesTest {
    private static final boolean FULL = Boolean.getBoolean("floodmark.full");

    /** p-values with ties, zeros, ones, NaN and some floods. */
    private static double[] pValues(int m, Draws draws) {
        double[] p = new double[m];
        for (int i = 0; i < m; i++) {
            double u = draws.uniform();
            p[i] = switch (draws.below(8)) {
                case 0 -> Double.NaN;
                case 1 -> draws.below(20) / 20.0;
                case 2 -> u * 1e-4;
                case 3 -> draws.below(3) * .05;
                case 4 -> 1;
                default -> u;
            };
        }
        return p;
    }

    /** Spreads the values over parts, sends some of the parts, merges in a random tree. */
    private static FalseDiscoveries spread(double[] values, FalseDiscoveries[] parts, Draws draws) {
        for (double value : values) {
            parts[draws.below(parts.length)].add(value);
        }
        List<FalseDiscoveries> left = new ArrayList<>(List.of(parts));
        while (left.size() > 1) {
            FalseDiscoveries other = left.remove(draws.below(left.size()));
            left.get(draws.below(left.size()))
                    .merge(draws.below(2) == 0 ? other : FalseDiscoveries.ofArray(other.toArray()));
        }
        return left.get(0);
    }

    private static FalseDiscoveries[] parts(int n, double level, boolean eValues) {
        FalseDiscoveries[] parts = new FalseDiscoveries[n];
        for (int i = 0; i < n; i++) {
            parts[i] = eValues ? FalseDiscoveries.ofEValues(level) : FalseDiscoveries.ofPValues(level);
        }
        return parts;
    }

    @Test
    void qValuesHaveTheBitsOfTheCentralComputation() {
        Draws draws = new Draws(1);
        for (int r = 0; r < 400; r++) {
            double[] p = pValues(draws.below(r % 20 == 0 ? 5000 : 60), draws);
            double[] hochberg = MultipleTesting.benjaminiHochberg(p);
            double[] yekutieli = MultipleTesting.benjaminiYekutieli(p);
            for (double level : new double[] {1, .1, .05, .001}) {
                FalseDiscoveries all = spread(p, parts(1 + draws.below(9), level, false), draws);
                same(p, hochberg, all.benjaminiHochberg(), level);
                same(p, yekutieli, all.benjaminiYekutieli(), level);
            }
        }
    }

    private static void same(double[] p, double[] central, FalseDiscoveries.QValues q, double level) {
        for (int i = 0; i < p.length; i++) {
            double expected = Double.isNaN(central[i]) || central[i] <= level ? central[i] : 1;
            assertThat(Double.doubleToLongBits(q.of(p[i]))).isEqualTo(Double.doubleToLongBits(expected));
        }
    }

    @Test
    void eValuesAreRejectedAsCentrally() {
        Draws draws = new Draws(2);
        int rejections = 0;
        for (int r = 0; r < 400; r++) {
            double[] e = new double[draws.below(100)];
            for (int i = 0; i < e.length; i++) {
                e[i] = switch (draws.below(5)) {
                    case 0 -> Double.NaN;
                    case 1 -> 10 * draws.below(6); // ties on the thresholds
                    case 2 -> draws.below(40) == 0 ? Double.POSITIVE_INFINITY : 0;
                    default -> StrictMath.exp(3 * draws.normal());
                };
            }
            for (double level : new double[] {1, .1, .05}) {
                boolean[] central = MultipleTesting.eBenjaminiHochberg(e, level);
                FalseDiscoveries all = spread(e, parts(1 + draws.below(9), level, true), draws);
                FalseDiscoveries.Rejections rejected = all.eBenjaminiHochberg();
                for (int i = 0; i < e.length; i++) {
                    assertThat(rejected.rejects(e[i])).isEqualTo(central[i]);
                    rejections += central[i] ? 1 : 0;
                }
            }
        }
        assertThat(rejections).isGreaterThan(1000);
    }

    @Test
    void keepsOnlyWhatCanMatter() {
        FalseDiscoveries part = FalseDiscoveries.ofPValues(.1);
        for (double p : new double[] {.05, .1, .1000001, Double.NaN, 1, 0}) {
            part.add(p);
        }
        assertThat(part.tests()).isEqualTo(5);
        assertThat(part.kept()).isEqualTo(3);
        FalseDiscoveries eValues = FalseDiscoveries.ofEValues(.1);
        for (double e : new double[] {9.99, 10, Double.POSITIVE_INFINITY, Double.NaN}) {
            eValues.add(e);
        }
        assertThat(eValues.tests()).isEqualTo(3);
        assertThat(eValues.kept()).isEqualTo(2);
    }

    @Test
    void largeFamilies() {
        int m = FULL ? 10_000_000 : 300_000;
        Draws draws = new Draws(3);
        double[] p = new double[m];
        FalseDiscoveries[] parts = parts(4, 1, false);
        for (int i = 0; i < m; i++) {
            p[i] = draws.uniform() * (i % 50 == 0 ? 1e-5 : 1);
            parts[i & 3].add(p[i]);
        }
        for (int i = 1; i < parts.length; i++) {
            parts[0].merge(parts[i]);
        }
        FalseDiscoveries.QValues q = parts[0].benjaminiHochberg();
        double[] central = MultipleTesting.benjaminiHochberg(p);
        for (int i = 0; i < m; i++) {
            if (q.of(p[i]) != central[i]) {
                assertThat(q.of(p[i])).isEqualTo(central[i]);
            }
        }
    }

    @Test
    void refusesWhatDoesNotBelong() {
        FalseDiscoveries p = FalseDiscoveries.ofPValues(.1);
        FalseDiscoveries e = FalseDiscoveries.ofEValues(.1);
        assertThatThrownBy(() -> p.add(1.01)).hasMessage("no p-value: 1.01");
        assertThatThrownBy(() -> e.add(-1)).hasMessage("no e-value: -1.0");
        assertThatThrownBy(() -> p.merge(e)).hasMessageContaining("different families");
        assertThatThrownBy(() -> p.merge(FalseDiscoveries.ofPValues(.05))).hasMessageContaining("0.1, 0.05");
        assertThatThrownBy(p::eBenjaminiHochberg).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(e::benjaminiHochberg).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> FalseDiscoveries.ofPValues(0)).hasMessageContaining("not a level");
        assertThatThrownBy(() -> FalseDiscoveries.ofArray(new long[2])).hasMessageContaining("2 figures");
        p.add(.03);
        assertThatThrownBy(() -> p.benjaminiHochberg().of(.02)).hasMessageContaining("0.02");
    }
}
