package floodmark.pipeline.cell;

import static org.assertj.core.api.Assertions.assertThat;

import floodmark.capture.FlowRecord;
import floodmark.claim.CaseFile.Service;
import floodmark.claim.Target;
import floodmark.model.Address;
import floodmark.model.Connections;
import floodmark.model.FlowShapes;
import floodmark.model.Profile;
import floodmark.model.Profile.Phase;
import floodmark.model.Profile.SenderSample;
import floodmark.model.Profile.Tally;
import floodmark.model.Window;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DetailFoldTest {
    private static final long BIN = 60_000_000_000L;
    private static final long START = 1_700_000_000_000_000_000L;
    private static final Window BASELINE = new Window(START, START + 12 * BIN);
    private static final Window TROUBLE = new Window(START + 14 * BIN, START + 20 * BIN);
    private static final Service WEB = new Service("web", List.of(Target.of("10.0.0.0/31")), List.of(443), List.of());
    private static final Service DNS = new Service("dns", List.of(Target.of("10.0.0.0/32")), List.of(53), List.of(17));

    private static boolean of(Service service, Address address, int protocol, int port) {
        return service.destinations().stream().anyMatch(t -> t.contains(address))
                && (service.ports().isEmpty() || service.ports().contains(port))
                && (service.protocols().isEmpty() || service.protocols().contains(protocol));
    }

    private static Map<String, List<byte[]>> byKey(List<Block> blocks) {
        Map<String, List<byte[]>> map = new TreeMap<>();
        blocks.forEach(block ->
                map.computeIfAbsent(block.key(), k -> new ArrayList<>()).add(block.bytes()));
        return map;
    }

    private static List<byte[]> blocks(Map<String, List<byte[]>> found, String key) {
        return Objects.requireNonNull(found.get(key), key);
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void profilesAddUpHoweverRowsAreSplit(long seed) {
        List<FlowRecord> flows = RandomFlows.flows(seed, 6000, START, 20 * BIN, BIN);
        Random random = new Random(seed);
        Address other = Address.ofIpv4(0x0a000003);
        DetailFold fold = new DetailFold(
                BIN,
                List.of(WEB, DNS),
                List.of(other),
                List.of(BASELINE),
                List.of(TROUBLE),
                ClosedBins.NONE,
                new Budget(1 + random.nextInt(200), 1 + random.nextInt(2000)));
        List<Block> blocks = RandomFlows.fold(fold, flows, 1 + random.nextInt(7000));
        Collections.shuffle(blocks, random);
        Map<String, List<byte[]>> found = byKey(blocks);

        for (Service service : List.of(WEB, DNS)) {
            for (Phase phase : Phase.values()) {
                Window window = phase == Phase.BASELINE ? BASELINE : TROUBLE;
                ProfileFold merged = new ProfileFold();
                blocks(found, Kind.PROFILE.key(service.name() + '\t' + phase)).forEach(merged::merge);
                check(merged.profile(service.name(), phase, 1), flows, service, window);
            }
        }
        checkSeries(found, flows);
        checkKinds(found, flows);
        sameProfilesInOnePiece(found, flows, other);
        boolean sent = flows.stream()
                .anyMatch(f -> f.source().equals(other)
                        && BASELINE.contains(f.startNanos())
                        && (f.destination().low() & ~1L)
                                == Address.ofIpv4(0x0a000000).low()
                        && f.destination().isIpv4());
        assertThat(found.containsKey(Kind.SENDER.key("10.0.0.3"))).isEqualTo(sent);
        TalkFold talk = new TalkFold();
        blocks(found, Kind.TALK.key("10.0.0.3")).forEach(talk::merge);
        long packets = flows.stream()
                .filter(f -> f.destination().equals(other))
                .mapToLong(f -> f.packets() * f.samplingRate())
                .sum();
        assertThat(talk.packets()).isEqualTo(packets);
        Tally source = talk.largestSourcePort();
        Tally destination = talk.largestDestinationPort(source.protocol());
        assertThat(List.of(source.protocol(), source.value(), source.packets()))
                .isEqualTo(largest(flows, other, FlowRecord::sourcePort, protocol -> true));
        assertThat(List.of(destination.protocol(), destination.value(), destination.packets()))
                .isEqualTo(largest(flows, other, FlowRecord::destinationPort, p -> p == source.protocol()));
    }

    /** Protocol, port and packets of the port with most packets to a destination; the smallest protocol and port of equals. */
    private static List<? extends Number> largest(
            List<FlowRecord> flows, Address to, ToIntFunction<FlowRecord> port, IntPredicate wanted) {
        SortedMap<Integer, Long> packets = new TreeMap<>();
        for (FlowRecord flow : flows) {
            if (flow.destination().equals(to) && wanted.test(flow.protocol())) {
                packets.merge(
                        flow.protocol() << 16 | port.applyAsInt(flow), flow.packets() * flow.samplingRate(), Long::sum);
            }
        }
        int first = 0;
        long most = -1;
        for (Map.Entry<Integer, Long> entry : packets.entrySet()) {
            first = entry.getValue() > most ? entry.getKey() : first;
            most = Math.max(most, entry.getValue());
        }
        return List.of(first >>> 16, first & 0xffff, most);
    }

    private static void check(Profile profile, List<FlowRecord> flows, Service service, Window window) {
        Predicate<FlowRecord> in =
                f -> window.contains(f.startNanos()) && of(service, f.destination(), f.protocol(), f.destinationPort());
        Predicate<FlowRecord> out =
                f -> window.contains(f.startNanos()) && of(service, f.source(), f.protocol(), f.sourcePort());
        assertThat(profile.flows()).isEqualTo(flows.stream().filter(in).count());
        assertThat(profile.packets())
                .isEqualTo(flows.stream()
                        .filter(in)
                        .mapToLong(f -> f.packets() * f.samplingRate())
                        .sum());
        assertThat(profile.sampledPackets())
                .isEqualTo(
                        flows.stream().filter(in).mapToLong(FlowRecord::packets).sum());
        assertThat(profile.sampledByteSquares())
                .isEqualTo(flows.stream()
                        .filter(in)
                        .filter(f -> f.packets() > 0)
                        .mapToDouble(f -> Math.floor((double) f.bytes() * f.bytes() / f.packets()))
                        .sum());
        assertThat(profile.synPackets())
                .isEqualTo(flows.stream()
                        .filter(in)
                        .filter(f -> f.protocol() == 6 && (f.tcpFlags() & 0x12) == 0x02)
                        .mapToLong(f -> f.packets() * f.samplingRate())
                        .sum());
        assertThat(profile.flowsOut()).isEqualTo(flows.stream().filter(out).count());
        assertThat(profile.bytesOut())
                .isEqualTo(flows.stream()
                        .filter(out)
                        .mapToLong(f -> f.bytes() * f.samplingRate())
                        .sum());
        assertThat(profile.senders().distinct())
                .isEqualTo(flows.stream()
                        .filter(in)
                        .map(FlowRecord::source)
                        .distinct()
                        .count());
        assertThat(profile.networks().distinct())
                .isEqualTo(flows.stream()
                        .filter(in)
                        .map(f -> f.source().network())
                        .distinct()
                        .count());
        List<Address> receivers = flows.stream()
                .filter(out)
                .map(FlowRecord::destination)
                .distinct()
                .toList();
        assertThat(profile.answeredFlows())
                .isEqualTo(flows.stream()
                        .filter(in)
                        .filter(f -> receivers.contains(f.source()))
                        .count());
        assertThat(profile.protocols().stream().mapToLong(Tally::flows).sum()).isEqualTo(profile.flows());
        assertThat(profile.tcpFlags().stream().mapToLong(Tally::flows).sum())
                .isEqualTo(
                        flows.stream().filter(in).filter(f -> f.protocol() == 6).count());
        assertThat(profile.samplingRateMin()).isEqualTo(1);
        checkConnections(
                profile,
                flows.stream().filter(in).toList(),
                flows.stream().filter(out).toList());
        // Both 10/8 and the documentation prefix of the generator are bogons.
        assertThat(profile.bogonPackets()).isEqualTo(profile.packets());
    }

    private static void checkSeries(Map<String, List<byte[]>> found, List<FlowRecord> flows) {
        long in = 0;
        long out = 0;
        for (var entry : found.entrySet()) {
            if (Kind.of(entry.getKey()) == Kind.SERIES) {
                CellBlock cells = CellBlock.merge(
                        entry.getValue().stream().map(CellBlock::decode).toList());
                for (int cell = 0; cell < cells.size(); cell++) {
                    in += cells.sum(cell, DetailFold.PACKETS);
                    out += cells.sum(cell, DetailFold.FLOWS_OUT);
                }
            }
        }
        Predicate<Address> selected = a -> a.isIpv4() && List.of(0L, 1L, 3L).contains(a.low() & 0xff);
        assertThat(in)
                .isEqualTo(flows.stream()
                        .filter(f -> selected.test(f.destination()))
                        .mapToLong(f -> f.packets() * f.samplingRate())
                        .sum());
        assertThat(out)
                .isEqualTo(flows.stream().filter(f -> selected.test(f.source())).count());
    }

    private static long count(List<FlowRecord> flows, Predicate<FlowRecord> which) {
        return flows.stream().filter(which).count();
    }

    private static boolean opens(FlowRecord f) {
        return f.protocol() == 6 && (f.tcpFlags() & 2) > 0 && (f.packets() != 1 || (f.tcpFlags() & 16) == 0);
    }

    private static boolean goesOn(FlowRecord f) {
        boolean payload =
                f.packets() > 0 && f.bytes() > f.packets() * (f.source().isIpv4() ? 60 : 80);
        boolean more = f.packets() > 2 && (f.tcpFlags() & 0x2d) > 0;
        return opens(f) && (f.tcpFlags() & 16) > 0 && (payload || more);
    }

    private static void checkConnections(Profile profile, List<FlowRecord> in, List<FlowRecord> out) {
        Connections c = profile.connections();
        assertThat(c.flows()).isEqualTo(count(in, f -> f.protocol() == 6));
        assertThat(c.attempts()).isEqualTo(count(in, DetailFoldTest::opens));
        assertThat(c.unfinished()).isEqualTo(count(in, f -> opens(f) && (f.tcpFlags() & 16) == 0));
        assertThat(c.completed()).isEqualTo(count(in, DetailFoldTest::goesOn));
        assertThat(c.resets()).isEqualTo(count(in, f -> (f.tcpFlags() & 4) > 0));
        if (profile.service().equals("web")) {
            assertThat(c.completed()).isPositive().isLessThan(c.attempts() - c.unfinished());
            assertThat(c.unfinished()).isPositive();
            assertThat(c.resets()).isPositive();
        }
        assertThat(c.flowsOut()).isEqualTo(count(out, f -> f.protocol() == 6));
        assertThat(c.resetsOut()).isEqualTo(count(out, f -> (f.tcpFlags() & 4) > 0));
        assertThat(c.synAcksOut()).isEqualTo(count(out, f -> (f.tcpFlags() & 0x12) == 0x12));
        assertThat(c.flagsOut().stream().mapToLong(Tally::flows).sum()).isEqualTo(c.flowsOut());
        for (Tally tally : c.flagsOut()) {
            assertThat(tally.flows()).isEqualTo(count(out, f -> f.protocol() == 6 && f.tcpFlags() == tally.value()));
        }
        SenderSample networks = profile.networks();
        for (int i = 0; i < networks.size(); i++) {
            Address network = new Address(networks.high()[i], networks.low()[i]);
            Predicate<FlowRecord> from = f -> f.source().network().equals(network);
            assertThat(networks.flows()[i]).isEqualTo(count(in, from));
            assertThat(networks.attempts()[i]).isEqualTo(count(in, from.and(DetailFoldTest::opens)));
            assertThat(networks.completed()[i]).isEqualTo(count(in, from.and(DetailFoldTest::goesOn)));
            assertThat(networks.answers()[i])
                    .isEqualTo(count(out, f -> f.destination().network().equals(network)));
        }
        checkShapes(profile, in);
    }

    private static void checkShapes(Profile profile, List<FlowRecord> in) {
        long millis = 0;
        long[][] tcp = new long[FlowShapes.DURATIONS][FlowShapes.SIZES];
        long[][] other = new long[FlowShapes.DURATIONS][FlowShapes.SIZES];
        long[] ttls = new long[257];
        for (FlowRecord f : in) {
            long nanos = Math.max(0, f.endNanos() - f.startNanos());
            millis += nanos / 1_000_000;
            int duration = 0;
            while (nanos >= 1_000_000_000L << duration) {
                duration++;
            }
            int size = 0;
            while (f.bytes() * f.samplingRate() >= 1L << size) {
                size++;
            }
            (f.protocol() == 6 ? tcp : other)[duration][size]++;
            ttls[f.ttlMin() < 0 ? 256 : f.ttlMin()] += f.packets() * f.samplingRate();
        }
        assertThat(profile.shapes().durationMillis()).isEqualTo(millis).isPositive();
        assertThat(profile.shapes().tcp()).isEqualTo(tcp);
        assertThat(profile.shapes().other()).isEqualTo(other);
        assertThat(profile.ttls()).isEqualTo(ttls);
    }

    /** Order and split of the rows change no byte of a profile. */
    private static void sameProfilesInOnePiece(Map<String, List<byte[]>> found, List<FlowRecord> flows, Address other) {
        DetailFold fold = new DetailFold(
                BIN,
                List.of(WEB, DNS),
                List.of(other),
                List.of(BASELINE),
                List.of(TROUBLE),
                ClosedBins.NONE,
                Budget.DEFAULT);
        List<FlowRecord> shuffled = new ArrayList<>(flows);
        Collections.shuffle(shuffled, new Random(5));
        Map<String, List<byte[]>> whole = byKey(RandomFlows.fold(fold, shuffled, flows.size()));
        int profiles = 0;
        for (var entry : whole.entrySet()) {
            if (Kind.of(entry.getKey()) == Kind.PROFILE) {
                ProfileFold merged = new ProfileFold();
                blocks(found, entry.getKey()).forEach(merged::merge);
                assertThat(entry.getValue()).hasSize(1);
                assertThat(merged.encode()).isEqualTo(entry.getValue().get(0));
                profiles++;
            }
        }
        assertThat(profiles).isEqualTo(6);
    }

    private static long[] volume(List<FlowRecord> flows, Predicate<FlowRecord> which) {
        return new long[] {
            flows.stream()
                    .filter(which)
                    .mapToLong(f -> f.bytes() * f.samplingRate())
                    .sum(),
            flows.stream()
                    .filter(which)
                    .mapToLong(f -> f.packets() * f.samplingRate())
                    .sum()
        };
    }

    private static void checkKinds(Map<String, List<byte[]>> found, List<FlowRecord> flows) {
        Map<Integer, Predicate<FlowRecord>> kinds = Map.of(
                DetailFold.SYN, f -> f.protocol() == 6 && (f.tcpFlags() & 0x12) == 2,
                DetailFold.AMPLIFIED, f -> f.protocol() == 17 && f.sourcePort() == 123,
                DetailFold.DNS, f -> f.protocol() == 17 && f.sourcePort() == 53,
                DetailFold.OTHER_UDP, f -> f.protocol() == 17 && f.sourcePort() != 53 && f.sourcePort() != 123,
                DetailFold.ICMP, f -> f.protocol() == 1,
                DetailFold.TCP_ANSWERS, f -> List.of(0x12, 0x14, 0x52).contains(f.tcpFlags()));
        Predicate<FlowRecord> answer = f -> f.protocol() == 1
                ? List.of(0, 3, 4, 5).contains(f.destinationPort() / 256)
                : List.of(0x12, 0x14, 0x52).contains(f.tcpFlags());
        for (String address : List.of("10.0.0.0", "10.0.0.1", "10.0.0.3")) {
            List<FlowRecord> to = flows.stream()
                    .filter(f -> f.destination().toString().equals(address))
                    .toList();
            List<FlowRecord> from = flows.stream()
                    .filter(f -> f.source().toString().equals(address))
                    .toList();
            kinds.forEach((column, which) -> assertThat(sums(found, address, column))
                    .as("%s %s", address, column)
                    .isEqualTo(volume(to, which)));
            assertThat(sums(found, address, DetailFold.ANSWERS_OUT)).isEqualTo(volume(from, answer));
            assertThat(sums(found, address, DetailFold.ATTEMPTS))
                    .containsExactly(count(to, DetailFoldTest::opens), count(to, DetailFoldTest::goesOn));
            assertThat(sums(found, address, DetailFold.BYTES_OUT)).isEqualTo(volume(from, f -> true));
        }
    }

    /** Bytes and packets of a column over all bins and services of an address. */
    private static long[] sums(Map<String, List<byte[]>> found, String address, int column) {
        long[] sums = new long[2];
        for (var entry : found.entrySet()) {
            if (entry.getKey().startsWith(Kind.SERIES.key(address + '\t'))) {
                for (byte[] block : entry.getValue()) {
                    CellBlock cells = CellBlock.decode(block);
                    for (int cell = 0; cell < cells.size(); cell++) {
                        sums[0] += cells.sum(cell, column);
                        sums[1] += cells.sum(cell, column + 1);
                    }
                }
            }
        }
        return sums;
    }
}
