package floodmark.simulate.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import floodmark.evidence.Explanation;
import floodmark.model.Address;
import floodmark.model.Times;
import floodmark.model.Window;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is legitimate and easily mistaken for a flood looks as it should: each has what tells it from people, and from a flood. */
class LookalikeTest {
    private static final Map<String, Double> STEADY =
            Map.of("day_wave", 0.0, "weekend", 1.0, "long_memory", 0.01, "overdispersion", 0.0, "records", 20_000.0);

    /** Traffic of the subject in a stretch of time. */
    private static final class Stretch {
        private final Map<Long, Double> sizes = new HashMap<>();
        private final Map<Address, Double> senders = new HashMap<>();
        private final Set<Long> networks = new HashSet<>();
        private final Set<Integer> protocols = new HashSet<>();
        private final Map<Long, Double> minutes = new HashMap<>();
        private double packetsIn;
        private double bytesIn;
        private double packetsOut;
        private double bytesOut;
        private double newPackets;
        private final Set<Address> bulky = new HashSet<>();
        private double acknowledged;
        private final double seconds;

        Stretch(double seconds) {
            this.seconds = seconds;
        }

        double largest(Map<?, Double> parts) {
            return parts.values().stream()
                            .mapToDouble(Double::doubleValue)
                            .max()
                            .orElse(0)
                    / packetsIn;
        }

        /** Packets of so many of the busiest senders, of all. */
        double busiest(int count) {
            double[] sorted = senders.values().stream()
                    .mapToDouble(Double::doubleValue)
                    .sorted()
                    .toArray();
            return Arrays.stream(sorted)
                            .skip(StrictMath.max(0, sorted.length - count))
                            .sum()
                    / packetsIn;
        }

        /** Standard deviation of the packets of a minute over their mean. */
        double unsteadiness() {
            double[] each =
                    minutes.values().stream().mapToDouble(Double::doubleValue).toArray();
            double mean = Arrays.stream(each).average().orElseThrow();
            return StrictMath.sqrt(Arrays.stream(each)
                            .map(v -> (v - mean) * (v - mean))
                            .average()
                            .orElseThrow())
                    / mean;
        }
    }

    private record Seen(Stretch before, Stretch now, SimulatedIncident incident) {}

    /** An incident of a service whose port the case names, or not. */
    private static SimulatedIncident incident(Mechanism mechanism, Knobs knobs, double days, boolean narrowed) {
        for (int number = 0; ; number++) {
            SimulatedIncident incident = incident(mechanism, knobs, days, number);
            if (incident.plan().site().services().get(0).narrowed() == narrowed) {
                return incident;
            }
        }
    }

    private static SimulatedIncident incident(Mechanism mechanism, Knobs knobs, double days, int number) {
        return new SimulatedIncident(Blueprint.of(new Request(
                6,
                number,
                "case",
                "title",
                true,
                List.of(new Request.Wish(mechanism, knobs)),
                Knobs.DRAWN,
                new Given(Map.of("duration", 3600.0)),
                new Given(
                        Map.of("days", days, "before", 14_400.0, "after", 0.0), Map.of(), Map.of("whole_days", false)),
                new Given(STEADY, Map.of(), Map.of("as_prefix", false)),
                Knobs.DRAWN,
                List.of(Application.WEB),
                "",
                "")));
    }

    private static Seen see(Mechanism mechanism, Knobs knobs) {
        return see(incident(mechanism, knobs, 0, false));
    }

