package floodmark.simulate.reference;

import floodmark.model.Times;
import floodmark.stats.calibration.FractionalNoise;

/**
 * How the usual demand goes up and down: a day of two harmonics, a weekend, long-range dependence (fractional Gaussian noise;
 * Leland et al. 1994, IEEE/ACM Transactions on Networking 2(1)), days that differ, and overdispersion from step to step. Mean 1 but
 * for the day and the weekend.
 */
final class Rhythm {
    private static final int MOST_GRAINS = 8192;
    private static final int WEEK = 7;
    /** 1970-01-01 was a Thursday: Saturday and Sunday are days 2 and 3. */
    private static final int SATURDAY = 2;

    private static final int SUNDAY = 3;

    private final long from;
    private final long grain;
    private final double[] noise;
    private final double[] days;
    private final double wave;
    private final double phase;
    private final double secondWave;
    private final double secondPhase;
    private final double weekend;
    private final double variation;

    private Rhythm(Chance chance, Knobs knobs, long from, long to, long step) {
        this.from = from;
        grain = StrictMath.max(step, (to - from) / MOST_GRAINS + 1);
        wave = knobs.number("day_wave", 0, 1.5, chance.between(0, 0.6));
        phase = chance.uniform();
        secondWave = wave * chance.between(0, 0.4);
        secondPhase = chance.uniform();
        weekend = knobs.number("weekend", 0.1, 3, chance.between(0.6, 1.2));
        variation = knobs.number("overdispersion", 0, 2, chance.between(0, 0.25));
        double sigma = knobs.number("long_memory", 0, 1, chance.logBetween(0.04, 0.3));
        double hurst = knobs.number("hurst", 0.5, 0.99, chance.between(0.65, 0.92));
        double daily = chance.logBetween(0.02, 0.15);
        noise = new FractionalNoise((int) ((to - from) / grain) + 2, hurst).draw(chance.draws());
        for (int i = 0; i < noise.length; i++) {
            noise[i] = StrictMath.exp(sigma * noise[i] - sigma * sigma / 2);
        }
        days = new double[(int) ((to - from) / Times.DAY) + 2];
        for (int i = 0; i < days.length; i++) {
            days[i] = chance.logNormal(daily);
        }
    }

    static Rhythm draw(Chance chance, Knobs knobs, long from, long to, long step) {
        return new Rhythm(chance, knobs, from, to, step);
    }

    /** What day and week lead to expect. */
    double expected(long nanos) {
        double day = Math.floorMod(nanos, Times.DAY) / (double) Times.DAY;
        double shape = wave * StrictMath.sin(2 * StrictMath.PI * (day + phase))
                + secondWave * StrictMath.sin(4 * StrictMath.PI * (day + secondPhase));
        long ofWeek = Math.floorMod(Math.floorDiv(nanos, Times.DAY), WEEK);
        return StrictMath.exp(shape) * (ofWeek == SATURDAY || ofWeek == SUNDAY ? weekend : 1);
    }

    /** The demand of one step. */
    double at(long nanos, Chance chance) {
        int i = (int) StrictMath.max(0, StrictMath.min(noise.length - 1, (nanos - from) / grain));
        int day = (int) StrictMath.max(0, StrictMath.min(days.length - 1, (nanos - from) / Times.DAY));
        return expected(nanos) * noise[i] * days[day] * chance.gamma(variation);
    }
}
