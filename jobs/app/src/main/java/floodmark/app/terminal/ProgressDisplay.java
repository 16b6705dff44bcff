package floodmark.app.terminal;

import floodmark.app.report.Quantity;
import floodmark.pipeline.Progress;
import java.io.PrintStream;
import java.util.Locale;

/** Shows how far a run is, on standard error: a bar for people, lines of JSON for programs, or nothing. Numbers are estimates. */
public final class ProgressDisplay implements Progress, AutoCloseable {
    private static final int BAR = 30;
    private static final long BAR_EVERY_NANOS = 100_000_000L;
    private static final long JSON_EVERY_NANOS = 1_000_000_000L;
    private static final String CLEAR = "\r\u001b[K";

    /** How to show it; auto is a bar where standard error is a terminal, else nothing. */
    public enum How {
        AUTO,
        BAR,
        JSON,
        NONE
    }

    private final How how;
    private final PrintStream err;
    private final long startNanos = System.nanoTime();
    private String phase = "";
    private long shownNanos;
    private boolean closed;
    private boolean barIsThere;

    private ProgressDisplay(How how, PrintStream err) {
        this.how = how;
        this.err = err;
    }

    /** A display for one run; closing it removes the bar. */
    public static ProgressDisplay of(How how, Terminal terminal) {
        How settled = how != How.AUTO ? how : terminal.errIsTerminal() ? How.BAR : How.NONE;
        return new ProgressDisplay(settled, terminal.err());
    }

    @Override
    public synchronized void update(String nowAt, long done, long total) {
        long now = System.nanoTime();
        boolean due = now - shownNanos >= (how == How.JSON ? JSON_EVERY_NANOS : BAR_EVERY_NANOS);
        boolean turn = !nowAt.equals(phase) || done >= total;
        if (closed || how == How.NONE || !(due || turn)) {
            return;
        }
        phase = nowAt;
        shownNanos = now;
        if (how == How.JSON) {
            err.println("{\"phase\":\"" + escaped(nowAt) + "\",\"done\":" + done + ",\"total\":" + total + "}");
        } else {
            bar(done, total, (now - startNanos) / 1e9);
        }
        err.flush();
    }

    private void bar(long done, long total, double seconds) {
        double part = total > 0 ? Math.min(1, done / (double) total) : 0;
        int full = (int) Math.round(part * BAR);
        String bar = "#".repeat(full) + ".".repeat(BAR - full);
        err.print(CLEAR
                + String.format(
                        Locale.ROOT,
                        "%-12s [%s] %3d %%  %s of %s  %.0f s",
                        phase,
                        bar,
                        Math.round(100 * part),
                        Quantity.of(done, ""),
                        Quantity.of(total, ""),
                        seconds));
        barIsThere = true;
    }

    private static String escaped(String text) {
        StringBuilder out = new StringBuilder();
        text.chars().forEach(c -> {
            if (c == '"' || c == '\\') {
                out.append('\\').append((char) c);
            } else if (c < ' ') {
                out.append(String.format(Locale.ROOT, "\\u%04x", c));
            } else {
                out.append((char) c);
            }
        });
        return out.toString();
    }

    /** Removes the bar for lines of text; the next update draws it again. */
    public synchronized void pause() {
        if (barIsThere) {
            err.print(CLEAR);
            err.flush();
            barIsThere = false;
        }
    }

    @Override
    public synchronized void close() {
        pause();
        closed = true;
    }
}