    /** What came in the trouble while the cause lasted, and what came well before. */
    private static Seen see(SimulatedIncident incident) {
        Window trouble = incident.plan().timing().trouble();
        Window cause = incident.plan().causes().get(0).when();
        Window both = new Window(
                StrictMath.max(trouble.startNanos(), cause.startNanos()),
                StrictMath.min(trouble.endNanos(), cause.endNanos()));
        long first = incident.coverage().get(0).startNanos();
        Window early = new Window(first, first + 3 * 60 * Times.MINUTE);
        Stretch before = new Stretch(early.seconds());
        Stretch now = new Stretch(both.seconds());
        Set<Address> subject = new HashSet<>();
        incident.plan().site().services().forEach(s -> subject.addAll(s.addresses()));
        incident.emit((start, end, sh, sl, dh, dl, sp, dp, protocol, flags, packets, bytes, rate, ttl) -> {
            Stretch stretch = both.contains(start) ? now : early.contains(start) ? before : null;
            if (stretch == null) {
                return;
            }
            if (subject.contains(new Address(sh, sl))) {
                stretch.packetsOut += packets;
                stretch.bytesOut += bytes;
                stretch.acknowledged += stretch.bulky.contains(new Address(dh, dl)) ? packets : 0;
            } else if (subject.contains(new Address(dh, dl))) {
                stretch.packetsIn += packets;
                stretch.bytesIn += bytes;
                stretch.sizes.merge(bytes / packets / 8, (double) packets, Double::sum);
                stretch.senders.merge(new Address(sh, sl), (double) packets, Double::sum);
                stretch.protocols.add(protocol);
                if (bytes == 1500 * packets) {
                    stretch.bulky.add(new Address(sh, sl));
                }
                stretch.minutes.merge((start - both.startNanos()) / Times.MINUTE, (double) packets, Double::sum);
                long network = sh == 0 ? sl >>> 8 : sh;
                stretch.networks.add(network);
                stretch.newPackets += before.networks.contains(network) ? 0 : packets;
            }
        });
        return new Seen(before, now, incident);
    }

    private static double rise(Seen seen) {
        return seen.now.packetsIn / seen.now.seconds / (seen.before.packetsIn / seen.before.seconds);
    }

    @Test
    void downloadsAreAcknowledgementsOfOneSizeThatAreAnswered() {
        Seen seen = see(
                Mechanism.CROWD_DOWNLOAD,
                new Given(
                        Map.of("size", 10.0, "rise", 1.0, "decay", 0.0, "size_spread", 0.0, "new_networks", 1.0),
                        Map.of("clients", "new"),
                        Map.of()));

        assertThat(seen.incident.truth().explanation()).isEqualTo(Explanation.FLASH_CROWD);
        assertThat(rise(seen)).isBetween(7.0, 13.0);
        assertThat(seen.now.largest(seen.now.sizes)).isGreaterThan(0.8);
        assertThat(seen.before.largest(seen.before.sizes)).isLessThan(0.6);
        assertThat(seen.now.bytesIn / seen.now.packetsIn).isLessThan(100);
        assertThat(seen.now.packetsOut).isGreaterThan(seen.now.packetsIn);
        assertThat(seen.now.bytesOut / seen.now.packetsOut).isGreaterThan(1200);
        assertThat(seen.now.newPackets / seen.now.packetsIn).isGreaterThan(0.6);
    }

    @Test
    void usualClientsCanDownloadToo() {
        Seen seen = see(
                Mechanism.CROWD_DOWNLOAD,
                new Given(Map.of("size", 10.0, "rise", 1.0), Map.of("clients", "usual"), Map.of()));

        assertThat(seen.now.newPackets / seen.now.packetsIn).isLessThan(0.5);
    }

    @Test
    void machinesAskTheSameWhenTheirTimerSays() {
        SimulatedIncident incident = incident(
                Mechanism.CROWD_MACHINES,
                new Given(
                        Map.of(
                                "size",
                                20.0,
                                "rise",
                                0.0,
                                "decay",
                                0.0,
                                "period",
                                600.0,
                                "pulse_share",
                                0.2,
                                "size_spread",
                                0.0),
                        Map.of("request", "call", "clients", "fleet"),
                        Map.of()),
                0,
                false);
        Seen seen = see(incident);
        Window cause = incident.plan().causes().get(0).when();
        double[] phases = new double[5];
        Set<Address> subject = new HashSet<>();
        incident.plan().site().services().forEach(s -> subject.addAll(s.addresses()));
        incident.emit((start, end, sh, sl, dh, dl, sp, dp, protocol, flags, packets, bytes, rate, ttl) -> {
            if (subject.contains(new Address(dh, dl)) && cause.contains(start)) {
                phases[(int) ((start - cause.startNanos()) % (600 * Times.SECOND) / (120 * Times.SECOND))] += packets;
            }
        });

        assertThat(phases[0]).isGreaterThan(5 * phases[2]);
        assertThat(phases[0]).isGreaterThan(5 * phases[3]);
        // One fifth of the time is 20 times the usual, the rest is as ever: four fifths of the packets are machines'.
        assertThat(seen.now.largest(seen.now.sizes)).isGreaterThan(0.6);
    }

