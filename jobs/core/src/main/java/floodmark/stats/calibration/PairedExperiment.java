package floodmark.stats.calibration;

/** An experiment on effect-free traffic that is made twice: with earlier days to compare with, and with the hours before alone. */
abstract class PairedExperiment implements Experiment {
    private final String section;
    final EffectFree family;
    final boolean days;
    final Plan plan;

    /** @param days true with earlier days, false with the hours before */
    PairedExperiment(String section, EffectFree family, boolean days, Plan plan) {
        this.section = section;
        this.family = family;
        this.days = days;
        this.plan = plan;
    }

    @Override
    public final String id() {
        return section + (days ? "-days-" : "-hours-") + FalseAlarms.name(family);
    }

    @Override
    public final String section() {
        return section;
    }

    @Override
    public final int replicates() {
        return plan.replicates();
    }
}
