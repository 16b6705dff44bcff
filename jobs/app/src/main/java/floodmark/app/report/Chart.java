package floodmark.app.report;

import floodmark.model.Window;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A line chart over time as static SVG: no script, no external file, legible in print and without colours. */
final class Chart {
    private static final double WIDTH = Drawing.WIDTH;
    private static final double HEIGHT = 260;
    private static final double LEFT = 112;
    private static final double RIGHT = 34;
    private static final double TOP = 30;
    private static final double BOTTOM = 34;
    private static final int TICKS = 4;
    private static final double[] NICE = {1, 2, 2.5, 5, 10};
    /** Above this many points a column of pixels is drawn as the stretch between its extremes. */
    private static final int MOST_POINTS = 1_600;

    /**
     * A point in time worth a line.
     *
     * @param atNanos when
     * @param label short, such as a number that the legend explains
     * @param kind style class
     */
    record Mark(long atNanos, String label, String kind) {}

    private final Panel panel;
    private final TimeAxis axis;
    private final double top;
    private final Window range;

    private Chart(Panel panel, Window range) {
        this.panel = panel;
        this.range = range;
        this.axis = new TimeAxis(range, LEFT, WIDTH - LEFT - RIGHT);
        double peak = 0;
        for (Line line : panel.lines()) {
            for (int i = 0; i < line.size(); i++) {
                if (line.endNanos()[i] > range.startNanos() && line.startNanos()[i] < range.endNanos()) {
                    peak = Math.max(peak, line.value()[i]);
                }
            }
        }
        for (double level : panel.levels()) {
            peak = Math.max(peak, level);
        }
        this.top = nice(peak);
    }

    /**
     * Draws a panel.
     *
     * @param id unique in the document, for the title that screen readers speak
     * @param shaded the window of the trouble, or null
     */
    static Html draw(String id, Panel panel, Window range, @Nullable Window shaded, List<Mark> marks) {
        return new Chart(panel, range).figure(id, shaded, marks);
    }

    /** The smallest of 1, 2, 2.5, 5 times a power of ten that is not below the value. */
    static double nice(double value) {
        if (!(value > 0)) {
            return 1;
        }
        double power = StrictMath.pow(10, Math.floor(StrictMath.log10(value)));
        for (double factor : NICE) {
            if (factor * power >= value) {
                return factor * power;
            }
        }
        return 10 * power;
    }

    private Html figure(String id, @Nullable Window shaded, List<Mark> marks) {
        Html svg =
                Drawing.of(id, panel.title(), "Values over time; the table below the chart holds the numbers.", HEIGHT);
        if (shaded != null && shaded.overlaps(range)) {
            double from = axis.x(shaded.startNanos());
            svg.add(Html.of("rect")
                    .attr("class", "trouble")
                    .attr("x", from)
                    .attr("y", TOP)
                    .attr("width", Math.max(1.5, axis.x(shaded.endNanos()) - from))
                    .attr("height", HEIGHT - TOP - BOTTOM));
        }
        grid(svg);
        for (int i = 0; i < panel.lines().size(); i++) {
            svg.add(Html.of("path")
                    .attr("class", "line s" + i)
                    .attr("d", path(panel.lines().get(i))));
        }
        if (shaded != null) {
            levels(svg, shaded);
        }
        for (Mark mark : marks) {
            if (axis.shows(mark.atNanos())) {
                svg.add(mark(mark));
            }
        }
        return Drawing.figure(panel.title()).add(svg, legend());
    }

    /** What would have been usual in the shaded window, as far as it is shown. */
    private void levels(Html svg, Window shaded) {
        double from = Math.max(LEFT, axis.x(shaded.startNanos()));
        double to = Math.min(WIDTH - RIGHT, axis.x(shaded.endNanos()));
        for (double level : panel.levels()) {
            if (from < to) {
                svg.add(Drawing.line(from, y(level), to, y(level), "level"));
            }
        }
    }

