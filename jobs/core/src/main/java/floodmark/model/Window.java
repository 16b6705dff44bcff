package floodmark.model;

import java.io.Serializable;
import java.time.Instant;

/**
 * A stretch of time, start inclusive and end exclusive.
 *
 * @param startNanos nanoseconds since the epoch, UTC
 * @param endNanos nanoseconds since the epoch, UTC; never before the start
 */
public record Window(long startNanos, long endNanos) implements Comparable<Window>, Serializable {
    public Window {
        if (endNanos < startNanos) {
            throw new IllegalArgumentException("window ends before it starts: " + startNanos + " .. " + endNanos);
        }
    }

    public static Window of(Instant start, Instant end) {
        return new Window(Times.nanos(start), Times.nanos(end));
    }

    public long lengthNanos() {
        return Math.subtractExact(endNanos, startNanos);
    }

    public double seconds() {
        return lengthNanos() / 1e9;
    }

    /** A bin belongs to a window if its midpoint does. */
    public boolean containsBin(long binStartNanos, long binNanos) {
        long midpoint = binStartNanos + binNanos / 2;
        return midpoint >= startNanos && midpoint < endNanos;
    }

    /** True if the two share time; an empty window shares none. */
    public boolean overlaps(Window other) {
        return Math.max(startNanos, other.startNanos) < Math.min(endNanos, other.endNanos);
    }

    public boolean contains(long nanos) {
        return nanos >= startNanos && nanos < endNanos;
    }

    /** The same window, later (or, if negative, earlier) by the given nanoseconds. */
    public Window shifted(long nanos) {
        return new Window(Math.addExact(startNanos, nanos), Math.addExact(endNanos, nanos));
    }

    @Override
    public int compareTo(Window other) {
        int byStart = Long.compare(startNanos, other.startNanos);
        return byStart != 0 ? byStart : Long.compare(endNanos, other.endNanos);
    }

    @Override
    public String toString() {
        return Times.text(startNanos) + "/" + Times.text(endNanos);
    }
}
