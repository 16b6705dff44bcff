package floodmark.stats.calibration;

import java.util.ArrayList;
import java.util.List;

/** The registered experiments: everything that {@code calibrate} measures. */
public final class Experiments {
    /** Sections in the order of the documentation. */
    public static final List<String> SECTIONS = List.of(
            "level",
            RealLevel.SECTION,
            PowerExperiment.SECTION,
            InjectionExperiment.SECTION,
            BoundExperiment.SECTION,
            DiscoveryExperiment.SECTION,
            WatchExperiment.SECTION);

    /** Section of the figures that other programs had on the same series. */
    public static final String PEERS = "peers";

    /** Bins a day of the series for other programs, which are slower. */
    public static final int PEER_BINS_PER_DAY = 288;
    /** Series of each family for them. */
    public static final int PEER_REPLICATES = 200;

    /** How the setting of a peer ends whose series had a flood in the last hour. */
    private static final String PEER_FLOODED = "+50 % in the hour";

    private static final double PEER_FLOOD = 0.5;

    /** Coefficient of variation of the second setting. */
    private static final double RESTLESS = 0.4;

    /** Data sets with the four weeks of history that an injection needs. */
    private static final List<String> INJECTED = List.of("worldcup-1998", "wikimedia-2019");

    private Experiments() {}

    /**
     * Every experiment.
     *
     * @param real quiet stretches of real traffic
     */
    public static List<Experiment> all(Plan plan, List<RealTraffic> real) {
        List<Experiment> all = new ArrayList<>();
        for (EffectFree family : EffectFree.values()) {
            all.add(new LevelExperiment("level", Placebos.ALL, family, EffectFree.VARIATION, 0, plan));
        }
        for (EffectFree family : EffectFree.values()) {
            if (family != EffectFree.POISSON) {
                all.add(new LevelExperiment("level", Placebos.ALL, family, RESTLESS, 0, plan));
            }
        }
        Placebos.ALL.forEach(placebo -> all.add(new RealLevel(placebo, real, plan)));
        for (EffectFree family : EffectFree.values()) {
            all.add(new PowerExperiment(family, true, plan));
        }
        for (EffectFree family : EffectFree.values()) {
            all.add(new PowerExperiment(family, false, plan));
        }
        real.stream()
                .filter(traffic -> INJECTED.contains(traffic.dataset()))
                .forEach(traffic -> all.add(new InjectionExperiment(traffic, plan)));
        for (EffectFree family : EffectFree.values()) {
            all.add(new BoundExperiment(family, plan));
        }
        for (DiscoveryExperiment.Kind kind : DiscoveryExperiment.Kind.values()) {
            all.add(new DiscoveryExperiment(kind, plan));
        }
        for (EffectFree family : EffectFree.values()) {
            all.add(new WatchExperiment(family, false, plan));
            all.add(new WatchExperiment(family, true, plan));
        }
        return all;
    }

    /**
     * Our own tests on the series that other programs were given: those that look at a single destination.
     *
     * @param plan with as many replicates and bins a day as the series that were given away
     */
    public static List<Experiment> besidePeers(Plan plan) {
        List<Experiment> all = new ArrayList<>();
        for (EffectFree family : EffectFree.values()) {
            all.add(new LevelExperiment(PEERS, Placebos.ALL, family, EffectFree.VARIATION, 0, plan));
            all.add(new LevelExperiment(PEERS, Placebos.ALL, family, EffectFree.VARIATION, PEER_FLOOD, plan));
        }
        return all;
    }

    /**
     * Figures of the section {@link #PEERS}. They are not judged: other programs have other goals, and ours are judged with
     * more replicates elsewhere.
     *
     * @param added the flood that the test was put to, 0 for none; then the setting says so
     */
    static List<Figure> peer(Rate rate, double added) {
        Rate named = added == 0
                ? rate
                : new Rate(
                        rate.test(),
                        (rate.setting().isEmpty() ? "" : rate.setting() + ", ") + PEER_FLOODED,
                        rate.family(),
                        rate.trials(),
                        rate.refused(),
                        rate.hits());
        return peer(named);
    }

    /** The same for a rate whose setting says by its end what was asked. */
    public static List<Figure> peer(Rate rate) {
        String quantity = rate.setting().endsWith(PEER_FLOODED) ? "power" : "false-alarms";
        Figure.About about = Figure.About.of(PEERS, rate);
        return List.of(
                rate.trials() == 0
                        ? about.nothing(quantity, "the bins are too coarse for this test")
                        : about.share(quantity, rate.trials(), rate.refused(), rate.hits(), Goal.NONE, ""));
    }

    /** What makes the series of the section {@code level}. */
    public static FalseAlarms source(EffectFree family, Plan plan) {
        return new FalseAlarms(Placebos.ALL, family, plan.binsPerDay(), EffectFree.VARIATION, plan.seed());
    }
}
