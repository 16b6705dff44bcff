package floodmark.capture.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import floodmark.model.Address;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressBytesTest {
    private final AddressBytes parser = new AddressBytes();

    private @Nullable Address parse(String text) {
        byte[] bytes = (">>" + text + "<<").getBytes(StandardCharsets.UTF_8);
        int length = text.getBytes(StandardCharsets.UTF_8).length;
        return parser.parseText(bytes, 2, length) ? new Address(parser.high(), parser.low()) : null;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                ":",
                "::",
                ":::",
                "::1",
                "1::",
                "1::1",
                "1.2.3.4",
                "0.0.0.0",
                "255.255.255.255",
                "256.1.1.1",
                "01.2.3.4",
                "1.2.3",
                "1.2.3.4.5",
                "1.2.3.",
                ".1.2.3",
                "1..2.3",
                "1.2.3.4 ",
                "::ffff:1.2.3.4",
                "::1.2.3.4",
                "1:2:3:4:5:6:1.2.3.4",
                "1:2:3:4:5:6:7:1.2.3.4",
                "1:2:3:4:5:6:7:8",
                "1:2:3:4:5:6:7:8:9",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7::",
                "::2:3:4:5:6:7:8",
                "1::3:4:5:6:7:8",
                "1::2::3",
                "2001:db8::G",
                "2001:DB8::A",
                "12345::",
                "1:",
                ":1",
                "fe80::1%eth0",
                "1:2:3:4:5:6:7:",
                "::1.2.3",
                "::1.2.3.4:5",
                "1.2.3.4::",
                "é::1",
                "::ffff:0:0",
                "0:0:0:0:0:0:0:0",
                "0000:0000:0000:0000:0000:ffff:255.255.255.255"
            })
    void acceptsWhatTheModelAccepts(String text) {
        assertThat(parse(text)).isEqualTo(Address.parse(text));
    }

    @Test
    void agreesWithTheModelOnRandomTexts() {
        SplittableRandom random = new SplittableRandom(11);
        String alphabet = "0123456789abcdefF:::...";
        int addresses = 0;
        for (int i = 0; i < 200_000; i++) {
            Address address = new Address(
                    random.nextInt(3) == 0 ? 0 : random.nextLong(), random.nextLong() >>> random.nextInt(64));
            StringBuilder text = new StringBuilder(
                    i % 2 == 0
                            ? address.toString()
                            : Address.ofIpv4(random.nextInt()).toString());
            for (int edits = random.nextInt(3); edits > 0; edits--) {
                char with = alphabet.charAt(random.nextInt(alphabet.length()));
                text.setCharAt(random.nextInt(text.length()), with);
            }
            Address expected = Address.parse(text);
            addresses += expected == null ? 0 : 1;
            assertThat(parse(text.toString())).as(text.toString()).isEqualTo(expected);
        }
        assertThat(addresses).isBetween(60_000, 190_000);
    }

    @Test
    void readsBinary() {
        Address address = Captures.address("2001:db8:1:2:3:4:5:6");
        parser.readBinary(address.toBytes(), 0, 16);
        assertThat(new Address(parser.high(), parser.low())).isEqualTo(address);
        parser.readBinary(new byte[] {9, (byte) 192, 0, 2, (byte) 200}, 1, 4);
        assertThat(new Address(parser.high(), parser.low())).isEqualTo(Captures.address("192.0.2.200"));
    }
}
