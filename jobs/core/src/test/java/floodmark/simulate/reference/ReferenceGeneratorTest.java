package floodmark.simulate.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import floodmark.claim.Vantage.Place;
import floodmark.evidence.Explanation;
import floodmark.model.Address;
import floodmark.model.Window;
import floodmark.simulate.Incident;
import floodmark.simulate.Truth;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReferenceGeneratorTest {
    private static final int INCIDENTS = 40;

    private final ReferenceGenerator generator = new ReferenceGenerator();

    /** Counts and digests flows, and notes the first that cannot be. */
    private static final class Tally {
        private long digest = 17;
        private int rows;
        private String wrong = "";

        private void mix(long... values) {
            for (long value : values) {
                digest = digest * 0x5851F42D4C957F2DL + value;
                digest ^= digest >>> 29;
            }
        }

        static Tally of(Incident incident) {
            Tally tally = new Tally();
            List<Window> coverage = incident.coverage();
            incident.emit((start, end, sh, sl, dh, dl, sp, dp, protocol, flags, packets, bytes, rate, ttl) -> {
                tally.rows++;
                boolean covered = false;
                for (Window window : coverage) {
                    covered |= window.contains(start);
                }
                boolean sound =
                        covered && end >= start && packets > 0 && bytes >= 20 * packets && bytes <= 1500 * packets;
                boolean ports = sp >= 0 && sp < 65_536 && dp >= 0 && dp < 65_536 && (protocol == 6 || flags == 0);
                if (!sound || !ports || rate < 1 || ttl < -1 || ttl > 255) {
                    tally.wrong = start + " " + end + " " + sp + " " + dp + " " + protocol + " " + flags + " " + packets
                            + " " + bytes + " " + rate + " " + ttl;
                }
                tally.mix(start, end, sh, sl, dh, dl, sp, dp, protocol, flags, packets, bytes, rate, ttl);
            });
            return tally;
        }
    }

    @Test
    void sameNumberSameFlows() {
        for (int number = 0; number < 6; number++) {
            Incident incident = generator.incident(7, number);
            Tally first = Tally.of(incident);

            assertThat(Tally.of(incident).digest).as("again %d", number).isEqualTo(first.digest);
            assertThat(Tally.of(generator.incident(7, number)).digest)
                    .as("anew %d", number)
                    .isEqualTo(first.digest);
            assertThat(Tally.of(generator.incident(8, number)).digest)
                    .as("other seed %d", number)
                    .isNotEqualTo(first.digest);
        }
    }

    @Test
    void flowsAreSoundAndWithinCoverage() {
        for (int number = 0; number < INCIDENTS; number++) {
            Incident incident = generator.incident(1, number);
            long before = Long.MIN_VALUE;
            for (Window window : incident.coverage()) {
                assertThat(window.startNanos()).isGreaterThanOrEqualTo(before);
                before = window.endNanos();
            }
            Tally tally = Tally.of(incident);
            assertThat(tally.wrong).as("%d: %s", number, incident.truth()).isEmpty();
            assertThat(tally.rows).as("%d: %s", number, incident.truth()).isBetween(200, 600_000);
        }
    }

    @Test
    void reachesEveryMechanism() {
        Set<Mechanism> reached = new HashSet<>();
        Map<Explanation, Integer> explanations = new EnumMap<>(Explanation.class);
        int alone = 0;
        for (int number = 0; number < 2000; number++) {
            List<Request.Wish> wishes = ReferenceGenerator.wishes(1, number);
            reached.add(wishes.get(0).mechanism());
            Explanation kind = wishes.get(0).mechanism().kind();
            explanations.merge(kind, 1, Integer::sum);
            alone += kind == Explanation.ATTACK && wishes.size() == 1 ? 1 : 0;
        }
        Set<Mechanism> all = new HashSet<>(Arrays.asList(Mechanism.values()));
        all.remove(Mechanism.REPLAY);
        assertThat(reached).isEqualTo(all);
        assertThat(explanations).hasSize(5);
        // Four standard errors of a share of one fifth.
        assertThat(explanations.values()).allMatch(count -> count > 328 && count < 472);
        assertThat(alone / (double) explanations.getOrDefault(Explanation.ATTACK, 0))
                .isCloseTo(0.5, within(0.1));
    }

    @Test
    void truthsAreConsistent() {
        for (int number = 0; number < 300; number++) {
            SimulatedIncident incident = (SimulatedIncident) generator.incident(2, number);
            Truth truth = incident.truth();
            String what = number + ": " + truth;
            assertThat(truth.floodPps() > 0).as(what).isEqualTo(truth.attack());
            assertThat(truth.floodBps() > 0).as(what).isEqualTo(truth.attack());
            assertThat(truth.flood() != null).as(what).isEqualTo(truth.attack());
            assertThat(Double.isFinite(truth.doubling())).as(what).isTrue();
            assertThat(truth.also()).as(what).doesNotContain(truth.explanation());
            if (truth.mimicry()) {
                assertThat(truth.mechanism()).as(what).isEqualTo("http-flood-mimicry");
            }
            if (truth.also().contains(Explanation.ATTACK)) {
                assertThat(truth.doubling()).as(what).isLessThan(0.25);
            }
            if (incident.plan().view().place() == Place.TELESCOPE && truth.explanation() != Explanation.ATTACK) {
                assertThat(truth.blind()).as(what).isTrue();
            }
        }
    }

    /** A lone flood without damage, on top of a day without a wave: what comes in is the usual and the flood. */
    @Test
    void floodsAreAsStrongAsTheTruthSays() {
        for (Mechanism mechanism : Mechanism.of(Explanation.ATTACK)) {
            // Copies of users come through the users' own way, and what is slow is small.
            if (mechanism == Mechanism.HTTP_FLOOD_MIMICRY || mechanism == Mechanism.SLOW_CONNECTIONS) {
                continue;
            }
            SimulatedIncident incident = new SimulatedIncident(Blueprint.of(undamaged(mechanism)));
            Truth truth = incident.truth();
            Window flood = incident.plan().causes().get(0).when();
            Set<Address> subject = new HashSet<>();
            incident.plan().site().services().forEach(s -> subject.addAll(s.addresses()));
            double[] in = new double[2];
            incident.emit((start, end, sh, sl, dh, dl, sp, dp, protocol, flags, packets, bytes, rate, ttl) -> {
                Address to = new Address(dh, dl);
                if (flood.contains(start)
                        && (subject.contains(to)
                                || incident.plan().site().prefix().contains(to))) {
                    in[0] += packets * (double) rate;
                    in[1] += bytes * 8.0 * rate;
                }
            });
            assertThat(truth.doubling()).as(mechanism.id()).isBetween(20.0, 120.0);
            Site site = incident.plan().site();
            double pps = in[0] / flood.seconds() - site.ppsIn();
            double bps = in[1] / flood.seconds() - site.bpsIn();
            assertThat(pps / truth.floodPps()).as(mechanism.id()).isCloseTo(1, within(0.2));
            assertThat(bps / truth.floodBps()).as(mechanism.id()).isCloseTo(1, within(0.2));
        }
    }

    private static Request undamaged(Mechanism mechanism) {
        Knobs knobs = fixed(Map.of("size", 100.0, "pulse_period", 0.0, "rise", 0.0));
        Request drawn = Request.drawn(4, mechanism.ordinal(), List.of(new Request.Wish(mechanism, knobs)));
        return new Request(
                4,
                mechanism.ordinal(),
                "case",
                "title",
                true,
                drawn.wishes(),
                Knobs.DRAWN,
                Knobs.DRAWN,
                fixed(Map.of("days", 0.0, "before", 3600.0)),
                fixed(Map.of("day_wave", 0.0, "weekend", 1.0)),
                Knobs.DRAWN,
                null,
                "",
                "");
    }

    /** Names some numbers, and leaves every service up. */
    private static Given fixed(Map<String, Double> numbers) {
        return new Given(numbers, Map.of(), Map.of("takes_down", false));
    }
}
