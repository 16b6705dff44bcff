package floodmark.capture.pseudonym;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import floodmark.capture.FlowRecord;
import floodmark.capture.RecordSink;
import floodmark.model.Address;
import floodmark.model.Prefix;
import floodmark.model.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PseudonymsTest {
    private final CryptoPan cipher = new CryptoPan(CryptoPanTest.KEY);

    private static Address address(String text) {
        return Objects.requireNonNull(Address.parse(text));
    }

    private static Prefix prefix(String text) {
        return Objects.requireNonNull(Prefix.parse(text));
    }

    @Test
    void mapsBothAddressesOfAFlowAndNothingElse() throws IOException {
        FlowRecord flow =
                new FlowRecord(1, 2, address("128.11.68.132"), address("10.0.0.1"), 3, 4, 6, 2, 5, 6, 1, 60, 61);
        List<FlowRecord> out = new ArrayList<>();
        Pseudonyms pseudonyms = new Pseudonyms(cipher, List.of(prefix("10.0.0.0/8")));
        try (RecordSink<FlowRecord> sink = pseudonyms.flows(new ListSink<>(out))) {
            sink.accept(flow);
        }
        assertThat(out)
                .containsExactly(new FlowRecord(
                        1, 2, address("135.242.180.132"), address("10.0.0.1"), 3, 4, 6, 2, 5, 6, 1, 60, 61));
    }

    @Test
    void noPseudonymFallsIntoAKeptPrefix() {
        // Crypto-PAn maps 128.11.0.0/16 onto 135.242.0.0/16, which is to stay as it is.
        Pseudonyms pseudonyms = new Pseudonyms(cipher, List.of(prefix("135.242.0.0/16")));
        Set<Address> seen = new HashSet<>();
        for (int i = 0; i < 1 << 16; i++) {
            Address kept = Address.ofIpv4(135 << 24 | 242 << 16 | i);
            assertThat(pseudonyms.of(kept)).isEqualTo(kept);
            seen.add(kept);
        }
        for (int i = 0; i < 1 << 16; i++) {
            assertThat(seen.add(pseudonyms.of(Address.ofIpv4(128 << 24 | 11 << 16 | i))))
                    .isTrue();
        }
    }

    @Test
    void mapsLabelsThatAreAddressesOrPrefixes() {
        Pseudonyms pseudonyms = new Pseudonyms(cipher, List.of(prefix("10.0.0.0/8")));
        assertThat(pseudonyms.of("128.11.68.132")).isEqualTo("135.242.180.132");
        assertThat(pseudonyms.of("128.11.0.0/16")).isEqualTo("135.242.0.0/16");
        assertThat(pseudonyms.of("10.1.0.0/16")).isEqualTo("10.1.0.0/16");
        assertThat(pseudonyms.of("0.0.0.0/0")).isEqualTo("0.0.0.0/0");
        assertThat(pseudonyms.of("www.example.org")).isEqualTo("www.example.org");
    }

    @Test
    void readsKeysOfBothForms(@TempDir Path directory) throws IOException {
        Path raw = Files.write(directory.resolve("raw"), CryptoPanTest.KEY);
        Path digits = Files.writeString(
                directory.resolve("digits"), " " + HexFormat.of().formatHex(CryptoPanTest.KEY) + "\n");
        assertThat(KeyFile.read(raw)).isEqualTo(CryptoPanTest.KEY);
        assertThat(KeyFile.read(digits)).isEqualTo(CryptoPanTest.KEY);
    }

    @Test
    void doesNotShowWhatAWrongKeyFileHolds(@TempDir Path directory) throws IOException {
        Path wrong = Files.writeString(directory.resolve("wrong"), "secret");
        assertThatThrownBy(() -> KeyFile.read(wrong))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("found 6 bytes, expected 32 bytes or 64 hexadecimal digits")
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> KeyFile.read(directory.resolve("none")))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("does not exist");
    }

    private record ListSink<T>(List<T> into) implements RecordSink<T> {
        @Override
        public void accept(T record) {
            into.add(record);
        }

        @Override
        public void close() {
            // The list is complete as it is.
        }
    }
}
