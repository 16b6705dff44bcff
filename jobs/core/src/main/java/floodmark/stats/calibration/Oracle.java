package floodmark.stats.calibration;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.commons.math3.special.Erf;
import org.apache.commons.math3.special.Gamma;

/**
 * The best bound that can be had: it knows how likely each level of an ordinary window is, but neither the level of the window at
 * hand nor what was added, and takes as bound the smallest addition with which so little would have been observed in at most 5 %.
 */
final class Oracle {
    private static final int LEVELS = 100;
    private static final int HALVINGS = 40;
    private static final double UNCOVERED = 0.05;
    /** Mean above which the Poisson law is taken for normal. */
    private static final double GAUSSIAN = 300;

    private static final int OBSERVED = 3;
    private static final int ORDINARY = 4;

    private final double[] packets;

    private Oracle(double[] packets) {
        this.packets = packets;
    }

    /**
     * Replaces the last figure of each replicate, the level of its ordinary window, by the oracle's bound. The levels of all
     * replicates are what the oracle knows.
     *
     * @param rows as {@link Visibility.Measured} gives them
     * @param perPacket what one sampled packet adds to a mean; 0 if the addition is exact
     */
    static void judge(double[][] rows, double perPacket) {
        double[] levels = Arrays.stream(rows)
                .filter(row -> !Double.isNaN(row[0]))
                .mapToDouble(row -> row[ORDINARY])
                .sorted()
                .toArray();
        if (levels.length == 0) {
            return;
        }
        double low = levels[(int) (UNCOVERED * levels.length)];
        double[] packets = new double[StrictMath.min(LEVELS, levels.length)];
        for (int i = 0; i < packets.length; i++) {
            packets[i] = levels[(int) ((i + 0.5) * levels.length / packets.length)] / perPacket;
        }
        Oracle oracle = new Oracle(packets);
        Map<Long, Double> known = new HashMap<>();
        for (double[] row : rows) {
            row[ORDINARY] = perPacket == 0
                    ? row[OBSERVED] - low
                    : perPacket * known.computeIfAbsent(StrictMath.round(row[OBSERVED] / perPacket), oracle::bound);
        }
    }

    private double bound(long seen) {
        double low = 0;
        double high = 2 * seen + 10.0;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = 0.5 * (low + high);
            double p = 0;
            for (double level : packets) {
                p += atMost(seen, level + middle) / packets.length;
            }
            if (p > UNCOVERED) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    private static double atMost(long seen, double mean) {
        return mean > GAUSSIAN
                ? 0.5 * Erf.erfc((mean - seen - 0.5) / StrictMath.sqrt(2 * mean))
                : Gamma.regularizedGammaQ(seen + 1.0, mean);
    }
}
