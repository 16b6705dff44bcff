package floodmark.app.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class FloodKindTest {
    /** The evidence keeps its kinds to itself; one that no export knows would be left out without a word. */
    @Test
    void coversEveryKindThatTheEvidenceTellsApart() throws ReflectiveOperationException {
        Class<?> kinds = Class.forName("floodmark.evidence.FloodVector");
        var name = kinds.getDeclaredMethod("id");
        name.setAccessible(true);
        List<Object> ids = new ArrayList<>();
        for (Object kind : kinds.getEnumConstants()) {
            ids.add(name.invoke(kind));
        }
        assertThat(ids).hasSize(FloodKind.values().length).allMatch(id -> FloodKind.of((String) id) != null);
    }

    @Test
    void numbersAreTheirOwn() {
        assertThat(Arrays.stream(FloodKind.values()).map(FloodKind::attackId)).doesNotHaveDuplicates();
    }
}
