package floodmark.stats.ratio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerbalTest {
    @ParameterizedTest
    @CsvSource({
        "1, NONE",
        "2, NONE",
        "2.01, WEAK",
        "10, WEAK",
        "10.01, MODERATE",
        "100, MODERATE",
        "100.1, MODERATELY_STRONG",
        "1000, MODERATELY_STRONG",
        "1001, STRONG",
        "10000, STRONG",
        "10001, VERY_STRONG",
        "1000000, VERY_STRONG",
        "1000100, EXTREMELY_STRONG",
        "Infinity, EXTREMELY_STRONG"
    })
    void anEdgeBelongsToTheWeakerBandEitherWay(double ratio, Verbal expected) {
        assertThat(Verbal.of(StrictMath.log10(ratio))).isEqualTo(expected);
        assertThat(Verbal.of(-StrictMath.log10(ratio))).isEqualTo(expected);
    }

    @Test
    void wordsComeWithNumberAndSide() {
        assertThat(Verbal.describe(StrictMath.log10(37.4), "an attack", "a flash crowd"))
                .isEqualTo("moderate support for an attack rather than a flash crowd (37 times as probable)");
        assertThat(Verbal.describe(-StrictMath.log10(2345), "an attack", "a flash crowd"))
                .isEqualTo("strong support for a flash crowd rather than an attack (2,300 times as probable)");
        assertThat(Verbal.describe(StrictMath.log10(4.56), "an attack", "a flash crowd"))
                .isEqualTo("weak support for an attack rather than a flash crowd (4.6 times as probable)");
        assertThat(Verbal.describe(Double.NEGATIVE_INFINITY, "A", "B"))
                .isEqualTo("extremely strong support for B rather than A (without limit)");
    }

    @Test
    void littleIsSaidOfLittle() {
        assertThat(Verbal.describe(0, "A", "B"))
                .isEqualTo("no support either way between A and B (equally probable under both)");
        assertThat(Verbal.describe(StrictMath.log10(1.52), "A", "B"))
                .isEqualTo("no support either way between A and B (1.5 times as probable under A)");
        assertThat(Verbal.describe(-StrictMath.log10(1.98), "A", "B"))
                .isEqualTo("no support either way between A and B (2 times as probable under B)");
        assertThat(Verbal.WEAK.words()).isEqualTo("weak support");
    }

    @Test
    void refusesNaN() {
        assertThatThrownBy(() -> Verbal.of(Double.NaN)).hasMessageContaining("not a number");
        assertThatThrownBy(() -> Verbal.describe(Double.NaN, "A", "B")).hasMessageContaining("not a number");
    }
}
