package floodmark.pipeline.cell;

import floodmark.capture.FlowBatch;
import floodmark.capture.FlowRecord;
import floodmark.model.Address;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Seeded flows with everything that a capture may hold: spans, negative durations, sampling, both address families. */
public final class RandomFlows {
    private RandomFlows() {}

    public static Address address(Random random, int different) {
        int number = random.nextInt(different);
        return number % 3 == 2
                ? new Address(0x20010db800000000L | number, number * 7L)
                : Address.ofIpv4(0x0a000000 | number);
    }

    /** So many flows within a span from the given start; every tenth or so lasts several bins. */
    public static List<FlowRecord> flows(long seed, int count, long startNanos, long spanNanos, long binNanos) {
        Random random = new Random(seed);
        List<FlowRecord> flows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long start = startNanos + (long) (random.nextDouble() * spanNanos);
            int shape = random.nextInt(10);
            long duration = shape == 0
                    ? (long) (random.nextDouble() * 5 * binNanos)
                    : shape == 1 ? -random.nextInt(1_000_000_000) : shape == 2 ? 0 : random.nextInt(200_000_000);
            long packets = random.nextInt(12) == 0 ? 0 : 1 + random.nextInt(random.nextBoolean() ? 4 : 1000);
            int protocol = new int[] {6, 6, 6, 17, 17, 1}[random.nextInt(6)];
            int flags = protocol == 6 ? new int[] {0x02, 0x12, 0x1b, 0x10, 0x14, 0x52}[random.nextInt(6)] : 0;
            flows.add(new FlowRecord(
                    start,
                    start + duration,
                    address(random, 60),
                    address(random, 12),
                    new int[] {443, 53, 123, 1024 + random.nextInt(5)}[random.nextInt(4)],
                    protocol == 1 ? 256 * random.nextInt(9) : new int[] {53, 80, 443}[random.nextInt(3)],
                    protocol,
                    flags,
                    packets,
                    packets * (40 + random.nextInt(random.nextBoolean() ? 50 : 1460)),
                    new int[] {1, 1, 1, 100, 4096}[random.nextInt(5)],
                    random.nextInt(257) - 1,
                    -1));
        }
        return flows;
    }

    /** Feeds flows to a fold in batches of the given size, in row groups of the given size; returns all blocks. */
    public static List<Block> fold(FlowFold fold, List<FlowRecord> flows, int rowGroup) {
        return fold(fold, flows, rowGroup, new int[1]);
    }

    /** The same; {@code read} holds how many flows are in whole row groups, for who says which bins are closed. */
    static List<Block> fold(FlowFold fold, List<FlowRecord> flows, int rowGroup, int[] read) {
        List<Block> blocks = new ArrayList<>();
        for (int from = 0; from < flows.size(); from += rowGroup) {
            FlowBatch batch = new FlowBatch();
            fold.startRowGroup("test");
            int to = Math.min(flows.size(), from + rowGroup);
            for (int at = from; at < to; at += batch.size) {
                fill(batch, flows.subList(at, Math.min(to, at + FlowBatch.CAPACITY)));
                int row = 0;
                while ((row = fold.add(batch, row)) < batch.size) {
                    fold.drain().forEachRemaining(blocks::add);
                }
            }
            read[0] = to;
            fold.endRowGroup();
            blocks.add(new Block(Kind.LEDGER.key(""), fold.takeLedger().encode(new ByteSink())));
        }
        fold.drain().forEachRemaining(blocks::add);
        return blocks;
    }

    private static void fill(FlowBatch batch, List<FlowRecord> flows) {
        batch.size = flows.size();
        for (int i = 0; i < flows.size(); i++) {
            FlowRecord flow = flows.get(i);
            batch.startNanos[i] = flow.startNanos();
            batch.endNanos[i] = flow.endNanos();
            batch.source[i] =
                    batch.sources.codeOf(flow.source().high(), flow.source().low());
            batch.destination[i] = batch.addresses.idOf(
                    flow.destination().high(), flow.destination().low());
            batch.sourcePort[i] = flow.sourcePort();
            batch.destinationPort[i] = flow.destinationPort();
            batch.protocol[i] = flow.protocol();
            batch.tcpFlags[i] = flow.tcpFlags();
            batch.packets[i] = flow.packets();
            batch.bytes[i] = flow.bytes();
            batch.samplingRate[i] = flow.samplingRate();
            batch.ttl[i] = flow.ttlMin();
        }
    }
}
