package floodmark.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AdmiraltyTest {
    /** Words of MISP's taxonomy admiralty-scale, predicates source-reliability and information-credibility. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "A1|source A, completely reliable; information 1, confirmed by other sources",
                "B2|source B, usually reliable; information 2, probably true",
                "C3|source C, fairly reliable; information 3, possibly true",
                "D4|source D, not usually reliable; information 4, doubtful",
                "E5|source E, unreliable; information 5, improbable",
                "F6|source F, reliability cannot be judged; information 6, truth cannot be judged"
            })
    void spellsTheCodeOut(String grade, String words) {
        assertThat(Admiralty.words(grade)).isEqualTo(words);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A", "G1", "A7", "A0", "a1", "A11"})
    void refusesWhatIsNoCode(String grade) {
        assertThatIllegalArgumentException().isThrownBy(() -> Admiralty.words(grade));
    }

    @Test
    void sourceAndInformationAreJudgedApart() {
        assertThat(Admiralty.words("A5")).isEqualTo("source A, completely reliable; information 5, improbable");
    }
}
