package floodmark.stats;

import java.util.Arrays;

/**
 * What donors have in common, window by window: the median over the donors of the logarithm of their volume, each against its own
 * median over all windows, the tested one included (so that it is treated like those it is compared with).
 *
 * <p>A silent donor counts as minus infinity, which the median bears as long as fewer than half are silent; NaN is "not covered"
 * and left out of that window. Donors that are silent or not covered in half of all windows have no level and are left out.
 */
final class DonorCourse {
    /** Fewest donors that make a comparison. */
    static final int FEWEST = 3;

    /** By window; NaN with too few donors, minus infinity where half of them are silent. */
    final double[] log;
    /** Donors that count in the tested, last, window. */
    final int donors;

    private DonorCourse(double[] log, int donors) {
        this.log = log;
        this.donors = donors;
    }

    /**
     * Takes the median course.
     *
     * @param volumes rows are donors, columns windows, the tested one last
     */
    static DonorCourse of(double[][] volumes, int windows) {
        double[][] relative = Arrays.stream(volumes).map(DonorCourse::relative).toArray(double[][]::new);
        double[] log = new double[windows];
        int donors = 0;
        for (int w = 0; w < windows; w++) {
            double[] column = new double[relative.length];
            for (int j = 0; j < column.length; j++) {
                column[j] = relative[j][w];
            }
            double[] covered = OrderStatistics.sorted(column);
            donors = covered.length;
            log[w] = donors < FEWEST ? Double.NaN : OrderStatistics.medianOfSorted(covered);
        }
        return new DonorCourse(log, donors);
    }

    double last() {
        return log[log.length - 1];
    }

    private static double[] relative(double[] volumes) {
        double[] logs = Arrays.stream(volumes).map(StrictMath::log).toArray();
        double[] covered = OrderStatistics.sorted(logs);
        double level = OrderStatistics.medianOfSorted(covered);
        boolean usable = Double.isFinite(level) && 2 * covered.length > logs.length;
        return Arrays.stream(logs).map(y -> usable ? y - level : Double.NaN).toArray();
    }
}
