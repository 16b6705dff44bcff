package floodmark.pipeline.cell;

import static org.assertj.core.api.Assertions.assertThat;

import floodmark.model.Address;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** First and last address of registered prefixes, and their neighbours (RFC 6890, RFC 6598, RFC 5737, RFC 2544). */
class BogonsTest {
    @ParameterizedTest
    @CsvSource({
        "0.255.255.255, 1.0.0.0",
        "10.0.0.0, 9.255.255.255",
        "10.255.255.255, 11.0.0.0",
        "100.64.0.0, 100.63.255.255",
        "100.127.255.255, 100.128.0.0",
        "127.0.0.1, 126.255.255.255",
        "169.254.7.7, 169.253.7.7",
        "172.31.255.255, 172.32.0.0",
        "192.0.2.255, 192.0.3.0",
        "192.168.0.0, 192.167.255.255",
        "198.19.255.255, 198.20.0.0",
        "203.0.113.9, 203.0.112.9",
        "224.0.0.0, 223.255.255.255",
        "239.255.255.255, 8.8.8.8",
        "255.255.255.255, 1.1.1.1",
        "::, ::2",
        "2001:db8::1, 2001:db9::1",
        "ff02::1, 2606:4700::1111"
    })
    void knowsWhatCannotBeASource(String bogon, String neighbour) {
        assertThat(Bogons.contains(address(bogon))).isTrue();
        assertThat(Bogons.contains(address(neighbour))).isFalse();
    }

    private static Address address(String text) {
        return Objects.requireNonNull(Address.parse(text));
    }
}
