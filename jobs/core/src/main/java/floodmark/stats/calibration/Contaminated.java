package floodmark.stats.calibration;

import floodmark.stats.Contamination;
import floodmark.stats.Contamination.Found;
import floodmark.stats.Contamination.Stretch;
import floodmark.stats.Draws;
import floodmark.stats.MatchedWindows;
import floodmark.stats.Side;
import java.util.Arrays;

/**
 * What leaving contaminated windows out does to the test against the same hour of earlier days: how often it leaves anything out,
 * how often it then raises a false alarm, and what it finds.
 */
public final class Contaminated {
    private static final double MEAN = 1000;
    private static final double LEVEL = 0.05;

    private Contaminated() {}

    /** Which side of the rule is used. */
    public enum Leave {
        /** Nothing is left out. */
        NOTHING,
        /** As {@link Contamination} says. */
        BOTH_SIDES,
        /** Planted mistake: only what lies above. */
        HIGH_ONLY,
        /** Planted mistake: the largest window goes, whatever it is. */
        LARGEST
    }

    /**
     * What the traffic holds besides its family's.
     *
     * @param chance probability that a day has an event, at a clock time that is uniform over the day, the tested day included
     * @param factor of the event, for one hour
     */
    public record Events(double chance, double factor) {
        /** None. */
        public static final Events NONE = new Events(0, 1);
    }

    /**
     * Shares of histories.
     *
     * @param triggered in which anything is left out
     * @param lost in which at least one of the matched windows is
     * @param alarms in which the test rejects
     */
    public record Outcome(double triggered, double lost, double alarms) {}

    /** Histories of so many days; the tested hour is that of noon on the day after. */
    public static Outcome run(
            EffectFree family,
            double variation,
            int days,
            int binsPerDay,
            Events events,
            Leave leave,
            Side side,
            int replicates,
            long seed) {
        Draws draws = new Draws(seed);
        EffectFree.Source source = family.source((days + 1) * binsPerDay, binsPerDay, variation);
        int triggered = 0;
        int lost = 0;
        int alarms = 0;
        for (int r = 0; r < replicates; r++) {
            double[] series = source.intensity(draws);
            for (int d = 0; d <= days; d++) {
                if (draws.uniform() < events.chance) {
                    int start = d * binsPerDay + draws.below(binsPerDay - binsPerDay / 24);
                    for (int i = start; i < start + binsPerDay / 24; i++) {
                        series[i] *= events.factor;
                    }
                }
            }
            for (int i = 0; i < series.length; i++) {
                series[i] = draws.poisson(MEAN * series[i]);
            }
            double[] means = new double[days + 1];
            for (int d = 0; d <= days; d++) {
                means[d] = mean(series, d * binsPerDay + binsPerDay / 2, binsPerDay / 24);
            }
            double[] kept = Arrays.copyOf(means, days);
            int out = leave(leave, series, kept, binsPerDay);
            triggered += out > 0 ? 1 : 0;
            lost += Arrays.stream(kept).anyMatch(Double::isNaN) ? 1 : 0;
            alarms += MatchedWindows.test(means[days], kept, side, LEVEL).rejects(LEVEL) ? 1 : 0;
        }
        return new Outcome(triggered / (double) replicates, lost / (double) replicates, alarms / (double) replicates);
    }

    /** Makes NaN of the windows to be left out; the number of stretches. */
    private static int leave(Leave leave, double[] series, double[] windows, int binsPerDay) {
        if (leave == Leave.NOTHING) {
            return 0;
        }
        if (leave == Leave.LARGEST) {
            int largest = 0;
            for (int d = 0; d < windows.length; d++) {
                largest = windows[d] > windows[largest] ? d : largest;
            }
            windows[largest] = Double.NaN;
            return 1;
        }
        Found found = Contamination.find(Arrays.copyOf(series, windows.length * binsPerDay), 86_400.0 / binsPerDay);
        int used = 0;
        for (Stretch stretch : found.stretches()) {
            if (leave == Leave.HIGH_ONLY && stretch.ratio() < 1) {
                continue;
            }
            used++;
            for (int d = 0; d < windows.length; d++) {
                int start = d * binsPerDay + binsPerDay / 2;
                if (stretch.from() < start + binsPerDay / 24 && start < stretch.to()) {
                    windows[d] = Double.NaN;
                }
            }
        }
        return used;
    }

    private static double mean(double[] x, int from, int length) {
        double sum = 0;
        for (int i = from; i < from + length; i++) {
            sum += x[i];
        }
        return sum / length;
    }
}
