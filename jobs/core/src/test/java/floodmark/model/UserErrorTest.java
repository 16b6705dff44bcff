package floodmark.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class UserErrorTest {
    @Test
    void hasTheFormThatIsPromised() {
        assertThat(UserError.of("a.yaml:1:2", "x is wrong", 5, "6", "Write 6"))
                .hasMessage("[a.yaml:1:2] x is wrong: found 5, expected 6. Write 6.");
        assertThat(UserError.of("a", "x is wrong", "", "6", "Write 6"))
                .hasMessage("[a] x is wrong: found nothing, expected 6. Write 6.");
    }

    @Test
    void hostileValuesStayOnOneLineWhereverTheyStand() {
        String hostile = "\u0000\r\n\u001b[31m\u202e\u2028\u2029\u200b\ud800\u0085";
        assertThat(UserError.of(hostile, hostile, hostile, hostile, hostile).getMessage())
                .doesNotContain(
                        "\u0000", "\r", "\n", "\u001b", "\u202e", "\u2028", "\u2029", "\u200b", "\ud800", "\u0085");
        Random random = new Random(1);
        for (int i = 0; i < 2_000; i++) {
            String text = random.ints(20, 0, 0x3000)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
            assertThat(UserError.printable(text).codePoints().noneMatch(c -> c < 0x20 || c == 0x2028 || c == 0x85))
                    .isTrue();
        }
    }

    @Test
    void longValuesAreCutBetweenCharacters() {
        String smile = "\ud83d\ude00";
        assertThat(UserError.printable(smile.repeat(200))).isEqualTo(smile.repeat(200));
        assertThat(UserError.printable(smile.repeat(201))).isEqualTo(smile.repeat(200) + "…");
        assertThat(UserError.printable("x".repeat(1 << 20))).hasSize(201);
    }
}
