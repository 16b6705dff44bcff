package floodmark.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import floodmark.pipeline.MergeBlocks.Part;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class JoinPartsTest {
    private final List<String> whole = new ArrayList<>();
    private final JoinParts join =
            new JoinParts((key, bytes) -> whole.add(key + "=" + new String(bytes, StandardCharsets.US_ASCII)));

    private static Part part(String key, int index, int parts, String bytes) {
        return new Part(key, index, parts, bytes.getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void handsOnWhatIsWholeInTheOrderOfItsParts() {
        join.accept(part("a", 2, 3, "z"));
        join.accept(part("b", 0, 1, ""));
        join.accept(part("a", 0, 3, "xx"));
        assertThat(whole).containsExactly("b=");
        join.accept(part("a", 1, 3, "yyy"));
        assertThat(whole).containsExactly("b=", "a=xxyyyz");
        assertThatCode(join::checkComplete).doesNotThrowAnyException();
    }

    @Test
    void noticesPartsThatCameTwiceOrNotAtAll() {
        join.accept(part("a", 0, 2, "x"));
        assertThatThrownBy(() -> join.accept(part("a", 0, 2, "x"))).hasMessage("part 0 of a came twice");
        assertThatThrownBy(join::checkComplete).hasMessage("parts are missing of [a]");
    }
}
