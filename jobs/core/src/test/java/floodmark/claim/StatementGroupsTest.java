package floodmark.claim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatementGroupsTest {
    private static Statement said(String id, String... dependsOn) {
        return new Statement(
                id, Asserts.ATTACK, null, null, null, null, null, null, null, 0, null, null, Arrays.asList(dependsOn));
    }

    private static List<String> ids(StatementGroups groups, String origin) {
        return groups.all().getOrDefault(origin, List.of()).stream()
                .map(Statement::id)
                .toList();
    }

    @Test
    void aChainGoesBackToItsBeginningInWhateverOrderItStands() {
        StatementGroups groups = StatementGroups.of(List.of(said("c", "b"), said("b", "a"), said("d"), said("a")));
        assertThat(groups.all().keySet()).containsExactly("a", "d");
        assertThat(ids(groups, "a")).containsExactly("c", "b", "a");
    }

    @Test
    void whatRepeatsTwoCountsOnceAndJoinsNothing() {
        Statement both = said("both", "x", "y");
        StatementGroups groups = StatementGroups.of(List.of(said("x"), said("y"), both));
        assertThat(groups.all()).hasSize(2);
        assertThat(ids(groups, "x")).containsExactly("x", "both");
        assertThat(groups.count(List.of(both))).isEqualTo(1);
        assertThat(groups.count(List.of(said("y"), both))).isEqualTo(2);
    }

    @Test
    void tenThousandInAChainAreOneGroup() {
        List<Statement> chain = new ArrayList<>();
        for (int i = 10_000; i > 0; i--) {
            chain.add(said("s" + i, "s" + (i - 1)));
        }
        chain.add(said("s0"));
        StatementGroups groups = StatementGroups.of(chain);
        assertThat(groups.all()).hasSize(1);
        assertThat(groups.count(chain)).isEqualTo(1);
    }

    @Test
    void aCircleEnds() {
        StatementGroups groups = StatementGroups.of(List.of(said("a", "b"), said("b", "a")));
        assertThat(groups.all()).hasSize(1);
    }
}
