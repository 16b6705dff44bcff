package floodmark.stats.calibration;

import floodmark.stats.Draws;
import floodmark.stats.VolumeVisibility;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Coverage and width of the 95 % upper bound on a flood, at several sampling rates. */
final class BoundExperiment implements Experiment {
    static final String SECTION = "bound";

    private static final int[] RATES = {1, 10, 100, 1000, 10_000};
    private static final int DAYS = 28;
    private static final double ADDED = 1;
    /** What is kept of a replicate at one rate, see {@link Visibility.Measured}. */
    private static final int KEPT = 5;

    private static final double ENOUGH_PACKETS = 30;
    private static final int RESAMPLED = 400;

    private final EffectFree family;
    private final Plan plan;

    BoundExperiment(EffectFree family, Plan plan) {
        this.family = family;
        this.plan = plan;
    }

    @Override
    public String id() {
        return SECTION + "-" + FalseAlarms.name(family);
    }

    @Override
    public String section() {
        return SECTION;
    }

    @Override
    public int replicates() {
        return plan.replicates();
    }

    @Override
    public Replicate start() {
        Visibility.Measured measured = Visibility.forMatched(family, DAYS, plan.binsPerDay(), plan.seed(SECTION));
        return replicate -> {
            double[] out = new double[KEPT * RATES.length];
            for (int i = 0; i < RATES.length; i++) {
                double[] row = measured.matched(DAYS, ADDED, RATES[i], plan.binsPerDay(), replicate);
                System.arraycopy(row, 0, out, KEPT * i, KEPT);
            }
            return out;
        };
    }

    @Override
    public List<Figure> figures(double[][] measured) {
        List<Figure> out = new ArrayList<>();
        for (int i = 0; i < RATES.length; i++) {
            double[][] rows = new double[measured.length][];
            for (int r = 0; r < rows.length; r++) {
                rows[r] = Arrays.copyOfRange(measured[r], KEPT * i, KEPT * (i + 1));
            }
            Oracle.judge(rows, RATES[i] * 24.0 / plan.binsPerDay());
            double packets = ADDED * FalseAlarms.MEAN * plan.binsPerDay() / 24 / RATES[i];
            Visibility.Outcome outcome = Visibility.outcome(rows, ADDED);
            Figure.About about = new Figure.About(
                    SECTION,
                    VolumeVisibility.ABOUT.id(),
                    String.format(Locale.ROOT, "%d days, +%.1f, sampled 1:%d", DAYS, ADDED, RATES[i]),
                    FalseAlarms.name(family));
            String note = String.format(Locale.ROOT, "%.0f sampled packets of the flood expected", packets);
            int covered = (int) StrictMath.round(outcome.coverage() * outcome.trials());
            Goal goal = packets >= ENOUGH_PACKETS ? Goal.COVERAGE_EXACT : Goal.COVERAGE;
            out.add(about.share("coverage", outcome.trials(), 0, covered, goal, note));
            out.add(about.figure(
                    "width-ratio",
                    outcome.trials(),
                    0,
                    -1,
                    0,
                    outcome.width() / outcome.oracleWidth(),
                    widthInterval(rows),
                    Goal.WIDTH,
                    "in units of the width of an oracle's bound"));
        }
        return out;
    }

    /** Replicates drawn anew (bootstrap, percentiles). */
    private static double[] widthInterval(double[][] rows) {
        Draws draws = new Draws(RESAMPLED);
        double[] ratios = new double[RESAMPLED];
        double[][] drawn = new double[rows.length][];
        for (int i = 0; i < RESAMPLED; i++) {
            for (int r = 0; r < drawn.length; r++) {
                drawn[r] = rows[draws.below(rows.length)];
            }
            Visibility.Outcome outcome = Visibility.outcome(drawn, ADDED);
            ratios[i] = outcome.width() / outcome.oracleWidth();
        }
        Arrays.sort(ratios);
        int tail = (int) (RESAMPLED * (1 - Figure.CONFIDENCE) / 2);
        return new double[] {ratios[tail], ratios[RESAMPLED - 1 - tail]};
    }
}
