package floodmark.pipeline.cell;

import static org.assertj.core.api.Assertions.assertThat;

import floodmark.capture.FlowRecord;
import floodmark.claim.CaseFile.Service;
import floodmark.claim.Target;
import floodmark.model.Address;
import floodmark.model.Profile;
import floodmark.model.Profile.Phase;
import floodmark.model.Profile.Tally;
import floodmark.model.Window;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Predicate;
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
        assertThat(talk.sourcePorts().stream().mapToLong(Tally::packets).sum()).isEqualTo(packets);
        assertThat(talk.destinationPorts().stream().mapToLong(Tally::packets).sum())
                .isEqualTo(packets);
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
}
