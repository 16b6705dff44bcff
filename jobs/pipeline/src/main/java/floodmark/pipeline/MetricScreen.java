package floodmark.pipeline;

import floodmark.pipeline.cell.ByteSink;
import floodmark.pipeline.cell.ByteSource;
import floodmark.stats.ScanScore.Features;
import floodmark.stats.ScoreTally;
import java.util.List;

/**
 * What one metric of one destination looked like over the whole capture; values per bin, neither divided by time nor turned
 * into bits.
 *
 * @param metric {@code bytes}, {@code packets}, {@code flows}, or the metric of a count
 * @param direction 1 in, -1 out, 0 unknown; flows are screened inbound
 * @param seconds length of a bin, or of a count's interval
 * @param baseline median over all bins of the span
 * @param peak largest bin
 * @param excessLow lower end of the 95 % interval of {@link #excess()}
 * @param excessHigh upper end of that interval
 * @param maxScore largest block score; NaN if the span has too few bins for any
 * @param stratum of the pool that the destination belongs to
 * @param blocks how many block scores there are
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
        double baseline,
        double peak,
        double excessLow,
        double excessHigh,
        double maxScore,
        int stratum,
        int blocks,
        long peakAtNanos,
        long onsetNanos,
        long endNanos,
        long senders,
        boolean sendersExact,
        double baselineSum) {
    /** Metrics that are written as a number from 1; others by their name. */
    private static final List<String> KNOWN = List.of("bytes", "packets", "flows");

    /** What the features and the tally of their block scores say, with what they do not know. */
    static MetricScreen of(
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
        return new MetricScreen(
                metric,
                direction,
                seconds,
                features.baseline(),
                features.peak(),
                features.excessLow(),
                features.excessHigh(),
                features.maxScore(),
                tally.stratum(),
                tally.blocks(),
                peakAtNanos,
                onsetNanos,
                endNanos,
                senders,
                sendersExact,
                baselineSum);
    }

    /** Peak minus baseline. */
    public double excess() {
        return peak - baseline;
    }

    void encode(ByteSink out) {
        int known = KNOWN.indexOf(metric) + 1;
        out.varint(known);
        if (known == 0) {
            out.text(metric);
        }
        out.zigzag(direction)
                .number(seconds)
                .number(baseline)
                .number(peak)
                .number(excessLow)
                .number(excessHigh)
                .real(maxScore)
                .varint(stratum)
                .varint(blocks)
                .zigzag(peakAtNanos)
                .zigzag(onsetNanos - peakAtNanos)
                .zigzag(endNanos - peakAtNanos)
                .zigzag(senders)
                .raw(sendersExact ? 1 : 0)
                .number(baselineSum);
    }

    static MetricScreen decode(ByteSource in) {
        int known = in.count();
        String metric = known == 0 ? in.text() : KNOWN.get(known - 1);
        int direction = (int) in.zigzag();
        double seconds = in.number();
        double baseline = in.number();
        double peak = in.number();
        double excessLow = in.number();
        double excessHigh = in.number();
        double maxScore = in.real();
        int stratum = in.count();
        int blocks = in.count();
        long peakAt = in.zigzag();
        return new MetricScreen(
                metric,
                direction,
                seconds,
                baseline,
                peak,
                excessLow,
                excessHigh,
                maxScore,
                stratum,
                blocks,
                peakAt,
                peakAt + in.zigzag(),
                peakAt + in.zigzag(),
                in.zigzag(),
                in.raw() == 1,
                in.number());
    }
}
