package floodmark.stats.calibration;

import java.util.List;

/**
 * A measurement in numbered replicates, each of which depends on its number alone. So the replicates may be shared out among
 * threads and runs in any way: put together in order they give the same figures.
 */
public interface Experiment {
    /** Name that is unique in a calibration and fit for a file. */
    String id();

    /** Section of the results. */
    String section();

    /** How many replicates there are; they are numbered from 0. */
    int replicates();

    /** Prepares what one thread needs. */
    Replicate start();

    /**
     * What the replicates come to.
     *
     * @param measured what each replicate measured, in order of their numbers
     */
    List<Figure> figures(double[][] measured);

    /** Measures replicates one after another; used by one thread. */
    interface Replicate {
        /** Measures one; always the same number of values. */
        double[] measure(int replicate);
    }
}
