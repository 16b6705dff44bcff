package floodmark.stats.calibration;

import floodmark.stats.Draws;
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
    /** The subject's series has at least so many days, so that one may be published that serves every test. */
    public static final int DAYS = 29;

    private final List<Placebo> placebos;
    private final EffectFree family;
    private final int binsPerDay;
    private final long seed;
    /** The subject's and, for comparisons in space, those of further destinations, each as long as some test needs it. */
    private final EffectFree.Source[] sources;

    /**
     * Prepares one family.
     *
     * @param variation coefficient of variation of the family, see {@link EffectFree}
     */
    public FalseAlarms(List<Placebo> placebos, EffectFree family, int binsPerDay, double variation, long seed) {
        this.placebos = placebos;
        this.family = family;
        this.binsPerDay = binsPerDay;
        this.seed = seed;
        int destinations = StrictMath.max(
                1, placebos.stream().mapToInt(Placebo::destinations).max().orElse(1));
        int[] need = new int[destinations];
        Arrays.fill(need, 1);
        need[0] = DAYS * binsPerDay;
        for (Placebo placebo : placebos) {
            for (int d = 0; d < placebo.destinations(); d++) {
                need[d] = StrictMath.max(need[d], placebo.bins(binsPerDay));
            }
        }
        sources = new EffectFree.Source[destinations];
        for (int d = 0; d < destinations; d++) {
            sources[d] =
                    d > 0 && need[d] == need[d - 1] ? sources[d - 1] : family.source(need[d], binsPerDay, variation);
        }
    }

    /** The subject's series of a replicate, as the tests see it. */
    public double[] subject(long replicate) {
        return sources[0].draw(MEAN, draws(replicate, 0));
    }

    /** A stream for each destination, so that the subject's series is the same whatever it is compared with. */
    private Draws draws(long replicate, int destination) {
        return Draws.of(seed, family.ordinal(), replicate, destination);
    }

    /** What each placebo made of a replicate, for {@link #rates}. */
    public double[] measure(long replicate) {
        return measure(replicate, 0);
    }

    /** The same with a flood in the subject's last hour, {@code added} times the usual mean in each bin. */
    double[] measure(long replicate, double added) {
        int destinations = sources.length;
        double[][] traffic = new double[destinations][];
        for (int d = 1; d < destinations; d++) {
            traffic[destinations - 1 - d] = sources[d].draw(MEAN, draws(replicate, d));
        }
        double[] series = subject(replicate);
        for (int i = series.length - binsPerDay / 24; i < series.length; i++) {
            series[i] += added * MEAN;
        }
        traffic[destinations - 1] = series;
        double[] out = new double[placebos.size()];
        for (int i = 0; i < out.length; i++) {
            Placebo placebo = placebos.get(i);
            out[i] = placebo.bins(binsPerDay) == 0
                    ? TestOutcome.TOO_COARSE.code()
                    : TestOutcome.code(placebo.run(
                            Arrays.copyOfRange(traffic, destinations - placebo.destinations(), destinations),
                            binsPerDay));
        }
        return out;
    }

    /** The outcomes of one placebo, counted. */
    static Rate rate(Placebo placebo, String traffic, double[] outcomes) {
        int trials = 0;
        int refused = 0;
        int hits = 0;
        for (double code : outcomes) {
            TestOutcome outcome = TestOutcome.of(code);
            trials += outcome == TestOutcome.TOO_COARSE ? 0 : 1;
            refused += outcome == TestOutcome.REFUSED ? 1 : 0;
            hits += outcome == TestOutcome.ALARM ? 1 : 0;
        }
        return new Rate(placebo.test(), placebo.setting(), traffic, trials, refused, hits);
    }

    /** A rate for each placebo, in order; without trials where the bins are too coarse. */
    static List<Rate> rates(List<Placebo> placebos, String traffic, double[][] measured) {
        List<Rate> rates = new ArrayList<>();
        for (int i = 0; i < placebos.size(); i++) {
            int column = i;
            rates.add(rate(placebos.get(i), traffic, column(measured, column)));
        }
        return rates;
    }

    /** One measured quantity of all replicates. */
    static double[] column(double[][] measured, int column) {
        double[] out = new double[measured.length];
        for (int r = 0; r < out.length; r++) {
            out[r] = measured[r][column];
        }
        return out;
    }

    /**
     * Measures on one family. Each replicate has a seed of its own, so any division into parts gives the same sums.
     *
     * @param first number of the first replicate
     * @param replicates how many
     * @param variation coefficient of variation of the family, see {@link EffectFree}
     */
    public static List<Rate> measure(
            List<Placebo> placebos,
            EffectFree family,
            int binsPerDay,
            double variation,
            long first,
            int replicates,
            long seed) {
        FalseAlarms alarms = new FalseAlarms(placebos, family, binsPerDay, variation, seed);
        double[][] measured = new double[replicates][];
        for (int r = 0; r < replicates; r++) {
            measured[r] = alarms.measure(first + r);
        }
        return rates(placebos, name(family), measured);
    }

    /** The family's name as in results. */
    public static String name(EffectFree family) {
        return family.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
