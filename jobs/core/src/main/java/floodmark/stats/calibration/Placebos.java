package floodmark.stats.calibration;

import floodmark.stats.BlockDetector;
import floodmark.stats.BlockExcess;
import floodmark.stats.ChangePoint;
import floodmark.stats.DeclaredWatch;
import floodmark.stats.DifferenceInDifferences;
import floodmark.stats.DonorDecline;
import floodmark.stats.ExtremeTail;
import floodmark.stats.Growth;
import floodmark.stats.MatchedWindows;
import floodmark.stats.NegativeBinomialExcess;
import floodmark.stats.PlaceboInSpace;
import floodmark.stats.Saturation;
import floodmark.stats.Side;
import floodmark.stats.StatTest;
import floodmark.stats.TestResult;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToIntFunction;

/** The registered placebos: how each test with a p-value is put to traffic without any effect. */
public final class Placebos {
    private static final double LEVEL = FalseAlarms.LEVEL;
    /** Hours of the day that a declared search looks at. */
    private static final int SEARCH = 13;
    /** Comparison destinations where the comparison is calibrated in time. */
    private static final int DONORS = 5;

    /** Every placebo. A test with a p-value has at least one here. */
    public static final List<Placebo> ALL = List.of(
            matchedWindows(28, false),
            matchedWindows(28, true),
            searchedWindows(28, false),
            searchedWindows(28, true),
            blockExcess(8, 60),
            blockExcess(24, 20),
            blockExcess(48, 5),
            placeboInSpace(24),
            differenceInDifferencesMatched(28),
            differenceInDifferencesBlocks(12, 30),
            donorDeclineMatched(28),
            negativeBinomialMatched(28),
            negativeBinomialBefore(12, 30),
            extremeTail(28),
            extremeTail(10),
            declaredWatch(28, false),
            declaredWatch(28, true),
            blockDetector(),
            varianceCollapse(28),
            changePoint(4),
            changePointOfDays(4, 28));

    private Placebos() {}

    /** What a placebo runs. */
    private interface Run {
        TestResult on(double[][] traffic, int binsPerDay);
    }

    private record Described(String test, String setting, ToIntFunction<Integer> length, int destinations, Run run)
            implements Placebo {
        @Override
        public int bins(int binsPerDay) {
            return length.applyAsInt(binsPerDay);
        }

        @Override
        public TestResult run(double[][] traffic, int binsPerDay) {
            return run.on(traffic, binsPerDay);
        }
    }

    private static Placebo of(StatTest test, String setting, ToIntFunction<Integer> bins, Run run) {
        return new Described(test.id(), setting, bins, 1, run);
    }

    /** One hour against the same hour of earlier days; with {@code growth} as an assessment does it, see {@link Growth}. */
    private static Placebo matchedWindows(int days, boolean growth) {
        return of(MatchedWindows.ABOUT, setting(days, "", growth), day -> days * day + day / 24, (traffic, day) -> {
            double[] windows = hours(subject(traffic), days, day, 1);
            double[] comparable = growth ? Growth.comparable(windows) : windows;
            int last = comparable.length - 1;
            return MatchedWindows.test(comparable[last], Arrays.copyOf(comparable, last), Side.GREATER, LEVEL);
        });
    }

    private static String setting(int days, String what, boolean growth) {
        return days + " days" + what + (growth ? ", restated where they grow" : "");
    }

    /**
     * Days restated at the level before the last one, if their middle hours move.
     *
     * @param byDay windows of each day, the last day last; it stays as it is
     */
    private static double[][] comparable(double[][] byDay, double[] middle) {
        int days = byDay.length - 1;
        double[] factors = Growth.moves(Arrays.copyOf(middle, days)) ? Growth.factors(middle) : new double[0];
        if (factors.length == 0) {
            return byDay;
        }
        double[][] out = new double[days][];
        for (int d = 0; d < days; d++) {
            double factor = factors[d];
            out[d] = Arrays.stream(byDay[d + 1]).map(v -> v * factor).toArray();
        }
        return out;
    }

