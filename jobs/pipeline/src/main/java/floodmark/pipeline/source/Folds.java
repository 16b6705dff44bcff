package floodmark.pipeline.source;

import floodmark.pipeline.cell.ClosedBins;
import floodmark.pipeline.cell.CountFold;
import floodmark.pipeline.cell.FlowFold;
import java.io.Serializable;

/** Makes what a reader folds rows into; travels with the job. */
public interface Folds extends Serializable {
    long binNanos();

    FlowFold flows(ClosedBins closed);

    CountFold counts();
}
