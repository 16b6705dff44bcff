package floodmark.app.report;

import floodmark.app.result.Result;
import floodmark.claim.CaseFile;
import floodmark.evidence.Evidence;
import floodmark.evidence.Finding;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The evidence table, family by family: effect with interval before p-value, and visibility in every row that has it. */
final class EvidenceSection {
    private static final List<String> HEADINGS =
            List.of("Test", "About", "#Observed", "#Expected", "#Effect", "#p", "#q", "Finding");

    /** The order of the documentation; others follow as they come. */
    private static final List<String> FAMILIES = List.of(
            "volume",
            "elsewhere",
            "scope",
            "saturation",
            "sources",
            "makeup",
            "timeline",
            "demand",
            "response",
            "backscatter",
            "precedent",
            "telemetry",
            "visibility");

    /** Smaller ones differ by nothing that anybody could use. */
    private static final double SMALLEST_P = 1e-4;

    private EvidenceSection() {}

    static Html of(CaseFile caseFile, Result result) {
        Rows rows = new Rows(Evidence.table(caseFile.id(), result.evidence()));
        Html section = Html.of("section")
                .attr("aria-labelledby", "evidence")
                .add(Html.of("h2", "Evidence").attr("id", "evidence"))
                .add(Html.of(
                                "p",
                                "One row a test. Intervals are 95 %. p is the probability of a value at least as extreme"
                                        + " if there were no effect; q is p corrected for all tests of its kind.")
                        .attr("class", "note"));
        Set<String> families = new LinkedHashSet<>(FAMILIES);
        for (int row = 0; row < rows.size(); row++) {
            families.add(text(rows.string(row, "family")));
        }
        List<Html> untested = new ArrayList<>();
        for (String family : families) {
            List<List<Html>> body = new ArrayList<>();
            List<String> notes = new ArrayList<>();
            for (int row = 0; row < rows.size(); row++) {
                if (!family.equals(rows.string(row, "family"))) {
                    continue;
                }
                if (Finding.NOT_TESTED.text().equals(rows.string(row, "finding"))) {
                    untested.add(untested(rows, row));
                } else if (!text(rows.string(row, "test")).startsWith("power-curve-")) {
                    body.add(cells(rows, row));
                    notes.add(remarks(rows, row));
                }
            }
            if (!body.isEmpty()) {
                section.add(table(family, body, notes), Html.of("p"));
            }
        }
        return untested.isEmpty()
                ? section
                : section.add(Tables.body(
                        "Not tested, and why", List.of("Test", "About", "Would bear on", "Why not"), untested));
    }

    private static Html untested(Rows rows, int row) {
        String bearsOn = rows.string(row, "bears_on");
        return Html.of("tr")
                .add(
                        Html.of("th", rows.string(row, "family") + "." + rows.string(row, "test"))
                                .attr("scope", "row"),
                        Tables.cell(about(rows, row)),
                        Tables.cell(bearsOn == null ? "" : bearsOn.replace(" ", ", ")),
                        Tables.wide(note(rows, row)));
    }

    /** Columns that no row of the family fills are left out; what is to be said of a row stands below it, in full width. */
    private static Html table(String family, List<List<Html>> body, List<String> notes) {
        List<Integer> filled = new ArrayList<>();
        for (int column = 0; column < HEADINGS.size(); column++) {
            int at = column;
            if (body.stream().anyMatch(cells -> !cells.get(at).isEmpty())) {
                filled.add(column);
            }
        }
        List<Html> rows = new ArrayList<>();
        for (int i = 0; i < body.size(); i++) {
            List<Html> cells = body.get(i);
            rows.add(Html.of("tr").addAll(filled.stream().map(cells::get).toList()));
            if (!notes.get(i).isEmpty()) {
                rows.add(Html.of("tr")
                        .attr("class", "why")
                        .add(Html.of("td", notes.get(i)).attr("colspan", Integer.toString(filled.size()))));
            }
        }
        return Tables.body(family, filled.stream().map(HEADINGS::get).toList(), rows);
    }

    private static List<Html> cells(Rows rows, int row) {
        String unit = text(rows.string(row, "unit"));
        String finding = text(rows.string(row, "finding"));
        String effectUnit = rows.number(row, "effect") != null && rows.number(row, "expected") != null ? unit : "";
        return List.of(
                Html.of("th", text(rows.string(row, "test"))).attr("scope", "row"),
                Tables.cell(about(rows, row)),
                Tables.number(quantity(rows.number(row, "observed"), unit)),
                Tables.number(interval(rows, row, "expected", unit)),
                Tables.number(interval(rows, row, "effect", effectUnit)),
                Tables.number(probability(rows.number(row, "p_value"))),
                Tables.number(probability(rows.number(row, "q_value"))),
                Html.of("td", finding.replace('-', ' ')).attr("class", finding));
    }

    private static String about(Rows rows, int row) {
        List<String> parts = new ArrayList<>();
        for (String column : List.of("service", "destination", "metric")) {
            String value = rows.string(row, column);
            if (value != null) {
                parts.add(value);
            }
        }
        return String.join(", ", parts);
    }

    /** What the row bears on, how much could have been seen, and what its author says of it. */
    private static String remarks(Rows rows, int row) {
        String bearsOn = rows.string(row, "bears_on");
        String unit = text(rows.string(row, "unit"));
        List<String> parts = new ArrayList<>();
        if (bearsOn != null) {
            parts.add("on " + bearsOn.replace(" ", ", "));
        }
        Double visible = rows.number(row, "smallest_visible");
        if (visible != null) {
            parts.add("smallest visible " + Quantity.of(visible, unit));
        }
        Double bound = rows.number(row, "upper_bound");
        if (bound != null) {
            parts.add("at most " + Quantity.of(bound, unit) + " could have hidden");
        }
        String note = note(rows, row);
        if (!note.isEmpty()) {
            parts.add(note);
        }
        return String.join(" \u00b7 ", parts);
    }

    private static String note(Rows rows, int row) {
        String note = text(rows.string(row, "note"));
        Long size = rows.whole(row, "sample_size");
        return size == null ? note : (note.isEmpty() ? "" : note + " ") + "(n = " + size + ")";
    }

    private static String interval(Rows rows, int row, String column, String unit) {
        Double value = rows.number(row, column);
        Double low = rows.number(row, column + "_low");
        Double high = rows.number(row, column + "_high");
        if (value == null) {
            return "";
        }
        String text = Quantity.of(value, unit);
        return low == null || high == null
                ? text
                : text + " [" + Quantity.of(low, unit) + ", " + Quantity.of(high, unit) + "]";
    }

    private static String quantity(@Nullable Double value, String unit) {
        return value == null ? "" : Quantity.of(value, unit);
    }

    private static String probability(@Nullable Double p) {
        return p == null ? "" : p < SMALLEST_P ? "< 0.0001" : Quantity.of(p, "");
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }
}
