package floodmark.simulate.shifted;

import floodmark.stats.Draws;
import java.util.ArrayList;
import java.util.List;

/**
 * When: the trouble, its cause, and what was recorded. All in whole seconds since the epoch.
 *
 * @param causeStart when the cause begins
 * @param causeEnd when it ends
 * @param start the trouble's begin, as users noticed it
 * @param end the trouble's end
 * @param covered pairs of begin and end, ascending
 * @param binSeconds length of the bins
 */
record Schedule(long causeStart, long causeEnd, long start, long end, List<long[]> covered, int binSeconds) {
    private static final int DAY = 86_400;

    /**
     * @param noonMinute minute of the day at which most happens
     * @param medianMinutes how long such causes last
     * @param full whether the cause falls on a full or half hour
     */
    static Schedule draw(Draws draws, double noonMinute, boolean full, double medianMinutes) {
        long day = 17_500L + draws.below(2700);
        double minute = noonMinute + 240 * draws.normal();
        long cause = day * DAY + 60L * (long) Math.floorMod((long) minute, 1440L);
        if (full) {
            cause = cause / 1800 * 1800;
        } else {
            cause += draws.below(60);
        }
        double length = Laws.clip(Laws.lognormal(draws, medianMinutes, .6), 8, 200) * 60;
        long causeEnd = cause + (long) length;
        long noticed = cause + (long) Laws.clip(60 * (2 + 3 * draws.normal()), -480, 600);
        long start = noticed / 60 * 60;
        long end = StrictMath.max(start + 300, causeEnd + (long) Laws.between(draws, -240, 900)) / 60 * 60;
        List<long[]> covered = new ArrayList<>();
        double history = draws.uniform();
        int bin = 60;
        long after = end + 60L * Laws.pick(draws, 0, 2, 10, 30);
        if (history < .1) {
            covered.add(new long[] {start - 60L * draws.below(8), after});
        } else if (history < .45) {
            covered.add(new long[] {start - 60L * (90 + draws.below(540)), after});
        } else {
            int days = Laws.chance(draws, .7) ? 19 + draws.below(10) : 3 + draws.below(16);
            if (Laws.chance(draws, .65)) {
                long before = 60L * (30 + draws.below(120));
                for (int back = days; back >= 0; back--) {
                    covered.add(new long[] {start - before - (long) back * DAY, after - (long) back * DAY});
                }
            } else {
                bin = 300;
                days = StrictMath.min(days, 23);
                covered.add(new long[] {(start - (long) days * DAY) / 3600 * 3600, after});
            }
        }
        return new Schedule(cause, causeEnd, start, end, List.copyOf(covered), bin);
    }

    double coveredSeconds() {
        double total = 0;
        for (long[] one : covered) {
            total += one[1] - one[0];
        }
        return total;
    }

    long firstSecond() {
        return covered.get(0)[0];
    }

    /** Coarse steps in a long history, fine ones near the trouble. */
    int step(long second) {
        boolean near = second >= start - 3600 && second < end + 3600;
        return near ? 10 : coveredSeconds() < 800_000 ? 30 : 60;
    }
}
