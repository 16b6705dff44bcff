package floodmark.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import floodmark.claim.Asserts;
import floodmark.claim.Vantage;
import floodmark.evidence.Context;
import floodmark.evidence.Evidence;
import floodmark.evidence.Explanation;
import floodmark.evidence.Finding;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Cases with a known cause, built so that the right finding is known beforehand. */
class JudgeTest {
    private static final long FLOOD_PACKETS = 100_000_000;

    private static Finding of(Verdict verdict, Asserts kind) {
        return of(verdict, kind.text());
    }

    private static Finding of(Verdict verdict, String id) {
        return verdict.statements().stream()
                .filter(s -> s.statement().id().equals(id))
                .findFirst()
                .orElseThrow()
                .finding();
    }

    @Test
    void anOrdinaryHourIsNothingUnusual() {
        Verdict verdict = new Scenario(1).judge();
        assertThat(verdict.explanation()).isEqualTo(Explanation.NOTHING_UNUSUAL);
        assertThat(of(verdict, Asserts.ATTACK)).isEqualTo(Finding.CONTRADICTED);
        assertThat(of(verdict, Asserts.NO_ATTACK)).isEqualTo(Finding.SUPPORTED);
        assertThat(of(verdict, Asserts.FLASH_CROWD)).isEqualTo(Finding.CONTRADICTED);
        assertThat(of(verdict, Asserts.SERVICE_FAILURE)).isEqualTo(Finding.CONTRADICTED);
        assertThat(verdict.visibility().smallestVisibleBps()).isPositive();
        assertThat(verdict.visibility().upperBoundBps()).isNotNegative();
    }

    private static Scenario synFlood(int seed) {
        return new Scenario(seed).inbound(100).senders(30).trouble(Scenario.synFlood(FLOOD_PACKETS));
    }

    @Test
    void aSpoofedSynFloodIsAnAttack() {
        Verdict verdict = synFlood(2).judge();
        assertThat(verdict.explanation()).isEqualTo(Explanation.ATTACK);
        assertThat(of(verdict, Asserts.ATTACK)).isEqualTo(Finding.SUPPORTED);
        assertThat(of(verdict, Asserts.NO_ATTACK)).isEqualTo(Finding.CONTRADICTED);
        assertThat(of(verdict, Asserts.ATTACK_CAUSED_TROUBLE)).isEqualTo(Finding.NOT_VISIBLE);
    }

    /** The flood outweighs every other explanation; that users came or the service failed as well is another matter. */
    @Test
    void whatAnAttackOutweighsMayHaveBeenThereAsWell() {
        Verdict verdict = synFlood(2).weigh();
        Ratios ratios = Objects.requireNonNull(verdict.ratios());
        assertThat(ratios.attack().supports()).isTrue();
        assertThat(ratios.of(Explanation.FLASH_CROWD).contradicts()).isTrue();
        assertThat(of(verdict, Asserts.FLASH_CROWD)).isEqualTo(Finding.UNDECIDED);
        assertThat(of(verdict, Asserts.SERVICE_FAILURE)).isNotEqualTo(Finding.CONTRADICTED);
    }

    @Test
    void withoutABaselineAnAttackIsJudgedByItsMakeup() {
        Verdict verdict = new Scenario(3)
                .withoutHistory()
                .inbound(100)
                .trouble(Scenario.synFlood(FLOOD_PACKETS))
                .judge();
        assertThat(verdict.explanation()).isEqualTo(Explanation.ATTACK);
        assertThat(verdict.visibility().smallestVisibleBps()).isNull();
        assertThat(verdict.visibility().reason()).isNotEmpty();
    }

    @Test
    void aFloodFromOneSenderNeedsNoSpread() {
        Verdict verdict = new Scenario(31)
                .inbound(100)
                .trouble(Scenario.singleSender(FLOOD_PACKETS))
                .judge();
        assertThat(of(verdict, Asserts.ATTACK)).isEqualTo(Finding.SUPPORTED);
    }

    @Test
    void aPortScanOfOneSenderIsNoFlood() {
        // A hundredth of the volume: 1,700 SYN packets a second over a thousand ports.
        Verdict verdict = new Scenario(32)
                .withoutHistory()
                .inbound(1)
                .trouble(Scenario.singleSender(6_000_000))
                .judge();
        assertThat(of(verdict, Asserts.ATTACK)).isNotEqualTo(Finding.SUPPORTED);
    }

