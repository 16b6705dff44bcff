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
import floodmark.stats.ScoreTally;
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
        List<ScoreTally> tallies = new ArrayList<>();
        long otherIntervals = 0;
        long longest = 0;
        for (CountSeries series : CountBlock.series(merged)) {
            CountSeries regular = ofCommonInterval(series);
            otherIntervals += series.size() - regular.size();
            longest = Math.max(longest, regular.size());
            Features features =
                    ScanScore.compute(ranks(regular), regular.value(), regular.size(), 0, regular.size() - 1L, 1);
            ScoreTally tally = PooledTail.tally(features);
            tallies.add(tally);
            metrics.add(screen(regular, features, tally));
        }
        out.varint(otherIntervals);
        new Screened(new DestinationScreen(Kind.rest(key), longest, 0, 0, metrics), tallies).encode(out);
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

    private static long[] ranks(CountSeries series) {
        long[] ranks = new long[series.size()];
        for (int i = 0; i < ranks.length; i++) {
            ranks[i] = i;
        }
        return ranks;
    }

    private MetricScreen screen(CountSeries series, Features features, ScoreTally tally) {
        double baselineSum = 0;
        long interval = series.seconds()[0] * Times.SECOND;
        for (int i = 0; i < series.size(); i++) {
            Window own = new Window(series.startNanos()[i], series.startNanos()[i] + interval);
            baselineSum += baseline.stream().anyMatch(own::overlaps) ? series.value()[i] : 0;
        }
        return MetricScreen.of(
                series.metric(),
                series.direction(),
                series.seconds()[0],
                features,
                tally,
                series.startNanos()[(int) features.peakBin()],
                series.startNanos()[(int) features.onsetBin()],
                series.startNanos()[(int) features.endBin() - 1] + interval,
                -1,
                true,
                baselineSum);
    }
}
