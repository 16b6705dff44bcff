package floodmark.app.report;

import java.util.List;

/**
 * Lines that share an axis.
 *
 * @param title what is measured
 * @param unit of the values
 * @param lines at least one
 */
record Panel(String title, String unit, List<Line> lines) {
    Panel {
        lines = List.copyOf(lines);
    }
}
