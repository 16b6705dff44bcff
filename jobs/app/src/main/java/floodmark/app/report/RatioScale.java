package floodmark.app.report;

import floodmark.evidence.Explanation;
import floodmark.stats.ratio.Verbal;
import floodmark.verdict.LikelihoodModel;
import floodmark.verdict.Ratios;
import java.util.ArrayList;
import java.util.List;

/** Every explanation's ratio on one horizontal scale of logarithms, from the cap against it to the cap for it: static SVG. */
final class RatioScale {
    private static final double WIDTH = Drawing.WIDTH;
    private static final double LEFT = 150;
    private static final double RIGHT = 190;
    private static final double TOP = 74;
    private static final double ROW = 34;
    private static final double BOTTOM = 26;
    private static final double BAR = 12;
    private static final double LETTER = 6.2;
    /** Logarithms to base 10 of the limits of the verbal scale's bands; the last has none. */
    private static final double[] LIMITS = {StrictMath.log10(2), 1, 2, 3, 4, 6};

    private final Ratios ratios;
    private final double cap;
    private final List<Explanation> explanations = LikelihoodModel.explanations();
    private final double bottom = TOP + explanations.size() * ROW;

    private RatioScale(Ratios ratios) {
        this.ratios = ratios;
        this.cap = ratios.cap() > 0 ? ratios.cap() : 1;
    }

    static Html draw(Ratios ratios) {
        return new RatioScale(ratios).figure();
    }

    /** Bands that the cap lets a ratio reach, with their limits: what the names stand for. */
    static String bands(double cap) {
        List<String> parts = new ArrayList<>();
        double from = 0;
        for (int i = 0; i <= LIMITS.length && from < cap; i++) {
            double to = i < LIMITS.length ? LIMITS[i] : Double.POSITIVE_INFINITY;
            parts.add(Verbal.values()[i].words() + " "
                    + (to < cap ? "to " + Html.coordinate(to) : "from " + Html.coordinate(from)));
            from = to;
        }
        return String.join(", ", parts);
    }

    private Html figure() {
        Html svg = Drawing.of(
                        "ratio",
                        "How the evidence weighs each explanation",
                        "Logarithms of likelihood ratios with their intervals on one scale; the table below holds the"
                                + " numbers.",
                        bottom + BOTTOM)
                .attr("class", "ratio");
        svg.add(
                Drawing.text("\u2190 against the explanation", x(0) - 12, 16, "end"),
                Drawing.text("for it \u2192", x(0) + 12, 16, ""));
        bands(svg);
        ticks(svg);
        for (int i = 0; i < explanations.size(); i++) {
            row(svg, explanations.get(i), TOP + (i + 0.5) * ROW);
        }
        return Drawing.figure("How the evidence weighs each explanation")
                .add(
                        svg,
                        Html.of(
                                "figcaption",
                                "Logarithm to base 10 of each ratio: 1 is ten to one, 2 a hundred to one. Diamond: the"
                                        + " value; bar: its 95 % interval. Bands of the verbal scale, by distance from 0: "
                                        + bands(cap) + "."));
    }

    /** Bands are told apart by their edges and names, so that no colour is needed. */
    private void bands(Html svg) {
        double from = 0;
        for (int i = 0; i <= LIMITS.length && from < cap; i++) {
            double to = Math.min(cap, i < LIMITS.length ? LIMITS[i] : cap);
            String words = Verbal.values()[i].words().replace(" support", "").replace(" either way", " support");
            if (i == 0) {
                band(svg, words, -to, to);
            } else {
                band(svg, words, -to, -from);
                band(svg, words, from, to);
            }
            from = to;
        }
    }

    private void band(Html svg, String words, double from, double to) {
        svg.add(Html.of("rect")
                .attr("class", "band")
                .attr("x", x(from))
                .attr("y", TOP)
                .attr("width", x(to) - x(from))
                .attr("height", bottom - TOP));
        double room = x(to) - x(from);
        double middle = (x(from) + x(to)) / 2;
        int space = words.indexOf(' ');
        if (words.length() * LETTER <= room) {
            svg.add(Drawing.text(words, middle, TOP - 10, "middle"));
        } else if (space > 0 && Math.max(space, words.length() - space - 1) * LETTER <= room) {
            svg.add(Drawing.text(words.substring(0, space), middle, TOP - 24, "middle"));
            svg.add(Drawing.text(words.substring(space + 1), middle, TOP - 10, "middle"));
        }
    }

    private void ticks(Html svg) {
        svg.add(Html.of("line")
                .attr("class", "zero")
                .attr("x1", x(0))
                .attr("x2", x(0))
                .attr("y1", TOP - 6)
                .attr("y2", bottom + 5));
        for (int tick = (int) -Math.floor(cap); tick <= cap; tick++) {
            String label = tick == 0 ? "0: says nothing" : tick < 0 ? Integer.toString(tick) : "+" + tick;
            svg.add(Drawing.text(label, x(tick), bottom + 19, "middle"));
        }
    }

    private void row(Html svg, Explanation explanation, double y) {
        Ratios.Estimate estimate = ratios.of(explanation);
        double at = x(estimate.value());
        svg.add(
                Drawing.text(Words.name(explanation), LEFT - 12, y + 4, "end own"),
                Html.of("rect")
                        .attr("class", "bar")
                        .attr("x", x(estimate.low()))
                        .attr("y", y - BAR / 2)
                        .attr("width", Math.max(1, x(estimate.high()) - x(estimate.low())))
                        .attr("height", BAR),
                Html.of("path")
                        .attr("class", "dot")
                        .attr("d", "M" + Html.coordinate(at) + " " + Html.coordinate(y - BAR) + "l6 12l-6 12l-6 -12z"),
                Drawing.text(RatioWords.estimate(estimate), WIDTH - RIGHT + 14, y + 4, "value"));
    }

    /** A ratio beyond the cap is drawn at the cap. */
    private double x(double log10) {
        double part = (Math.max(-cap, Math.min(cap, log10)) + cap) / (2 * cap);
        return LEFT + (WIDTH - LEFT - RIGHT) * part;
    }
}