    @Test
    void largeUnaskedDnsAnswersAreAReflectionAndSmallOnesAreNot() {
        Verdict large = new Scenario(33)
                .inbound(100)
                .trouble(Scenario.dnsAnswers(FLOOD_PACKETS, 1400))
                .judge();
        assertThat(of(large, Asserts.ATTACK)).isEqualTo(Finding.SUPPORTED);
        Verdict small = new Scenario(34)
                .inbound(100)
                .trouble(Scenario.dnsAnswers(FLOOD_PACKETS, 220))
                .judge();
        assertThat(of(small, Asserts.ATTACK)).isEqualTo(Finding.UNDECIDED);
    }

    @Test
    void clientsThatReconnectAreNoAttack() {
        Verdict verdict = new Scenario(4)
                .inbound(5)
                .outbound(0.01)
                .trouble(Scenario.retries(FLOOD_PACKETS))
                .judge();
        assertThat(of(verdict, Asserts.ATTACK)).isEqualTo(Finding.UNDECIDED);
        assertThat(verdict.explanation()).isNotEqualTo(Explanation.ATTACK);
    }

    @Test
    void moreOfTheUsualUsersAreAFlashCrowd() {
        Verdict verdict = new Scenario(5)
                .inbound(8)
                .outbound(8)
                .senders(8)
                .trouble(Scenario.users(floodmark.model.Profile.Phase.TROUBLE, 8, 0))
                .judge();
        assertThat(verdict.explanation()).isEqualTo(Explanation.FLASH_CROWD);
        assertThat(of(verdict, Asserts.ATTACK)).isEqualTo(Finding.UNDECIDED);
    }

    @Test
    void aSilentServiceUnderOrdinaryDemandFailed() {
        Verdict verdict = new Scenario(6).outbound(0.05).judge();
        assertThat(verdict.explanation()).isEqualTo(Explanation.SERVICE_FAILURE);
        assertThat(of(verdict, Asserts.ATTACK)).isEqualTo(Finding.CONTRADICTED);
    }

    @Test
    void whatIsNotSeenIsNotVisible() {
        Verdict inboundOnly = new Scenario(7)
                .vantage(new Vantage("tap", Vantage.Place.EDGE, Vantage.Sees.INBOUND, 1, 1, null))
                .judge();
        assertThat(of(inboundOnly, Asserts.SERVICE_FAILURE)).isEqualTo(Finding.NOT_VISIBLE);
        assertThat(of(inboundOnly, Asserts.WHOLE_PLATFORM)).isEqualTo(Finding.NOT_VISIBLE);
        assertThat(of(inboundOnly, Asserts.SATURATION)).isEqualTo(Finding.NOT_VISIBLE);
        assertThat(of(inboundOnly, Asserts.OTHER)).isEqualTo(Finding.NOT_VISIBLE);
        Verdict uncovered = new Scenario(8).uncovered().judge();
        assertThat(of(uncovered, Asserts.ATTACK)).isEqualTo(Finding.NOT_VISIBLE);
        assertThat(uncovered.explanation()).isEqualTo(Explanation.UNDETERMINED);
        assertThat(uncovered.telemetryComplete()).isFalse();
    }

    /** A doubling at the subject is a doubling at the vantage too, whatever part of the traffic passes there. */
    @Test
    void aSmallShareOfTheTrafficShowsADoublingAsWell() {
        Verdict part = new Scenario(1)
                .vantage(new Vantage("part", Vantage.Place.EDGE, Vantage.Sees.BOTH, 0.01, 0.05, null))
                .judge();
        assertThat(of(part, Asserts.ATTACK)).isEqualTo(Finding.CONTRADICTED);
        assertThat(of(part, Asserts.FLASH_CROWD)).isEqualTo(Finding.CONTRADICTED);
    }

    @Test
    void aTelescopeDoesNotSeeTheSubject() {
        Verdict verdict = new Scenario(9)
                .vantage(new Vantage("telescope", Vantage.Place.TELESCOPE, Vantage.Sees.INBOUND, 1, 1, 65_536L))
                .judge();
        assertThat(of(verdict, Asserts.ATTACK)).isEqualTo(Finding.NOT_VISIBLE);
        // Nor does silence there say that nothing was unusual at the subject.
        assertThat(verdict.explanation()).isEqualTo(Explanation.UNDETERMINED);
        assertThat(verdict.attack().sufficient()).isEqualTo(Finding.NOT_VISIBLE);
        assertThat(of(verdict, Asserts.ATTACK_CAUSED_TROUBLE)).isEqualTo(Finding.NOT_VISIBLE);
    }

