package floodmark.app.likelihood;

import floodmark.claim.Vantage;
import floodmark.evidence.Context;
import floodmark.evidence.Departure;
import floodmark.evidence.Families;
import floodmark.evidence.Finding;
import floodmark.evidence.Grade;
import floodmark.evidence.Scale;
import floodmark.simulate.Truth;
import floodmark.verdict.Judge;
import floodmark.verdict.LikelihoodModel;
import java.util.Arrays;
import java.util.List;

/**
 * What the evidence of one incident of known cause came to.
 *
 * @param truth what really happened
 * @param levels level of each of {@link Families#scales()}; -1 where it could not be told
 * @param power probability with which a flood of the tested size would have been seen in the volume; NaN without a usable history
 * @param byRules what the rules without ratios find about the presence of a flood
 * @param vantage as the case says
 */
record Measured(Truth truth, int[] levels, double power, Finding byRules, Vantage vantage) {
    /** Numbers that are kept of an incident besides its levels. */
    private static final int EXTRA = 2;

    static final List<Scale> SCALES = Families.scales();

    private static final int HISTORY = SCALES.stream().map(Scale::name).toList().indexOf(LikelihoodModel.HISTORY);

    /** The same as numbers, without truth and vantage, which the incident's number gives back. */
    static double[] numbers(Context context) {
        double[] numbers = new double[EXTRA + SCALES.size()];
        Arrays.fill(numbers, -1);
        numbers[0] = power(context);
        numbers[1] = Judge.presentByRules(context).ordinal();
        for (Grade grade : context.grades()) {
            numbers[EXTRA + SCALES.indexOf(grade.scale())] = grade.level();
        }
        return numbers;
    }

    static Measured of(Truth truth, Vantage vantage, double[] numbers) {
        int[] levels = new int[SCALES.size()];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = (int) numbers[EXTRA + i];
        }
        return new Measured(truth, levels, numbers[0], Finding.values()[(int) numbers[1]], vantage);
    }

    private static double power(Context context) {
        Departure main = context.main().orElse(null);
        if (main == null || main.refused() || context.coverage(main) < 0.95) {
            return Double.NaN;
        }
        return context.atSubject(main).power(context.claimedSize(main.signal()));
    }

    /** True if the captures hold any history of the subject. */
    boolean hasHistory() {
        return levels[HISTORY] >= 0;
    }

    /**
     * A flood that could be seen: not built to be mistaken, not hidden from this vantage, at least as large as the usual
     * traffic, and either found likely to be seen by its volume or of a makeup that needs no history.
     */
    boolean visible() {
        return !truth.mimicry() && !truth.blind() && (!truth.attack() || truth.doubling() >= 1 && power >= 0.8);
    }
}
