package floodmark.app.calibrate;

import floodmark.model.UserError;
import floodmark.stats.calibration.Experiment;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** The replicates of an experiment, shared out among threads; what is measured does not depend on how. */
public final class Replicates {
    /** Replicates that a thread takes at a time. */
    private static final int TAKEN = 4;

    private Replicates() {}

    /** Told how many replicates were just measured. */
    public interface Measured {
        void more(int replicates);
    }

    /** All replicates of an experiment, in order. */
    public static double[][] measured(Experiment experiment, ExecutorService workers, int threads, Measured told) {
        double[][] measured = new double[experiment.replicates()][];
        AtomicInteger next = new AtomicInteger();
        AtomicBoolean failed = new AtomicBoolean();
        List<Callable<Boolean>> work = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            work.add(() -> {
                Experiment.Replicate replicate = experiment.start();
                try {
                    for (int from = next.getAndAdd(TAKEN);
                            from < measured.length && !failed.get();
                            from = next.getAndAdd(TAKEN)) {
                        int to = Math.min(measured.length, from + TAKEN);
                        for (int r = from; r < to; r++) {
                            measured[r] = replicate.measure(r);
                        }
                        told.more(to - from);
                    }
                    return true;
                } catch (RuntimeException | Error e) {
                    failed.set(true);
                    throw e;
                }
            });
        }
        try {
            for (Future<Boolean> part : workers.invokeAll(work)) {
                part.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the calibration was interrupted", e);
        } catch (ExecutionException e) {
            Throwable cause = Objects.requireNonNull(e.getCause());
            if (cause instanceof UserError mistake) {
                throw mistake;
            }
            throw new IllegalStateException("experiment " + experiment.id() + " failed", cause);
        }
        return measured;
    }
}
