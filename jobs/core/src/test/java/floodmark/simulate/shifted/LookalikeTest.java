package floodmark.simulate.shifted;

import static org.assertj.core.api.Assertions.assertThat;

import floodmark.evidence.Explanation;
import floodmark.model.Address;
import floodmark.simulate.Truth;
import floodmark.stats.Draws;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What each of the mechanisms that look like something else must show in flows, and what must be true of it. */
class LookalikeTest {
    private static final long SEED = 77;
    private static final int SYN = 0x02;
    private static final int SYN_ACK = 0x12;
    private static final int RESET = 0x14;

    private record Row(
            double second,
            Address source,
            Address destination,
            int sourcePort,
            int port,
            int protocol,
            int flags,
            long packets,
            long bytes) {}

    /** An incident, and what was recorded of its subject while the cause lasted and before. */
    private static final class Case {
        final Scene scene;
        final Truth truth;
        final List<Row> rows = new ArrayList<>();
        final Set<Address> subject;
        final Set<Address> others;

        Case(Scene scene, long number, boolean recorded) {
            this.scene = scene;
            ShiftedIncident incident = new ShiftedIncident(scene, SEED, number);
            truth = incident.truth();
            subject =
                    scene.services().stream().flatMap(s -> s.addresses.stream()).collect(Collectors.toSet());
            others = scene.neighbours().stream()
                    .flatMap(s -> s.addresses.stream())
                    .collect(Collectors.toSet());
            if (recorded) {
                incident.emit((start, end, sh, sl, dh, dl, sp, dp, protocol, flags, packets, bytes, rate, ttl) ->
                        rows.add(new Row(
                                start / 1e9,
                                new Address(sh, sl),
                                new Address(dh, dl),
                                sp,
                                dp,
                                protocol,
                                flags,
                                packets,
                                bytes)));
            }
        }

        boolean during(Row row) {
            return row.second >= scene.schedule().causeStart()
                    && row.second < scene.schedule().causeEnd();
        }

        boolean before(Row row) {
            return row.second < scene.schedule().causeStart() - 60;
        }

        List<Row> rows(Predicate<Row> which) {
            return rows.stream().filter(which).toList();
        }

        List<Row> in(Predicate<Row> which) {
            return rows(r -> subject.contains(r.destination) && which.test(r));
        }

        Set<Address> members(AddressPlan plan) {
            Draws draws = new Draws(5);
            return IntStream.range(0, 40_000).mapToObj(i -> plan.draw(draws)).collect(Collectors.toSet());
        }
    }

    private static Scene scene(Mechanism mechanism, long number) {
        return SceneMaker.make(mechanism, Draws.of(SEED, number, 1));
    }

    /** The first incidents of that kind that are seen in that way. */
    private static List<Case> cases(Mechanism mechanism, int many, Predicate<Scene> seen) {
        List<Case> cases = new ArrayList<>();
        for (long number = 0; number < 400 && cases.size() < many; number++) {
            Scene scene = scene(mechanism, number);
            if (seen.test(scene)) {
                cases.add(new Case(scene, number, true));
            }
        }
        assertThat(cases).hasSize(many);
        return cases;
    }

    /** All packets both ways, with an hour before the cause to compare with. */
    private static boolean clear(Scene scene) {
        return scene.sight().sampling() == 1
                && scene.sight().both()
                && scene.schedule().firstSecond() < scene.schedule().causeStart() - 3600;
    }

    private static long packets(List<Row> rows) {
        return rows.stream().mapToLong(Row::packets).sum();
    }

    private static Set<Address> sources(List<Row> rows) {
        return rows.stream().map(Row::source).collect(Collectors.toSet());
    }

    private static Set<Long> providers(List<Row> rows) {
        return rows.stream().map(r -> provider(r.source)).collect(Collectors.toSet());
    }

    private static long provider(Address address) {
        return address.isIpv4() ? address.low() >>> 16 & 0xffff : address.high() >>> 32;
    }

