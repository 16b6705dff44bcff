package floodmark.stats.calibration;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** False alarms of every placebo on one family of traffic without any effect. */
final class LevelExperiment implements Experiment {
    private final String section;
    private final List<Placebo> placebos;
    private final EffectFree family;
    private final double variation;
    private final Plan plan;

    LevelExperiment(String section, List<Placebo> placebos, EffectFree family, double variation, Plan plan) {
        this.section = section;
        this.placebos = placebos;
        this.family = family;
        this.variation = variation;
        this.plan = plan;
    }

    /** The family, and its coefficient of variation where that is not the usual one. */
    private String traffic() {
        String name = FalseAlarms.name(family);
        return variation == EffectFree.VARIATION ? name : String.format(Locale.ROOT, "%s, cv %.1f", name, variation);
    }

    @Override
    public String id() {
        return section + "-" + traffic().replace(", cv ", "-");
    }

    @Override
    public String section() {
        return section;
    }

    @Override
    public int replicates() {
        return plan.replicates();
    }

    @Override
    public Replicate start() {
        FalseAlarms alarms = new FalseAlarms(placebos, family, plan.binsPerDay(), variation, plan.seed());
        return alarms::measure;
    }

    @Override
    public List<Figure> figures(double[][] measured) {
        List<Figure> out = new ArrayList<>();
        List<Rate> rates = FalseAlarms.rates(placebos, traffic(), measured);
        for (int i = 0; i < rates.size(); i++) {
            // Others were not given the series of further destinations.
            if (!section.equals(Experiments.PEERS) || placebos.get(i).destinations() == 1) {
                out.addAll(Figure.falseAlarms(section, rates.get(i)));
            }
        }
        return out;
    }
}