    private void grid(Html svg) {
        for (int i = 0; i <= TICKS; i++) {
            double value = top * i / TICKS;
            svg.add(
                    Html.of("line")
                            .attr("class", "grid")
                            .attr("x1", LEFT)
                            .attr("x2", WIDTH - RIGHT)
                            .attr("y1", y(value))
                            .attr("y2", y(value)),
                    Html.of("text", Quantity.of(value, panel.unit()))
                            .attr("class", "tick end")
                            .attr("x", LEFT - 8)
                            .attr("y", y(value) + 4));
        }
        for (long tick : axis.ticks()) {
            svg.add(
                    Html.of("line")
                            .attr("class", "grid")
                            .attr("x1", axis.x(tick))
                            .attr("x2", axis.x(tick))
                            .attr("y1", HEIGHT - BOTTOM)
                            .attr("y2", HEIGHT - BOTTOM + 5),
                    Html.of("text", axis.label(tick))
                            .attr("class", "tick middle")
                            .attr("x", axis.x(tick))
                            .attr("y", HEIGHT - BOTTOM + 19));
        }
    }

    private Html mark(Mark mark) {
        double x = axis.x(mark.atNanos());
        return Html.of("g")
                .attr("class", "mark " + mark.kind())
                .add(
                        Html.of("line")
                                .attr("x1", x)
                                .attr("x2", x)
                                .attr("y1", TOP - 6)
                                .attr("y2", HEIGHT - BOTTOM),
                        Html.of("text", mark.label())
                                .attr("class", "middle")
                                .attr("x", x)
                                .attr("y", TOP - 11));
    }

    private Html legend() {
        Html legend = Html.of("figcaption").add(Html.of("b", panel.title() + " "));
        for (int i = 0; i < panel.lines().size(); i++) {
            Html swatch = Html.of("svg")
                    .attr("class", "swatch")
                    .attr("viewBox", "0 0 28 8")
                    .attr("aria-hidden", "true")
                    .add(Html.of("path").attr("class", "line s" + i).attr("d", "M0 4H28"));
            legend.add(Html.of("span")
                    .attr("class", "key")
                    .add(swatch)
                    .text(" " + panel.lines().get(i).label()));
        }
        if (!panel.levels().isEmpty()) {
            legend.add(Html.of("span", "dotted: usual for the window, from earlier ones")
                    .attr("class", "key"));
        }
        return legend;
    }

    private double y(double value) {
        return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * Math.min(1, value / top);
    }

    /** Steps, since a value holds for its interval; a gap in counts stays a gap. */
    private String path(Line line) {
        List<Integer> shown = new ArrayList<>();
        for (int i = 0; i < line.size(); i++) {
            if (line.endNanos()[i] > range.startNanos() && line.startNanos()[i] < range.endNanos()) {
                shown.add(i);
            }
        }
        StringBuilder d = new StringBuilder();
        if (shown.size() > MOST_POINTS) {
            columns(line, shown, d);
            return d.toString();
        }
        long before = Long.MIN_VALUE;
        for (int i : shown) {
            boolean joined = line.gapsAreZero() ? d.length() > 0 : line.startNanos()[i] == before;
            d.append(joined ? 'L' : 'M').append(Html.coordinate(axis.x(line.startNanos()[i])));
            d.append(' ').append(Html.coordinate(y(line.value()[i])));
            d.append('H').append(Html.coordinate(axis.x(line.endNanos()[i])));
            before = line.endNanos()[i];
        }
        return d.toString();
    }

    private void columns(Line line, List<Integer> shown, StringBuilder d) {
        int i = 0;
        while (i < shown.size()) {
            long column = Math.round(axis.x(line.startNanos()[shown.get(i)]));
            double first = line.value()[shown.get(i)];
            double last = first;
            double low = first;
            double high = first;
            while (i < shown.size() && Math.round(axis.x(line.startNanos()[shown.get(i)])) == column) {
                last = line.value()[shown.get(i)];
                low = Math.min(low, last);
                high = Math.max(high, last);
                i++;
            }
            d.append(d.length() == 0 ? 'M' : 'L').append(column);
            // It ends where its last value is, so that the way to a distant next column does not begin at the peak.
            d.append(' ').append(Html.coordinate(y(first)));
            for (double turn : new double[] {low, high, last}) {
                d.append('V').append(Html.coordinate(y(turn)));
            }
        }
    }
}
