package floodmark.capture.parquet;

import floodmark.capture.CountRecord;
import floodmark.capture.FlowBatch;
import floodmark.capture.FlowRecord;
import floodmark.capture.LocalFile;
import floodmark.capture.RandomAccess;
import floodmark.capture.RowChoice;
import floodmark.model.Address;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads whole captures back as records, and makes flows, for tests. */
final class Captures {
    /** 2024-08-12T23:55:00Z. */
    static final long START = 1_723_506_900_000_000_000L;

    /** What ports, protocol and flags are where they were not read. */
    static final int LEFT_OUT = -7;

    /** All rows of a capture and what was rejected; time-to-live is not read and so is -1. */
    record Flows(List<FlowRecord> rows, Map<String, Long> rejected, long passedOver) {}

    private Captures() {}

    static Address address(String text) {
        return Objects.requireNonNull(Address.parse(text));
    }

    static Flows read(Path file) throws IOException {
        return read(LocalFile.open(file));
    }

    static Flows read(RandomAccess file) throws IOException {
        return read(file, FlowBatch.Columns.ALL);
    }

    /** The same; columns that are left out are all {@link #LEFT_OUT}. */
    static Flows read(RandomAccess file, FlowBatch.Columns columns) throws IOException {
        return read(file, columns, null);
    }

    /** The same for the rows that are chosen; null for all. */
    static Flows read(RandomAccess file, FlowBatch.Columns columns, @Nullable RowChoice choice) throws IOException {
        List<FlowRecord> rows = new ArrayList<>();
        Map<String, Long> rejected = new TreeMap<>();
        long passedOver = 0;
        try (ParquetCapture capture = ParquetCapture.open(file)) {
            FlowBatch batch = new FlowBatch();
            for (int[] column : List.of(batch.sourcePort, batch.destinationPort, batch.protocol, batch.tcpFlags)) {
                Arrays.fill(column, LEFT_OUT);
            }
            for (RowGroup group : capture.rowGroups()) {
                FlowRowGroup flows = capture.flows(group.index(), batch, columns, choice);
                while (flows.next()) {
                    for (int i = 0; i < batch.size; i++) {
                        rows.add(row(batch, i));
                    }
                }
                flows.rejected().forEach((reason, count) -> rejected.merge(reason, count, Long::sum));
                passedOver += flows.passedOver();
            }
        }
        return new Flows(rows, rejected, passedOver);
    }

    /** Chooses rows by their source. */
    static RowChoice bySource(Predicate<Address> wanted) {
        return (batch, rows, count) -> {
            int to = 0;
            for (int i = 0; i < count; i++) {
                rows[to] = rows[i];
                to += wanted.test(batch.sources.address(batch.source[rows[i]])) ? 1 : 0;
            }
            return to;
        };
    }

    private static FlowRecord row(FlowBatch batch, int i) {
        return new FlowRecord(
                batch.startNanos[i],
                batch.endNanos[i],
                batch.sources.address(batch.source[i]),
                batch.addresses.address(batch.destination[i]),
                batch.sourcePort[i],
                batch.destinationPort[i],
                batch.protocol[i],
                batch.tcpFlags[i],
                batch.packets[i],
                batch.bytes[i],
                batch.samplingRate[i],
                batch.ttl[i],
                -1);
    }

    static List<CountRecord> counts(Path file, Map<String, Long> rejected) throws IOException {
        List<CountRecord> rows = new ArrayList<>();
        try (ParquetCapture capture = ParquetCapture.open(LocalFile.open(file))) {
            for (RowGroup group : capture.rowGroups()) {
                CountRowGroup counts = capture.counts(group.index());
                counts.forEachRemaining(rows::add);
                counts.rejected().forEach((reason, count) -> rejected.merge(reason, count, Long::sum));
            }
        }
        return rows;
    }

    /** Flows with some repeated and some unique values, so that pages with and without dictionaries come about. */
    static List<FlowRecord> random(int rows, long seed, long timeUnit, boolean ipv4Only) {
        SplittableRandom random = new SplittableRandom(seed);
        List<FlowRecord> flows = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            long start = START + i * 1_000_000L + random.nextLong(1_000_000) / timeUnit * timeUnit;
            long end = start + random.nextLong(60_000) * 1_000_000L;
            flows.add(new FlowRecord(
                    start,
                    end,
                    address(random, ipv4Only, Integer.MAX_VALUE),
                    address(random, ipv4Only, 50),
                    random.nextInt(1 << 16),
                    random.nextInt(3) == 0 ? 443 : random.nextInt(1 << 16),
                    random.nextInt(256),
                    random.nextInt(1 << 16),
                    random.nextLong(1 + random.nextLong(1L << random.nextInt(62))),
                    random.nextLong(1L << random.nextInt(1, 62)),
                    1 + random.nextInt(4) * 1000,
                    random.nextInt(257) - 1,
                    -1));
        }
        return flows;
    }

    private static Address address(SplittableRandom random, boolean ipv4Only, int distinct) {
        int number = random.nextInt(distinct);
        return ipv4Only || number % 3 != 0
                ? Address.ofIpv4(number * 0x9e3779b9)
                : new Address(
                        0x2001_0db8_0000_0000L | number % 5,
                        random.nextInt(2) == 0 ? number : number * 0x9e3779b97f4a7c15L);
    }
}