    @Test
    void aClaimFarBeyondAllThatCameIsContradicted() {
        Verdict verdict = new Scenario(10)
                .withoutHistory()
                .trouble(Scenario.users(floodmark.model.Profile.Phase.TROUBLE, 1, 0))
                .claims(200_000_000_000L)
                .judge();
        assertThat(of(verdict, "claimed")).isEqualTo(Finding.CONTRADICTED);
        assertThat(verdict.attack().size()).isEqualTo(Finding.CONTRADICTED);
        assertThat(of(verdict, Asserts.ATTACK)).isEqualTo(Finding.UNDECIDED);
    }

    @Test
    void aClaimSmallerThanCanBeSeenIsNotContradicted() {
        Verdict verdict = new Scenario(17).claims(1000).judge();
        assertThat(of(verdict, "claimed")).isEqualTo(Finding.NOT_VISIBLE);
        assertThat(of(verdict, Asserts.ATTACK)).isEqualTo(Finding.CONTRADICTED);
    }

    @Test
    void troubleSharedWithOthersIsANetworkEvent() {
        Verdict shared =
                new Scenario(11).inbound(0.1).outbound(0.1).comparison(0.1).judge();
        assertThat(shared.explanation()).isEqualTo(Explanation.NETWORK_EVENT);
        assertThat(of(shared, Asserts.ELSEWHERE_ORDINARY)).isEqualTo(Finding.CONTRADICTED);
        Verdict alone =
                new Scenario(12).inbound(0.1).outbound(0.1).comparison(1).judge();
        assertThat(alone.explanation()).isEqualTo(Explanation.SERVICE_FAILURE);
        assertThat(of(alone, Asserts.ELSEWHERE_ORDINARY)).isEqualTo(Finding.SUPPORTED);
        assertThat(of(alone, Asserts.NETWORK_EVENT)).isEqualTo(Finding.CONTRADICTED);
    }

    @Test
    void theComparisonIsLookedAtInTimeToo() {
        Context shared =
                new Scenario(11).inbound(0.1).outbound(0.1).comparison(0.1).evaluate();
        assertThat(row(shared, "elsewhere.donor-decline").finding()).isEqualTo(Finding.SUPPORTED);
        assertThat(row(shared, "elsewhere.difference-in-differences").finding()).isNotEqualTo(Finding.NOT_TESTED);
        Context alone =
                new Scenario(12).inbound(0.1).outbound(0.1).comparison(1).evaluate();
        assertThat(row(alone, "elsewhere.difference-in-differences").effect()).isBetween(0.05, 0.2);
        assertThat(row(alone, "elsewhere.donor-decline").finding()).isEqualTo(Finding.UNDECIDED);
        assertThat(row(alone, "elsewhere.donor-decline").note()).contains("would have been seen with a probability");
    }

