package floodmark.evidence;

import floodmark.model.Times;
import floodmark.model.Window;
import java.util.Arrays;
import java.util.List;

/**
 * One measured rate on a regular grid of bins.
 *
 * @param service service of the subject; empty for the whole subject or a destination outside it
 * @param destination destination; empty if it is a sum over several
 * @param metric {@code bps}, {@code pps}, {@code flows}, {@code requests}, ...
 * @param unit of the values, such as {@code bit/s}
 * @param direction -1 out, 1 in, 0 unknown
 * @param binNanos length of a bin; bin i of the array starts at {@code (firstBin + i) * binNanos}
 * @param firstBin number of the first bin since the epoch
 * @param overlapping true if a bin belongs to a window as soon as it overlaps it (counts over longer intervals), else by its
 *     midpoint
 * @param value mean rate in the bin; NaN where no capture covers it
 */
public record Signal(
        String service,
        String destination,
        String metric,
        String unit,
        int direction,
        long binNanos,
        long firstBin,
        boolean overlapping,
        double[] value) {

    public long startOf(int index) {
        return (firstBin + index) * binNanos;
    }

    /** The window that bin {@code index} fills. */
    public Window binWindow(int index) {
        return new Window(startOf(index), startOf(index) + binNanos);
    }

    public boolean inWindow(int index, Window window) {
        return overlapping ? binWindow(index).overlaps(window) : window.containsBin(startOf(index), binNanos);
    }

    /** Index range [from, to) of the bins that belong to the window, clipped to the grid; empty if from == to. */
    public int[] range(Window window) {
        long offset = firstBin * binNanos;
        long slack = 2 * binNanos;
        int from = (int) Math.max(
                0, Math.min(value.length, Math.floorDiv(window.startNanos() - offset - slack, binNanos)));
        while (from < value.length && !inWindow(from, window) && startOf(from) < window.endNanos()) {
            from++;
        }
        int to = from;
        while (to < value.length && inWindow(to, window)) {
            to++;
        }
        return new int[] {from, to};
    }

    /** Number of grid bins that belong to a window of this length wherever it lies: the window's own count if it were covered. */
    public int binsIn(Window window) {
        if (overlapping) {
            long first = Math.floorDiv(window.startNanos(), binNanos);
            long last = Math.floorDiv(window.endNanos() - 1, binNanos);
            return (int) (last - first + 1);
        }
        long first = Math.floorDiv(window.startNanos() + binNanos - 1 - binNanos / 2, binNanos);
        long last = Math.floorDiv(window.endNanos() + binNanos - 1 - binNanos / 2, binNanos);
        return (int) (last - first);
    }

    /** The covered values of a window. */
    public double[] covered(Window window) {
        int[] range = range(window);
        return Arrays.stream(value, range[0], range[1])
                .filter(v -> !Double.isNaN(v))
                .toArray();
    }

    /** Mean over the covered bins of a window; NaN if none is covered. */
    public double mean(Window window) {
        double[] values = covered(window);
        return values.length == 0 ? Double.NaN : Arrays.stream(values).sum() / values.length;
    }

    /** Share of the window's bins that are covered, in [0, 1]. */
    public double coverage(Window window) {
        int bins = binsIn(window);
        return bins <= 0 ? 0 : Math.min(1, covered(window).length / (double) bins);
    }

    /** The largest covered value of a window; NaN if none is covered. */
    public double peak(Window window) {
        return Arrays.stream(covered(window)).max().orElse(Double.NaN);
    }

    /** Values outside the window are NaN; the grid stays. */
    public double[] only(Window window) {
        double[] kept = new double[value.length];
        Arrays.fill(kept, Double.NaN);
        int[] range = range(window);
        System.arraycopy(value, range[0], kept, range[0], range[1] - range[0]);
        return kept;
    }

    /** Values outside all of the windows are NaN; the grid stays. */
    public double[] within(List<Window> windows) {
        double[] kept = new double[value.length];
        Arrays.fill(kept, Double.NaN);
        for (Window window : windows) {
            int[] range = range(window);
            System.arraycopy(value, range[0], kept, range[0], range[1] - range[0]);
        }
        return kept;
    }

    public double binSeconds() {
        return binNanos / (double) Times.SECOND;
    }
}
