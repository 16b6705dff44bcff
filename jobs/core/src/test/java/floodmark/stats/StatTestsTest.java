package floodmark.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class StatTestsTest {
    @Test
    void everyEntrySaysWhatItIs() {
        assertThat(StatTests.ALL).hasSizeGreaterThan(10);
        for (StatTest test : StatTests.ALL) {
            assertThat(test.id()).matches("[a-z]+(-[a-z]+)*");
            assertThat(test.title()).isNotBlank();
            assertThat(test.question()).matches("[A-Z].*\\?");
            assertThat(test.reference()).matches(".*\\d{4}.*");
        }
    }

    @Test
    void idsAreUnique() {
        List<String> ids = StatTests.ALL.stream().map(StatTest::id).toList();
        assertThat(ids).doesNotHaveDuplicates();
    }
}
