package floodmark.pipeline;

import floodmark.pipeline.cell.ByteSink;
import floodmark.pipeline.cell.ByteSource;
import java.util.List;

/**
 * What the first pass keeps of a destination.
 *
 * @param destination canonical address text, or the label of a count
 * @param activeBins bins of the capture's span in which it received anything; of counts, intervals of its longest series
 * @param baselineBins bins of the baseline windows within the capture's span
 * @param baselineBinsWithSenders those of them in which flows of more than one sender started; 0 for counts
 * @param metrics by metric, then direction
 */
public record DestinationScreen(
        String destination,
        long activeBins,
        long baselineBins,
        long baselineBinsWithSenders,
        List<MetricScreen> metrics) {

    /** All but the destination. */
    void encode(ByteSink out) {
        out.varint(activeBins)
                .varint(baselineBins)
                .varint(baselineBinsWithSenders)
                .varint(metrics.size());
        metrics.forEach(metric -> metric.encode(out));
    }

    static DestinationScreen decode(String destination, ByteSource in) {
        long activeBins = in.varint();
        long baselineBins = in.varint();
        long baselineBinsWithSenders = in.varint();
        MetricScreen[] metrics = new MetricScreen[in.count()];
        for (int i = 0; i < metrics.length; i++) {
            metrics[i] = MetricScreen.decode(in);
        }
        return new DestinationScreen(destination, activeBins, baselineBins, baselineBinsWithSenders, List.of(metrics));
    }
}
