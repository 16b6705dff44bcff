package floodmark.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import floodmark.claim.CaseReader;
import floodmark.model.UserError;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Damaged case files are read or refused on one line; nothing else ever happens. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class CaseFileFuzzTest {
    private static final int ROUNDS = Boolean.getBoolean("floodmark.full") ? 200_000 : 4_000;
    private static final String[] TOKENS = {
        "[",
        "]",
        "{",
        "}",
        ": ",
        ", ",
        "\n",
        "  ",
        "- ",
        "&a ",
        "*a",
        "'",
        "\"",
        "#",
        "|",
        "~",
        "0",
        "-1",
        "1e99",
        "PT",
        "Z",
        "\t",
        "\u202e",
        "!!map ",
        "<<",
        "? ",
        "192.0.2.10/32",
        "2001:db8::/48",
        "attack",
        "onset",
        "id",
        "start"
    };

    private int read;

    private void feed(byte[] bytes) {
        try {
            CaseReader.read(Yaml.parse(bytes, "c.yaml"), bytes);
            read++;
        } catch (UserError e) {
            assertThat(String.valueOf(e.getMessage()))
                    .startsWith("[c.yaml")
                    .contains(": found ", ", expected ")
                    .endsWith(".")
                    .doesNotContain("\n", "\r", "\u2028", "\u202e", "\u0000")
                    .hasSizeLessThan(2_000);
        }
    }

    private void tryOut(byte[] bytes, int round) {
        assertThatCode(() -> feed(bytes))
                .as("round %d: %s", round, new String(bytes, StandardCharsets.ISO_8859_1))
                .doesNotThrowAnyException();
    }

    @Test
    void damagedBytes() {
        byte[] good = CaseFileTest.GOOD.getBytes(StandardCharsets.UTF_8);
        Random random = new Random(0xF100D);
        for (int round = 0; round < ROUNDS; round++) {
            byte[] bytes = good;
            for (int k = 1 + random.nextInt(3); k > 0; k--) {
                bytes = damaged(bytes, random);
            }
            tryOut(bytes, round);
        }
        assertThat(read).isBetween(ROUNDS / 20, ROUNDS / 2);
    }

    private static byte[] damaged(byte[] bytes, Random random) {
        int at = random.nextInt(bytes.length);
        int length = Math.min(bytes.length - at, 1 + random.nextInt(random.nextBoolean() ? 3 : 60));
        byte[] copy = bytes.clone();
        switch (random.nextInt(4)) {
            case 0 -> copy[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> copy[at] = bytes[random.nextInt(bytes.length)];
            case 2 -> copy = concat(Arrays.copyOf(bytes, at), Arrays.copyOfRange(bytes, at + length, bytes.length));
            default -> copy = concat(Arrays.copyOf(bytes, at + length), Arrays.copyOfRange(bytes, at, bytes.length));
        }
        return copy.length == 0 ? bytes : copy;
    }

    private static byte[] concat(byte[] a, byte[] b) {
        byte[] both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }

    @Test
    void strangeTokens() {
        Random random = new Random(0xCA5E);
        for (int round = 0; round < ROUNDS; round++) {
            StringBuilder text = new StringBuilder(CaseFileTest.GOOD);
            for (int k = 1 + random.nextInt(2); k > 0; k--) {
                int at = random.nextInt(text.length());
                String token = TOKENS[random.nextInt(TOKENS.length)];
                text.replace(at, Math.min(text.length(), at + random.nextInt(12)), token);
            }
            tryOut(text.toString().getBytes(StandardCharsets.UTF_8), round);
        }
        assertThat(read).isBetween(ROUNDS / 50, ROUNDS / 2);
    }

    @Test
    void linesLostRepeatedAndSwapped() {
        String[] lines = CaseFileTest.GOOD.split("\n");
        Random random = new Random(0x11E5);
        for (int round = 0; round < ROUNDS / 4; round++) {
            String[] copy = lines.clone();
            for (int k = 1 + random.nextInt(3); k > 0; k--) {
                copy[random.nextInt(copy.length)] = random.nextBoolean() ? lines[random.nextInt(lines.length)] : "";
            }
            tryOut(String.join("\n", copy).getBytes(StandardCharsets.UTF_8), round);
        }
        assertThat(read).isPositive();
    }

    @Test
    void everyPrefixOfTheFile() {
        byte[] good = CaseFileTest.GOOD.getBytes(StandardCharsets.UTF_8);
        for (int length = 0; length < good.length; length++) {
            tryOut(Arrays.copyOf(good, length), length);
        }
        assertThat(read).isLessThan(good.length / 5);
    }
}
