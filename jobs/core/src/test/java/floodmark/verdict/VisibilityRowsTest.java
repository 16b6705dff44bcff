package floodmark.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import floodmark.evidence.Context;
import floodmark.evidence.Evidence;
import floodmark.evidence.Finding;
import org.junit.jupiter.api.Test;

/** The rows that say how small a flood would have been seen, and whether one of the claimed size was there. */
class VisibilityRowsTest {
    private static Evidence row(Context context, String test, String metric) {
        return context.rows().stream()
                .filter(r -> r.test().equals(test) && metric.equals(r.metric()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void sizesForBothPowersAndTheClaimedOne() {
        Context ordinary = new Scenario(1).evaluate();
        for (String metric : new String[] {"bps", "pps"}) {
            Evidence some = row(ordinary, "smallest-visible-80", metric);
            Evidence most = row(ordinary, "smallest-visible-95", metric);
            assertThat(some.statistic()).isEqualTo(.8);
            assertThat(some.effect()).isPositive().isLessThanOrEqualTo(most.effect());
            assertThat(most.upperBound()).isEqualTo(some.upperBound()).isPositive();
            Evidence claimed = row(ordinary, "equivalence", metric);
            assertThat(claimed.effect()).isGreaterThan(claimed.upperBound());
            assertThat(claimed.pValue()).isLessThanOrEqualTo(.05);
            assertThat(claimed.finding()).isEqualTo(Finding.CONTRADICTED);
        }
    }

    @Test
    void aFloodOfTheClaimedSizeIsNotContradicted() {
        Evidence claimed = row(new Scenario(2).inbound(4).evaluate(), "equivalence", "bps");
        assertThat(claimed.pValue()).isGreaterThan(.05);
        assertThat(claimed.finding()).isEqualTo(Finding.UNDECIDED);
    }

    @Test
    void withoutHistoryThereIsNoSuchRow() {
        assertThat(new Scenario(3).withoutHistory().evaluate().rows())
                .noneMatch(r -> r.test().startsWith("smallest-visible"))
                .anyMatch(r -> r.test().equals("power-curve") && r.finding() == Finding.NOT_TESTED);
    }
}
