package floodmark.app.watch;

import floodmark.pipeline.watch.RunningView;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Judges the newest round in a thread of its own: while a backlog is read rounds come faster than they can be judged, and the stream
 * must not wait.
 */
final class LatestRound implements AutoCloseable {
    private static final long EVERY_MILLIS = 200;

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread judging = new Thread(task, "floodmark-live");
        judging.setDaemon(true);
        return judging;
    });
    private final AtomicReference<@Nullable RunningView> newest = new AtomicReference<>();
    private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
    private final Consumer<RunningView> judge;
    private final Runnable check;
    private final Runnable cancel;

    private LatestRound(Consumer<RunningView> judge, Runnable check, Runnable cancel) {
        this.judge = judge;
        this.check = check;
        this.cancel = cancel;
    }

    /**
     * @param judge what is done with a round
     * @param check throws if the watch cannot go on; called now and then
     * @param cancel ends the stream, which waits for nothing else
     */
    static LatestRound start(Consumer<RunningView> judge, Runnable check, Runnable cancel) {
        LatestRound latest = new LatestRound(judge, check, cancel);
        latest.thread.scheduleWithFixedDelay(latest::look, EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
        return latest;
    }

    /** A round is over. */
    void set(RunningView view) {
        newest.set(view);
    }

    /** Why the stream was cancelled, or null if it was not. */
    @Nullable
    RuntimeException failure() {
        return failure.get();
    }

    private void look() {
        if (failure.get() != null) {
            // The job may have begun only now.
            cancel.run();
            return;
        }
        try {
            check.run();
            RunningView view = newest.getAndSet(null);
            if (view != null) {
                judge.accept(view);
            }
        } catch (RuntimeException e) {
            failure.set(e);
            cancel.run();
        }
    }

    /** Waits for a judgement that is being made; later rounds are not judged any more. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            boolean ended = thread.awaitTermination(1, TimeUnit.MINUTES);
            if (!ended) {
                throw new IllegalStateException("a round takes minutes to judge");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
