package floodmark.pipeline.source;

import floodmark.pipeline.cell.ClosedBins;
import floodmark.pipeline.cell.CountFold;
import floodmark.pipeline.cell.FlowFold;
import java.io.Serializable;

/** Makes what a reader folds rows into; travels with the job. */
public interface Folds extends Serializable {
    long binNanos();

    /**
     * Splits for each reader: few where every split sends a block for each destination, and more than one, so that a slow reader does
     * not hold up the rest.
     */
    default int splitsPerReader() {
        return 2;
    }

    FlowFold flows(ClosedBins closed);

    CountFold counts();
}
