package floodmark.stats.calibration;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** False alarms of every placebo on one family of traffic without any effect; beside peers, what they make of a flood too. */
final class LevelExperiment implements Experiment {
    private final String section;
    private final List<Placebo> placebos;
    private final EffectFree family;
    private final double variation;
    private final double added;
    private final Plan plan;

    /** @param added a flood in the last hour, in units of the usual mean; 0 for none */
    LevelExperiment(
            String section, List<Placebo> placebos, EffectFree family, double variation, double added, Plan plan) {
        this.section = section;
        this.placebos = placebos;
        this.family = family;
        this.variation = variation;
        this.added = added;
        this.plan = plan;
    }

    /** The family, and its coefficient of variation where that is not the usual one. */
    private String traffic() {
        String name = FalseAlarms.name(family);
        return variation == EffectFree.VARIATION ? name : String.format(Locale.ROOT, "%s, cv %.1f", name, variation);
    }

    @Override
    public String id() {
        return section + "-" + traffic().replace(", cv ", "-") + (added > 0 ? "-flooded" : "");
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
        return replicate -> alarms.measure(replicate, added);
    }

    @Override
    public List<Figure> figures(double[][] measured) {
        List<Figure> out = new ArrayList<>();
        List<Rate> rates = FalseAlarms.rates(placebos, traffic(), measured);
        for (int i = 0; i < rates.size(); i++) {
            if (!section.equals(Experiments.PEERS)) {
                out.addAll(Figure.falseAlarms(section, rates.get(i)));
            } else if (placebos.get(i).destinations() == 1) {
                // Others were not given the series of further destinations.
                out.addAll(Experiments.peer(rates.get(i), added));
            }
        }
        return out;
    }
}
