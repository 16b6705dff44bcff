package floodmark.pipeline.cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import floodmark.capture.FlowRecord;
import floodmark.model.Address;
import floodmark.model.UserError;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScreeningFoldTest {
    private static final long BIN = 60_000_000_000L;
    private static final long START = 1_700_000_000_000_000_000L;

    /** The definition of scaling and spreading, with big numbers and maps. */
    private record Cell(BigInteger[] sums, Set<Address> senders) {
        static Cell empty() {
            return new Cell(new BigInteger[] {BigInteger.ZERO, BigInteger.ZERO, BigInteger.ZERO}, new HashSet<>());
        }
    }

    private static Map<String, TreeMap<Long, Cell>> reference(List<FlowRecord> flows) {
        Map<String, TreeMap<Long, Cell>> all = new TreeMap<>();
        for (FlowRecord flow : flows) {
            TreeMap<Long, Cell> cells = all.computeIfAbsent(flow.destination().toString(), d -> new TreeMap<>());
            long first = Math.floorDiv(flow.startNanos(), BIN);
            Cell start = cells.computeIfAbsent(first, b -> Cell.empty());
            start.sums()[2] = start.sums()[2].add(BigInteger.ONE);
            start.senders().add(flow.source());
            long last = flow.endNanos() <= flow.startNanos() ? first : Math.floorDiv(flow.endNanos() - 1, BIN);
            for (long bin = first; bin <= last; bin++) {
                BigInteger bytes = part(flow, flow.bytes(), bin, first == last);
                BigInteger packets = part(flow, flow.packets(), bin, first == last);
                if (bytes.signum() + packets.signum() > 0) {
                    Cell cell = cells.computeIfAbsent(bin, b -> Cell.empty());
                    cell.sums()[0] = cell.sums()[0].add(bytes);
                    cell.sums()[1] = cell.sums()[1].add(packets);
                }
            }
        }
        return all;
    }

    private static BigInteger part(FlowRecord flow, long observed, long bin, boolean whole) {
        BigInteger total = BigInteger.valueOf(observed).multiply(BigInteger.valueOf(flow.samplingRate()));
        return whole ? total : before(flow, total, (bin + 1) * BIN).subtract(before(flow, total, bin * BIN));
    }

    private static BigInteger before(FlowRecord flow, BigInteger total, long time) {
        long duration = flow.endNanos() - flow.startNanos();
        long elapsed = Math.min(duration, Math.max(0, time - flow.startNanos()));
        return total.multiply(BigInteger.valueOf(elapsed)).divide(BigInteger.valueOf(duration));
    }

    private static Map<String, List<CellBlock>> byKey(List<Block> blocks, Kind kind) {
        Map<String, List<CellBlock>> map = new TreeMap<>();
        for (Block block : blocks) {
            if (Kind.of(block.key()) == kind) {
                map.computeIfAbsent(Kind.rest(block.key()), k -> new ArrayList<>())
                        .add(CellBlock.decode(block.bytes()));
            }
        }
        return map;
    }

    private static CellBlock merged(Map<String, List<CellBlock>> blocks, String key) {
        return CellBlock.merge(Objects.requireNonNull(blocks.get(key), key));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void equalsTheDefinitionForAnyBudgetAndOrder(long seed) {
        List<FlowRecord> flows = RandomFlows.flows(seed, 5000, START, 20 * BIN, BIN);
        Random random = new Random(seed);
        Budget budget = new Budget(1 + random.nextInt(400), 1 + random.nextInt(3000));
        List<Block> blocks =
                RandomFlows.fold(new ScreeningFold(BIN, ClosedBins.NONE, budget), flows, 1 + random.nextInt(6000));
        Collections.shuffle(blocks, random);
        Map<String, List<CellBlock>> found = byKey(blocks, Kind.SERIES);
        Map<String, TreeMap<Long, Cell>> expected = reference(flows);
        assertThat(found.keySet()).as("seed %s", seed).isEqualTo(expected.keySet());
        long bytes = 0;
        for (var entry : expected.entrySet()) {
            CellBlock merged = merged(found, entry.getKey());
            int at = 0;
            for (var cell : entry.getValue().entrySet()) {
                assertThat(merged.bin(at)).isEqualTo(cell.getKey());
                for (int column = 0; column < ScreeningFold.COLUMNS; column++) {
                    assertThat(merged.sum(at, column))
                            .isEqualTo(cell.getValue().sums()[column].longValueExact());
                }
                assertThat(merged.senders(at))
                        .isEqualTo(cell.getValue().senders().size());
                assertThat(merged.sendersExact(at)).isTrue();
                bytes += merged.sum(at, ScreeningFold.BYTES);
                at++;
            }
            assertThat(merged.size()).isEqualTo(at);
        }
        CellBlock total = merged(byKey(blocks, Kind.TOTAL), "");
        long totalBytes = 0;
        long totalFlows = 0;
        for (int cell = 0; cell < total.size(); cell++) {
            totalBytes += total.sum(cell, ScreeningFold.BYTES);
            totalFlows += total.sum(cell, ScreeningFold.FLOWS);
        }
        assertThat(totalBytes).isEqualTo(bytes);
        assertThat(totalFlows).isEqualTo(flows.size());
    }

    @Test
    void countsSendersOfClosedBinsAtOnce() {
        List<FlowRecord> flows = RandomFlows.flows(7, 3000, START, 3 * BIN, BIN);
        Budget budget = new Budget(1 << 20, 1 << 20);
        Map<String, List<CellBlock>> open =
                byKey(RandomFlows.fold(new ScreeningFold(BIN, ClosedBins.NONE, budget), flows, 3000), Kind.SERIES);
        List<Block> counted = RandomFlows.fold(new ScreeningFold(BIN, bin -> true, budget), flows, 3000);
        Map<String, List<CellBlock>> closed = byKey(counted, Kind.SERIES);
        open.forEach((key, blocks) -> {
            CellBlock a = blocks.get(0);
            CellBlock b = merged(closed, key);
            for (int cell = 0; cell < a.size(); cell++) {
                assertThat(b.senders(cell)).isEqualTo(a.senders(cell));
            }
            assertThat(b.encode(new ByteSink(), false)).isEqualTo(a.encode(new ByteSink(), true));
        });
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void finishesBinsAsSoonAsTheyAreClosed(long seed) {
        List<FlowRecord> flows = RandomFlows.flows(seed, 5000, START, 20 * BIN, BIN);
        flows.sort(Comparator.comparingLong(FlowRecord::startNanos));
        Budget budget = new Budget(1 << 20, 1 << 20);
        Map<String, List<CellBlock>> whole =
                byKey(RandomFlows.fold(new ScreeningFold(BIN, bin -> true, budget), flows, 5000), Kind.SERIES);
        int[] read = new int[1];
        boolean[] early = new boolean[1];
        ClosedBins closed = bin -> {
            boolean isClosed = flows.subList(read[0], flows.size()).stream()
                    .noneMatch(flow -> Math.floorDiv(flow.startNanos(), BIN) == bin);
            early[0] |= isClosed && read[0] < flows.size();
            return isClosed;
        };
        Map<String, List<CellBlock>> found =
                byKey(RandomFlows.fold(new ScreeningFold(BIN, closed, budget), flows, 300, read), Kind.SERIES);
        assertThat(early[0]).isTrue();
        assertThat(found.keySet()).isEqualTo(whole.keySet());
        // Long flows come back to bins that are finished, or reach ones that are not yet.
        whole.forEach((key, blocks) -> assertThat(merged(found, key).encode(new ByteSink(), false))
                .isEqualTo(blocks.get(0).encode(new ByteSink(), false)));
    }

    private static FlowRecord flow(long start, long end, long packets, long bytes, int rate) {
        return new FlowRecord(
                start, end, Address.ofIpv4(1), Address.ofIpv4(2), 1, 2, 17, 0, packets, bytes, rate, -1, -1);
    }

    @Test
    void keepsAFlowOfTooManyBinsInItsFirst() {
        long bin = 1_000_000L;
        FlowRecord most = flow(0, (1L << 20) * bin, 1L << 20, 1L << 22, 1);
        FlowRecord over = flow(0, (1L << 20) * bin + 1, 1L << 20, 1L << 22, 1);
        FlowRecord absurd = flow(Long.MIN_VALUE, Long.MAX_VALUE, 5, 50, 1);
        List<Block> blocks = RandomFlows.fold(
                new ScreeningFold(bin, ClosedBins.NONE, Budget.DEFAULT), List.of(most, over, absurd), 3);
        CellBlock cells = merged(byKey(blocks, Kind.SERIES), "0.0.0.2");
        assertThat(cells.size()).isEqualTo((1 << 20) + 1);
        assertThat(cells.sum(0, ScreeningFold.BYTES)).isEqualTo(50);
        assertThat(cells.bin(1)).isEqualTo(0);
        assertThat(cells.sum(1, ScreeningFold.BYTES)).isEqualTo((1L << 22) + 4);
        LedgerFold ledger = new LedgerFold();
        blocks.stream().filter(b -> Kind.of(b.key()) == Kind.LEDGER).forEach(b -> ledger.merge(b.bytes()));
        assertThat(ledger.sum("flows.too-long")).isEqualTo(2);
        assertThat(ledger.sum("rows.read")).isEqualTo(3);
    }

    @Test
    void refusesSumsOf2To63AndNamesTheFile() {
        ScreeningFold fold = new ScreeningFold(BIN, ClosedBins.NONE, Budget.DEFAULT);
        List<FlowRecord> scaled = List.of(flow(0, 0, 1, Long.MAX_VALUE / 2, 3));
        assertThatThrownBy(() -> RandomFlows.fold(fold, scaled, 1))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("[test] bytes scaled");
        List<FlowRecord> summed =
                List.of(flow(0, 0, 1, Long.MAX_VALUE / 2 + 1, 1), flow(0, 0, 1, Long.MAX_VALUE / 2 + 1, 1));
        assertThatThrownBy(() -> RandomFlows.fold(new ScreeningFold(BIN, ClosedBins.NONE, Budget.DEFAULT), summed, 2))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("below 2^63");
    }
}
