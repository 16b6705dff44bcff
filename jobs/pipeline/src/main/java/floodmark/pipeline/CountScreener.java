package floodmark.pipeline;

import floodmark.capture.CountRecord;
import floodmark.model.CountSeries;
import floodmark.model.Times;
import floodmark.model.Window;
import floodmark.pipeline.cell.ByteSink;
import floodmark.pipeline.cell.CountBlock;
import floodmark.pipeline.cell.Kind;
import floodmark.stats.PooledTail;
import floodmark.stats.ScanScore;
import floodmark.stats.ScanScore.Features;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/**
 * Merges the counts of a destination and screens each metric and direction on its own interval, the most common one (the
 * shorter of equals). Intervals that nobody published are unknown, not zero: they are left out.
 */
final class CountScreener implements BlockMerger {
    private static final long serialVersionUID = 1L;

    private final ArrayList<Window> baseline;

    CountScreener(List<Window> baseline) {
        this.baseline = new ArrayList<>(baseline);
    }

    @Override
    public byte[] merge(String key, List<byte[]> blocks) {
        if (Kind.of(key) == Kind.LEDGER) {
            return FlowScreener.mergeLedger(blocks);
        }
        // Not merged by key before the end: sums of doubles depend on what was summed before.
        return CountBlock.encode(all(Kind.rest(key), blocks), new ByteSink());
    }

    static List<CountRecord> all(String destination, List<byte[]> blocks) {
        List<CountRecord> counts = new ArrayList<>();
        blocks.forEach(block -> counts.addAll(CountBlock.decode(destination, block)));
        return counts;
    }

    @Override
    public byte[] result(String key, List<byte[]> blocks) {
        if (Kind.of(key) != Kind.SERIES) {
            return merge(key, blocks);
        }
        List<CountRecord> counts = all(Kind.rest(key), blocks);
        List<CountRecord> merged = CountBlock.merge(counts);
        ByteSink out = new ByteSink();
        out.varint(counts.size() - merged.size());
        List<MetricScreen> metrics = new ArrayList<>();
        long otherIntervals = 0;
        long longest = 0;
        for (CountSeries series : CountBlock.series(merged)) {
            CountSeries regular = ofCommonInterval(series);
            otherIntervals += series.size() - regular.size();
            longest = Math.max(longest, regular.size());
            metrics.add(screen(regular));
        }
        out.varint(otherIntervals);
        byte[] screen = new DestinationScreen(Kind.rest(key), longest, 0, 0, metrics).encode();
        for (byte b : screen) {
            out.raw(b);
        }
        return out.take();
    }

    private static CountSeries ofCommonInterval(CountSeries series) {
        TreeMap<Integer, Integer> uses = new TreeMap<>();
        for (int seconds : series.seconds()) {
            uses.merge(seconds, 1, Integer::sum);
        }
        int common = 0;
        int most = 0;
        for (var use : uses.entrySet()) {
            if (use.getValue() > most) {
                most = use.getValue();
                common = use.getKey();
            }
        }
        int n = 0;
        long[] start = new long[series.size()];
        int[] length = new int[series.size()];
        double[] value = new double[series.size()];
        for (int i = 0; i < series.size(); i++) {
            if (series.seconds()[i] == common) {
                start[n] = series.startNanos()[i];
                length[n] = common;
                value[n++] = series.value()[i];
            }
        }
        return new CountSeries(
                series.destination(),
                series.metric(),
                series.direction(),
                Arrays.copyOf(start, n),
                Arrays.copyOf(length, n),
                Arrays.copyOf(value, n));
    }

    private MetricScreen screen(CountSeries series) {
        long[] ranks = new long[series.size()];
        double baselineSum = 0;
        long interval = series.seconds()[0] * Times.SECOND;
        for (int i = 0; i < ranks.length; i++) {
            ranks[i] = i;
            Window own = new Window(series.startNanos()[i], series.startNanos()[i] + interval);
            baselineSum += baseline.stream().anyMatch(own::overlaps) ? series.value()[i] : 0;
        }
        Features features = ScanScore.compute(ranks, series.value(), ranks.length, 0, ranks.length - 1L, 1);
        return new MetricScreen(
                series.metric(),
                series.direction(),
                series.seconds()[0],
                features.withoutBlockScores(),
                PooledTail.tally(features),
                series.startNanos()[(int) features.peakBin()],
                series.startNanos()[(int) features.onsetBin()],
                series.startNanos()[(int) features.endBin() - 1] + interval,
                -1,
                true,
                baselineSum);
    }
}
