package floodmark.app.report;

import floodmark.app.result.Result;
import floodmark.evidence.Evidence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How likely a flood of each size would have been seen, with the claimed size and what could have hidden: a curve and its numbers. */
final class PowerSection {
    private static final double HEIGHT = 280;
    private static final double LEFT = 70;
    private static final double RIGHT = 40;
    private static final double TOP = 46;
    private static final double BOTTOM = 46;

    private final String metric;
    private final String unit;
    private final TreeMap<Double, Double> power = new TreeMap<>();
    private @Nullable Double usual;
    private @Nullable Double hidden;
    private @Nullable Double claimed;

    private PowerSection(String metric, String unit) {
        this.metric = metric;
        this.unit = unit;
    }

    /** Empty where no power was computed. */
    static Optional<Html> of(Result result) {
        Map<String, PowerSection> curves = new TreeMap<>();
        Rows rows = new Rows(Evidence.table("", result.evidence()));
        for (int i = 0; i < rows.size(); i++) {
            String metric = rows.string(i, "metric");
            String unit = rows.string(i, "unit");
            if ("visibility".equals(rows.string(i, "family")) && metric != null && unit != null) {
                curves.computeIfAbsent(metric, m -> new PowerSection(m, unit)).take(rows, i);
            }
        }
        // Of what was served nothing can be told about the size of what came.
        curves.values().removeIf(curve -> curve.power.size() < 2 || curve.metric.endsWith("-out"));
        if (curves.isEmpty()) {
            return Optional.empty();
        }
        Html section = Html.of("section")
                .attr("aria-labelledby", "power")
                .add(
                        Html.of("h2", "How small a flood would have been seen").attr("id", "power"),
                        Html.of(
                                        "p",
                                        "Computed from the earlier windows alone: what a constant flood of each size, on top"
                                                + " of each of them, would have done to the test.")
                                .attr("class", "note"));
        curves.values().forEach(curve -> section.add(curve.figure(), curve.numbers()));
        return Optional.of(section);
    }

    private void take(Rows rows, int row) {
        String test = rows.string(row, "test");
        Double size = rows.number(row, "effect");
        Double share = rows.number(row, "statistic");
        if (test == null || size == null || share == null || !(size > 0)) {
            return;
        }
        if (test.startsWith("power-curve-")) {
            power.put(size, share);
            usual = rows.number(row, "expected");
            hidden = rows.number(row, "upper_bound");
        } else if (test.startsWith("smallest-visible-")) {
            power.put(size, share);
        } else if (test.equals("equivalence")) {
            claimed = size;
        }
    }

    private Html figure() {
        String id = "power-" + metric;
        Html svg = Drawing.of(
                id,
                "Probability that a flood of a given size would have been seen, " + metric,
                "It rises with the size; the table below holds the numbers.",
                HEIGHT);
        for (int tenth = 0; tenth <= 10; tenth += 2) {
            double y = y(tenth / 10.0);
            svg.add(
                    Drawing.line(LEFT, y, Drawing.WIDTH - RIGHT, y, "grid"),
                    Drawing.text(Html.coordinate(tenth / 10.0), LEFT - 8, y + 4, "end"));
        }
        for (double tick = StrictMath.pow(10, Math.ceil(StrictMath.log10(low()))); tick <= high(); tick *= 10) {
            svg.add(
                    Drawing.line(x(tick), HEIGHT - BOTTOM, x(tick), HEIGHT - BOTTOM + 5, "grid"),
                    Drawing.text(Quantity.of(tick, unit), x(tick), HEIGHT - BOTTOM + 19, "middle"));
        }
        StringBuilder path = new StringBuilder();
        power.forEach((size, share) -> path.append(path.length() == 0 ? 'M' : 'L')
                .append(Html.coordinate(x(size)))
                .append(' ')
                .append(Html.coordinate(y(share))));
        svg.add(Html.of("path").attr("class", "line s0").attr("d", path.toString()));
        power.forEach((size, share) -> svg.add(Html.of("circle")
                .attr("class", "dot")
                .attr("cx", x(size))
                .attr("cy", y(share))
                .attr("r", 3.5)));
        mark(svg, claimed, "claimed size", TOP - 28);
        mark(svg, hidden, "most that could have hidden", TOP - 12);
        return Drawing.figure("Probability of being seen, by size, " + metric)
                .add(
                        svg,
                        Html.of(
                                "figcaption",
                                "Size of a constant flood over the trouble window in " + Quantity.words(unit)
                                        + ", at the subject. Dots were computed; the line joins them."));
    }

    private void mark(Html svg, @Nullable Double size, String words, double y) {
        if (size == null || !(size > 0)) {
            return;
        }
        double x = x(size);
        boolean right = x > Drawing.WIDTH / 2;
        svg.add(Html.of("g")
                .attr("class", "mark schedule")
                .add(
                        Drawing.line(x, y + 4, x, HEIGHT - BOTTOM, ""),
                        Drawing.text(
                                words + ": " + Quantity.of(size, unit),
                                right ? x - 5 : x + 5,
                                y + 8,
                                right ? "end" : "")));
    }

    private Html numbers() {
        List<Html> rows = new ArrayList<>();
        power.forEach((size, share) -> rows.add(Html.of("tr")
                .add(
                        Html.of("th", Quantity.of(size, unit))
                                .attr("scope", "row")
                                .attr("class", "n"),
                        Tables.number(usual == null || usual == 0 ? "" : Quantity.of(100 * size / usual, "%")),
                        Tables.number(Html.coordinate(share)))));
        return Html.of("details")
                .add(
                        Html.of("summary", "Numbers behind the chart"),
                        Tables.body(
                                "Probability of being seen, by size (" + metric + ")",
                                List.of("#Size", "#Of the usual", "#Probability"),
                                rows));
    }

    private double low() {
        return Math.min(
                power.firstKey(), Math.min(orElse(claimed, power.firstKey()), orElse(hidden, power.firstKey())));
    }

    private double high() {
        return Math.max(power.lastKey(), Math.max(orElse(claimed, power.lastKey()), orElse(hidden, power.lastKey())));
    }

    private static double orElse(@Nullable Double value, double other) {
        return value == null || !(value > 0) ? other : value;
    }

    private double x(double size) {
        double from = StrictMath.log10(low());
        double to = StrictMath.log10(high());
        return LEFT + (Drawing.WIDTH - LEFT - RIGHT) * (StrictMath.log10(size) - from) / (to - from);
    }

    private double y(double share) {
        return TOP + (HEIGHT - TOP - BOTTOM) * (1 - share);
    }
}
