package floodmark.bench;

import floodmark.capture.FlowBatch;
import floodmark.capture.FlowRecord;
import floodmark.capture.LocalFile;
import floodmark.capture.parquet.FlowParquetWriter;
import floodmark.capture.parquet.FlowRowGroup;
import floodmark.capture.parquet.ParquetCapture;
import floodmark.model.Address;
import floodmark.pipeline.cell.Block;
import floodmark.pipeline.cell.Budget;
import floodmark.pipeline.cell.ByteSink;
import floodmark.pipeline.cell.CellBlock;
import floodmark.pipeline.cell.ScreeningFold;
import floodmark.pipeline.cell.SenderSet;
import floodmark.stats.Draws;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * What a scan does for each row, on one core: rows a second of decoding, of adding up, of merging cells and of sorting senders. The
 * capture: an hour of minutes, sorted by time, half a million rows, 50,000 destinations and as many senders by a law of few and many.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class KernelsBenchmark {
    private static final int ROWS = 128 * FlowBatch.CAPACITY;
    private static final int HOSTS = 50_000;
    private static final int BINS = 1440;
    private static final int SENDERS = 1 << 16;
    private static final long START = 1_723_420_800_000_000_000L;
    private static final long MINUTE = 60_000_000_000L;

    private final long[] senders = new long[SENDERS];
    private final long[] sorted = new long[SENDERS];
    private Path file = Path.of("");
    private byte[] even = {};
    private byte[] odd = {};

    /** Writes the capture, keeps its batches, and makes two halves of a series. */
    @Setup(Level.Trial)
    public void make() throws IOException {
        Draws draws = new Draws(7);
        file = Files.createTempFile("kernels", ".parquet");
        FlowParquetWriter writer = FlowParquetWriter.create(file);
        for (int i = 0; i < ROWS; i++) {
            long start = START + i * (60 * MINUTE / ROWS);
            writer.accept(new FlowRecord(
                    start,
                    start,
                    Address.ofIpv4(0x14000000 + host(draws)),
                    Address.ofIpv4(0x0a000000 + host(draws)),
                    1024 + (int) (60_000 * draws.uniform()),
                    443,
                    6,
                    27,
                    1 + (int) (50 * draws.uniform()),
                    60 + (int) (60_000 * draws.uniform()),
                    1,
                    -1,
                    -1));
        }
        writer.close();
        even = half(0);
        odd = half(1);
        for (int i = 0; i < SENDERS; i++) {
            // Each comes four times.
            senders[i] = SenderSet.ordered(Address.hash64(0, 0xffffL << 32 | i / 4));
        }
    }

    /** Popularity falls with rank, as that of web sites does. */
    private static int host(Draws draws) {
        return (int) StrictMath.exp(StrictMath.log(HOSTS) * draws.uniform()) - 1;
    }

    private static byte[] half(int from) {
        CellBlock block = new CellBlock(ScreeningFold.COLUMNS, BINS, 0);
        for (int bin = from; bin < BINS; bin += 2) {
            block.cell(bin);
            block.add(ScreeningFold.BYTES, 1_000L * bin);
            block.add(ScreeningFold.PACKETS, bin);
            block.add(ScreeningFold.FLOWS, 1);
            block.senderCount(1, true);
        }
        return block.encode(new ByteSink(), false);
    }

    /** Removes the capture. */
    @TearDown(Level.Trial)
    public void remove() throws IOException {
        Files.delete(file);
    }

    private void read(FlowBatch.Columns columns, Blackhole hole) throws IOException {
        try (ParquetCapture capture = ParquetCapture.open(LocalFile.open(file))) {
            FlowBatch batch = new FlowBatch();
            for (var group : capture.rowGroups()) {
                FlowRowGroup rows = capture.flows(group.index(), batch, columns);
                while (rows.next()) {
                    hole.consume(batch.size);
                }
            }
        }
    }

    /** Unpacking and decoding all columns, a row. */
    @Benchmark
    @OperationsPerInvocation(ROWS)
    public void decodeAll(Blackhole hole) throws IOException {
        read(FlowBatch.Columns.ALL, hole);
    }

    /** Unpacking and decoding what the first pass makes use of, a row. */
    @Benchmark
    @OperationsPerInvocation(ROWS)
    public void decodeVolumes(Blackhole hole) throws IOException {
        read(FlowBatch.Columns.VOLUMES, hole);
    }

    /** The same, and adding up cells with exact senders to encoded blocks, a row. */
    @Benchmark
    @OperationsPerInvocation(ROWS)
    public void decodeAndFold(Blackhole hole) throws IOException {
        ScreeningFold fold = new ScreeningFold(MINUTE, bin -> true, Budget.DEFAULT);
        try (ParquetCapture capture = ParquetCapture.open(LocalFile.open(file))) {
            FlowBatch batch = new FlowBatch();
            for (var group : capture.rowGroups()) {
                FlowRowGroup rows = capture.flows(group.index(), batch, fold.columns());
                fold.startRowGroup("kernels");
                while (rows.next()) {
                    for (int row = 0; row < batch.size; ) {
                        row = fold.add(batch, row);
                        if (row < batch.size) {
                            drain(fold.drain(), hole);
                        }
                    }
                }
                fold.endRowGroup();
            }
        }
        drain(fold.drain(), hole);
    }

    private static void drain(Iterator<Block> blocks, Blackhole hole) {
        blocks.forEachRemaining(hole::consume);
    }

    /** Decoding two interleaved halves of a series and merging them, a cell. */
    @Benchmark
    @OperationsPerInvocation(BINS)
    public CellBlock merge() {
        return CellBlock.merge(List.of(CellBlock.decode(even), CellBlock.decode(odd)));
    }

    /** Sorting the senders of a large cell and leaving out doubles, a sender. */
    @Benchmark
    @OperationsPerInvocation(SENDERS)
    public int senders() {
        System.arraycopy(senders, 0, sorted, 0, SENDERS);
        return SenderSet.sortDistinct(sorted, 0, SENDERS);
    }
}