    private static Evidence row(Context context, String name) {
        return context.rows().stream()
                .filter(r -> r.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aScheduledRampOfRequestsIsAFlashCrowdAndNeverAnAttack() {
        Verdict verdict = new Scenario(13).counts().inbound(6).scheduledRamp().judge();
        assertThat(verdict.explanation()).isEqualTo(Explanation.FLASH_CROWD);
        assertThat(of(verdict, Asserts.ATTACK)).isEqualTo(Finding.UNDECIDED);
    }

    @Test
    void fewerServedRequestsDoNotRuleAnAttackOut() {
        Verdict verdict = new Scenario(14).counts().inbound(0.2).judge();
        assertThat(of(verdict, Asserts.ATTACK)).isEqualTo(Finding.UNDECIDED);
        assertThat(of(verdict, Asserts.FLASH_CROWD)).isEqualTo(Finding.CONTRADICTED);
    }

    @Test
    void countsAloneNeverSupportAnAttackWhateverTheyShow() {
        SplittableRandom random = new SplittableRandom(15);
        for (int i = 0; i < 40; i++) {
            Verdict verdict = new Scenario(random.nextLong())
                    .counts()
                    .inbound(StrictMath.exp(8 * random.nextDouble() - 3))
                    .judge();
            assertThat(of(verdict, Asserts.ATTACK)).isNotEqualTo(Finding.SUPPORTED);
            assertThat(verdict.explanation()).isNotEqualTo(Explanation.ATTACK);
        }
    }

    @Test
    void saturationAloneIsNoAttack() {
        Verdict verdict = new Scenario(16)
                .inbound(8)
                .outbound(8)
                .senders(8)
                .trouble(Scenario.users(floodmark.model.Profile.Phase.TROUBLE, 8, 0))
                .capacity(2_000_000_000L)
                .judge();
        assertThat(of(verdict, Asserts.SATURATION)).isEqualTo(Finding.SUPPORTED);
        assertThat(of(verdict, Asserts.ATTACK)).isEqualTo(Finding.UNDECIDED);
    }

    @Test
    void everyStatementHasAReasonAndARule() {
        for (int seed = 20; seed < 24; seed++) {
            for (Verdict.StatementFinding f :
                    new Scenario(seed).inbound(seed - 19).judge().statements()) {
                assertThat(f.why()).as(f.statement().id()).endsWith(".").doesNotContain("NaN");
                assertThat(f.rule()).matches("[A-Z-]+-\\d+");
            }
        }
    }

    private static Finding attackWithoutBaseline(long seed, floodmark.model.Profile trouble) {
        Verdict verdict = new Scenario(seed)
                .withoutHistory()
                .inbound(100)
                .trouble(trouble)
                .judge();
        return of(verdict, Asserts.ATTACK);
    }

    @Test
    void smallDevicesThatReconnectAreNoAttack() {
        // A segment size and no other option: 44 bytes, one or two packets from each of very many devices.
        assertThat(attackWithoutBaseline(
                        30, Scenario.syn(FLOOD_PACKETS, 44, 1, 0, Scenario.spoofed(FLOOD_PACKETS / 2))))
                .isNotEqualTo(Finding.SUPPORTED);
    }

    @Test
    void clientsWithSharedAddressesAreNoAttack() {
        // Carrier-grade NAT and private networks: unroutable senders in the course of business.
        assertThat(attackWithoutBaseline(
                        31, Scenario.syn(FLOOD_PACKETS, 60, 1, FLOOD_PACKETS / 2, Scenario.spoofed(FLOOD_PACKETS / 2))))
                .isNotEqualTo(Finding.SUPPORTED);
    }

    @Test
    void oneSampledPacketIsNoRate() {
        // Bare SYN packets of one scanner each, a thousand of them seen at 1:10,000: a sender seen once has no rate.
        assertThat(attackWithoutBaseline(
                        32, Scenario.syn(10_000_000, 40, 10_000, 0, Scenario.senders(1000, 0, 10_000_000))))
                .isNotEqualTo(Finding.SUPPORTED);
        // Fifty packets at that rate show nothing at all, whoever sent them.
        assertThat(attackWithoutBaseline(33, Scenario.syn(500_000, 40, 10_000, 0, Scenario.senders(1, 0, 500_000))))
                .isNotEqualTo(Finding.SUPPORTED);
    }

    @Test
    void pingsAndAnswersToTheSubjectAreNoAttack() {
        assertThat(attackWithoutBaseline(34, Scenario.icmp(FLOOD_PACKETS, 8))).isNotEqualTo(Finding.SUPPORTED);
        Verdict inboundOnly = new Scenario(35)
                .withoutHistory()
                .inbound(100)
                .vantage(new Vantage("tap", Vantage.Place.EDGE, Vantage.Sees.INBOUND, 1, 1, null))
                .trouble(Scenario.icmp(FLOOD_PACKETS, 3))
                .judge();
        assertThat(of(inboundOnly, Asserts.ATTACK)).isNotEqualTo(Finding.SUPPORTED);
    }

    @Test
    void aSmallAttackIsNotNoAttack() {
        Verdict verdict = synFlood(36).claims(900_000_000_000_000L).judge();
        assertThat(of(verdict, "claimed")).isEqualTo(Finding.CONTRADICTED);
        assertThat(of(verdict, Asserts.NO_ATTACK)).isEqualTo(Finding.CONTRADICTED);
    }

    @Test
    void partialCoverContradictsNothing() {
        Verdict verdict = new Scenario(37).coveredUpTo(0.7).judge();
        assertThat(of(verdict, Asserts.ATTACK)).isEqualTo(Finding.NOT_VISIBLE);
        assertThat(of(verdict, Asserts.FLASH_CROWD)).isNotEqualTo(Finding.CONTRADICTED);
        assertThat(of(verdict, Asserts.SERVICE_FAILURE)).isNotEqualTo(Finding.CONTRADICTED);
        assertThat(verdict.explanation()).isEqualTo(Explanation.UNDETERMINED);
    }

    @Test
    void aFloodOfHalfOpenConnectionsNeedNotFillALink() {
        Verdict verdict = synFlood(38).capacity(900_000_000_000_000L).judge();
        assertThat(verdict.attack().sufficient()).isEqualTo(Finding.UNDECIDED);
        assertThat(of(verdict, Asserts.ATTACK_CAUSED_TROUBLE)).isNotEqualTo(Finding.CONTRADICTED);
    }
}
