package floodmark.claim;

import static org.assertj.core.api.Assertions.assertThat;

import floodmark.model.Address;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetTest {
    @ParameterizedTest
    @CsvSource({
        "192.0.2.0/24, 192.0.2.7, true",
        "192.0.2.0/24, 192.0.2.0/25, true",
        "192.0.2.0/24, 192.0.2.0/24, true",
        "192.0.2.0/24, 192.0.0.0/16, false",
        "192.0.2.0/24, 192.0.3.7, false",
        "192.0.2.0/24, en.wikipedia, false",
        "192.0.2.7, 192.0.2.7/32, true",
        "2001:db8::/32, 2001:DB8:1::5, true",
        "en.wikipedia, en.wikipedia, true",
        "en.wikipedia, de.wikipedia, false"
    })
    void matchesLabels(String target, String label, boolean matches) {
        assertThat(Target.of(target).matchesLabel(label)).isEqualTo(matches);
    }

    @Test
    void onlyPrefixesHoldAddresses() {
        Address address = Objects.requireNonNull(Address.parse("192.0.2.7"));
        assertThat(Target.of("192.0.2.0/24").contains(address)).isTrue();
        assertThat(Target.of("192.0.3.0/24").contains(address)).isFalse();
        assertThat(Target.of("192.0.2.7x").contains(address)).isFalse();
    }

    @Test
    void kindsOfStatementHaveTextsThatLeadBack() {
        assertThat(Arrays.stream(Asserts.values()).map(a -> Asserts.of(a.text())))
                .containsExactly(Asserts.values());
        assertThat(Asserts.of("ATTACK")).isNull();
        assertThat(Asserts.ATTACK_CAUSED_TROUBLE.text()).isEqualTo("attack-caused-trouble");
    }
}