    /** The same hour of each day, the last day last. */
    private static double[] hours(double[] series, int days, int day, int hoursBack) {
        int hour = day / 24;
        double[] windows = new double[days + 1];
        for (int d = 0; d <= days; d++) {
            windows[d] = mean(series, series.length - (days - d) * day - hoursBack * hour, hour);
        }
        return windows;
    }

    /** The best of 13 hours of a day against the best of earlier days. */
    private static Placebo searchedWindows(int days, boolean growth) {
        return of(
                MatchedWindows.ABOUT_SEARCHED,
                setting(days, ", " + SEARCH + " windows", growth),
                day -> days * day + SEARCH * (day / 24),
                (traffic, day) -> {
                    double[][] byDay = new double[days + 1][SEARCH];
                    for (int s = 0; s < SEARCH; s++) {
                        double[] windows = hours(subject(traffic), days, day, SEARCH - s);
                        for (int d = 0; d <= days; d++) {
                            byDay[d][s] = windows[d];
                        }
                    }
                    double[] middle = hours(subject(traffic), days, day, SEARCH / 2 + 1);
                    double[][] rows = growth ? comparable(byDay, middle) : byDay;
                    return MatchedWindows.searched(rows, Side.GREATER, LEVEL);
                });
    }

    /** A window against the blocks before it, with a gap of a third of a window. */
    private static Placebo blockExcess(int blocks, int minutes) {
        ToIntFunction<Integer> length = day -> (blocks + 1) * bins(minutes, day) + bins(minutes, day) / 3;
        return of(BlockExcess.ABOUT, blocks + " blocks of " + minutes + " min", length, (traffic, day) -> {
            double[] series = subject(traffic);
            int window = bins(minutes, day);
            int gap = window / 3;
            int end = series.length - window - gap;
            double[] baseline = Arrays.copyOfRange(series, end - blocks * window, end);
            double observed = mean(series, series.length - window, window);
            return BlockExcess.test(baseline, window, gap, observed, Side.GREATER, LEVEL);
        });
    }

    /** An hour against the three before, ranked among other destinations. */
    private static Placebo placeboInSpace(int donors) {
        ToIntFunction<Integer> length = day -> 4 * (day / 24);
        return new Described(PlaceboInSpace.ABOUT.id(), donors + " donors", length, donors + 1, (traffic, day) -> {
            int hour = day / 24;
            double[] ratios = Arrays.stream(traffic)
                    .mapToDouble(series -> StrictMath.log(mean(series, series.length - hour, hour)
                            / mean(series, series.length - 4 * hour, 3 * hour)))
                    .toArray();
            return PlaceboInSpace.test(ratios[donors], Arrays.copyOf(ratios, donors), Side.GREATER, LEVEL);
        });
    }

    /** An hour against the same hour of earlier days, relative to the median of other destinations. */
    private static Placebo differenceInDifferencesMatched(int days) {
        return new Described(
                DifferenceInDifferences.ABOUT.id(),
                days + " days, " + DONORS + " donors",
                day -> days * day + day / 24,
                DONORS + 1,
                (traffic, day) -> {
                    double[][] hours = hours(traffic, days, day);
                    return DifferenceInDifferences.matched(
                            hours[DONORS], Arrays.copyOf(hours, DONORS), Side.GREATER, LEVEL);
                });
    }

    /** The same against the blocks before. */
    private static Placebo differenceInDifferencesBlocks(int blocks, int minutes) {
        return new Described(
                DifferenceInDifferences.ABOUT.id(),
                blocks + " blocks of " + minutes + " min",
                day -> (blocks + 2) * bins(minutes, day),
                DONORS + 1,
                (traffic, day) -> {
                    double[][] windows = blocks(traffic, blocks, bins(minutes, day));
                    return DifferenceInDifferences.blocks(
                            windows[DONORS], Arrays.copyOf(windows, DONORS), 1, Side.GREATER, LEVEL);
                });
    }

