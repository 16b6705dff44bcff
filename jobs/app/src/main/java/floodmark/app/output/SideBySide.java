package floodmark.app.output;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Steps that do not need each other, each in a thread. */
final class SideBySide {
    private SideBySide() {}

    /**
     * Runs the steps and waits for all of them, also where one fails.
     *
     * @return what they give, in their order
     * @throws IOException if a step throws one; the first of several
     */
    static <T> List<T> run(List<? extends Callable<T>> steps) throws IOException {
        ExecutorService threads = Executors.newFixedThreadPool(Math.max(1, steps.size()));
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> done : threads.invokeAll(steps)) {
                results.add(done.get());
            }
            return results;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while writing", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } finally {
            threads.shutdown();
        }
    }
}
