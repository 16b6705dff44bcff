package floodmark.simulate.shifted;

import floodmark.stats.Draws;

/**
 * How active users are: a day's wave out of two or three time zones, a week's, growth, days that differ, and several sources of
 * load that switch on and off with exponential sojourns (a Markov-modulated rate). The mean is about 1.
 */
final class Activity {
    private static final int MINUTES = 1440;

    private final double[] wave;
    private final double weekend;
    private final double growth;
    private final double dayNoise;
    private final long seed;
    private final long origin;
    private final double[] on;
    private final double[] off;
    private final double[] height;
    private final boolean[] active;
    private final double level;
    private Draws draws;
    private long day = Long.MIN_VALUE;
    private double dayLevel = 1;

    /**
     * @param wave relative activity of each minute of the day
     * @param growth relative change a day
     * @param origin second from which growth counts
     * @param restless how much load switches
     */
    Activity(Draws from, double[] wave, double growth, long origin, double restless) {
        this.wave = wave;
        this.growth = growth;
        this.origin = origin;
        weekend = Laws.chance(from, .5) ? 1 : Laws.between(from, .6, 1.25);
        dayNoise = Laws.between(from, .01, .16);
        seed = from.seed();
        int sources = 2 + from.below(3);
        on = new double[sources];
        off = new double[sources];
        height = new double[sources];
        active = new boolean[sources];
        double mean = 1;
        for (int i = 0; i < sources; i++) {
            on[i] = Laws.lognormal(from, 60 * StrictMath.pow(5, i), .5);
            off[i] = on[i] * Laws.between(from, .7, 4);
            height[i] = restless * Laws.between(from, .05, .4);
            mean *= 1 + height[i] * on[i] / (on[i] + off[i]);
        }
        level = 1 / mean;
        draws = Draws.of(seed, 0);
    }

    /** The wave of zones some hours apart, each asleep for a part of the day; mean 1. */
    static double[] wave(Draws draws, double noonMinute) {
        double[] wave = new double[MINUTES];
        int zones = 2 + draws.below(2);
        double floor = Laws.between(draws, .05, .45);
        double sharp = Laws.between(draws, .8, 2.2);
        double total = 0;
        for (int zone = 0; zone < zones; zone++) {
            double weight = zone == 0 ? 1 : Laws.between(draws, .05, .7);
            double peak = noonMinute + (zone == 0 ? 0 : Laws.between(draws, 120, 900));
            for (int minute = 0; minute < MINUTES; minute++) {
                double angle = 2 * StrictMath.PI * (minute - peak) / MINUTES;
                wave[minute] += weight * (floor + StrictMath.pow((1 + StrictMath.cos(angle)) / 2, sharp));
            }
        }
        for (double value : wave) {
            total += value / MINUTES;
        }
        for (int minute = 0; minute < MINUTES; minute++) {
            wave[minute] /= total;
        }
        return wave;
    }

    /** Begins again, as before the first of the windows. */
    void restart(long window) {
        draws = Draws.of(seed, window);
        for (int i = 0; i < on.length; i++) {
            active[i] = draws.uniform() < on[i] / (on[i] + off[i]);
        }
    }

    /** What is usual at that second: no chance in it but the day's own level. */
    double usual(long second) {
        long today = Math.floorDiv(second, 86_400L);
        if (today != day) {
            day = today;
            double level = StrictMath.exp(dayNoise * Draws.of(seed, -1, today).normal());
            int ofWeek = (int) Math.floorMod(today + 4, 7L);
            dayLevel = level * (ofWeek == 0 || ofWeek == 6 ? weekend : 1);
        }
        double grown = StrictMath.max(.05, 1 + growth * (second - origin) / 86_400.0);
        return wave[(int) (Math.floorMod(second, 86_400L) / 60)] * dayLevel * grown;
    }

    /** Activity of the step that begins at that second. */
    double next(long second, double step) {
        double now = level;
        for (int i = 0; i < on.length; i++) {
            double stay = active[i] ? on[i] : off[i];
            if (step > .02 * stay) {
                // exact transition of a two-state chain over the step
                double stationary = on[i] / (on[i] + off[i]);
                double forget = StrictMath.exp(-step * (1 / on[i] + 1 / off[i]));
                active[i] = draws.uniform() < stationary + ((active[i] ? 1 : 0) - stationary) * forget;
            } else if (draws.uniform() < step / stay) {
                active[i] = !active[i];
            }
            now *= active[i] ? 1 + height[i] : 1;
        }
        return now * usual(second);
    }
}
