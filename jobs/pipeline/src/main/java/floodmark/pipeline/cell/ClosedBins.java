package floodmark.pipeline.cell;

/** The bins of which no other reader holds a flow that starts in them, so that their senders can be counted at once. */
public interface ClosedBins {
    /** True only if no flow outside the tables at hand can start in this bin. */
    boolean contains(long bin);

    /** Nothing is known about the others. */
    ClosedBins NONE = bin -> false;
}
