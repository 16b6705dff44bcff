package floodmark.app.report;

import java.util.List;

/** Tables with caption, header scope and room to scroll sideways. */
final class Tables {
    private Tables() {}

    /**
     * An empty table.
     *
     * @param headings column headings; one that begins with {@code #} is of numbers
     */
    static Html body(String caption, List<String> headings, List<Html> rows) {
        Html head = Html.of("tr");
        for (String heading : headings) {
            boolean number = heading.startsWith("#");
            Html th = Html.of("th", number ? heading.substring(1) : heading).attr("scope", "col");
            head.add(number ? th.attr("class", "n") : th);
        }
        Html table = Html.of("table")
                .add(
                        Html.of("caption", caption),
                        Html.of("thead").add(head),
                        Html.of("tbody").addAll(rows));
        return Html.of("div")
                .attr("class", "scroll")
                .attr("role", "region")
                .attr("tabindex", "0")
                .attr("aria-label", caption)
                .add(table);
    }

    static Html cell(String text) {
        return Html.of("td", text);
    }

    static Html number(String text) {
        return Html.of("td", text).attr("class", "n");
    }

    static Html wide(String text) {
        return Html.of("td", text).attr("class", "w");
    }
}
