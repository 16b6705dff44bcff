package floodmark.app.report;

import java.util.List;

/**
 * Lines that share an axis.
 *
 * @param title what is measured
 * @param unit of the values
 * @param lines at least one
 * @param levels what would have been usual for the trouble window, in the unit of the values; a line each, may be empty
 */
record Panel(String title, String unit, List<Line> lines, List<Double> levels) {
    Panel {
        lines = List.copyOf(lines);
        levels = List.copyOf(levels);
    }
}
