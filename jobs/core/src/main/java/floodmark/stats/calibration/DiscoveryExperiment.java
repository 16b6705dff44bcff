package floodmark.stats.calibration;

import floodmark.stats.PooledTail;
import java.util.List;
import java.util.Locale;

/** False discoveries and floods found among many destinations; a replicate is a whole screening. */
final class DiscoveryExperiment implements Experiment {
    static final String SECTION = "false-discoveries";

    private static final int SCREENINGS = 5;
    private static final double FLOODED = 0.01;

    private final Plan plan;
    private final double flooded;

    /** @param flooded true if some destinations are flooded, false if nothing happens anywhere */
    DiscoveryExperiment(boolean flooded, Plan plan) {
        this.flooded = flooded ? FLOODED : 0;
        this.plan = plan;
    }

    @Override
    public String id() {
        return SECTION + (flooded > 0 ? "-flooded" : "-quiet");
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
        return replicate -> {
            Screening.Outcome o =
                    Screening.run(plan.destinations(), plan.binsPerDay(), flooded, 1, plan.seed(SECTION) + replicate);
            return new double[] {o.flooded(), o.found(), o.falselyFound(), o.refused(), o.nominal()};
        };
    }

    @Override
    public List<Figure> figures(double[][] measured) {
        String setting = String.format(Locale.ROOT, "%d destinations, %d bins", plan.destinations(), plan.binsPerDay());
        String traffic = flooded > 0 ? "all families, 1 % flooded at ten times" : "all families, nothing happens";
        Figure.About about = new Figure.About(SECTION, PooledTail.ABOUT.id(), setting, traffic);
        double[] falseShare = new double[measured.length];
        int floods = 0;
        int found = 0;
        int any = 0;
        for (int r = 0; r < measured.length; r++) {
            double[] row = measured[r];
            falseShare[r] = row[2] == 0 ? 0 : row[2] / (row[1] + row[2]);
            floods += (int) row[0];
            found += (int) row[1];
            any += row[2] > 0 ? 1 : 0;
        }
        Figure nominal = about.mean(
                "false-alarms",
                FalseAlarms.column(measured, 4),
                Goal.LEVEL,
                "before the correction; a trial is a screening");
        if (flooded == 0) {
            return List.of(
                    about.share(
                            "any-false-discovery",
                            measured.length,
                            0,
                            any,
                            Goal.DISCOVERIES,
                            "with nothing to find the rate of false discoveries is the chance of any"),
                    nominal);
        }
        return List.of(
                about.mean("false-discovery-rate", falseShare, Goal.DISCOVERIES, "a trial is a screening"),
                about.share("power", floods, 0, found, Goal.FOUND, "floods in all screenings"),
                nominal);
    }
}
