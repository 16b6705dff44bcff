package floodmark.stats.calibration;

import floodmark.stats.BlockExcess;
import floodmark.stats.MatchedWindows;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Power that is predicted from a history against power that is realised, floods of several sizes. */
final class PowerExperiment extends PairedExperiment {
    static final String SECTION = "power";

    private static final double[] SIZES = {0.1, 0.2, 0.5, 1};
    private static final int DAYS = 28;
    private static final int BLOCKS = 12;
    private static final int WINDOW_MINUTES = 45;

    /** @param days true for matched windows of earlier days, false for the hours before */
    PowerExperiment(EffectFree family, boolean days, Plan plan) {
        super(SECTION, family, days, plan);
    }

    @Override
    public Replicate start() {
        long seed = plan.seed(SECTION);
        Visibility.Measured measured = days
                ? Visibility.forMatched(family, DAYS, plan.binsPerDay(), seed)
                : Visibility.forBlocks(family, BLOCKS, WINDOW_MINUTES, seed);
        return replicate -> {
            double[] out = new double[2 * SIZES.length];
            for (int i = 0; i < SIZES.length; i++) {
                double[] row = days
                        ? measured.matched(DAYS, SIZES[i], 1, plan.binsPerDay(), replicate)
                        : measured.blocks(BLOCKS, WINDOW_MINUTES, SIZES[i], replicate);
                out[2 * i] = row[0];
                out[2 * i + 1] = row[1];
            }
            return out;
        };
    }

    @Override
    public List<Figure> figures(double[][] measured) {
        List<Figure> out = new ArrayList<>();
        for (int i = 0; i < SIZES.length; i++) {
            String setting = days ? DAYS + " days" : BLOCKS + " blocks of " + WINDOW_MINUTES + " min, bins of a minute";
            Figure.About about = new Figure.About(
                    SECTION,
                    days ? MatchedWindows.ABOUT.id() : BlockExcess.ABOUT.id(),
                    String.format(Locale.ROOT, "%s, +%.1f", setting, SIZES[i]),
                    FalseAlarms.name(family));
            double[] predicted = FalseAlarms.column(measured, 2 * i);
            double[] rejected = FalseAlarms.column(measured, 2 * i + 1);
            out.addAll(figures(about, predicted, rejected));
        }
        return out;
    }

    /** Predicted and realised, over the trials on which the test ran. */
    private static List<Figure> figures(Figure.About about, double[] predicted, double[] rejected) {
        Figure first = about.mean("power-predicted", predicted, Goal.NONE, "");
        int hits = 0;
        for (int r = 0; r < predicted.length; r++) {
            hits += !Double.isNaN(predicted[r]) && rejected[r] == 1 ? 1 : 0;
        }
        int ran = first.trials() - first.refused();
        if (ran == 0) {
            return List.of(first);
        }
        String note = first.refused() > 0 ? "of the trials on which the test ran" : "";
        return List.of(first, about.share("power-realised", ran, 0, hits, Goal.near(first.value()), note));
    }
}