    /** Whether other destinations declined in an hour, against earlier days. */
    private static Placebo donorDeclineMatched(int days) {
        return new Described(
                DonorDecline.ABOUT.id(),
                days + " days, " + DONORS + " donors",
                day -> days * day + day / 24,
                DONORS + 1,
                (traffic, day) -> DonorDecline.matched(
                                Arrays.copyOf(hours(traffic, days, day), DONORS), days + 1, LEVEL)
                        .test());
    }

    /** The counts of an hour against the same hour of earlier days. */
    private static Placebo negativeBinomialMatched(int days) {
        return of(NegativeBinomialExcess.ABOUT, days + " days", day -> days * day + day / 24, (traffic, day) -> {
            double[] series = subject(traffic);
            int hour = day / 24;
            double[][] counts = new double[days + 1][];
            for (int d = 0; d <= days; d++) {
                int end = series.length - (days - d) * day;
                counts[d] = Arrays.copyOfRange(series, end - hour, end);
            }
            return NegativeBinomialExcess.matched(counts, Side.GREATER, LEVEL).test();
        });
    }

    /** The same against the blocks before, with a gap of a window. */
    private static Placebo negativeBinomialBefore(int blocks, int minutes) {
        ToIntFunction<Integer> length = day -> (blocks + 2) * bins(minutes, day);
        return of(NegativeBinomialExcess.ABOUT, blocks + " blocks of " + minutes + " min", length, (traffic, day) -> {
            double[] series = subject(traffic);
            int window = bins(minutes, day);
            double[][] counts = new double[blocks + 1][];
            for (int b = 0; b <= blocks; b++) {
                int start = series.length - (b == blocks ? 1 : blocks + 2 - b) * window;
                counts[b] = Arrays.copyOfRange(series, start, start + window);
            }
            return NegativeBinomialExcess.before(counts, 1, Side.GREATER, LEVEL).test();
        });
    }

    /** The largest bin of an hour against the days before. */
    private static Placebo extremeTail(int days) {
        return of(ExtremeTail.ABOUT, days + " days", day -> days * day + day / 24, (traffic, day) -> {
            double[] series = subject(traffic);
            int length = days * day + day / 24;
            double[] last = Arrays.copyOfRange(series, series.length - length, series.length);
            return ExtremeTail.test(last, day / 24, 0, day, Double.NaN, LEVEL);
        });
    }

    /** The last hour of each destination and the same hour of earlier days, the last one last. */
    private static double[][] hours(double[][] traffic, int days, int binsPerDay) {
        int hour = binsPerDay / 24;
        return Arrays.stream(traffic)
                .map(series -> {
                    double[] out = new double[days + 1];
                    for (int d = 0; d <= days; d++) {
                        out[d] = mean(series, series.length - hour - (days - d) * binsPerDay, hour);
                    }
                    return out;
                })
                .toArray(double[][]::new);
    }

    /** Adjacent windows, a gap of one, and the last window. */
    private static double[][] blocks(double[][] traffic, int blocks, int window) {
        return Arrays.stream(traffic)
                .map(series -> {
                    double[] out = new double[blocks + 1];
                    for (int b = 0; b < blocks; b++) {
                        out[b] = mean(series, series.length - (blocks + 2 - b) * window, window);
                    }
                    out[blocks] = mean(series, series.length - window, window);
                    return out;
                })
                .toArray(double[][]::new);
    }

