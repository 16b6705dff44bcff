package floodmark.app.calibrate;

import floodmark.evidence.Schemas;
import floodmark.model.Table;
import floodmark.stats.calibration.Figure;
import java.util.List;

/** Figures as the table {@code calibration}. */
final class CalibrationTable {
    private CalibrationTable() {}

    static Table of(List<Figure> figures) {
        Table table = new Table(Schemas.CALIBRATION);
        for (Figure f : figures) {
            table.add(
                    f.section(),
                    f.test(),
                    f.setting(),
                    f.traffic(),
                    f.quantity(),
                    (long) f.trials(),
                    (long) f.refused(),
                    f.hits() < 0 ? null : Long.valueOf(f.hits()),
                    f.days() == 0 ? null : Long.valueOf(f.days()),
                    f.value(),
                    f.low(),
                    f.high(),
                    f.goal().low(),
                    f.goal().high(),
                    f.met().text(),
                    f.note().isEmpty() ? null : f.note());
        }
        return table;
    }
}
