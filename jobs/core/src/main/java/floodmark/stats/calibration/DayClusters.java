package floodmark.stats.calibration;

import floodmark.stats.Draws;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Interval of a share whose trials depend on one another within a day, and from day to day: windows of real traffic that
 * overlap, or that many destinations share. Days are drawn anew in runs of up to seven neighbours that wrap around, each data
 * set by itself (circular block bootstrap; Politis and Romano 1992, in Exploring the Limits of Bootstrap), and the interval is
 * never taken narrower than that of Clopper and Pearson with one trial a day.
 *
 * <p>Special cases: no trials give NaN. Histories of weeks overlap beyond seven days; the interval does not know that.
 */
final class DayClusters implements Figure.Trials {
    private static final int DRAWS = 2000;
    private static final int RUN = 7;
    private static final long SEED = 7;

    private final Map<String, TreeMap<Long, int[]>> datasets = new TreeMap<>();

    /** Adds a trial. */
    void add(String dataset, long day, boolean hit) {
        int[] cell = datasets.computeIfAbsent(dataset, d -> new TreeMap<>()).computeIfAbsent(day, d -> new int[2]);
        cell[0]++;
        cell[1] += hit ? 1 : 0;
    }

    /** Days with a trial. */
    @Override
    public int days() {
        return datasets.values().stream().mapToInt(Map::size).sum();
    }

    @Override
    public double[] interval(Rate rate) {
        return interval();
    }

    /** The interval of the share of hits. */
    double[] interval() {
        List<int[][]> days = new ArrayList<>();
        int trials = 0;
        int hits = 0;
        for (TreeMap<Long, int[]> dataset : datasets.values()) {
            days.add(dataset.values().toArray(int[][]::new));
            for (int[] day : dataset.values()) {
                trials += day[0];
                hits += day[1];
            }
        }
        if (trials == 0) {
            return new double[] {Double.NaN, Double.NaN};
        }
        Draws draws = new Draws(SEED);
        double[] shares = new double[DRAWS];
        for (int i = 0; i < DRAWS; i++) {
            shares[i] = drawn(days, draws);
        }
        Arrays.sort(shares);
        double tail = (1 - Figure.CONFIDENCE) / 2;
        double share = hits / (double) trials;
        return new double[] {
            StrictMath.min(shares[(int) (tail * DRAWS)], Rate.low(share * days(), days(), Figure.CONFIDENCE)),
            StrictMath.max(shares[(int) ((1 - tail) * DRAWS) - 1], Rate.high(share * days(), days(), Figure.CONFIDENCE))
        };
    }

    private static double drawn(List<int[][]> datasets, Draws draws) {
        double trials = 0;
        double hits = 0;
        for (int[][] days : datasets) {
            int run = StrictMath.min(RUN, StrictMath.max(1, days.length / 3));
            for (int n = 0; n < days.length; n += run) {
                int start = draws.below(days.length);
                for (int i = 0; i < StrictMath.min(run, days.length - n); i++) {
                    int[] day = days[(start + i) % days.length];
                    trials += day[0];
                    hits += day[1];
                }
            }
        }
        return hits / trials;
    }
}
