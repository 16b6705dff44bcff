package floodmark.app.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import floodmark.model.UserError;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
    @Test
    void takesDefaultsUnlessSet() {
        assertThat(Settings.defaults().number("alpha")).isEqualTo(0.05);
        Settings settings = Settings.of(List.of("alpha=0.01"));
        assertThat(settings.number("alpha")).isEqualTo(0.01);
        assertThat(settings.changed()).containsOnlyKeys("alpha");
    }

    @Test
    void defaultsLieInTheirOwnRange() {
        for (Setting setting : Settings.ALL) {
            assertThat(setting.value()).as(setting.key()).isBetween(setting.lowest(), setting.highest());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"alpha", "=1", "alpha=", "alpha=x", "alpha=NaN", "alpha=2", "alpha=Infinity", "beta=1"})
    void refusesWhatIsNoSetting(String pair) {
        assertThatThrownBy(() -> Settings.of(List.of(pair)))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("[--set] ");
    }

    @Test
    void namesTheClosestKey() {
        assertThatThrownBy(() -> Settings.of(List.of("alhpa=0.1"))).hasMessageContaining("Did you mean alpha?");
    }

    @Test
    void refusesTwoValues() {
        assertThatThrownBy(() -> Settings.of(List.of("alpha=0.1", "alpha=0.2"))).hasMessageContaining("given twice");
    }
}
