package floodmark.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlaceboInSpaceTest {
    private static double[] donors(int n) {
        return IntStream.range(0, n).mapToDouble(i -> (i * 7 % n) / 10.0).toArray();
    }

    @Test
    void ranksTheSubjectAmongDonors() {
        TestResult r = PlaceboInSpace.test(5, donors(19), Side.GREATER, 0.05);
        assertThat(r.pValue()).isEqualTo(1 / 20.0);
        assertThat(r.effect()).isEqualTo(5 - 0.9, within(1e-12));
        assertThat(r.test()).isEqualTo("placebo-in-space");
        assertThat(PlaceboInSpace.test(1.75, donors(19), Side.GREATER, 0.05).pValue())
                .isEqualTo(2 / 20.0);
        assertThat(PlaceboInSpace.test(-1, donors(39), Side.TWO_SIDED, 0.05).pValue())
                .isEqualTo(2 / 40.0);
    }

    @Test
    void silentDonorsDoNotCount() {
        double[] some = {0.1, Double.NaN, 0.2, Double.NEGATIVE_INFINITY, 0.3, Double.POSITIVE_INFINITY};
        assertThat(PlaceboInSpace.test(1, some, Side.GREATER, 0.5).sampleSize()).isEqualTo(3);
        assertThat(PlaceboInSpace.test(1, some, Side.GREATER, 0.5).pValue()).isEqualTo(0.25);
    }

    @Test
    void refusesTooFewDonorsAndASilentSubject() {
        TestResult few = PlaceboInSpace.test(5, donors(12), Side.GREATER, 0.05);
        assertThat(few.refusal()).isEqualTo("cannot reach .05 with 12 comparison destinations; needs 19");
        assertThat(few.effect()).isGreaterThan(0);
        assertThat(PlaceboInSpace.test(5, donors(1), Side.TWO_SIDED, 0.05).refusal())
                .isEqualTo("cannot reach .05 with 1 comparison destination; needs 39");
        assertThat(PlaceboInSpace.test(Double.NaN, donors(30), Side.GREATER, 0.05)
                        .refused())
                .isTrue();
    }
}
