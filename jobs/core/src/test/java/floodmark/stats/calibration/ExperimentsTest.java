package floodmark.stats.calibration;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import floodmark.stats.Draws;
import floodmark.stats.StatTest;
import floodmark.stats.StatTests;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ExperimentsTest {
    private static final Plan SMALL = new Plan(6, 24, 5);

    /** Registered entries that no placebo can be put to, and why. */
    private static final Map<String, String> WITHOUT_PLACEBO = Map.ofEntries(
            entry("volume-visibility", "its power and bound are measured, it has no p-value"),
            entry("e-process", "tools for e-values; declared-watch and block-detector use them"),
            entry("rise-time", "a description"),
            entry("divergence", "a description"),
            entry("entropy", "a description"),
            entry(
                    "source-uniformity",
                    "asks about senders, which the traffic of a placebo does not have; its own test measures it"),
            entry("sampling-error", "an interval"),
            entry("backscatter", "thresholds"),
            entry("plateau", "a description"),
            entry("pooled-tail", "needs thousands of destinations: section false-discoveries"),
            entry("false-discovery-rate", "corrects p-values: section false-discoveries"),
            entry(
                    "contamination",
                    "leaves stretches out; what that does to the level is measured by ContaminatedTest"));

    static RealTraffic quiet(String dataset, int destinations, int days) {
        double[][] values = new double[destinations][days * 24];
        for (int s = 0; s < destinations; s++) {
            Draws draws = Draws.of(9, s);
            for (int i = 0; i < values[s].length; i++) {
                values[s][i] = draws.poisson(100);
            }
        }
        List<String> names = Stream.iterate(100, n -> n + 1)
                .limit(destinations)
                .map(n -> "d" + n)
                .toList();
        return new RealTraffic(dataset, 24, 0, names, values);
    }

    private static List<Experiment> all() {
        return Experiments.all(SMALL, List.of(quiet("worldcup-1998", 1, 40), quiet("nab", 25, 31)));
    }

    @Test
    void everyTestWithAPValueHasAPlacebo() {
        TreeSet<String> measured = new TreeSet<>(WITHOUT_PLACEBO.keySet());
        Placebos.ALL.forEach(placebo -> measured.add(placebo.test()));
        assertThat(measured)
                .containsExactlyElementsOf(
                        new TreeSet<>(StatTests.ALL.stream().map(StatTest::id).toList()));
        assertThat(Placebos.ALL).noneMatch(placebo -> WITHOUT_PLACEBO.containsKey(placebo.test()));
    }

    @Test
    void idsAreUniqueAndSectionsKnown() {
        assertThat(all().stream().map(Experiment::id))
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches("[a-z0-9.-]+"));
        assertThat(all().stream().map(Experiment::section).distinct()).containsExactlyElementsOf(Experiments.SECTIONS);
    }

    @Test
    void aReplicateDependsOnItsNumberAlone() {
        for (Experiment experiment : all()) {
            Experiment.Replicate once = experiment.start();
            Experiment.Replicate again = experiment.start();
            int n = Math.min(3, experiment.replicates());
            double[][] forwards = new double[n][];
            for (int r = 0; r < n; r++) {
                forwards[r] = once.measure(r);
            }
            for (int r = n - 1; r >= 0; r--) {
                assertThat(again.measure(r)).as(experiment.id() + " " + r).containsExactly(forwards[r]);
            }
        }
    }

    @Test
    void everyReplicateIsAnother() {
        Experiment.Replicate level = Experiments.all(SMALL, List.of()).get(0).start();
        FalseAlarms source = Experiments.source(EffectFree.POISSON, SMALL);
        assertThat(source.subject(1)).isNotEqualTo(source.subject(2)).isEqualTo(source.subject(1));
        assertThat(level.measure(0)).hasSameSizeAs(Placebos.ALL);
    }

    @Test
    void powerInQuietTrafficIsWhatIsPredicted() {
        Experiment injection = new InjectionExperiment(quiet("wikimedia-2019", 20, 60), new Plan(800, 24, 3));
        for (Figure f : figures(injection)) {
            if (f.quantity().equals("power-realised")) {
                assertThat(f.met()).as(f.toString()).isEqualTo(Goal.Met.MET);
                assertThat(f.days()).isEqualTo(32);
            }
        }
    }

    @Test
    void growthIsFoundOut() {
        RealTraffic growing = quiet("worldcup-1998", 1, 60);
        double[] values = growing.values()[0];
        for (int i = 0; i < values.length; i++) {
            values[i] *= StrictMath.pow(1.3, i / 24.0);
        }
        assertThat(figures(new RealLevel(Placebos.ALL.get(0), List.of(growing), new Plan(300, 24, 3))))
                .filteredOn(f -> f.quantity().equals("false-alarms"))
                .isNotEmpty()
                .allMatch(f -> f.met() == Goal.Met.MISSED && f.value() > .9);
        // Injections are judged as an assessment judges, which restates windows that grow: power is then as predicted.
        assertThat(figures(new InjectionExperiment(growing, new Plan(300, 24, 3))))
                .anyMatch(f -> f.met() == Goal.Met.MET)
                .noneMatch(f -> f.met() == Goal.Met.MISSED);
    }

    @Test
    void stretchesThatAreNotCoveredAreNotTested() {
        RealTraffic holes = quiet("nab", 1, 60);
        Arrays.fill(holes.values()[0], 24 * 40, 24 * 60, Double.NaN);
        RealLevel level = new RealLevel(Placebos.ALL.get(0), List.of(holes), new Plan(2000, 24, 3));
        assertThat(level.replicates()).isEqualTo(12 * 24);
        assertThat(figures(level)).noneMatch(f -> f.refused() > 0);
        RealLevel none = new RealLevel(Placebos.ALL.get(0), List.of(quiet("nab", 1, 20)), new Plan(20, 24, 3));
        assertThat(figures(none))
                .hasSize(2)
                .allMatch(f -> f.trials() == 0
                        && f.met() == Goal.Met.NOT_JUDGED
                        && !f.note().isEmpty());
    }

    private static List<Figure> figures(Experiment experiment) {
        Experiment.Replicate replicate = experiment.start();
        double[][] measured = new double[experiment.replicates()][];
        for (int r = 0; r < measured.length; r++) {
            measured[r] = replicate.measure(r);
        }
        return experiment.figures(measured);
    }
}
