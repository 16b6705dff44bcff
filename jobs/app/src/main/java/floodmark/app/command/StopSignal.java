package floodmark.app.command;

import java.util.concurrent.atomic.AtomicBoolean;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * Ctrl-C and SIGTERM as a wish to end in good order; a second one ends at once. A shutdown hook would come too late: Flink's own hooks
 * take the job's directories away meanwhile.
 */
final class StopSignal implements AutoCloseable {
    private static final String[] NAMES = {"INT", "TERM"};

    /** What is to be done when asked to stop. */
    @FunctionalInterface
    interface Stop {
        void stop() throws InterruptedException;
    }

    private final SignalHandler[] before = new SignalHandler[NAMES.length];

    private StopSignal() {}

    static StopSignal on(Stop stop) {
        StopSignal signals = new StopSignal();
        AtomicBoolean asked = new AtomicBoolean();
        for (int i = 0; i < NAMES.length; i++) {
            Signal signal = new Signal(NAMES[i]);
            signals.before[i] = Signal.handle(signal, caught -> {
                if (asked.compareAndSet(false, true)) {
                    Thread stopping = new Thread(() -> run(stop), "floodmark-stop");
                    stopping.setDaemon(true);
                    stopping.start();
                } else {
                    Runtime.getRuntime().halt(128 + caught.getNumber());
                }
            });
        }
        return signals;
    }

    private static void run(Stop stop) {
        try {
            stop.stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        for (int i = 0; i < NAMES.length; i++) {
            Signal.handle(new Signal(NAMES[i]), before[i]);
        }
    }
}
