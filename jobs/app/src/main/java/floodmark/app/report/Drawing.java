package floodmark.app.report;

/** What every drawing has: a name and a description for those who do not see it, and parts placed by coordinates. */
final class Drawing {
    static final double WIDTH = 960;

    private Drawing() {}

    /** An empty drawing; the id is unique in the document. */
    static Html of(String id, String title, String description, double height) {
        return Html.of("svg")
                .attr("viewBox", "0 0 " + Html.coordinate(WIDTH) + " " + Html.coordinate(height))
                .attr("role", "img")
                .attr("aria-labelledby", id + "-title " + id + "-desc")
                .add(
                        Html.of("title", title).attr("id", id + "-title"),
                        Html.of("desc", description).attr("id", id + "-desc"));
    }

    /** What a drawing stands in; on narrow screens it scrolls sideways, hence the keyboard must reach it. */
    static Html figure(String name) {
        return Html.of("figure").attr("tabindex", "0").attr("aria-label", name);
    }

    static Html text(String words, double x, double y, String kind) {
        Html text = Html.of("text", words).attr("x", x).attr("y", y);
        return kind.isEmpty() ? text : text.attr("class", kind);
    }

    static Html line(double x1, double y1, double x2, double y2, String kind) {
        return Html.of("line")
                .attr("class", kind)
                .attr("x1", x1)
                .attr("y1", y1)
                .attr("x2", x2)
                .attr("y2", y2);
    }
}
