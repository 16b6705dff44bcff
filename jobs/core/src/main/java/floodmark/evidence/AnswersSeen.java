package floodmark.evidence;

import floodmark.model.DestinationSeries;
import floodmark.model.Window;
import floodmark.stats.Backscatter;
import java.util.List;

/**
 * Answers of one address that reached a telescope within a stretch of time, as far as bins tell: what the rule of
 * {@link Backscatter} asks for lies between two bounds.
 *
 * @param destination the address
 * @param packets answers
 * @param mostLow answers in the densest 60 s, at least: the most in as many whole bins as fit into a minute; with longer bins the
 *     fullest one's share of a minute, which some minute of it must reach
 * @param mostHigh at most: the most in as many bins as a minute can touch
 * @param secondsLow time from the first to the last answer, at least: the bins between theirs
 * @param secondsHigh at most: those bins as well
 */
record AnswersSeen(
        String destination, long packets, long mostLow, long mostHigh, double secondsLow, double secondsHigh) {

    private static final double NANOS = 1e9;

    /** What an address of the subject, all its services together, sent in the bins of a window. */
    static AnswersSeen of(String destination, List<DestinationSeries> all, long binNanos, Window window) {
        int first = -1;
        int last = -1;
        long from = Math.floorDiv(window.startNanos(), binNanos);
        long[] counts = new long[Math.toIntExact(Math.floorDiv(window.endNanos(), binNanos) - from + 1)];
        long packets = 0;
        for (DestinationSeries series : all) {
            for (int i = 0; series.destination().equals(destination) && i < series.size(); i++) {
                long count = series.kinds().answersOut().packets()[i];
                if (count > 0 && window.containsBin(series.bin()[i] * binNanos, binNanos)) {
                    int at = (int) (series.bin()[i] - from);
                    counts[at] = Math.addExact(counts[at], count);
                    packets = Math.addExact(packets, count);
                    first = first < 0 ? at : Math.min(first, at);
                    last = Math.max(last, at);
                }
            }
        }
        double seconds = binNanos / NANOS;
        double minute = Backscatter.WINDOW_MILLIS / 1000.0;
        int whole = (int) StrictMath.floor(minute / seconds);
        long parts = (long) StrictMath.ceil(seconds / minute);
        long low = whole >= 1 ? most(counts, whole) : (most(counts, 1) + parts - 1) / parts;
        return new AnswersSeen(
                destination,
                packets,
                low,
                most(counts, (int) StrictMath.ceil(minute / seconds) + 1),
                packets == 0 ? 0 : Math.max(0, last - first - 1) * seconds,
                packets == 0 ? 0 : (last - first + 1) * seconds);
    }

    /** The largest sum of so many bins in a row. */
    private static long most(long[] counts, int width) {
        long sum = 0;
        long most = 0;
        for (int i = 0; i < counts.length; i++) {
            sum += counts[i];
            sum -= i >= width ? counts[i - width] : 0;
            most = Math.max(most, sum);
        }
        return most;
    }

    /** Whether the rule is met wherever within their bins the answers came. */
    boolean met() {
        return Backscatter.isAttack(packets, secondsLow, mostLow);
    }

    /** Whether it can be met. */
    boolean possible() {
        return Backscatter.isAttack(packets, secondsHigh, mostHigh);
    }
}
