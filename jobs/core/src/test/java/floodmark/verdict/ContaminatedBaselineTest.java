package floodmark.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import floodmark.claim.Asserts;
import floodmark.evidence.Context;
import floodmark.evidence.Evidence;
import floodmark.evidence.Finding;
import floodmark.model.LedgerEntry;
import floodmark.model.Times;
import floodmark.model.Window;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An earlier flood or outage in the baseline neither hides what came now nor makes less of what would have been seen. */
class ContaminatedBaselineTest {
    private static final long FLOOD_PACKETS = 100_000_000;
    private static final Window WEEK_BEFORE = Scenario.TROUBLE.shifted(-7 * Times.DAY);

    private static Evidence row(Context context, String test, String metric) {
        return context.rows().stream()
                .filter(r -> r.name().equals(test) && r.service() == null && metric.equals(r.metric()))
                .findFirst()
                .orElseThrow();
    }

    private static Finding attack(Context context) {
        return Judge.judge(context, false, List.of(), Scenario.RULES_ALONE).statements().stream()
                .filter(s -> s.statement().id().equals(Asserts.ATTACK.text()))
                .findFirst()
                .orElseThrow()
                .finding();
    }

    private static Scenario flood(double factor) {
        return new Scenario(41).inbound(factor).senders(30).trouble(Scenario.synFlood(FLOOD_PACKETS));
    }

    @Test
    void anEarlierFloodDoesNotHideALesserOne() {
        Context context = flood(5).aWeekBefore(50, 1).evaluate();
        Evidence row = row(context, "volume.matched-window", "bps");
        // 21 working days of which one is left out; it alone was larger.
        assertThat(row.pValue()).isCloseTo(1 / 21.0, within(1e-12));
        assertThat(row.finding()).isEqualTo(Finding.SUPPORTED);
        assertThat(row.note())
                .contains("1 window with an earlier flood or outage is left out (ledger)")
                .contains("with them kept p = 0.091, so that the finding rests on leaving them out")
                .contains("leaving out any single window: p = 0.050");
        assertThat(attack(context)).isEqualTo(Finding.SUPPORTED);
    }

    @Test
    void theLedgerListsWhatIsLeftOut() {
        List<LedgerEntry> entries =
                flood(5).aWeekBefore(50, 1).evaluate().baselines().entries();
        assertThat(entries)
                .extracting(LedgerEntry::where)
                .containsExactlyInAnyOrder("subject", "subject", "service web", "service web");
        assertThat(entries).allSatisfy(e -> {
            assertThat(e.kind()).isEqualTo("skipped");
            assertThat(e.what()).isEqualTo("baseline.left-out");
            // Six bins of the hour, and two on either side.
            assertThat(e.count()).isEqualTo(10);
            assertThat(e.note())
                    .startsWith(new Window(
                                    WEEK_BEFORE.startNanos() - 2 * Scenario.BIN,
                                    WEEK_BEFORE.endNanos() + 2 * Scenario.BIN)
                            + ": ")
                    .containsPattern(" (49|50|51)(\\.\\d)? times the usual [bp]ps");
        });
    }

    @Test
    void anEarlierFloodLeavesVisibilityAsItWas() {
        Evidence clean = row(new Scenario(42).evaluate(), "volume.matched-window", "bps");
        Evidence after = row(new Scenario(42).aWeekBefore(50, 1).evaluate(), "volume.matched-window", "bps");
        assertThat(clean.finding()).isEqualTo(Finding.CONTRADICTED);
        assertThat(after.finding()).isEqualTo(Finding.CONTRADICTED);
        assertThat(after.smallestVisible()).isCloseTo(clean.smallestVisible(), within(0.05 * clean.expected()));
        assertThat(after.upperBound()).isCloseTo(clean.upperBound(), within(0.05 * clean.expected()));
        assertThat(clean.note()).doesNotContain("left out").contains("leaving out any single window: p between");
    }

    @Test
    void anEarlierOutageDoesNotHideAnother() {
        Context context = new Scenario(43).outbound(0.5).aWeekBefore(1, 0).evaluate();
        Evidence row = row(context, "volume.matched-window-loss", "bps-out");
        assertThat(row.pValue()).isCloseTo(1 / 21.0, within(1e-12));
        assertThat(row.finding()).isEqualTo(Finding.SUPPORTED);
        assertThat(row.note()).contains("with them kept p = 0.091");
    }

    @Test
    void countsGoByTheSameRule() {
        Context context =
                new Scenario(44).counts().inbound(5).aWeekBefore(30, 1).evaluate();
        assertThat(row(context, "volume.matched-window", "requests").finding()).isEqualTo(Finding.SUPPORTED);
        assertThat(context.baselines().entries())
                .extracting(LedgerEntry::what)
                .containsOnly("baseline.left-out")
                .hasSize(2);
    }

    @Test
    void theComparisonSaysWhatIsLeftOut() {
        Evidence row = row(
                new Scenario(45).comparison(1).aWeekBefore(50, 1).evaluate(),
                "elsewhere.placebo-in-space",
                "bps-log-ratio");
        assertThat(row.note()).contains("left out of 1 baseline (ledger); with them kept p = ");
        // An hour of fifty times in 29 days made the baseline 7 % higher, more than any other destination's changed.
        assertThat(row.observed()).isBetween(-0.05, 0.05);
        assertThat(row.note()).endsWith("p = 0.0769");
    }

    @Test
    void whatIsLessThanTenfoldStaysAndCounts() {
        Context context = flood(5).aWeekBefore(6, 1).evaluate();
        assertThat(row(context, "volume.matched-window", "bps").pValue()).isCloseTo(2 / 22.0, within(1e-12));
        assertThat(context.baselines().entries()).isEmpty();
    }
}
