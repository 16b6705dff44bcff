package floodmark.pipeline;

import floodmark.pipeline.cell.ByteSink;
import floodmark.pipeline.cell.CellBlock;
import floodmark.pipeline.cell.Kind;
import floodmark.pipeline.cell.LedgerFold;
import floodmark.stats.PooledTail;
import floodmark.stats.ScanScore;
import floodmark.stats.ScanScore.Features;
import floodmark.stats.ScoreTally;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Merges the small cells of a destination and computes what the first pass keeps. */
final class FlowScreener implements BlockMerger {
    private static final long serialVersionUID = 1L;
    /** In the order of the columns of {@link floodmark.pipeline.cell.ScreeningFold}. */
    private static final List<String> METRICS = List.of("bytes", "packets", "flows");
    /** Size of the smallest event of each metric: an IP packet of 64 bytes, a packet, a flow. */
    private static final double[] OFFSETS = {64, 1, 1};

    private final long binNanos;
    private final long firstBin;
    private final long lastBin;
    private final BinRanges baseline;

    /** @param firstBin bin of the capture's first start; volumes that are spread beyond {@code lastBin} are left out */
    FlowScreener(long binNanos, long firstBin, long lastBin, BinRanges baseline) {
        this.binNanos = binNanos;
        this.firstBin = firstBin;
        this.lastBin = lastBin;
        this.baseline = baseline;
    }

    @Override
    public byte[] merge(String key, List<byte[]> blocks) {
        return Kind.of(key) == Kind.LEDGER
                ? mergeLedger(blocks)
                : mergeCells(blocks).encode(new ByteSink(), false);
    }

    @Override
    public byte[] result(String key, List<byte[]> blocks) {
        return Kind.of(key) == Kind.SERIES ? bytes(screen(Kind.rest(key), mergeCells(blocks))) : merge(key, blocks);
    }

    static byte[] mergeLedger(List<byte[]> blocks) {
        LedgerFold ledger = new LedgerFold();
        blocks.forEach(ledger::merge);
        return ledger.encode(new ByteSink());
    }

    static CellBlock mergeCells(List<byte[]> blocks) {
        // A loop, since a scan comes by for each of its destinations.
        List<CellBlock> decoded = new ArrayList<>(blocks.size());
        for (byte[] block : blocks) {
            decoded.add(CellBlock.decode(block));
        }
        return CellBlock.merge(decoded);
    }

    private static byte[] bytes(Screened screened) {
        ByteSink out = new ByteSink();
        screened.encode(out);
        return out.take();
    }

    Screened screen(String destination, CellBlock cells) {
        int size = 0;
        while (size < cells.size() && cells.bin(size) <= lastBin) {
            size++;
        }
        long[] bins = new long[size];
        double[][] values = new double[METRICS.size()][size];
        double[] baselineSums = new double[METRICS.size()];
        long withSenders = 0;
        for (int cell = 0; cell < size; cell++) {
            bins[cell] = cells.bin(cell);
            boolean inBaseline = baseline.contains(bins[cell]);
            withSenders += inBaseline && cells.senders(cell) > 1 ? 1 : 0;
            for (int metric = 0; metric < METRICS.size(); metric++) {
                values[metric][cell] = cells.sum(cell, metric);
                baselineSums[metric] += inBaseline ? values[metric][cell] : 0;
            }
        }
        MetricScreen[] metrics = new MetricScreen[METRICS.size()];
        ScoreTally[] tallies = new ScoreTally[METRICS.size()];
        for (int metric = 0; metric < metrics.length; metric++) {
            Features features = ScanScore.compute(bins, values[metric], size, firstBin, lastBin, OFFSETS[metric]);
            int peak = Arrays.binarySearch(bins, features.peakBin());
            tallies[metric] = PooledTail.tally(features);
            metrics[metric] = MetricScreen.of(
                    METRICS.get(metric),
                    1,
                    binNanos / 1e9,
                    features,
                    tallies[metric],
                    features.peakBin() * binNanos,
                    features.onsetBin() * binNanos,
                    features.endBin() * binNanos,
                    cells.senders(peak),
                    cells.sendersExact(peak),
                    baselineSums[metric]);
        }
        return new Screened(
                new DestinationScreen(destination, size, baseline.count(), withSenders, List.of(metrics)),
                List.of(tallies));
    }
}
