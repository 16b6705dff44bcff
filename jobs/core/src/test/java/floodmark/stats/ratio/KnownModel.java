package floodmark.stats.ratio;

import floodmark.stats.Draws;
import java.util.Arrays;

/** Incidents whose levels are independent within a class, with known probabilities: the true log ratios are known. */
final class KnownModel {
    final int classes;
    final int[] levelsOfScale;
    /** By scale, class and level. */
    private final double[][][] probabilities;

    private final double tested;

    /**
     * Draws the probabilities.
     *
     * @param spread standard deviation of the logarithms of the probabilities
     * @param tested share of scales that are tested in an incident
     */
    KnownModel(int scales, int levels, int classes, double spread, double tested, long seed) {
        Draws draws = new Draws(seed);
        this.classes = classes;
        this.tested = tested;
        levelsOfScale = new int[scales];
        Arrays.fill(levelsOfScale, levels);
        probabilities = new double[scales][classes][levels];
        for (double[][] scale : probabilities) {
            for (double[] row : scale) {
                Arrays.setAll(row, l -> StrictMath.exp(spread * draws.normal()));
                double sum = Arrays.stream(row).sum();
                Arrays.setAll(row, l -> row[l] / sum);
            }
        }
    }

    /** As many incidents of each class as its count says. */
    Indicators drawn(long seed, int... counts) {
        Draws draws = new Draws(seed);
        int n = Arrays.stream(counts).sum();
        int[][] levels = new int[n][];
        int[] truth = new int[n];
        int at = 0;
        for (int c = 0; c < classes; c++) {
            for (int k = 0; k < counts[c]; k++) {
                truth[at] = c;
                levels[at] = levels(c, draws);
                at++;
            }
        }
        return Indicators.balanced(levels, truth, levelsOfScale, classes);
    }

    private int[] levels(int ofClass, Draws draws) {
        int[] levels = new int[levelsOfScale.length];
        for (int s = 0; s < levels.length; s++) {
            if (draws.uniform() >= tested) {
                levels[s] = Indicators.NOT_TESTED;
                continue;
            }
            double u = draws.uniform();
            int level = 0;
            while (level < levelsOfScale[s] - 1 && u >= probabilities[s][ofClass][level]) {
                u -= probabilities[s][ofClass][level];
                level++;
            }
            levels[s] = level;
        }
        return levels;
    }

    /** The true coefficient: log-probability less its mean over the classes. */
    double theta(int scale, int level, int ofClass) {
        double mean = 0;
        for (int c = 0; c < classes; c++) {
            mean += StrictMath.log(probabilities[scale][c][level]) / classes;
        }
        return StrictMath.log(probabilities[scale][ofClass][level]) - mean;
    }
}
