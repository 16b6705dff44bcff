package floodmark.stats.calibration;

import floodmark.stats.Draws;
import floodmark.stats.TestResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * How often each test calls effect-free traffic unusual at nominal .05. All placebos of one replicate see the same traffic, each
 * as much of it as it needs: their rates are each right by itself and not independent of one another.
 */
public final class FalseAlarms {
    /** Nominal level. */
    public static final double LEVEL = 0.05;
    /** Usual count a bin. */
    public static final double MEAN = 1000;

    private FalseAlarms() {}

    /**
     * Measures on one family. Each replicate has a seed of its own, so any division into parts gives the same sums.
     *
     * @param first number of the first replicate
     * @param replicates how many
     * @param variation coefficient of variation of the family, see {@link EffectFree}
     * @return a rate for each placebo, in order; without trials where the bins are too coarse
     */
    public static List<Rate> measure(
            List<Placebo> placebos,
            EffectFree family,
            int binsPerDay,
            double variation,
            long first,
            int replicates,
            long seed) {
        int destinations =
                placebos.stream().mapToInt(Placebo::destinations).max().orElse(1);
        // Bins that are needed of each destination, counted from the subject; those further away may be shorter.
        int[] need = new int[destinations];
        Arrays.fill(need, 1);
        for (Placebo placebo : placebos) {
            for (int d = 0; d < placebo.destinations(); d++) {
                need[d] = StrictMath.max(need[d], placebo.bins(binsPerDay));
            }
        }
        EffectFree.Source[] sources = new EffectFree.Source[destinations];
        for (int d = 0; d < destinations; d++) {
            sources[d] =
                    d > 0 && need[d] == need[d - 1] ? sources[d - 1] : family.source(need[d], binsPerDay, variation);
        }
        int[] trials = new int[placebos.size()];
        int[] refused = new int[placebos.size()];
        int[] hits = new int[placebos.size()];
        for (long r = first; r < first + replicates; r++) {
            double[][] traffic = new double[destinations][];
            for (int d = 0; d < destinations; d++) {
                traffic[destinations - 1 - d] = sources[d].draw(MEAN, Draws.of(seed, family.ordinal(), r, d));
            }
            for (int i = 0; i < hits.length; i++) {
                Placebo placebo = placebos.get(i);
                if (placebo.bins(binsPerDay) == 0) {
                    continue;
                }
                trials[i]++;
                TestResult result = placebo.run(
                        Arrays.copyOfRange(traffic, destinations - placebo.destinations(), destinations), binsPerDay);
                refused[i] += result.refused() ? 1 : 0;
                hits[i] += result.rejects(LEVEL) ? 1 : 0;
            }
        }
        List<Rate> rates = new ArrayList<>();
        for (int i = 0; i < hits.length; i++) {
            Placebo placebo = placebos.get(i);
            rates.add(new Rate(placebo.test(), placebo.setting(), name(family), trials[i], refused[i], hits[i]));
        }
        return rates;
    }

    /** The family's name as in results. */
    public static String name(EffectFree family) {
        return family.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