    @ParameterizedTest
    @EnumSource(
            value = Mechanism.class,
            names = {"CLOCKS", "EXITS", "STATE_LOST", "CACHE_LOST", "ANYCAST", "LOOP", "BACKSCATTER", "TRANSPORT"})
    void noneOfTheseIsAnAttack(Mechanism mechanism) {
        for (long number = 0; number < 8; number++) {
            Truth truth = new Case(scene(mechanism, number), number, false).truth;
            assertThat(truth.explanation()).isEqualTo(mechanism.explanation).isNotEqualTo(Explanation.ATTACK);
            assertThat(truth.also()).isEmpty();
            assertThat(truth.attack()).isFalse();
            assertThat(truth.mimicry()).isFalse();
            assertThat(truth.blind()).isFalse();
            assertThat(truth.flood()).isNull();
            assertThat(truth.floodBps() + truth.floodPps() + truth.doubling()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Mechanism.class,
            names = {"FRAGMENTS", "TCP_REFLECTION", "RAPID_RESET", "COSTLY"})
    void theseAreAttacksAndOnlyOneHidesAmongUsers(Mechanism mechanism) {
        for (long number = 0; number < 8; number++) {
            Truth truth = new Case(scene(mechanism, number), number, false).truth;
            assertThat(truth.attack()).isTrue();
            assertThat(truth.mimicry()).isEqualTo(mechanism == Mechanism.COSTLY);
            assertThat(truth.blind()).isFalse();
            assertThat(truth.flood()).isNotNull();
            assertThat(truth.floodBps()).isPositive();
            assertThat(truth.doubling()).isPositive();
        }
    }

    @Test
    void clocksAskFromOnePortInPacketsOfOneSizeAndAreMany() {
        for (Case one : cases(Mechanism.CLOCKS, 4, LookalikeTest::clear)) {
            int port = one.scene.crowds().get(0).session().clientPort;
            List<Row> asked = one.in(r -> r.sourcePort == port && r.port == 123 && one.during(r));
            List<Row> all = one.in(r -> r.port == 123 && one.during(r));
            assertThat(packets(asked)).isGreaterThan(packets(all) / 2);
            assertThat(asked).allMatch(r -> r.protocol == 17 && Math.abs(r.bytes / (double) r.packets - 76) < 6);
            assertThat(one.members(one.scene.crowds().get(0).users())).hasSizeGreaterThan(2000);
            assertThat(sources(asked)).as("as many as there are rows for").hasSizeGreaterThan(20);
        }
    }

    @Test
    void manyPeopleComeThroughAFewAddressesThatWereKnown() {
        for (Case one : cases(Mechanism.EXITS, 4, LookalikeTest::clear)) {
            Set<Address> exits = one.members(one.scene.crowds().get(0).users());
            assertThat(exits).hasSizeLessThan(3 * 64);
            List<Row> during = one.in(one::during);
            List<Row> theirs = one.in(r -> one.during(r) && exits.contains(r.source));
            assertThat(theirs.size()).isGreaterThan(during.size() / 4);
            assertThat(one.rows(r -> one.during(r) && exits.contains(r.destination)))
                    .as("they are answered")
                    .isNotEmpty();
            Set<Long> carriers = providers(theirs);
            Set<Long> usual = one.members(one.scene.services().get(0).users).stream()
                    .map(LookalikeTest::provider)
                    .collect(Collectors.toSet());
            assertThat(usual).containsAll(carriers);
        }
    }

    @Test
    void aFirewallThatForgotMeetsPacketsOfNoConnection() {
        for (Case one : cases(Mechanism.STATE_LOST, 4, LookalikeTest::clear)) {
            Predicate<Row> orphan = r -> r.protocol == 6 && (r.flags == 0x10 || r.flags == 0x18);
            assertThat(one.in(r -> one.before(r) && orphan.test(r))).isEmpty();
            List<Row> orphans = one.in(r -> one.during(r) && orphan.test(r));
            assertThat(orphans).hasSizeGreaterThan(20);
            Set<Address> users = one.members(one.scene.services().get(0).users);
            long known = orphans.stream().filter(r -> users.contains(r.source)).count();
            assertThat(known).as("of the service's own users").isGreaterThan(orphans.size() / 3);
        }
    }

    @Test
    void cachesThatWereEmptiedAreThoseThatAlwaysFetched() {
        for (Case one : cases(Mechanism.CACHE_LOST, 4, LookalikeTest::clear)) {
            Set<Address> caches = one.members(one.scene.strays().get(0).sources());
            assertThat(caches).hasSizeLessThan(400);
            List<Row> fetched = one.in(r -> one.before(r) && caches.contains(r.source));
            List<Row> again = one.in(r -> one.during(r) && caches.contains(r.source));
            double share = fetched.size() / (double) one.in(one::before).size();
            double then = again.size() / (double) one.in(one::during).size();
            assertThat(fetched).as("always a few").isNotEmpty();
            assertThat(then).isGreaterThan(2 * share);
        }
    }

    @Test
    void anotherSitesUsersComeToAllDestinationsAndAreServed() {
        for (Case one : cases(Mechanism.ANYCAST, 4, LookalikeTest::clear)) {
            Set<Long> known = providers(one.rows(one::before));
            Predicate<Row> strange = r -> one.during(r) && !known.contains(provider(r.source));
            for (Set<Address> there : List.of(one.subject, one.others)) {
                List<Row> all = one.rows(r -> one.during(r) && there.contains(r.destination));
                List<Row> strangers = all.stream().filter(strange).toList();
                assertThat(strangers.size()).isGreaterThan(all.size() / 8);
            }
            Set<Address> asked = sources(one.in(strange));
            Set<Address> answered = one.rows(r -> one.subject.contains(r.source)).stream()
                    .map(Row::destination)
                    .collect(Collectors.toCollection(HashSet::new));
            answered.retainAll(asked);
            assertThat(answered.size()).isGreaterThan(asked.size() / 10);
        }
    }

    @Test
    void whatGoesRoundIsCountedAtEachRoundAndNotAnswered() {
        Predicate<Scene> past = s -> clear(s)
                && !s.sight().place().equals("server")
                && s.services().get(0).kind.tcp();
        for (Case one : cases(Mechanism.LOOP, 4, past)) {
            Address first = one.scene.services().get(0).addresses.get(0);
            Predicate<Row> unanswered = r -> r.protocol == 6 && r.flags == SYN && r.destination.equals(first);
            List<Row> round = one.rows(r -> one.during(r) && unanswered.test(r) && r.packets >= 5);
            assertThat(round).isNotEmpty();
            List<Row> usual = one.rows(r -> one.before(r) && unanswered.test(r));
            double each = packets(round) / (double) round.size();
            double ordinary = usual.isEmpty() ? 1 : packets(usual) / (double) usual.size();
            assertThat(each).isGreaterThan(2 * ordinary);
            long syn = packets(one.rows(r -> one.during(r) && unanswered.test(r)));
            long all = packets(one.rows(r -> one.during(r) && r.destination.equals(first)));
            assertThat(syn)
                    .as("what a counter of packets would call a SYN flood")
                    .isGreaterThan(all / 4);
        }
    }

    @Test
    void atTheMachinesALoopIsOnlySilence() {
        int found = 0;
        for (long number = 0; number < 60 && found < 3; number++) {
            Scene scene = scene(Mechanism.LOOP, number);
            if (scene.sight().place().equals("server") && scene.disruption() != null) {
                assertThat(scene.disruption().looped()).isEmpty();
                assertThat(scene.disruption().arriving(scene.services().get(0).users))
                        .isLessThan(.41);
                found++;
            }
        }
        assertThat(found).as("scenes at the machines").isEqualTo(3);
    }

    @Test
    void backscatterComesFromFewAndReflectionFromMany() {
        for (Case one : cases(Mechanism.BACKSCATTER, 4, LookalikeTest::clear)) {
            List<Row> answers = one.in(r -> one.during(r) && (r.flags == SYN_ACK || r.flags == RESET));
            assertThat(one.in(r -> one.before(r) && r.flags == SYN_ACK)).isEmpty();
            assertThat(sources(answers)).hasSizeBetween(1, 8);
            assertThat(answers.stream().map(Row::port).distinct().count()).isGreaterThan(answers.size() / 3L);
            Flood stray = one.scene.strays().get(0);
            assertThat(stray.level()).isLessThanOrEqualTo(.4 * one.scene.packetLimit());
        }
        for (Case one : cases(Mechanism.TCP_REFLECTION, 3, LookalikeTest::clear)) {
            assertThat(sources(one.in(r -> one.during(r) && r.flags == SYN_ACK)))
                    .hasSizeGreaterThan(100);
            assertThat(one.in(r -> one.before(r) && r.flags == SYN_ACK)).isEmpty();
        }
    }

    @Test
    void theSameUsersComeByQuicAndAreNoMore() {
        for (Case one : cases(Mechanism.TRANSPORT, 4, LookalikeTest::clear)) {
            Service site = one.scene.services().get(0);
            Predicate<Row> quic = r -> r.protocol == 17 && site.addresses.contains(r.destination);
            assertThat(one.rows(r -> one.before(r) && quic.test(r))).isEmpty();
            List<Row> turned = one.rows(r -> one.during(r) && quic.test(r));
            assertThat(turned).isNotEmpty().allMatch(r -> r.port == 443);
            Set<Address> users = one.members(site.users);
            long known = turned.stream().filter(r -> users.contains(r.source)).count();
            assertThat(known).isGreaterThan(turned.size() / 3);
            assertThat(one.rows(r -> one.during(r) && r.protocol == 17 && site.addresses.contains(r.source)))
                    .as("answers")
                    .isNotEmpty();
        }
    }

    @Test
    void fragmentsHaveNoPorts() {
        for (Case one : cases(Mechanism.FRAGMENTS, 3, LookalikeTest::clear)) {
            Predicate<Row> fragment = r -> r.protocol == 17 && r.port == 0 && r.sourcePort == 0;
            assertThat(one.in(r -> one.before(r) && fragment.test(r))).isEmpty();
            List<Row> fragments = one.in(r -> one.during(r) && fragment.test(r));
            assertThat(packets(fragments)).isGreaterThan(packets(one.in(one::during)) / 4);
            assertThat(fragments).allMatch(r -> r.bytes >= 600 * r.packets);
        }
    }

    @Test
    void rapidResetsAskMuchOnFewConnections() {
        for (long number = 0; number < 12; number++) {
            Scene scene = scene(Mechanism.RAPID_RESET, number);
            Flood flood = scene.floods().get(0);
            Session session = Objects.requireNonNull(flood.session());
            Session visit = scene.services().get(0).served();
            assertThat(session.bitsThere()).isGreaterThan(4 * session.bitsBack());
            assertThat(session.packetsThere() / session.connections)
                    .isGreaterThan(3 * visit.packetsThere() / visit.connections);
            assertThat(flood.cost()).isGreaterThanOrEqualTo(40);
        }
    }

    /** Too few to be seen by their number, and what one of them sends is what users send; but the work is more than there is room for. */
    @Test
    void costlyRequestsAreFewAndLikeThoseOfUsers() {
        double[] doublings = new double[12];
        for (int number = 0; number < doublings.length; number++) {
            Case one = new Case(scene(Mechanism.COSTLY, number), number, false);
            Flood flood = one.scene.floods().get(0);
            Service first = one.scene.services().get(0);
            assertThat(flood.session()).isSameAs(first.served());
            double work = flood.level() * flood.cost();
            assertThat(work).as("of users on average").isGreaterThan(2 * first.rate);
            doublings[number] = one.truth.doubling();
        }
        Arrays.sort(doublings);
        assertThat(doublings[6]).isBetween(.01, .8);
    }

    @Test
    void everyMechanismHasItsTurnAndItsOwnName() {
        Set<Mechanism> reached =
                IntStream.range(0, 5 * 21).mapToObj(Mechanism::of).collect(Collectors.toSet());
        assertThat(reached).containsExactlyInAnyOrder(Mechanism.values());
        assertThat(Stream.of(Mechanism.values()).map(m -> m.id)).doesNotHaveDuplicates();
    }
}
