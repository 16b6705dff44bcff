package floodmark.app.calibrate;

import floodmark.capture.parquet.ParquetTable;
import floodmark.evidence.Schemas;
import floodmark.model.Table;
import floodmark.model.UserError;
import floodmark.stats.calibration.Experiments;
import floodmark.stats.calibration.Figure;
import floodmark.stats.calibration.Rate;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What other programs made of the series that were exported for them.
 *
 * @param rates a rate for each test and family
 */
record Peers(List<Rate> rates) {
    /** Series of a family that an export may hold. */
    static final int MOST = 100_000;

    /**
     * Reads them.
     *
     * @throws UserError if the file is not there, or its rows make no sense
     */
    static Peers read(Path file) throws IOException {
        Table table = ParquetTable.read(file, Schemas.PEERS);
        List<Rate> rates = new ArrayList<>();
        for (@Nullable Object[] row : table.sortedRows()) {
            String test = text(row[0]);
            long trials = number(file, test, "trials", row[3], MOST);
            long refused = number(file, test, "refused", row[4], trials);
            long hits = number(file, test, "hits", row[5], trials - refused);
            rates.add(new Rate(test, text(row[1]), text(row[2]), (int) trials, (int) refused, (int) hits));
        }
        return new Peers(rates);
    }

    private static String text(@Nullable Object value) {
        return Objects.toString(value, "");
    }

    private static long number(Path file, String test, String column, @Nullable Object value, long most) {
        if (value instanceof Long number && number >= 0 && number <= most) {
            return number;
        }
        throw UserError.of(
                file.toString() + ", " + test,
                "the column " + column + " is out of range",
                String.valueOf(value),
                "0 to " + most,
                "Run the other programs again");
    }

    /** Series of a family that the others were given: the most that one of them was put to. */
    int replicates() {
        return rates.stream().mapToInt(Rate::trials).max().orElse(0);
    }

    List<Figure> figures() {
        return rates.stream().flatMap(rate -> Experiments.peer(rate).stream()).toList();
    }
}
