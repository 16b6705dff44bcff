package floodmark.stats.calibration;

import floodmark.stats.Contamination;
import floodmark.stats.Contamination.Found;
import floodmark.stats.Contamination.Stretch;
import floodmark.stats.Draws;
import floodmark.stats.MatchedWindows;
import floodmark.stats.PlaceboInSpace;
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

    /** What is left out. */
    public enum Leave {
        /** Nothing. */
        NOTHING,
        /** As {@link Contamination} says. */
        BY_RULE,
        /** A planted mistake: the largest window goes, whatever it is. */
        LARGEST,
        /** A planted mistake: by the rule, but of the subject only and not of those that it is compared with. */
        OF_THE_SUBJECT_ONLY
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

    /**
     * {@link PlaceboInSpace} of an hour against the day before it, among 24 others, where every destination had an hour of the given
     * factor on that day: share of rejections for an excess.
     */
    public static double placebo(
            EffectFree family, int binsPerDay, double factor, Leave leave, int replicates, long seed) {
        Draws draws = new Draws(seed);
        int hour = binsPerDay / 24;
        EffectFree.Source source = family.source(binsPerDay + hour, binsPerDay, EffectFree.VARIATION);
        int alarms = 0;
        for (int r = 0; r < replicates; r++) {
            double[] ratios = new double[25];
            for (int i = 0; i < ratios.length; i++) {
                double[] series = source.draw(MEAN, draws);
                int start = hour + draws.below(binsPerDay - 3 * hour);
                for (int t = start; t < start + hour; t++) {
                    series[t] *= factor;
                }
                double[] day = Arrays.copyOf(series, binsPerDay);
                if (leave == Leave.BY_RULE || leave == Leave.OF_THE_SUBJECT_ONLY && i == 24) {
                    for (Stretch s :
                            Contamination.find(day, 86_400.0 / binsPerDay).stretches()) {
                        Arrays.fill(day, s.from(), s.to(), Double.NaN);
                    }
                }
                double before = Arrays.stream(day)
                        .filter(v -> !Double.isNaN(v))
                        .average()
                        .orElseThrow();
                ratios[i] = StrictMath.log(mean(series, binsPerDay, hour) / before);
            }
            alarms += PlaceboInSpace.test(ratios[24], Arrays.copyOf(ratios, 24), Side.GREATER, LEVEL)
                            .rejects(LEVEL)
                    ? 1
                    : 0;
        }
        return alarms / (double) replicates;
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
        for (Stretch stretch : found.stretches()) {
            for (int d = 0; d < windows.length; d++) {
                int start = d * binsPerDay + binsPerDay / 2;
                if (stretch.from() < start + binsPerDay / 24 && start < stretch.to()) {
                    windows[d] = Double.NaN;
                }
            }
        }
        return found.stretches().size();
    }

    private static double mean(double[] x, int from, int length) {
        double sum = 0;
        for (int i = from; i < from + length; i++) {
            sum += x[i];
        }
        return sum / length;
    }
}
