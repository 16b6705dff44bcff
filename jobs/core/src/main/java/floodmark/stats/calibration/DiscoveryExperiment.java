package floodmark.stats.calibration;

import floodmark.stats.PooledTail;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** False discoveries and floods found among many destinations; a replicate is a whole screening. */
final class DiscoveryExperiment implements Experiment {
    static final String SECTION = "false-discoveries";

    private static final int SCREENINGS = 5;

    private final Kind kind;
    private final Plan plan;

    /** What is screened. */
    enum Kind {
        STEADY("all families, 1 % flooded at ten times", Screening.Background.STEADY, 0.01, 0),
        PARTLY_SPARSE("the same, 30 % sparse, 20 silent ones flooded", Screening.Background.PARTLY_SPARSE, 0.01, 20),
        SPARSE("90 % sparse, 20 silent ones flooded", Screening.Background.SPARSE, 0, 20),
        QUIET("all families, nothing happens", Screening.Background.STEADY, 0, 0),
        QUIET_HEAVY("90 % sparse with Pareto bursts, nothing happens", Screening.Background.SPARSE_HEAVY_TAILED, 0, 0);

        private final String words;
        private final Screening.Background background;
        private final double share;
        private final int silentFloods;

        Kind(String words, Screening.Background background, double share, int silentFloods) {
            this.words = words;
            this.background = background;
            this.share = share;
            this.silentFloods = silentFloods;
        }
    }

    DiscoveryExperiment(Kind kind, Plan plan) {
        this.kind = kind;
        this.plan = plan;
    }

    @Override
    public String id() {
        return SECTION + "-" + kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public String section() {
        return SECTION;
    }

    @Override
    public int replicates() {
        return SCREENINGS;
    }

    @Override
    public Replicate start() {
        Screening.Plan screened = new Screening.Plan(
                plan.destinations(), plan.binsPerDay(), kind.background, kind.share, kind.silentFloods);
        return replicate -> {
            Screening.Outcome o = Screening.run(screened, plan.seed(SECTION) + replicate);
            return new double[] {
                o.falseShare(),
                o.falselyFound(),
                o.flooded(),
                o.found(),
                o.silentFlooded(),
                o.silentFound(),
                o.nominal()
            };
        };
    }

    @Override
    public List<Figure> figures(double[][] measured) {
        String setting = String.format(Locale.ROOT, "%d destinations, %d bins", plan.destinations(), plan.binsPerDay());
        Figure.About about = new Figure.About(SECTION, PooledTail.ABOUT.id(), setting, kind.words);
        int any = 0;
        for (double[] row : measured) {
            any += row[1] > 0 ? 1 : 0;
        }
        boolean floods = kind.share > 0 || kind.silentFloods > 0;
        List<Figure> out = new ArrayList<>();
        out.add(
                floods
                        ? about.mean(
                                "false-discovery-rate",
                                FalseAlarms.column(measured, 0),
                                Goal.DISCOVERIES,
                                "a trial is a screening")
                        : about.share(
                                "any-false-discovery",
                                measured.length,
                                0,
                                any,
                                Goal.DISCOVERIES,
                                "with nothing to find the rate of false discoveries is the chance of any"));
        if (kind.share > 0) {
            out.add(found(about, "power", measured, 2, "floods of ten times the usual in all screenings"));
        }
        if (kind.silentFloods > 0) {
            out.add(found(
                    about, "power-silent", measured, 4, "floods of silent destinations, 100 to 400 events a second"));
        }
        out.add(about.mean(
                "false-alarms",
                FalseAlarms.column(measured, 6),
                kind.background == Screening.Background.STEADY ? Goal.LEVEL : Goal.LEVEL_FROM_ABOVE,
                "before the correction; a trial is a screening"));
        return out;
    }

    private static Figure found(Figure.About about, String quantity, double[][] measured, int column, String note) {
        int floods = (int) sum(FalseAlarms.column(measured, column));
        int found = (int) sum(FalseAlarms.column(measured, column + 1));
        return about.share(quantity, floods, 0, found, Goal.FOUND, note);
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double v : values) {
            sum += v;
        }
        return sum;
    }
}
