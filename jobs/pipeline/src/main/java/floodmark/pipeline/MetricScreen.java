package floodmark.pipeline;

import floodmark.pipeline.cell.ByteSink;
import floodmark.pipeline.cell.ByteSource;
import floodmark.stats.ScanScore.Features;
import floodmark.stats.ScoreTally;

/**
 * What one metric of one destination looked like over the whole capture; values per bin, neither divided by time nor turned
 * into bits.
 *
 * @param metric {@code bytes}, {@code packets}, {@code flows}, or the metric of a count
 * @param direction 1 in, -1 out, 0 unknown; flows are screened inbound
 * @param seconds length of a bin, or of a count's interval
 * @param features peak, baseline and excess without block scores; bin numbers of counts are ranks of their intervals
 * @param tally of the block scores
 * @param peakAtNanos start of the largest bin
 * @param onsetNanos start of the excess around the peak
 * @param endNanos end of the excess around the peak
 * @param senders distinct senders of flows that start in the largest bin; -1 for counts
 * @param sendersExact false if {@code senders} is an estimate
 * @param baselineSum sum over the baseline bins
 */
public record MetricScreen(
        String metric,
        int direction,
        double seconds,
        Features features,
        ScoreTally tally,
        long peakAtNanos,
        long onsetNanos,
        long endNanos,
        long senders,
        boolean sendersExact,
        double baselineSum) {

    void encode(ByteSink out) {
        out.text(metric).zigzag(direction).real(seconds);
        out.real(features.baseline())
                .real(features.peak())
                .zigzag(features.peakBin())
                .zigzag(features.onsetBin() - features.peakBin())
                .zigzag(features.endBin() - features.peakBin())
                .real(features.excess())
                .real(features.excessLow())
                .real(features.excessHigh())
                .real(features.maxScore())
                .real(features.level());
        encodeTally(out);
        out.zigzag(peakAtNanos).zigzag(onsetNanos - peakAtNanos).zigzag(endNanos - peakAtNanos);
        out.zigzag(senders).raw(sendersExact ? 1 : 0).real(baselineSum);
    }

    static MetricScreen decode(ByteSource in) {
        String metric = in.text();
        int direction = (int) in.zigzag();
        double seconds = in.real();
        double baseline = in.real();
        double peak = in.real();
        long peakBin = in.zigzag();
        Features features = new Features(
                baseline,
                peak,
                peakBin,
                peakBin + in.zigzag(),
                peakBin + in.zigzag(),
                in.real(),
                in.real(),
                in.real(),
                new double[0],
                in.real(),
                in.real());
        ScoreTally tally = decodeTally(in);
        long peakAt = in.zigzag();
        return new MetricScreen(
                metric,
                direction,
                seconds,
                features,
                tally,
                peakAt,
                peakAt + in.zigzag(),
                peakAt + in.zigzag(),
                in.zigzag(),
                in.raw() == 1,
                in.real());
    }

    private void encodeTally(ByteSink out) {
        int[] cells = tally.cells();
        out.varint(tally.stratum()).varint(tally.blocks()).varint(cells.length);
        int before = 0;
        for (int i = 0; i < cells.length; i++) {
            out.varint(cells[i] - before).varint(tally.counts()[i]);
            before = cells[i];
        }
        out.raw(tally.smallest().length > 0 ? 1 : 0);
        for (double score : tally.smallest()) {
            out.real(score);
        }
    }

    private static ScoreTally decodeTally(ByteSource in) {
        int stratum = in.count();
        int blocks = in.count();
        int[] cells = new int[in.count()];
        int[] counts = new int[cells.length];
        int before = 0;
        for (int i = 0; i < cells.length; i++) {
            before += in.count();
            cells[i] = before;
            counts[i] = in.count();
        }
        double[] smallest = new double[in.raw() == 1 ? cells.length : 0];
        for (int i = 0; i < smallest.length; i++) {
            smallest[i] = in.real();
        }
        return new ScoreTally(stratum, blocks, cells, counts, smallest);
    }
}