    @Test
    void datagramsOfMachinesAreOfTheirOwnProtocol() {
        Map<String, Double> ten = Map.of("size", 10.0, "rise", 0.0, "decay", 0.0, "period", 0.0);
        Seen seen = see(Mechanism.CROWD_MACHINES, new Given(ten, Map.of("request", "datagram"), Map.of()));

        assertThat(seen.now.protocols).contains(17);
        assertThat(seen.now.largest(seen.now.sizes)).isGreaterThan(0.8);
        assertThat(seen.now.packetsOut / seen.now.packetsIn).isBetween(0.5, 2.0);
    }

    /** What goes to other ports than the case names would not be the subject's. */
    @Test
    void namedPortsAreKeptTo() {
        for (Mechanism mechanism :
                List.of(Mechanism.CROWD_MACHINES, Mechanism.CROWD_REALTIME, Mechanism.BULK_TRANSFER)) {
            Given given = new Given(
                    Map.of("size", 10.0), Map.of("request", "datagram", "protocol", "esp"), Map.of("inbound", true));
            SimulatedIncident incident = incident(mechanism, given, 0, true);
            Service service = incident.plan().site().services().get(0);
            Window cause = incident.plan().causes().get(0).when();
            double[] packets = new double[2];
            incident.emit((start, end, sh, sl, dh, dl, sp, dp, protocol, flags, count, bytes, rate, ttl) -> {
                if (cause.contains(start) && service.addresses().contains(new Address(dh, dl))) {
                    packets[0] += count;
                    packets[1] += protocol == 6 && dp == service.port() ? count : 0;
                }
            });
            assertThat(packets[1] / packets[0]).as(mechanism.id()).isGreaterThan(0.95);
        }
    }

    @Test
    void callsAreSteadyAndOfOneSizeBothWays() {
        Seen seen = see(
                Mechanism.CROWD_REALTIME,
                new Given(Map.of("size", 10.0, "rise", 1.0, "size_spread", 0.0, "answers", 1.0)));

        assertThat(rise(seen)).isBetween(7.0, 13.0);
        assertThat(seen.now.largest(seen.now.sizes)).isGreaterThan(0.8);
        double scale = seen.now.seconds / seen.before.seconds;
        double addedOut = seen.now.packetsOut - seen.before.packetsOut * scale;
        assertThat(addedOut / (seen.now.packetsIn - seen.before.packetsIn * scale))
                .isCloseTo(1, within(0.3));
        assertThat(seen.now.unsteadiness()).isLessThan(0.35);
    }

    @Test
    void crawlersAreFewHostsOfFewNetworks() {
        Seen seen = see(Mechanism.CROWD_CRAWLERS, new Given(Map.of("size", 10.0, "rise", 1.0, "hosts", 12.0)));

        assertThat(rise(seen)).isBetween(7.0, 13.0);
        assertThat(seen.now.busiest(12)).isGreaterThan(0.8);
        assertThat(seen.before.busiest(12)).isLessThan(0.5);
        assertThat(seen.now.bytesOut / seen.now.packetsOut).isGreaterThan(400);
        assertThat(seen.now.packetsOut / seen.now.packetsIn).isGreaterThan(0.6);
    }

    @Test
    void transfersAreFullPacketsOfFewHostsThatAreAcknowledged() {
        Given three = new Given(
                Map.of("size", 4.0, "hosts", 3.0, "packet_bytes", 1500.0, "rise", 0.0, "answers", 0.5),
                Map.of("protocol", "tcp"),
                Map.of("inbound", true));
        Seen seen = see(Mechanism.BULK_TRANSFER, three);
        double bytes = seen.now.bytesIn / seen.now.seconds / (seen.before.bytesIn / seen.before.seconds);

        assertThat(seen.incident.truth().explanation()).isEqualTo(Explanation.FLASH_CROWD);
        assertThat(seen.incident.truth().floodBps()).isZero();
        assertThat(bytes).isCloseTo(4, within(0.6));
        double full = seen.now.sizes.getOrDefault(1500L / 8, 0.0);
        assertThat(seen.before.sizes.getOrDefault(1500L / 8, 0.0)).isZero();
        assertThat(full * 1500 / seen.now.bytesIn).isCloseTo(0.75, within(0.08));
        assertThat(seen.now.busiest(3) * seen.now.packetsIn).isGreaterThan(0.95 * full);
        assertThat(seen.now.acknowledged / full).isCloseTo(0.5, within(0.05));
    }

