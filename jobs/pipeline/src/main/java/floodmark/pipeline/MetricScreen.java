package floodmark.pipeline;

import floodmark.pipeline.cell.ByteSink;
import floodmark.pipeline.cell.ByteSource;
import floodmark.stats.ScanScore.Features;
import java.util.Arrays;

/**
 * What one metric of one destination looked like over the whole capture; values per bin, neither divided by time nor turned
 * into bits.
 *
 * @param metric {@code bytes}, {@code packets}, {@code flows}, or the metric of a count
 * @param direction 1 in, -1 out, 0 unknown; flows are screened inbound
 * @param seconds length of a bin, or of a count's interval
 * @param features peak, baseline, excess and block scores; bin numbers of counts are ranks of their intervals
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
                .fixed(features.peakBin())
                .fixed(features.onsetBin())
                .fixed(features.endBin())
                .real(features.excess())
                .real(features.excessLow())
                .real(features.excessHigh());
        encodeScores(features.blockScores(), out);
        out.real(features.maxScore()).real(features.level());
        out.fixed(peakAtNanos).fixed(onsetNanos).fixed(endNanos);
        out.zigzag(senders).raw(sendersExact ? 1 : 0).real(baselineSum);
    }

    static MetricScreen decode(ByteSource in) {
        String metric = in.text();
        int direction = (int) in.zigzag();
        double seconds = in.real();
        double baseline = in.real();
        double peak = in.real();
        long peakBin = in.fixed();
        long onsetBin = in.fixed();
        long endBin = in.fixed();
        double excess = in.real();
        double excessLow = in.real();
        double excessHigh = in.real();
        double[] scores = decodeScores(in);
        Features features = new Features(
                baseline, peak, peakBin, onsetBin, endBin, excess, excessLow, excessHigh, scores, in.real(), in.real());
        return new MetricScreen(
                metric,
                direction,
                seconds,
                features,
                in.fixed(),
                in.fixed(),
                in.fixed(),
                in.zigzag(),
                in.raw() == 1,
                in.real());
    }

    /**
     * A score, the places that hold another one as bits, and those. Of most destinations most blocks are silent and score the
     * same; whole arrays were half of what the client had to hold.
     */
    private static void encodeScores(double[] scores, ByteSink out) {
        out.varint(scores.length);
        if (scores.length == 0) {
            return;
        }
        double usual = scores[0];
        for (double score : scores) {
            usual = Math.min(usual, score);
        }
        long others = 0;
        for (int i = 0; i < scores.length; i++) {
            others |= Double.compare(scores[i], usual) == 0 ? 0 : 1L << i;
        }
        out.real(usual).fixed(others);
        for (int i = 0; i < scores.length; i++) {
            if ((others >>> i & 1) != 0) {
                out.real(scores[i]);
            }
        }
    }

    private static double[] decodeScores(ByteSource in) {
        double[] scores = new double[in.count()];
        if (scores.length == 0) {
            return scores;
        }
        Arrays.fill(scores, in.real());
        long others = in.fixed();
        for (int i = 0; i < scores.length; i++) {
            if ((others >>> i & 1) != 0) {
                scores[i] = in.real();
            }
        }
        return scores;
    }
}
