package floodmark.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ScaleTest {
    private static final Scale RATIO = Scale.cut("volume", "ratio", "how much?", 0.5, 2);

    @Test
    void aLevelHoldsItsLowerCut() {
        assertThat(RATIO.levels()).containsExactly("below 0.5", "0.5 to 2", "2 or more");
        assertThat(RATIO.level(0.4999)).isZero();
        assertThat(RATIO.level(0.5)).isEqualTo(1);
        assertThat(RATIO.level(2)).isEqualTo(2);
        assertThat(RATIO.level(Double.POSITIVE_INFINITY)).isEqualTo(2);
        assertThat(RATIO.name()).isEqualTo("volume.ratio");
    }

    @Test
    void aNameThatIsNoLevelIsAMistake() {
        Scale scale = Scale.named("scope", "hit", "how many?", "none", "all");
        assertThat(scale.level("all")).isEqualTo(1);
        assertThatThrownBy(() -> scale.level("some")).hasMessageContaining("some is no level of scope.hit");
    }

    @Test
    void everyScaleStandsInTheFamilyThatShowsIt() {
        for (Family family : Families.ALL) {
            assertThat(family.scales()).allMatch(s -> s.family().equals(family.id()));
            assertThat(family.scales()).allMatch(s -> s.levels().size() >= 2);
        }
    }
}
