package floodmark.stats.calibration;

import floodmark.stats.Draws;
import floodmark.stats.Growth;
import floodmark.stats.MatchedWindows;
import floodmark.stats.Side;
import floodmark.stats.VolumeVisibility;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A constant flood in real traffic: each replicate takes a random quiet hour of a random destination as the trouble, and the same
 * hour of the 28 quiet days before as its history. Predicted power against the share of floods that the test saw.
 */
final class InjectionExperiment implements Experiment {
    static final String SECTION = "injection";

    private static final double[] SIZES = {0.1, 0.2, 0.5, 1, 2};
    private static final int WINDOWS = 28;

    private final RealTraffic traffic;
    private final Plan plan;
    private final int[][] ends;

    InjectionExperiment(RealTraffic traffic, Plan plan) {
        this.traffic = traffic;
        this.plan = plan;
        this.ends = new int[traffic.names().size()][];
        for (int s = 0; s < ends.length; s++) {
            int[] fit = new int[traffic.length() + 1];
            int n = 0;
            for (int end = traffic.length(); end > 0; end--) {
                if (traffic.covered(s, end) && earlier(s, end).length == WINDOWS) {
                    fit[n++] = end;
                }
            }
            ends[s] = Arrays.copyOf(fit, n);
        }
    }

    /** Means of the same hour on the last 28 earlier days on which it is covered; fewer if there are no more. */
    private double[] earlier(int series, int end) {
        double[] means = new double[WINDOWS];
        int n = 0;
        for (int at = end - traffic.binsPerDay(); at > 0 && n < WINDOWS; at -= traffic.binsPerDay()) {
            double mean = traffic.hourMean(series, at);
            if (!Double.isNaN(mean)) {
                means[n++] = mean;
            }
        }
        return Arrays.copyOf(means, n);
    }

    @Override
    public String id() {
        return SECTION + "-" + traffic.dataset();
    }

    @Override
    public String section() {
        return SECTION;
    }

    @Override
    public int replicates() {
        return Arrays.stream(ends).allMatch(e -> e.length == 0) ? 0 : plan.replicates();
    }

    @Override
    public Replicate start() {
        int[][] fit = Arrays.stream(ends).filter(e -> e.length > 0).toArray(int[][]::new);
        int[] series = new int[fit.length];
        int n = 0;
        for (int s = 0; s < ends.length; s++) {
            if (ends[s].length > 0) {
                series[n++] = s;
            }
        }
        return replicate -> {
            Draws draws = Draws.of(plan.seed(SECTION), replicate);
            int chosen = draws.below(fit.length);
            int end = fit[chosen][draws.below(fit[chosen].length)];
            return inject(series[chosen], end);
        };
    }

    /** Windows in the order of time, the one under test last. */
    private static double[] inOrder(double[] latestFirst, double tested) {
        int n = latestFirst.length;
        double[] out = new double[n + 1];
        for (int i = 0; i < n; i++) {
            out[i] = latestFirst[n - 1 - i];
        }
        out[n] = tested;
        return out;
    }

    /** The day, then predicted power and outcome for each size; NaN where nothing is usual. */
    private double[] inject(int series, int end) {
        double observed = traffic.hourMean(series, end);
        double[] comparable = Growth.comparable(inOrder(earlier(series, end), observed));
        double[] earlier = Arrays.copyOf(comparable, comparable.length - 1);
        double usual = MatchedWindows.test(observed, earlier, Side.GREATER, FalseAlarms.LEVEL)
                .expected();
        VolumeVisibility visibility = VolumeVisibility.matched(earlier, FalseAlarms.LEVEL);
        double[] out = new double[1 + 2 * SIZES.length];
        out[0] = traffic.day(end - 1);
        for (int i = 0; i < SIZES.length; i++) {
            double added = SIZES[i] * usual;
            out[1 + 2 * i] = usual > 0 ? visibility.power(added) : Double.NaN;
            out[2 + 2 * i] = MatchedWindows.test(observed + added, earlier, Side.GREATER, FalseAlarms.LEVEL)
                            .rejects(FalseAlarms.LEVEL)
                    ? 1
                    : 0;
        }
        return out;
    }

    @Override
    public List<Figure> figures(double[][] measured) {
        List<Figure> out = new ArrayList<>();
        for (int i = 0; i < SIZES.length; i++) {
            Figure.About about = new Figure.About(
                    SECTION,
                    MatchedWindows.ABOUT.id(),
                    String.format(Locale.ROOT, "%d days, restated where they grow, +%.1f", WINDOWS, SIZES[i]),
                    traffic.dataset());
            if (measured.length == 0) {
                out.add(about.nothing("power-realised", "no destination has 28 earlier quiet days"));
                continue;
            }
            DayClusters clusters = new DayClusters();
            double predicted = 0;
            int ran = 0;
            int hits = 0;
            for (double[] row : measured) {
                if (!Double.isNaN(row[1 + 2 * i])) {
                    predicted += row[1 + 2 * i];
                    hits += row[2 + 2 * i] == 1 ? 1 : 0;
                    clusters.add(traffic.dataset(), (long) row[0], row[2 + 2 * i] == 1);
                    ran++;
                }
            }
            double[] none = {Double.NaN, Double.NaN};
            int refused = measured.length - ran;
            double mean = predicted / ran;
            int days = clusters.days();
            out.add(about.figure("power-predicted", measured.length, refused, -1, days, mean, none, Goal.NONE, ""));
            out.add(about.figure(
                    "power-realised",
                    ran,
                    0,
                    hits,
                    days,
                    hits / (double) ran,
                    clusters.interval(),
                    Goal.near(mean),
                    "a random quiet hour of a random destination; the interval is made of days"));
        }
        return out;
    }
}
