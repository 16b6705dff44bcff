package floodmark.simulate.shifted;

import static org.assertj.core.api.Assertions.assertThat;

import floodmark.evidence.Explanation;
import floodmark.model.Window;
import floodmark.simulate.FlowSink;
import floodmark.simulate.Incident;
import floodmark.simulate.Truth;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ShiftedGeneratorTest {
    private static final long SEED = 20_260_101L;
    private static final ShiftedGenerator GENERATOR = new ShiftedGenerator();
    private static final int MOST_ROWS = 250_000;
    /** To make an incident takes a fortieth of a second, so these are made once. */
    private static final List<Truth> TRUTHS = LongStream.range(0, 400)
            .mapToObj(number -> GENERATOR.incident(SEED, number).truth())
            .toList();

    /** Counts rows, mixes every value into one number, and looks for what no flow may be. */
    private static final class Sum implements FlowSink {
        private final List<Window> coverage;
        long rows;
        long mixed = 17;
        long outside;
        long impossible;

        Sum(List<Window> coverage) {
            this.coverage = coverage;
        }

        @Override
        public void flow(
                long startNanos,
                long endNanos,
                long sourceHigh,
                long sourceLow,
                long destinationHigh,
                long destinationLow,
                int sourcePort,
                int destinationPort,
                int protocol,
                int tcpFlags,
                long packets,
                long bytes,
                int samplingRate,
                int ttl) {
            rows++;
            long[] values = {
                startNanos, endNanos, sourceHigh, sourceLow, destinationHigh, destinationLow, sourcePort,
                destinationPort, protocol, tcpFlags, packets, bytes, samplingRate, ttl
            };
            for (long value : values) {
                mixed = mixed * 31 + value;
            }
            boolean within = false;
            for (Window window : coverage) {
                within |= window.contains(startNanos);
            }
            outside += within ? 0 : 1;
            boolean port = sourcePort >= 0 && sourcePort < 65_536 && destinationPort >= 0 && destinationPort < 65_536;
            boolean flags = (protocol == 6) == (tcpFlags != 0) && tcpFlags < 64;
            boolean size = packets >= 1 && bytes >= 28 * packets && bytes <= 1500 * packets;
            boolean life = ttl == FlowSink.NO_TTL || (ttl > 0 && ttl < 256);
            impossible += port && flags && size && life && endNanos >= startNanos && samplingRate >= 1 ? 0 : 1;
        }
    }

    private static Sum emitted(Incident incident) {
        Sum sum = new Sum(incident.coverage());
        incident.emit(sum);
        return sum;
    }

    @Test
    void theSameNumberGivesTheSameIncident() {
        for (long number : new long[] {0, 3, 12, 64}) {
            Incident one = GENERATOR.incident(SEED, number);
            Incident two = GENERATOR.incident(SEED, number);
            long first = emitted(one).mixed;
            assertThat(emitted(one).mixed).as("emitted again").isEqualTo(first);
            assertThat(emitted(two).mixed).as("made again").isEqualTo(first);
            assertThat(two.caseYaml(List.of("a"))).isEqualTo(one.caseYaml(List.of("a")));
            assertThat(emitted(GENERATOR.incident(SEED + 1, number)).mixed).isNotEqualTo(first);
        }
    }

    @Test
    void flowsArePossibleAndFew() {
        double rows = 0;
        long most = 0;
        int incidents = 100;
        for (long number = 0; number < incidents; number++) {
            Sum sum = emitted(GENERATOR.incident(SEED, number));
            assertThat(sum.outside).as("outside coverage, incident %d", number).isZero();
            assertThat(sum.impossible).as("impossible, incident %d", number).isZero();
            assertThat(sum.rows).as("rows of incident %d", number).isBetween(50L, (long) MOST_ROWS);
            rows += sum.rows;
            most = Math.max(most, sum.rows);
        }
        System.out.printf("shifted incidents: %.0f rows on average, %d at most%n", rows / incidents, most);
        assertThat(rows / incidents).isBetween(30_000.0, 130_000.0);
    }

    @Test
    void everyMechanismIsReachedAndExplanationsTakeTurns() {
        Set<String> reached = TRUTHS.stream().map(Truth::mechanism).collect(Collectors.toCollection(TreeSet::new));
        assertThat(reached)
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(Mechanism.values()).map(m -> m.id).toList());
        Map<Explanation, Integer> counts = new EnumMap<>(Explanation.class);
        TRUTHS.forEach(truth -> counts.merge(truth.explanation(), 1, Integer::sum));
        assertThat(counts.values()).containsExactly(80, 80, 80, 80, 80);
        for (int i = 0; i < TRUTHS.size(); i++) {
            assertThat(TRUTHS.get(i).explanation()).isEqualTo(Explanation.values()[i % 5]);
        }
        long attacks = TRUTHS.stream()
                .filter(t -> t.explanation() == Explanation.ATTACK && !t.also().isEmpty())
                .count();
        assertThat(attacks / 80.0).as("attacks with company").isBetween(.2, .47);
    }

    @Test
    void aFloodIsThereWhereTheTruthSaysSo() {
        for (int number = 0; number < TRUTHS.size(); number++) {
            Truth truth = TRUTHS.get(number);
            assertThat(truth.flood() != null).as("incident %d", number).isEqualTo(truth.attack());
            assertThat(truth.floodBps() > 0).isEqualTo(truth.attack());
            assertThat(truth.floodPps() > 0).isEqualTo(truth.attack());
            if (!truth.attack()) {
                assertThat(truth.doubling()).isZero();
            }
        }
    }
}
