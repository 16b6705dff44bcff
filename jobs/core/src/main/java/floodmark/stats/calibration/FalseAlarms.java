package floodmark.stats.calibration;

import floodmark.stats.BlockExcess;
import floodmark.stats.ChangePoint;
import floodmark.stats.Draws;
import floodmark.stats.MatchedWindows;
import floodmark.stats.PlaceboInSpace;
import floodmark.stats.Side;
import floodmark.stats.TestResult;
import java.util.Arrays;
import java.util.Locale;

/**
 * How often each test calls effect-free traffic unusual at nominal .05. One-sided upwards, as floods are.
 */
public final class FalseAlarms {
    /** Nominal level. */
    public static final double LEVEL = 0.05;
    /** Earlier days of the matched-window tests. */
    public static final int EARLIER_DAYS = 28;

    private static final double MEAN = 1000;
    private static final int SEARCH = 13;

    private final EffectFree family;
    private final int replicates;
    private final long seed;

    /** Measures on one family with so many replicates. */
    public FalseAlarms(EffectFree family, int replicates, long seed) {
        this.family = family;
        this.replicates = replicates;
        this.seed = seed;
    }

    /** {@link MatchedWindows#test} on one hour against the same hour of 28 earlier days. */
    public Rate matchedWindows(int binsPerDay) {
        Counter counter = new Counter();
        Draws draws = new Draws(seed);
        int hour = binsPerDay / 24;
        EffectFree.Source source = source(binsPerDay);
        for (int r = 0; r < replicates; r++) {
            double[] means = windows(source.intensity(draws), binsPerDay, binsPerDay / 2, hour, draws);
            counter.add(MatchedWindows.test(means[EARLIER_DAYS], earlier(means), Side.GREATER, LEVEL));
        }
        return counter.rate(MatchedWindows.ABOUT.id());
    }

    /** {@link MatchedWindows#searched} over 13 hourly windows of the day. */
    public Rate searchedWindows(int binsPerDay) {
        Counter counter = new Counter();
        Draws draws = new Draws(seed);
        int hour = binsPerDay / 24;
        EffectFree.Source source = source(binsPerDay);
        for (int r = 0; r < replicates; r++) {
            double[] intensity = source.intensity(draws);
            double[][] byDay = new double[EARLIER_DAYS + 1][SEARCH];
            for (int s = 0; s < SEARCH; s++) {
                double[] means = windows(intensity, binsPerDay, (5 + s) * hour, hour, draws);
                for (int d = 0; d <= EARLIER_DAYS; d++) {
                    byDay[d][s] = means[d];
                }
            }
            counter.add(MatchedWindows.searched(byDay, Side.GREATER, LEVEL));
        }
        return counter.rate(MatchedWindows.ABOUT_SEARCHED.id());
    }

    /** {@link BlockExcess} with a baseline of so many windows and a gap of a third of a window. */
    public Rate blockExcess(int blocks, int windowBins) {
        Counter counter = new Counter();
        Draws draws = new Draws(seed);
        int gap = windowBins / 3;
        int baseline = blocks * windowBins;
        EffectFree.Source source = family.source(baseline + gap + windowBins);
        for (int r = 0; r < replicates; r++) {
            double[] series = source.draw(MEAN, draws);
            double observed = mean(series, baseline + gap, windowBins);
            counter.add(
                    BlockExcess.test(Arrays.copyOf(series, baseline), windowBins, gap, observed, Side.GREATER, LEVEL));
        }
        return counter.rate(String.format(Locale.ROOT, "%s %dx%d", BlockExcess.ABOUT.id(), blocks, windowBins));
    }

    /** {@link PlaceboInSpace} among 24 donors of the same kind, each with its own traffic. */
    public Rate placebo() {
        Counter counter = new Counter();
        Draws draws = new Draws(seed);
        int window = 60;
        EffectFree.Source source = family.source(4 * window);
        for (int r = 0; r < replicates; r++) {
            double[] ratios = new double[25];
            for (int i = 0; i < ratios.length; i++) {
                double[] series = source.draw(MEAN, draws);
                ratios[i] = StrictMath.log(mean(series, 3 * window, window) / mean(series, 0, 3 * window));
            }
            counter.add(PlaceboInSpace.test(ratios[24], Arrays.copyOf(ratios, 24), Side.GREATER, LEVEL));
        }
        return counter.rate(PlaceboInSpace.ABOUT.id());
    }

    /** {@link ChangePoint}: how often it locates a change in so many minutes. */
    public Rate changePoint(int bins) {
        Counter counter = new Counter();
        Draws draws = new Draws(seed);
        EffectFree.Source source = family.source(bins);
        for (int r = 0; r < replicates; r++) {
            counter.trials++;
            counter.hits += ChangePoint.locate(source.draw(MEAN, draws)).refused() ? 0 : 1;
        }
        return counter.rate(ChangePoint.ABOUT.id());
    }

    private EffectFree.Source source(int binsPerDay) {
        return family.source((EARLIER_DAYS + 1) * binsPerDay, binsPerDay, EffectFree.VARIATION);
    }

    /** Counts in the same window of each day, from the intensity; as mean a bin. */
    private static double[] windows(double[] intensity, int binsPerDay, int start, int length, Draws draws) {
        double[] means = new double[EARLIER_DAYS + 1];
        for (int d = 0; d < means.length; d++) {
            double expected = MEAN * mean(intensity, d * binsPerDay + start, length) * length;
            means[d] = draws.poisson(expected) / length;
        }
        return means;
    }

    private static double[] earlier(double[] means) {
        return Arrays.copyOf(means, EARLIER_DAYS);
    }

    private static double mean(double[] x, int from, int length) {
        double sum = 0;
        for (int i = from; i < from + length; i++) {
            sum += x[i];
        }
        return sum / length;
    }

    private final class Counter {
        private int trials;
        private int refused;
        private int hits;

        void add(TestResult result) {
            trials++;
            refused += result.refused() ? 1 : 0;
            hits += result.rejects(LEVEL) ? 1 : 0;
        }

        Rate rate(String test) {
            return new Rate(test, family.name().toLowerCase(Locale.ROOT).replace('_', '-'), trials, refused, hits);
        }
    }
}
