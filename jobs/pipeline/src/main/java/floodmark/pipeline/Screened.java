package floodmark.pipeline;

import floodmark.pipeline.cell.ByteSink;
import floodmark.pipeline.cell.ByteSource;
import floodmark.stats.ScoreTally;
import java.util.ArrayList;
import java.util.List;

/**
 * What a merging task sends of a destination. The tallies are added to the pools as they come, and only the rest is kept.
 *
 * @param screen what is kept
 * @param tallies block scores of each of its metrics
 */
record Screened(DestinationScreen screen, List<ScoreTally> tallies) {

    void encode(ByteSink out) {
        screen.encode(out);
        tallies.forEach(tally -> encode(tally, out));
    }

    static Screened decode(String destination, ByteSource in) {
        DestinationScreen screen = DestinationScreen.decode(destination, in);
        List<ScoreTally> tallies = new ArrayList<>();
        for (MetricScreen metric : screen.metrics()) {
            tallies.add(decode(metric, in));
        }
        return new Screened(screen, tallies);
    }

    private static void encode(ScoreTally tally, ByteSink out) {
        int[] cells = tally.cells();
        out.varint(cells.length);
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

    private static ScoreTally decode(MetricScreen metric, ByteSource in) {
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
        return new ScoreTally(metric.stratum(), metric.blocks(), cells, counts, smallest);
    }
}
