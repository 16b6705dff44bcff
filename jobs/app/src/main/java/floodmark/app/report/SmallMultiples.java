package floodmark.app.report;

import floodmark.app.result.Result;
import java.util.List;
import java.util.Optional;

/** The destinations that a scan ranked first, each in a small drawing of its own, so that courses can be compared at a glance. */
final class SmallMultiples {
    private static final int MOST = 12;
    private static final double WIDTH = 300;
    private static final double HEIGHT = 84;
    private static final double BOTTOM = 6;

    private SmallMultiples() {}

    /** Empty where there is no series. */
    static Optional<Html> of(Result result, Anomalies anomalies) {
        List<Panel> panels = SeriesPanels.each(result, anomalies, MOST);
        if (panels.isEmpty()) {
            return Optional.empty();
        }
        Html grid = Html.of("ol").attr("class", "multiples");
        int number = 1;
        for (Panel panel : panels) {
            grid.add(Html.of("li").add(drawing("small" + number++, panel)));
        }
        return Optional.of(Html.of("section")
                .attr("aria-labelledby", "multiples")
                .add(
                        Html.of("h2", "The first " + panels.size() + ", one by one")
                                .attr("id", "multiples"),
                        Html.of(
                                        "p",
                                        "Each over the whole capture and on a scale of its own, largest value named; the"
                                                + " table above holds the numbers.")
                                .attr("class", "note"),
                        grid));
    }

    private static Html drawing(String id, Panel panel) {
        Line line = panel.lines().get(0);
        long from = line.startNanos()[0];
        long to = line.endNanos()[line.size() - 1];
        double[] peaks = new double[(int) WIDTH];
        double top = 0;
        for (int i = 0; i < line.size(); i++) {
            int first = column(line.startNanos()[i], from, to);
            int last = Math.max(first, column(line.endNanos()[i] - 1, from, to));
            for (int x = first; x <= last; x++) {
                peaks[x] = Math.max(peaks[x], line.value()[i]);
            }
            top = Math.max(top, line.value()[i]);
        }
        StringBuilder path = new StringBuilder("M0 ").append(Html.coordinate(HEIGHT - BOTTOM));
        for (int x = 0; x < peaks.length; x++) {
            double y = HEIGHT - BOTTOM - (HEIGHT - 2 * BOTTOM) * (top > 0 ? peaks[x] / top : 0);
            path.append('L')
                    .append(x)
                    .append(' ')
                    .append(Html.coordinate(y))
                    .append('h')
                    .append(1);
        }
        Html svg = Html.of("svg")
                .attr("viewBox", "0 0 " + Html.coordinate(WIDTH) + " " + Html.coordinate(HEIGHT))
                .attr("role", "img")
                .attr("aria-labelledby", id)
                .add(
                        Html.of("title", panel.title() + ", largest value " + Quantity.of(top, panel.unit()))
                                .attr("id", id),
                        Drawing.line(0, HEIGHT - BOTTOM, WIDTH, HEIGHT - BOTTOM, "grid"),
                        Html.of("path").attr("class", "line s0").attr("d", path.toString()));
        return Html.of("div")
                .add(
                        Html.of("b", panel.title()),
                        Html.of("span", " " + Quantity.of(top, panel.unit())).attr("class", "note"),
                        svg);
    }

    private static int column(long at, long from, long to) {
        double part = (double) (at - from) / Math.max(1, to - from);
        return (int) Math.max(0, Math.min(WIDTH - 1, Math.floor(part * WIDTH)));
    }
}
