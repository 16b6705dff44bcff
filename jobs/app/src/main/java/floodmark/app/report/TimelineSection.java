package floodmark.app.report;

import floodmark.app.result.Result;
import floodmark.claim.CaseFile;
import floodmark.claim.Statement;
import floodmark.model.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Charts over time with the trouble window, the schedule and the statements, each followed by its numbers. */
final class TimelineSection {
    private static final long MARGIN = 2;
    private static final long LEAST_BINS = 30;
    /** The whole capture is drawn too if it is this many times longer than the close-up. */
    private static final long WHOLE_FROM = 3;

    private static final int MOST_ROWS = 120;

    private final Result result;
    private final Anomalies anomalies;
    private final @Nullable CaseFile caseFile;
    private final List<Chart.Mark> marks = new ArrayList<>();
    private final Html legend = Html.of("p").attr("class", "note");

    private TimelineSection(Result result, Anomalies anomalies) {
        this.result = result;
        this.anomalies = anomalies;
        this.caseFile = result.caseFile();
    }

    static Html of(Result result, Anomalies anomalies) {
        return new TimelineSection(result, anomalies).section();
    }

    private Html section() {
        Html section = Html.of("section")
                .attr("aria-labelledby", "timeline")
                .add(Html.of("h2", "Over time").attr("id", "timeline"));
        List<Panel> panels = SeriesPanels.of(result, anomalies);
        if (panels.isEmpty()) {
            return section.add(Html.of("p", "There is no series to draw: no traffic of the subject was found."));
        }
        if (caseFile != null) {
            mark(caseFile);
            section.add(legend);
        }
        int id = 1;
        for (Panel panel : panels) {
            Window whole = extent(panel);
            Window near = caseFile == null ? whole : closeUp(caseFile.trouble(), whole, panel);
            Window shaded = caseFile == null ? null : caseFile.trouble();
            section.add(Chart.draw("chart" + id++, panel, near, shaded, marks));
            if (whole.lengthNanos() / Math.max(1, near.lengthNanos()) >= WHOLE_FROM) {
                Panel all = new Panel(panel.title() + ", whole capture", panel.unit(), panel.lines(), panel.levels());
                section.add(Chart.draw("chart" + id++, all, whole, shaded, List.of()));
            }
            section.add(numbers(panel, whole));
            section.add(bins(panel, near));
        }
        return section;
    }

    private void mark(CaseFile of) {
        legend.text("Shaded: the trouble window.");
        Long scheduled = of.scheduledStartNanos();
        if (scheduled != null) {
            marks.add(new Chart.Mark(scheduled, "S", "schedule"));
            legend.text(" S: scheduled start, " + Words.time(scheduled) + ".");
        }
        // Statements of the same time share a mark, or one would hide the other.
        TreeMap<Long, String> said = new TreeMap<>();
        int number = 1;
        for (Statement statement : of.statements()) {
            Long at = statement.timeNanos() != null ? statement.timeNanos() : statement.atNanos();
            if (at != null) {
                String what = statement.timeNanos() != null ? "asserted time" : "said";
                said.merge(at, Integer.toString(number), (a, b) -> a + ", " + b);
                legend.text(" " + number + ": " + statement.id() + ", " + what + " " + Words.time(at) + ".");
            }
            number++;
        }
        said.forEach((at, numbers) -> marks.add(new Chart.Mark(at, numbers, "said")));
    }

    private static Window extent(Panel panel) {
        long first = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        for (Line line : panel.lines()) {
            first = Math.min(first, line.startNanos()[0]);
            last = Math.max(last, line.endNanos()[line.size() - 1]);
        }
        return new Window(first, last);
    }

    private static Window closeUp(Window trouble, Window whole, Panel panel) {
        Line line = panel.lines().get(0);
        long bin = line.endNanos()[0] - line.startNanos()[0];
        long margin = Math.max(MARGIN * trouble.lengthNanos(), LEAST_BINS * bin);
        long from = Math.max(whole.startNanos(), trouble.startNanos() - margin);
        long to = Math.min(whole.endNanos(), trouble.endNanos() + margin);
        return from < to ? new Window(from, to) : whole;
    }

    private Html numbers(Panel panel, Window whole) {
        List<Html> rows = new ArrayList<>();
        for (Line line : panel.lines()) {
            Html row = Html.of("tr").add(Html.of("th", line.label()).attr("scope", "row"));
            if (caseFile != null) {
                Window trouble = caseFile.trouble();
                row.add(value(panel, line.mean(trouble.startNanos(), trouble.endNanos())));
                row.add(value(panel, line.peak(trouble.startNanos(), trouble.endNanos())));
                row.add(value(panel, line.mean(whole.startNanos(), trouble.startNanos())));
            }
            row.add(value(panel, line.mean(whole.startNanos(), whole.endNanos())));
            row.add(value(panel, line.peak(whole.startNanos(), whole.endNanos())));
            rows.add(row);
        }
        List<String> headings = caseFile == null
                ? List.of("Line", "#Mean", "#Largest bin")
                : List.of(
                        "Line",
                        "#Mean in the trouble",
                        "#Largest bin in it",
                        "#Mean before it",
                        "#Mean of the whole capture",
                        "#Largest bin of all");
        return Tables.body(panel.title(), headings, rows);
    }

    private static Html value(Panel panel, double value) {
        return Tables.number(Double.isNaN(value) ? "none" : Quantity.of(value, panel.unit()));
    }

    private static Html bins(Panel panel, Window near) {
        List<Html> rows = new ArrayList<>();
        Line first = panel.lines().get(0);
        for (int i = 0; i < first.size() && rows.size() < MOST_ROWS; i++) {
            long start = first.startNanos()[i];
            long end = first.endNanos()[i];
            if (start >= near.startNanos() && start < near.endNanos()) {
                Html row = Html.of("tr").add(Html.of("th", Words.time(start)).attr("scope", "row"));
                for (Line line : panel.lines()) {
                    row.add(value(panel, line.mean(start, end)));
                }
                rows.add(row);
            }
        }
        List<String> headings = new ArrayList<>(List.of("Interval from"));
        panel.lines().forEach(line -> headings.add("#" + line.label()));
        String caption = panel.title() + ", the first " + rows.size()
                + " intervals of the close-up in which the first line changes; series.parquet holds all";
        return Html.of("details")
                .add(Html.of("summary", "Numbers behind the chart"))
                .add(Tables.body(caption, headings, rows));
    }
}