    @Test
    void transfersOfEveryDayAreInTheBaseline() {
        double[] shares = new double[2];
        for (int daily = 0; daily < 2; daily++) {
            Given given = new Given(
                    Map.of("size", 4.0, "hosts", 3.0, "packet_bytes", 1500.0, "rise", 0.0),
                    Map.of(),
                    Map.of("inbound", true));
            Mechanism mechanism = daily == 1 ? Mechanism.DAILY_TRANSFER : Mechanism.BULK_TRANSFER;
            SimulatedIncident incident = incident(mechanism, given, 3, false);
            Window dayBefore = incident.plan().timing().trouble().shifted(-Times.DAY);
            double[] bytes = new double[2];
            incident.emit((start, end, sh, sl, dh, dl, sp, dp, protocol, flags, packets, size, rate, ttl) -> {
                if (dayBefore.contains(start)) {
                    bytes[0] += size == 1500 * packets ? size : 0;
                    bytes[1] += size;
                }
            });
            shares[daily] = bytes[0] / bytes[1];
        }
        assertThat(shares[0]).isZero();
        assertThat(shares[1]).isGreaterThan(0.02);
    }

    @Test
    void tunnelsHaveNoPortsAndDownloadsOfTheSubjectOnlyAcknowledge() {
        Seen tunnel = see(
                Mechanism.BULK_TRANSFER,
                new Given(Map.of("size", 4.0), Map.of("protocol", "esp"), Map.of("inbound", true)));
        assertThat(tunnel.now.protocols).contains(50);
        assertThat(tunnel.before.protocols).doesNotContain(50);
        Seen pulled = see(
                Mechanism.BULK_TRANSFER,
                new Given(
                        Map.of("size", 6.0, "hosts", 2.0, "rise", 0.0),
                        Map.of("protocol", "tcp"),
                        Map.of("inbound", false)));
        assertThat(rise(pulled)).isBetween(4.0, 8.0);
        assertThat(pulled.now.bytesIn / pulled.now.packetsIn).isLessThan(100);
        assertThat(pulled.now.busiest(2)).isGreaterThan(0.7);
    }

    @Test
    void monitoringIsSmall() {
        assertThat(rise(see(Mechanism.MONITORING, new Given(Map.of())))).isBetween(0.9, 1.4);
    }

    /** The usual crowd asks for anything; some ask for one thing. */
    @Test
    void crowdsCanBeOfOneSize() {
        Map<String, Double> ten = Map.of("size", 10.0, "service_capacity", 1e6, "rise", 1.0, "decay", 0.0);
        Seen many = see(Mechanism.CROWD_SCHEDULED, new Given(ten, Map.of(), Map.of("one_request", false)));
        Seen one = see(Mechanism.CROWD_SCHEDULED, new Given(ten, Map.of(), Map.of("one_request", true)));

        assertThat(one.now.largest(one.now.sizes)).isGreaterThan(1.5 * many.now.largest(many.now.sizes));
    }

    /** A recording of any of them stays as small as others are. */
    @Test
    void recordsStayFew() {
        for (Mechanism mechanism : List.of(
                Mechanism.CROWD_DOWNLOAD,
                Mechanism.CROWD_MACHINES,
                Mechanism.CROWD_REALTIME,
                Mechanism.CROWD_CRAWLERS,
                Mechanism.BULK_TRANSFER,
                Mechanism.DAILY_TRANSFER,
                Mechanism.MONITORING)) {
            for (int number = 0; number < 12; number++) {
                Request drawn = Request.drawn(11, number, List.of(new Request.Wish(mechanism, Knobs.DRAWN)));
                int[] rows = new int[2];
                new SimulatedIncident(Blueprint.of(drawn))
                        .emit((start, end, sh, sl, dh, dl, sp, dp, protocol, flags, packets, bytes, rate, ttl) -> {
                            rows[0]++;
                            rows[1] += bytes < 28 * packets || bytes > 1500 * packets ? 1 : 0;
                        });
                assertThat(rows[0]).as("%s %d", mechanism.id(), number).isBetween(200, 450_000);
                assertThat(rows[1]).as("%s %d", mechanism.id(), number).isZero();
            }
        }
    }
}
