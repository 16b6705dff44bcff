package floodmark.app.terminal;

import floodmark.model.UserError;
import java.io.PrintStream;
import java.util.List;

/**
 * Shows a watch on standard error: a table that is drawn anew where people look at it, else a line for each change; or lines of
 * JSON, or nothing.
 */
public final class LiveDisplay implements AutoCloseable {
    private final ProgressDisplay.How how;
    private final boolean redraw;
    private final PrintStream err;
    private int drawn;

    private LiveDisplay(ProgressDisplay.How how, boolean redraw, PrintStream err) {
        this.how = how;
        this.redraw = redraw;
        this.err = err;
    }

    public static LiveDisplay of(ProgressDisplay.How how, Terminal terminal) {
        return new LiveDisplay(how, terminal.errIsTerminal(), terminal.err());
    }

    /**
     * Shows what there is now.
     *
     * @param table lines for people
     * @param line the same in one line
     * @param json the same for programs, on one line
     */
    public synchronized void show(List<String> table, String line, String json) {
        switch (how) {
            case NONE -> {
                return;
            }
            case JSON -> err.println(json);
            case AUTO, BAR -> {
                if (redraw) {
                    draw(table);
                } else {
                    err.println(UserError.visible(line));
                }
            }
        }
        err.flush();
    }

    private void draw(List<String> table) {
        StringBuilder out = new StringBuilder(drawn > 0 ? "\u001b[" + drawn + "A\r\u001b[J" : "");
        table.forEach(row -> out.append(UserError.visible(row)).append('\n'));
        err.print(out);
        drawn = table.size();
    }

    /** A line that stays. */
    public synchronized void say(String line) {
        if (how != ProgressDisplay.How.NONE && how != ProgressDisplay.How.JSON) {
            drawn = 0;
            err.println(UserError.visible(line));
            err.flush();
        }
    }

    @Override
    public synchronized void close() {
        err.flush();
    }
}
