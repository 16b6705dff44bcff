package floodmark.app.watch;

import floodmark.app.report.Quantity;
import floodmark.model.Times;
import floodmark.pipeline.watch.Alarm;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The live verdict in words. */
final class LiveTable {
    private static final int SHOWN = 5;

    private LiveTable() {}

    static List<String> table(String title, LiveVerdict v) {
        List<String> rows = new ArrayList<>();
        rows.add(title + " (watching)");
        rows.add("  read until " + time(v.readUntilNanos()) + ", complete until " + time(v.completeUntilNanos()) + "; "
                + files(v) + ", " + Quantity.of(v.rows(), "") + " rows"
                + (v.lateRows() > 0 ? ", " + v.lateRows() + " late" : ""));
        rows.add("  " + (v.attackRaised() ? "(+) attack: " : "(?) ") + v.why());
        if (v.evidence() != null) {
            rows.add(String.format(
                    Locale.ROOT,
                    "  evidence: p %.3g of %.3g, %d of %d bins%s",
                    v.evidence().pValue(),
                    v.alpha(),
                    v.binsRead(),
                    v.binsDeclared(),
                    v.crossedAtNanos() == null ? "" : ", most at " + time(v.crossedAtNanos())));
        }
        List<Alarm> alarms = v.standingOut();
        for (Alarm a : alarms.subList(Math.max(0, alarms.size() - SHOWN), alarms.size())) {
            rows.add("  stands out: " + a.destination() + " at " + time(a.binStartNanos()) + ", "
                    + Quantity.of(a.packets(), "") + " packets; among " + a.among());
        }
        v.leftOut().forEach(file -> rows.add("  left out: " + file.path()));
        return rows;
    }

    static String line(LiveVerdict v) {
        return String.format(
                Locale.ROOT,
                "read until %s: %s, %s rows%s%s; %s",
                time(v.readUntilNanos()),
                files(v),
                Quantity.of(v.rows(), ""),
                v.lateRows() > 0 ? ", " + v.lateRows() + " late" : "",
                v.leftOut().isEmpty() ? "" : ", " + v.leftOut().size() + " left out",
                (v.attackRaised() ? "attack: " : "")
                        + (v.evidence() == null
                                ? v.why()
                                : String.format(
                                        Locale.ROOT, "p %.3g. %s", v.evidence().pValue(), v.why())));
    }

    private static String files(LiveVerdict v) {
        return v.files() + (v.files() == 1 ? " file" : " files");
    }

    private static String time(@Nullable Long nanos) {
        return nanos == null ? "-" : Times.text(nanos);
    }
}
