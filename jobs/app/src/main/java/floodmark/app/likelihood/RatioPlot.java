package floodmark.app.likelihood;

import floodmark.stats.ratio.Curves;
import floodmark.stats.ratio.Curves.Reliability;
import java.util.List;
import java.util.Locale;

/** Plots of a set of likelihood ratios as static SVG, legible without colours: the two sides differ in dashes. */
final class RatioPlot {
    private static final double WIDTH = 560;
    private static final double HEIGHT = 360;
    private static final double LEFT = 60;
    private static final double RIGHT = 20;
    private static final double TOP = 40;
    private static final double BOTTOM = 50;
    private static final double SPAN = 3;
    private static final int POINTS = 241;
    private static final int TICKS = 4;
    private static final double LN10 = StrictMath.log(10);
    private static final double[] EDGES = {-2, -1.5, -1, -0.5, 0, 0.5, 1, 1.5, 2};
    private static final double CONFIDENCE = 0.95;

    private final StringBuilder svg = new StringBuilder();

    private RatioPlot(String title, String across, String up, double[] ticks) {
        svg.append(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %.0f %.0f\" role=\"img\" aria-label=\"%s\">\n"
                        + "<rect width=\"100%%\" height=\"100%%\" fill=\"#fff\"/>\n"
                        + "<g font-family=\"sans-serif\" font-size=\"12\" fill=\"#222\" stroke=\"none\">\n",
                WIDTH,
                HEIGHT,
                title));
        text(LEFT, TOP - 18, "start", title);
        text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 10, "middle", across);
        svg.append(String.format(
                Locale.ROOT,
                "<text transform=\"translate(16,%.0f) rotate(-90)\" text-anchor=\"middle\">%s</text>\n",
                HEIGHT / 2,
                up));
        for (int i = 0; i <= TICKS; i++) {
            double y = y(i / (double) TICKS);
            line(LEFT, y, WIDTH - RIGHT, y, "#ddd", "");
            text(LEFT - 6, y + 4, "end", String.format(Locale.ROOT, "%.2f", i / (double) TICKS));
        }
        for (int i = 0; i < ticks.length; i++) {
            double x = LEFT + (WIDTH - LEFT - RIGHT) * i / (ticks.length - 1);
            line(x, TOP, x, HEIGHT - BOTTOM, "#eee", "");
            text(
                    x,
                    HEIGHT - BOTTOM + 16,
                    "middle",
                    String.format(Locale.ROOT, "%.2f", ticks[i]).replaceAll("\\.?0+$", ""));
        }
    }

    /** Shares of attacks and of others with a ratio above each value; natural-log ratios. */
    static String tippett(String corpus, double[] attacks, double[] others) {
        RatioPlot plot = new RatioPlot(
                "Tippett plot, corpus " + corpus + ": attacks solid, others dashed",
                "log10 likelihood ratio of an attack",
                "share above",
                new double[] {-3, -2, -1, 0, 1, 2, 3});
        double[] at = new double[POINTS];
        for (int i = 0; i < POINTS; i++) {
            at[i] = -SPAN + 2 * SPAN * i / (POINTS - 1);
        }
        plot.curve(at, Curves.tippett(attacks, at), "#b3261e", "");
        plot.curve(at, Curves.tippett(others, at), "#1a56a8", "6 4");
        return plot.end();
    }

    /** Predicted and realised share of attacks, by bins of the ratio, at the corpus' own odds. */
    static String reliability(String corpus, double[] ratios, boolean[] attack, int attacks, int others) {
        double prior = StrictMath.log(attacks / (double) others);
        double[] odds = new double[ratios.length];
        for (int i = 0; i < odds.length; i++) {
            odds[i] = ratios[i] + prior;
        }
        double[] edges = new double[EDGES.length];
        for (int i = 0; i < edges.length; i++) {
            edges[i] = EDGES[i] * LN10;
        }
        RatioPlot plot = new RatioPlot(
                "Reliability, corpus " + corpus + ": 95 % intervals",
                "share of attacks predicted at the corpus' own odds",
                "share of attacks found",
                new double[] {0, 0.25, 0.5, 0.75, 1});
        plot.line(plot.across(0), y(0), plot.across(1), y(1), "#888", "4 4");
        List<Reliability> bins = Curves.reliability(odds, attack, edges, CONFIDENCE);
        for (Reliability bin : bins) {
            if (bin.incidents() > 0) {
                double x = plot.across(bin.predicted());
                plot.line(x, y(bin.low()), x, y(bin.high()), "#222", "");
                plot.svg.append(String.format(
                        Locale.ROOT,
                        "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"4\" fill=\"#b3261e\"/>\n",
                        x,
                        y(bin.observed())));
                plot.text(x + 6, y(bin.observed()) - 6, "start", "n=" + bin.incidents());
            }
        }
        return plot.end();
    }

    private static double y(double share) {
        return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * share;
    }

    /** From a share in [0, 1]. */
    private double across(double share) {
        return LEFT + (WIDTH - LEFT - RIGHT) * share;
    }

    private void curve(double[] at, double[] shares, String colour, String dashes) {
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < at.length; i++) {
            path.append(String.format(
                    Locale.ROOT, "%s%.1f %.1f", i == 0 ? "M" : "L", across((at[i] + SPAN) / (2 * SPAN)), y(shares[i])));
        }
        svg.append("<path d=\"")
                .append(path)
                .append("\" fill=\"none\" stroke=\"")
                .append(colour)
                .append("\" stroke-width=\"2\" stroke-dasharray=\"")
                .append(dashes)
                .append("\"/>\n");
    }

    private void line(double x1, double y1, double x2, double y2, String colour, String dashes) {
        svg.append(String.format(
                Locale.ROOT,
                "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\" stroke-dasharray=\"%s\"/>\n",
                x1,
                y1,
                x2,
                y2,
                colour,
                dashes));
    }

    private void text(double x, double y, String anchor, String words) {
        svg.append(String.format(
                Locale.ROOT, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>\n", x, y, anchor, words));
    }

    private String end() {
        return svg.append("</g>\n</svg>\n").toString();
    }
}
