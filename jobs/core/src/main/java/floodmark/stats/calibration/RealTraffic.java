package floodmark.stats.calibration;

import java.util.List;

/**
 * Stretches of real traffic that are taken for quiet, all destinations of one metric of one data set on one grid.
 *
 * @param dataset id of the data set
 * @param binsPerDay bins a day
 * @param firstBin number of the first bin since the epoch
 * @param names names of the destinations, ascending
 * @param values counts, a row a destination; NaN = not covered, or not taken for quiet
 */
public record RealTraffic(String dataset, int binsPerDay, long firstBin, List<String> names, double[][] values) {
    public RealTraffic {
        names = List.copyOf(names);
    }

    /** Bins of each series. */
    public int length() {
        return values.length == 0 ? 0 : values[0].length;
    }

    /** Number of the UTC day of a bin since the epoch. */
    long day(int bin) {
        return StrictMath.floorDiv(firstBin + bin, (long) binsPerDay);
    }

    /** Bins of the hour that is tested, at least one. */
    int hour() {
        return StrictMath.max(1, binsPerDay / 24);
    }

    /** Whether the hour that ends before bin {@code end} is covered. */
    boolean covered(int series, int end) {
        if (end < hour()) {
            return false;
        }
        for (int i = end - hour(); i < end; i++) {
            if (Double.isNaN(values[series][i])) {
                return false;
            }
        }
        return true;
    }

    /** Mean of the hour that ends before bin {@code end}; NaN if it is not covered. */
    double hourMean(int series, int end) {
        if (!covered(series, end)) {
            return Double.NaN;
        }
        double sum = 0;
        for (int i = end - hour(); i < end; i++) {
            sum += values[series][i];
        }
        return sum / hour();
    }
}
