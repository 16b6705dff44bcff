package floodmark.capture.pcap;

import static org.assertj.core.api.Assertions.assertThat;

import floodmark.capture.FlowRecord;
import floodmark.capture.ImportReport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FlowMeterTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long T = 1_600_000_000L * SECOND;

    private final List<FlowRecord> flows = new ArrayList<>();
    private final ImportReport report = new ImportReport("test", "test");

    private FlowMeter meter(int mostOpen) {
        return new FlowMeter(new FlowMeter.Options(60 * SECOND, 15 * SECOND, mostOpen), Metered.sink(flows), report);
    }

    private static Packet packet(long time, int source) {
        Packet packet = new Packet();
        packet.timeNanos = time;
        packet.sourceLow = 0xffffL << 32 | Integer.toUnsignedLong(source);
        packet.destinationLow = 0xffffc0000201L;
        packet.protocol = 6;
        packet.sourcePort = 40_000;
        packet.destinationPort = 443;
        packet.ttl = 60;
        packet.bytes = 40;
        return packet;
    }

    private void run(FlowMeter meter, long... offsets) throws IOException {
        for (long offset : offsets) {
            meter.add(packet(T + offset, 1));
        }
        meter.finish();
    }

    @Test
    void endsAFlowAfterMoreThanTheIdleTimeout() throws IOException {
        run(meter(10), 0, 15 * SECOND, 30 * SECOND + 1);
        assertThat(flows).extracting(FlowRecord::packets).containsExactly(2L, 1L);
        assertThat(flows.get(0).endNanos()).isEqualTo(T + 15 * SECOND);
        assertThat(flows.get(1).startNanos()).isEqualTo(T + 30 * SECOND + 1);
        assertThat(flows.get(1).endNanos()).isEqualTo(T + 30 * SECOND + 1);
    }

    @Test
    void endsAFlowThatHasLastedTheActiveTimeout() throws IOException {
        run(meter(10), 0, 14 * SECOND, 28 * SECOND, 42 * SECOND, 56 * SECOND, 60 * SECOND - 1, 60 * SECOND);
        assertThat(flows).extracting(FlowRecord::packets).containsExactly(6L, 1L);
    }

    @Test
    void takesPacketsOutOfOrder() throws IOException {
        run(meter(10), 5 * SECOND, 0, 3 * SECOND);
        assertThat(flows).hasSize(1);
        assertThat(flows.get(0).startNanos()).isEqualTo(T);
        assertThat(flows.get(0).endNanos()).isEqualTo(T + 5 * SECOND);
    }

    @Test
    void aTimeFarOffEndsWhatIsOpenOnlyOnce() throws IOException {
        FlowMeter meter = meter(10);
        for (int i = 0; i < 10; i++) {
            meter.add(packet(T + i * SECOND, 1));
            if (i == 4) {
                meter.add(packet(4_000_000_000L * SECOND, 2));
            }
        }
        meter.finish();
        assertThat(flows).extracting(FlowRecord::packets).containsExactlyInAnyOrder(5L, 1L, 5L);
    }

    @Test
    void addsUpFlagsAndTimesToLive() throws IOException {
        FlowMeter meter = meter(10);
        int[] flags = {0x002, 0x810, 0x001};
        int[] ttls = {60, 255, 59};
        for (int i = 0; i < 3; i++) {
            Packet packet = packet(T, 1);
            packet.tcpFlags = flags[i];
            packet.ttl = ttls[i];
            meter.add(packet);
        }
        meter.finish();
        assertThat(flows.get(0).tcpFlags()).isEqualTo(0x813);
        assertThat(flows.get(0).ttlMin()).isEqualTo(59);
        assertThat(flows.get(0).ttlMax()).isEqualTo(255);
    }

    @Test
    void holdsNoMoreThanAllowedWhenEverySourceIsSpoofed() throws IOException {
        FlowMeter meter = meter(1000);
        for (int i = 0; i < 50_000; i++) {
            meter.add(packet(T + i, i));
        }
        assertThat(flows).hasSize(49_000);
        assertThat(report.found()).containsExactly(Map.entry("flows.evicted", 49_000L));
        // The one whose last packet is longest ago goes first.
        assertThat(flows.get(48_999).source().ipv4Bits()).isEqualTo(48_999);
        meter.finish();
        assertThat(flows).hasSize(50_000);
    }

    /** An independent meter, as simple as can be: lists of packets by key, cut where the rules say so. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void agreesWithAPlainReckoning(long seed) throws IOException {
        Random random = new Random(seed);
        FlowMeter meter = meter(1_000_000);
        Map<Integer, List<Packet>> byKey = new LinkedHashMap<>();
        long time = T;
        for (int i = 0; i < 20_000; i++) {
            time += random.nextInt(20) == 0 ? random.nextInt(1_000_000_000) : random.nextInt(1_000_000);
            // A little out of order, but never as much as the idle timeout.
            Packet packet = packet(time - random.nextInt(1000), random.nextInt(400));
            packet.bytes = 20L + random.nextInt(1400);
            meter.add(packet);
            byKey.computeIfAbsent((int) packet.sourceLow, k -> new ArrayList<>())
                    .add(packet);
        }
        meter.finish();

        Map<List<Long>, Integer> expected = new HashMap<>();
        byKey.forEach((key, packets) -> {
            long start = packets.get(0).timeNanos;
            long end = start;
            long count = 0;
            long bytes = 0;
            for (Packet packet : packets) {
                long t = packet.timeNanos;
                if (t - end > 15 * SECOND || t - start >= 60 * SECOND) {
                    expected.merge(List.of((long) key, start, end, count, bytes), 1, Integer::sum);
                    start = t;
                    end = t;
                    count = 0;
                    bytes = 0;
                }
                start = Math.min(start, t);
                end = Math.max(end, t);
                count++;
                bytes += packet.bytes;
            }
            expected.merge(List.of((long) key, start, end, count, bytes), 1, Integer::sum);
        });
        Map<List<Long>, Integer> actual = new HashMap<>();
        for (FlowRecord flow : flows) {
            long key = flow.source().ipv4Bits();
            actual.merge(
                    List.of(key, flow.startNanos(), flow.endNanos(), flow.packets(), flow.bytes()), 1, Integer::sum);
        }
        assertThat(actual).isEqualTo(expected).hasSizeGreaterThan(1000);
    }
}