    /** Half a day of running means of an hour, read after every bin: the smallest p-value that it ever showed. */
    private static Placebo declaredWatch(int days, boolean growth) {
        return of(
                DeclaredWatch.ABOUT,
                setting(days, ", read always", growth),
                day -> days * day + 13 * (day / 24),
                (traffic, day) -> {
                    double[] series = subject(traffic);
                    int hour = day / 24;
                    double[][] byDay = new double[days + 1][day / 2];
                    for (int s = 0; s < day / 2; s++) {
                        int start = series.length - day / 2 - hour + 1 + s;
                        for (int d = 0; d <= days; d++) {
                            byDay[days - d][s] = mean(series, start - d * day, hour);
                        }
                    }
                    double[][] rows = growth ? comparable(byDay, hours(series, days, day, SEARCH / 2)) : byDay;
                    int last = rows.length - 1;
                    DeclaredWatch watch = new DeclaredWatch(Arrays.copyOf(rows, last), Side.GREATER, LEVEL);
                    TestResult alarm = watch.next(rows[last][0]);
                    for (int s = 1; s < day / 2; s++) {
                        TestResult now = watch.next(rows[last][s]);
                        alarm = now.pValue() < alarm.pValue() ? now : alarm;
                    }
                    return alarm;
                });
    }

    /** One look of the detector at the last bins. */
    private static Placebo blockDetector() {
        return of(BlockDetector.ABOUT, "one look", day -> BlockDetector.needed(), (traffic, day) -> {
            double[] series = subject(traffic);
            double[] last = Arrays.copyOfRange(series, series.length - BlockDetector.needed(), series.length);
            return BlockDetector.test(last, Side.GREATER, LEVEL);
        });
    }

    /** Variation within an hour against that of the same hour on earlier days; the length of bins is not looked at. */
    private static Placebo varianceCollapse(int days) {
        return of(Saturation.ABOUT_COLLAPSE, days + " days", day -> days * day + day / 24, (traffic, day) -> {
            double[] series = subject(traffic);
            int hour = day / 24;
            double[][] hours = new double[days + 1][];
            for (int d = 0; d <= days; d++) {
                int end = series.length - (days - d) * day;
                hours[d] = Arrays.copyOfRange(series, end - hour, end);
            }
            return Saturation.collapse(hours[days], Arrays.copyOf(hours, days), Saturation.LONGEST_BIN, LEVEL);
        });
    }

    /** Whether the level changes where it does not. */
    private static Placebo changePoint(int hours) {
        return of(ChangePoint.ABOUT, hours + " hours", day -> hours * (day / 24), (traffic, day) -> {
            double[] series = subject(traffic);
            return ChangePoint.test(
                    Arrays.copyOfRange(series, series.length - hours * (day / 24), series.length), false);
        });
    }

    /** The same relative to the median of the same clock time on earlier days. */
    private static Placebo changePointOfDays(int hours, int days) {
        ToIntFunction<Integer> length = day -> days * day + hours * (day / 24);
        return of(ChangePoint.ABOUT, hours + " hours, course of " + days + " days removed", length, (traffic, day) -> {
            double[] series = subject(traffic);
            double[] relative = new double[hours * (day / 24)];
            double[] earlier = new double[days];
            for (int i = 0; i < relative.length; i++) {
                int at = series.length - relative.length + i;
                for (int d = 1; d <= days; d++) {
                    earlier[d - 1] = series[at - d * day];
                }
                relative[i] = series[at] / median(earlier) * FalseAlarms.MEAN;
            }
            return ChangePoint.test(relative, true);
        });
    }

    /** Median of what is covered; NaN if nothing is. */
    private static double median(double[] values) {
        double[] sorted =
                Arrays.stream(values).filter(v -> !Double.isNaN(v)).sorted().toArray();
        int n = sorted.length;
        return n == 0 ? Double.NaN : 0.5 * (sorted[(n - 1) / 2] + sorted[n / 2]);
    }

    /** Whole bins in so many minutes; 0 if they are no whole number. */
    private static int bins(int minutes, int binsPerDay) {
        int day = EffectFree.DAY;
        return minutes * binsPerDay % day == 0 ? minutes * binsPerDay / day : 0;
    }

    private static double[] subject(double[][] traffic) {
        return traffic[traffic.length - 1];
    }

    /** Mean of the covered bins; NaN if there are none. */
    private static double mean(double[] x, int from, int length) {
        double sum = 0;
        int covered = 0;
        for (int i = from; i < from + length; i++) {
            if (!Double.isNaN(x[i])) {
                sum += x[i];
                covered++;
            }
        }
        return sum / covered;
    }
}
