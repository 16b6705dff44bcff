package floodmark.pipeline.cell;

import floodmark.capture.CountRecord;
import floodmark.model.CountSeries;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Published counts of one destination.
 *
 * <p>Encoding, version 1: the version byte; then for each count the metric as text, direction as zigzag, start as fixed,
 * seconds as varint, value as a double.
 */
public final class CountBlock {
    private static final int VERSION = 1;
    private static final Comparator<CountRecord> BY_SERIES =
            Comparator.comparing(CountRecord::metric).thenComparingInt(CountRecord::direction);
    private static final Comparator<CountRecord> BY_KEY =
            BY_SERIES.thenComparingLong(CountRecord::startNanos).thenComparingInt(CountRecord::seconds);
    private static final Comparator<CountRecord> ORDER = BY_KEY.thenComparingDouble(CountRecord::value);

    private CountBlock() {}

    public static byte[] encode(List<CountRecord> counts, ByteSink out) {
        out.raw(VERSION);
        for (CountRecord count : counts) {
            out.text(count.metric())
                    .zigzag(count.direction())
                    .fixed(count.startNanos())
                    .varint(count.seconds())
                    .real(count.value());
        }
        return out.take();
    }

    public static List<CountRecord> decode(String destination, byte[] block) {
        List<CountRecord> counts = new ArrayList<>();
        ByteSource in = new ByteSource(block).expectVersion(VERSION);
        while (!in.exhausted()) {
            String metric = in.text();
            int direction = (int) in.zigzag();
            counts.add(new CountRecord(in.fixed(), in.count(), destination, metric, direction, in.real()));
        }
        return counts;
    }

    /**
     * Puts counts in order; those of the same metric, direction, start and length become one, summed by ascending value so
     * that the sum does not depend on where they came from.
     */
    public static List<CountRecord> merge(List<CountRecord> counts) {
        List<CountRecord> sorted = new ArrayList<>(counts);
        sorted.sort(ORDER);
        List<CountRecord> merged = new ArrayList<>(sorted.size());
        for (CountRecord count : sorted) {
            int last = merged.size() - 1;
            if (last >= 0 && BY_KEY.compare(merged.get(last), count) == 0) {
                CountRecord before = merged.get(last);
                merged.set(
                        last,
                        new CountRecord(
                                count.startNanos(),
                                count.seconds(),
                                count.destination(),
                                count.metric(),
                                count.direction(),
                                before.value() + count.value()));
            } else {
                merged.add(count);
            }
        }
        return merged;
    }

    /** One series for each metric and direction, from merged counts. */
    public static List<CountSeries> series(List<CountRecord> merged) {
        List<CountSeries> all = new ArrayList<>();
        int from = 0;
        for (int to = 1; to <= merged.size(); to++) {
            if (to == merged.size() || BY_SERIES.compare(merged.get(from), merged.get(to)) != 0) {
                all.add(oneSeries(merged.subList(from, to)));
                from = to;
            }
        }
        return all;
    }

    private static CountSeries oneSeries(List<CountRecord> counts) {
        CountRecord first = counts.get(0);
        return new CountSeries(
                first.destination(),
                first.metric(),
                first.direction(),
                counts.stream().mapToLong(CountRecord::startNanos).toArray(),
                counts.stream().mapToInt(CountRecord::seconds).toArray(),
                counts.stream().mapToDouble(CountRecord::value).toArray());
    }
}
