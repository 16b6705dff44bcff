package floodmark.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import floodmark.evidence.Evidence;
import floodmark.evidence.Finding;
import org.junit.jupiter.api.Test;

/** The row about the largest bin of the trouble. */
class VolumeBurstTest {
    private static Evidence burst(Scenario scenario) {
        return scenario.evaluate().rows().stream()
                .filter(r -> r.test().equals("extreme-tail") && "bps-largest-bin".equals(r.metric()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void anOrdinaryHourHasNoBurst() {
        Evidence row = burst(new Scenario(1));
        assertThat(row.pValue()).isGreaterThan(.05);
        assertThat(row.finding()).isEqualTo(Finding.UNDECIDED);
        assertThat(row.observed()).isBetween(.3, 3.0);
    }

    @Test
    void aFloodStandsOut() {
        Evidence row = burst(new Scenario(2).inbound(20));
        assertThat(row.pValue()).isLessThanOrEqualTo(.05);
        assertThat(row.finding()).isEqualTo(Finding.SUPPORTED);
        assertThat(row.effect()).isGreaterThan(5);
    }

    @Test
    void withoutDaysItIsNotTested() {
        Evidence row = burst(new Scenario(3).withoutHistory());
        assertThat(row.pValue()).isNaN();
        assertThat(row.finding()).isEqualTo(Finding.NOT_TESTED);
        assertThat(row.note()).contains("needs");
    }
}
