package floodmark.simulate.reference;

import static org.assertj.core.api.Assertions.assertThat;

import floodmark.evidence.Explanation;
import floodmark.model.Address;
import floodmark.model.Window;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Mechanisms do what they are called: volumes in the trouble over those of the hours before. */
class MechanismTest {
    private static final Map<String, Double> STEADY =
            Map.of("day_wave", 0.0, "weekend", 1.0, "long_memory", 0.01, "overdispersion", 0.0, "records", 20_000.0);

    private static Given fixed(Map<String, Double> numbers, String place) {
        return new Given(numbers, Map.of("place", place), Map.of("all_services", true, "takes_down", false));
    }

    /** Rates in the trouble over rates before: 0 packets in, 1 bytes out, 2 bytes in elsewhere; 3 counts RST records. */
    private static double[] changes(Mechanism mechanism, Map<String, Double> parameters) {
        SimulatedIncident incident = incident(mechanism, parameters, "edge", Application.WEB);
        Window trouble = incident.plan().timing().trouble();
        Window cause = incident.plan().causes().get(0).when();
        Set<Address> subject = new HashSet<>();
        incident.plan().site().services().forEach(s -> subject.addAll(s.addresses()));
        Set<Address> others = new HashSet<>(incident.comparison());
        double[] now = new double[3];
        double[] before = new double[3];
        double[] resets = new double[1];
        incident.emit((start, end, sh, sl, dh, dl, sp, dp, protocol, flags, packets, bytes, rate, ttl) -> {
            Address from = new Address(sh, sl);
            Address to = new Address(dh, dl);
            boolean during = trouble.contains(start) && cause.contains(start);
            if (!during && start >= cause.startNanos()) {
                return;
            }
            double[] sums = during ? now : before;
            sums[0] += subject.contains(to) ? packets : 0;
            sums[1] += subject.contains(from) ? bytes : 0;
            sums[2] += others.contains(to) ? bytes : 0;
            resets[0] += during && subject.contains(from) && flags == 0x14 ? 1 : 0;
        });
        double from = StrictMath.max(trouble.startNanos(), cause.startNanos());
        double lasted = StrictMath.min(trouble.endNanos(), cause.endNanos()) - from;
        double earlier = cause.startNanos() - incident.coverage().get(0).startNanos();
        double scale = earlier / lasted;
        return new double[] {
            now[0] / before[0] * scale, now[1] / before[1] * scale, now[2] / before[2] * scale, resets[0]
        };
    }

    private static SimulatedIncident incident(
            Mechanism mechanism, Map<String, Double> parameters, String place, Application application) {
        return new SimulatedIncident(Blueprint.of(new Request(
                6,
                1,
                "case",
                "title",
                true,
                List.of(new Request.Wish(mechanism, fixed(parameters, place))),
                Knobs.DRAWN,
                fixed(Map.of("duration", 3600.0), place),
                fixed(Map.of("days", 0.0, "before", 36_000.0), place),
                fixed(STEADY, place),
                fixed(Map.of("telescope_prefix", 9.0), place),
                List.of(application),
                "",
                "")));
    }

    @Test
    void crowdsGrow() {
        Map<String, Double> ten = Map.of("size", 10.0, "service_capacity", 1e6, "rise", 1.0);
        for (Mechanism mechanism :
                List.of(Mechanism.CROWD_SCHEDULED, Mechanism.CROWD_RETURNING, Mechanism.CROWD_MOBILE)) {
            double[] changes = changes(mechanism, ten);
            assertThat(changes[0]).as(mechanism.id()).isBetween(7.0, 12.0);
            assertThat(changes[1]).as(mechanism.id()).isBetween(7.0, 12.0);
            assertThat(changes[2]).as(mechanism.id()).isBetween(0.6, 1.5);
        }
        Map<String, Double> overload = Map.of("size", 10.0, "service_capacity", 3.0, "rise", 1.0, "collapse", 0.0);
        assertThat(changes(Mechanism.CROWD_OVERLOAD, overload)[1]).isBetween(2.0, 4.0);
    }

    @Test
    void failuresStopAnswers() {
        Map<String, Double> all = Map.of("answered", 0.0, "rise", 0.0, "accepted", 0.0);
        double[] silent = changes(Mechanism.FAILURE_SILENT, all);
        assertThat(silent[1]).isLessThan(0.01);
        assertThat(silent[2]).isBetween(0.6, 1.5);
        assertThat(silent[3]).isZero();
        assertThat(changes(Mechanism.FAILURE_CRASH, all)[3]).isGreaterThan(100);
        assertThat(changes(Mechanism.FAILURE_PARTIAL, Map.of("answered", 0.5, "rise", 0.0))[1])
                .isBetween(0.35, 0.65);
        double storm = changes(Mechanism.FAILURE_RETRY_STORM, Map.of("answered", 0.0, "rise", 0.0, "retries", 40.0))[0];
        assertThat(storm).isGreaterThan(2 * silent[0]);
        assertThat(changes(Mechanism.FAILURE_UNREACHABLE, Map.of("demand", 0.1, "rise", 0.0))[0])
                .isLessThan(0.2);
    }

    @Test
    void networkEventsBefallOthersToo() {
        double[] outage = changes(Mechanism.UPSTREAM_OUTAGE, Map.of("reach", 0.1, "rise", 0.0));
        assertThat(outage[0]).isLessThan(0.4);
        assertThat(outage[2]).isLessThan(0.4);
        double[] surge = changes(Mechanism.SURGE_EVERYWHERE, Map.of("demand", 3.0, "rise", 0.0));
        assertThat(surge[0]).isBetween(2.3, 3.7);
        assertThat(surge[2]).isBetween(2.3, 3.7);
        double[] ordinary = changes(Mechanism.ORDINARY_DAY, Map.of());
        assertThat(ordinary[0]).isBetween(0.7, 1.4);
    }

    /** A telescope of 2^23 addresses sees one answer in 512 of those to uniformly forged senders. */
    @Test
    void telescopesSeeAnswersToForgedSenders() {
        SimulatedIncident incident = incident(
                Mechanism.SYN_FLOOD_SPOOFED,
                Map.of("pps", 10_000.0, "victim_answers", 0.5, "pulse_period", 0.0, "rise", 0.0),
                "telescope",
                Application.WEB);
        List<Address> subject = incident.plan().site().services().get(0).addresses();
        double[] answers = new double[1];
        incident.emit((start, end, sh, sl, dh, dl, sp, dp, protocol, flags, packets, bytes, rate, ttl) ->
                answers[0] += subject.contains(new Address(sh, sl)) ? packets : 0);
        Window flood = incident.plan().causes().get(0).when();
        double expected = 10_000 * 0.5 * flood.seconds() / 512;

        assertThat(incident.truth().explanation()).isEqualTo(Explanation.ATTACK);
        assertThat(incident.truth().blind()).isFalse();
        assertThat(answers[0] / expected).isBetween(0.9, 1.1);
    }
}
