package floodmark.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Which stretches of a baseline hold something else than ordinary traffic: an earlier flood, an earlier outage? A description
 * without a p-value. It looks at the baseline alone, never at the window under test, and treats too much and too little alike.
 *
 * <p>Bins are averaged into cells of a minute if they are shorter. <b>Usual</b> is the median of the same clock time over the days,
 * smoothed by a running median over an hour; the median of the whole baseline where no clock time has {@value #FEWEST_DAYS} days.
 * <b>Level</b> of a cell is the mean or the median of the {@code w} covered cells around it, whichever is nearer to the usual
 * (the usual itself if it lies between them), so that neither one huge cell nor a few empty ones make a level. With
 * {@code y = ln(level / usual)} and {@code q} the .9 quantile of {@code |y|}, a stretch is a run of cells with
 * {@code |y| >= c/2} on one side, of which one has {@code |y| >= c}, where {@code c = max(ln 10, 4 q)}: a factor of ten, and
 * where ordinary windows vary much, more. For normal {@code y} that is at least 6.5 standard deviations. A quarter of an hour on
 * either side goes with it. Two thresholds: Canny 1986, IEEE PAMI 8(6). Median and a robust spread: Davies and Gather 1993, JASA 88(423).
 *
 * <p>{@code w} is the smallest odd number, at least 3, for which w cells at the tenth percentile of the usual hold
 * {@value #EVENTS} independent events' worth, at most an hour: {@code w * m / u >= 30}. For neighbours that are not both 0, with the
 * usual m, {@code d = |x[i+1] / m[i+1] - x[i] / m[i]| / sqrt(1 / m[i] + 1 / m[i+1])} has the mean square u if cells are Poisson
 * multiples of u; it is estimated from the mean of the lower nine tenths of d. So a factor of ten is never mere chance of counting: P(Poisson(30) <= 3) = 4.6e-10.
 *
 * <p><b>What stays in</b> though it is as unusual. Stretches that reach an end of the baseline: that they are an event shows only
 * once the level has come back. Stretches at a clock time at which more than one day in {@value #DAYS_FOR_ONE} (and more than
 * one day) is unusual: that is a habit of this traffic. All of them, if together they take more than a tenth of the covered
 * baseline. The second condition bounds what the rule can do to a test against the same clock time if what it leaves
 * out was ordinary after all: a level of .05 becomes .10 at most, but for the rounding of one window.
 *
 * <p>Stretches are in bins, their ratio is a share of the usual.
 *
 * <p>Refuses with fewer than {@value #FEWEST_CELLS} covered cells, if the tenth percentile of the usual is 0, and if an hour holds too
 * few events. Then nothing is left out.
 */
public final class Contamination {
    /** Registry entry. */
    public static final StatTest ABOUT = new Described(
            "contamination",
            "contaminated stretches of the baseline",
            "Which stretches of the baseline hold something else than ordinary traffic?",
            "Davies and Gather 1993, JASA 88(423); Canny 1986, IEEE PAMI 8(6)");

    private static final double FACTOR = StrictMath.log(10);
    private static final double SPREADS = 4;
    private static final int FEWEST_DAYS = 5;
    private static final int FEWEST_CELLS = 30;
    private static final int EVENTS = 30;
    private static final int DAYS_FOR_ONE = 20;
    private static final double LARGEST_SHARE = 0.1;
    /** Mean of |z| below its .9 quantile for normal z: (2 / .9) (dnorm(0) - dnorm(qnorm(.95))). */
    private static final double LOWER_MEAN = 0.65734;

    private static final double DAY_SECONDS = 86_400;
    private static final double HOUR_SECONDS = 3600;
    private static final double CELL_SECONDS = 60;

    private Contamination() {}

    /**
     * One stretch, its guard included.
     *
     * @param from first bin
     * @param to the bin after the last
     * @param ratio level over usual where it is farthest from 1; 0 if it was silent
     */
    public record Stretch(int from, int to, double ratio) {}

    /**
     * What was found.
     *
     * @param stretches to be left out, ascending, not overlapping
     * @param stays why stretches as unusual stay in, or empty
     * @param refusal why nothing could be looked for, or empty
     */
    public record Found(List<Stretch> stretches, String stays, String refusal) {
        private static Found refused(String why) {
            return new Found(List.of(), "", why);
        }
    }

    /** A run of cells [from, to) without guard. */
    private record Run(int from, int to, double y) {}

    /**
     * Looks for contaminated stretches.
     *
     * @param value mean rates on a regular grid; NaN = not covered, or no part of the baseline
     * @param binSeconds length of a bin
     */
    public static Found find(double[] value, double binSeconds) {
        double perDay = StrictMath.rint(DAY_SECONDS / binSeconds);
        boolean clock = perDay >= 1 && StrictMath.abs(perDay * binSeconds - DAY_SECONDS) < 1e-6;
        int binsPerCell = binsPerCell(binSeconds, clock ? (int) perDay : 0);
        double[] x = cells(value, binsPerCell);
        int[] at = covered(x);
        if (at.length < FEWEST_CELLS) {
            return Found.refused("needs " + FEWEST_CELLS + " covered bins of at least a minute, has " + at.length);
        }
        double cellSeconds = binsPerCell * binSeconds;
        int hour = (int) (HOUR_SECONDS / cellSeconds);
        int day = clock ? (int) perDay / binsPerCell : x.length;
        double[] usual = usual(x, at, day, clock, hour);
        double least = lowDecile(usual);
        if (!(least > 0)) {
            return Found.refused("it is silent in a tenth of its time; needs traffic");
        }
        double events = least / eventSize(x, at, usual);
        int most = StrictMath.max(3, hour - 1 + hour % 2);
        if (!(most * events >= EVENTS)) {
            return Found.refused("an hour of it holds too few events, or varies as if it did, to tell a level; needs "
                    + EVENTS + " an hour");
        }
        int w = 3;
        while (w * events < EVENTS) {
            w += 2;
        }
        double[] y = logRatios(x, at, usual, w);
        double[] spread = Arrays.stream(y).map(StrictMath::abs).sorted().toArray();
        double threshold = StrictMath.max(FACTOR, SPREADS * spread[(int) (0.9 * (spread.length - 1))]);
        List<Run> runs = runs(y, at, threshold);
        if (runs.isEmpty()) {
            return new Found(List.of(), "", "");
        }
        int guard = StrictMath.max(w / 2 + 1, hour / 4);
        return select(runs, x, at, clock ? day : 0, guard, binsPerCell, value.length);
    }

    /** As many bins as fill a minute, and that divide the day if there is a clock time. */
    private static int binsPerCell(double binSeconds, int perDay) {
        int bins = (int) StrictMath.max(1, StrictMath.floor(CELL_SECONDS / binSeconds + 1e-9));
        while (perDay > 0 && perDay % bins != 0) {
            bins--;
        }
        return bins;
    }

    private static double[] cells(double[] value, int binsPerCell) {
        double[] cells = new double[(value.length + binsPerCell - 1) / binsPerCell];
        for (int c = 0; c < cells.length; c++) {
            double sum = 0;
            int n = 0;
            for (int i = c * binsPerCell; i < StrictMath.min(value.length, (c + 1) * binsPerCell); i++) {
                if (!Double.isNaN(value[i])) {
                    sum += value[i];
                    n++;
                }
            }
            cells[c] = n == 0 ? Double.NaN : sum / n;
        }
        return cells;
    }

    private static int[] covered(double[] x) {
        int[] at = new int[x.length];
        int n = 0;
        for (int i = 0; i < x.length; i++) {
            if (!Double.isNaN(x[i])) {
                at[n++] = i;
            }
        }
        return Arrays.copyOf(at, n);
    }

    /** For every covered cell; NaN where its clock time has too few days, unless that is so in more than a tenth of them. */
    private static double[] usual(double[] x, int[] at, int day, boolean clock, int hour) {
        double[] usual = new double[at.length];
        if (clock && x.length >= FEWEST_DAYS * day) {
            double[] ofSlot = ofClockTime(x, day, hour / 2);
            int unknown = 0;
            for (int i = 0; i < at.length; i++) {
                usual[i] = ofSlot[at[i] % day];
                unknown += Double.isNaN(usual[i]) ? 1 : 0;
            }
            if (unknown <= LARGEST_SHARE * at.length) {
                return usual;
            }
        }
        Arrays.fill(usual, OrderStatistics.median(x));
        return usual;
    }

    private static double[] ofClockTime(double[] x, int day, int half) {
        double[] medians = new double[day];
        for (int slot = 0; slot < day; slot++) {
            double[] days = new double[(x.length - slot + day - 1) / day];
            for (int d = 0; d < days.length; d++) {
                days[d] = x[slot + d * day];
            }
            double[] sorted = OrderStatistics.sorted(days);
            medians[slot] = sorted.length < FEWEST_DAYS ? Double.NaN : OrderStatistics.medianOfSorted(sorted);
        }
        double[] smooth = new double[day];
        double[] around = new double[2 * StrictMath.min(half, (day - 1) / 2) + 1];
        for (int slot = 0; slot < day; slot++) {
            for (int k = 0; k < around.length; k++) {
                around[k] = medians[StrictMath.floorMod(slot + k - around.length / 2, day)];
            }
            smooth[slot] = OrderStatistics.median(around);
        }
        return smooth;
    }

    private static double lowDecile(double[] usual) {
        double[] sorted = OrderStatistics.sorted(usual);
        return sorted[(sorted.length - 1) / 10];
    }

    /** What one independent event adds to a cell, from the change of the ratio to the usual between neighbours. */
    private static double eventSize(double[] x, int[] at, double[] usual) {
        double[] scaled = new double[at.length];
        Arrays.fill(scaled, Double.NaN);
        for (int i = 0; i + 1 < at.length; i++) {
            double a = x[at[i]];
            double b = x[at[i + 1]];
            if (at[i + 1] == at[i] + 1 && a + b > 0 && usual[i] > 0 && usual[i + 1] > 0) {
                scaled[i] = StrictMath.abs(b / usual[i + 1] - a / usual[i])
                        / StrictMath.sqrt(1 / usual[i] + 1 / usual[i + 1]);
            }
        }
        // Their median would be too coarse for small counts.
        double[] lower = OrderStatistics.sorted(scaled);
        int kept = (int) (0.9 * lower.length);
        double root = Arrays.stream(lower, 0, kept).sum() / StrictMath.max(1, kept) / LOWER_MEAN;
        return root * root;
    }

    private static double[] logRatios(double[] x, int[] at, double[] usual, int w) {
        double[] y = new double[at.length];
        for (int i = 0; i < at.length; i++) {
            int from = StrictMath.max(0, i - w / 2);
            int to = StrictMath.min(at.length, i + w / 2 + 1);
            double[] window = new double[to - from];
            double sum = 0;
            for (int j = from; j < to; j++) {
                window[j - from] = x[at[j]];
                sum += window[j - from];
            }
            Arrays.sort(window);
            double median = OrderStatistics.medianOfSorted(window);
            double mean = sum / window.length;
            double high = StrictMath.min(mean, median);
            double low = StrictMath.max(mean, median);
            // Where the usual is not known nothing can be said.
            double level = high > usual[i] ? high : low < usual[i] ? low : usual[i];
            y[i] = usual[i] > 0 ? StrictMath.log(level / usual[i]) : 0;
        }
        return y;
    }

    private static List<Run> runs(double[] y, int[] at, double threshold) {
        List<Run> runs = new ArrayList<>();
        int i = 0;
        while (i < y.length) {
            if (!(StrictMath.abs(y[i]) >= threshold / 2)) {
                i++;
                continue;
            }
            boolean above = y[i] > 0;
            double most = y[i];
            int from = i;
            while (i < y.length && (above ? y[i] : -y[i]) >= threshold / 2) {
                most = above ? StrictMath.max(most, y[i]) : StrictMath.min(most, y[i]);
                i++;
            }
            if (StrictMath.abs(most) >= threshold && !Double.isInfinite(threshold)) {
                runs.add(new Run(at[from], at[i - 1] + 1, most));
            }
        }
        return runs;
    }

    private static Found select(List<Run> runs, double[] x, int[] at, int day, int guard, int binsPerCell, int bins) {
        int first = at[0];
        int last = at[at.length - 1];
        List<Run> events =
                runs.stream().filter(r -> r.from > first && r.to <= last).toList();
        List<String> stays = new ArrayList<>();
        if (events.size() < runs.size()) {
            stays.add("stretches that reach an end of the baseline, so that nothing shows that they are over: "
                    + (runs.size() - events.size()));
        }
        List<Run> rare = day == 0 ? events : rare(events, x, day);
        if (rare.size() < events.size()) {
            stays.add("stretches at a clock time that is as unusual on more than one day in " + DAYS_FOR_ONE + ": "
                    + (events.size() - rare.size()));
        }
        List<Stretch> stretches = guarded(rare, guard, binsPerCell, bins);
        long out = Arrays.stream(at)
                .filter(c -> stretches.stream().anyMatch(s -> s.from <= c * binsPerCell && c * binsPerCell < s.to))
                .count();
        if (out > LARGEST_SHARE * at.length) {
            stays.add(
                    "stretches that together take more than a tenth of the baseline, so that no ordinary level can be told: "
                            + rare.size());
            return new Found(List.of(), String.join("; ", stays), "");
        }
        return new Found(stretches, String.join("; ", stays), "");
    }

    /** Those at whose clock times no more than one day in twenty, or a single one, is unusual. */
    private static List<Run> rare(List<Run> runs, double[] x, int day) {
        int[] days = new int[day];
        int[] unusual = new int[day];
        for (int c = 0; c < x.length; c++) {
            days[c % day] += Double.isNaN(x[c]) ? 0 : 1;
        }
        for (Run run : runs) {
            for (int c = run.from; c < run.to; c++) {
                unusual[c % day] += Double.isNaN(x[c]) ? 0 : 1;
            }
        }
        List<Run> rare = new ArrayList<>();
        for (Run run : runs) {
            boolean habit = false;
            for (int c = run.from; c < run.to; c++) {
                habit |= unusual[c % day] > StrictMath.max(1, days[c % day] / DAYS_FOR_ONE);
            }
            if (!habit) {
                rare.add(run);
            }
        }
        return rare;
    }

    private static List<Stretch> guarded(List<Run> runs, int guard, int binsPerCell, int bins) {
        List<Stretch> out = new ArrayList<>();
        for (Run run : runs) {
            int from = StrictMath.max(0, run.from - guard) * binsPerCell;
            int to = (int) StrictMath.min(bins, (run.to + (long) guard) * binsPerCell);
            Stretch before = out.isEmpty() ? null : out.get(out.size() - 1);
            double ratio = StrictMath.exp(run.y);
            if (before != null && from <= before.to) {
                boolean farther = StrictMath.abs(run.y) > StrictMath.abs(StrictMath.log(before.ratio));
                out.set(out.size() - 1, new Stretch(before.from, to, farther ? ratio : before.ratio));
            } else {
                out.add(new Stretch(from, to, ratio));
            }
        }
        return List.copyOf(out);
    }
}
