package floodmark.stats.calibration;

import floodmark.stats.BlockExcess;
import floodmark.stats.Draws;
import floodmark.stats.MatchedWindows;
import floodmark.stats.Side;
import floodmark.stats.TestResult;
import floodmark.stats.WatchEvidence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A watch of an hour that is read after every bin: how often it ever raises an alarm without any effect, and how long floods of
 * five sizes go unseen, beside a test that is told when the flood began and looks once at each moment.
 */
final class WatchExperiment extends PairedExperiment {
    static final String SECTION = "watch";

    /** Floods in units of the usual mean. */
    static final double[] SIZES = {0.5, 1, 2, 5, 10};

    private static final double ALPHA = FalseAlarms.LEVEL;
    private static final int BINS = 60;
    private static final int ONSET = 20;
    private static final int GAP = 15;
    private static final int METRICS = 2;
    private static final int DAYS = 28;
    private static final int BEFORE = 180;
    private static final int LEAST_DAY = 240;
    /** Finding out when an alarm came takes many readings, so only the first of so many replicates are asked. */
    private static final int DELAYS_AMONG = 5;

    private static final int NOT_MEASURED = -2;
    private static final int NEVER = -1;

    /** @param days true with 28 earlier days, false with the three hours before */
    WatchExperiment(EffectFree family, boolean days, Plan plan) {
        super(SECTION, family, days, plan);
    }

    @Override
    public Replicate start() {
        int day = StrictMath.max(LEAST_DAY, plan.binsPerDay());
        int first = days ? DAYS * day : BEFORE;
        EffectFree.Source source = family.source(first + BINS, day, EffectFree.VARIATION);
        long seed = plan.seed(SECTION);
        return replicate -> {
            double[][] quiet = new double[METRICS][];
            for (int m = 0; m < METRICS; m++) {
                quiet[m] = source.draw(FalseAlarms.MEAN, Draws.of(seed, family.ordinal(), days ? 1 : 0, replicate, m));
            }
            double[] out = new double[2 + 2 * SIZES.length];
            Arrays.fill(out, NOT_MEASURED);
            WatchEvidence.State end = read(quiet, first, day, BINS);
            out[0] = end.crossed() ? 1 : 0;
            out[1] = end.refusal().isEmpty() ? 1 : 0;
            for (int i = 0; i < SIZES.length && replicate < plan.replicates() / DELAYS_AMONG; i++) {
                double[][] flooded = flooded(quiet, first, SIZES[i]);
                out[2 + 2 * i] = delay(flooded, first, day);
                out[3 + 2 * i] = told(flooded[0], first, day);
            }
            return out;
        };
    }

    private static double[][] flooded(double[][] quiet, int first, double size) {
        double[][] flooded = new double[METRICS][];
        for (int m = 0; m < METRICS; m++) {
            flooded[m] = quiet[m].clone();
            for (int t = first + ONSET; t < flooded[m].length; t++) {
                flooded[m][t] += size * FalseAlarms.MEAN;
            }
        }
        return flooded;
    }

    /** What is known when so many bins of the watch have been read; those within the gap might still grow. */
    private WatchEvidence.State read(double[][] metrics, int first, int day, int bins) {
        double[][] sofar = new double[METRICS][];
        for (int m = 0; m < METRICS; m++) {
            sofar[m] = Arrays.copyOf(metrics[m], first + bins);
        }
        int firm = StrictMath.max(first, first + bins - (bins == BINS ? 0 : GAP));
        return WatchEvidence.read(sofar, first, BINS, firm, GAP, days ? day : 0, ALPHA);
    }

    /** Bins from the onset to the alarm, the bin of the onset counted; the p-value never rises, so halving finds it. */
    private int delay(double[][] metrics, int first, int day) {
        if (!read(metrics, first, day, BINS).crossed()) {
            return NEVER;
        }
        int low = 0;
        int high = BINS;
        while (high - low > 1) {
            int middle = (low + high) / 2;
            if (read(metrics, first, day, middle).crossed()) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return StrictMath.max(0, high - ONSET);
    }

    /** The same of a test that is told the onset and looks once. */
    private int told(double[] series, int first, int day) {
        int onset = first + ONSET;
        for (int length = 1; onset + length <= series.length; length++) {
            if (once(series, onset, length, day).rejects(ALPHA)) {
                return length;
            }
        }
        return NEVER;
    }

    private TestResult once(double[] series, int onset, int length, int day) {
        double observed = mean(series, onset, length);
        if (!days) {
            return BlockExcess.test(Arrays.copyOf(series, onset), length, 0, observed, Side.GREATER, ALPHA);
        }
        double[] earlier = new double[DAYS];
        for (int d = 0; d < DAYS; d++) {
            int at = onset - (d + 1) * day;
            earlier[d] = at < 0 ? Double.NaN : mean(series, at, length);
        }
        return MatchedWindows.test(observed, earlier, Side.GREATER, ALPHA);
    }

    private static double mean(double[] series, int from, int length) {
        return Arrays.stream(series, from, from + length).average().orElse(Double.NaN);
    }

    @Override
    public List<Figure> figures(double[][] measured) {
        String setting = days ? "60 bins, " + DAYS + " earlier days" : "60 bins, the three hours before";
        Figure.About about = new Figure.About(SECTION, "watch-evidence", setting, FalseAlarms.name(family));
        int hits = 0;
        int refused = 0;
        for (double[] row : measured) {
            hits += row[0] == 1 ? 1 : 0;
            refused += row[1] == 0 ? 1 : 0;
        }
        List<Figure> out = new ArrayList<>();
        out.add(about.share("ever-alarms", measured.length, 0, hits, Goal.LEVEL_FROM_ABOVE, refused + " refused"));
        for (int i = 0; i < SIZES.length; i++) {
            String flood = String.format(Locale.ROOT, "%s, +%.1f", setting, SIZES[i]);
            out.addAll(delays("watch-evidence", flood, FalseAlarms.column(measured, 2 + 2 * i)));
            String optimum = days ? MatchedWindows.ABOUT.id() : BlockExcess.ABOUT.id();
            out.addAll(delays(optimum, flood + ", told the onset", FalseAlarms.column(measured, 3 + 2 * i)));
        }
        return out;
    }

    /** Share found, and the mean delay of those that were. */
    private List<Figure> delays(String test, String setting, double[] column) {
        double[] delays = Arrays.stream(column).filter(v -> v != NOT_MEASURED).toArray();
        Figure.About about = new Figure.About(SECTION, test, setting, FalseAlarms.name(family));
        double[] found = Arrays.stream(delays).filter(v -> v != NEVER).toArray();
        if (found.length == 0) {
            return List.of(about.share("found", delays.length, 0, 0, Goal.NONE, ""));
        }
        return List.of(
                about.share("found", delays.length, 0, found.length, Goal.NONE, ""),
                about.mean("delay-bins", found, Goal.NONE, "of those that were found within 40 bins"));
    }
}
