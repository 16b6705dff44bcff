package floodmark.stats.calibration;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * A measured figure with its interval and goal; a row of the results.
 *
 * @param section part of the calibration
 * @param test id of the test
 * @param setting what is particular about it, or empty
 * @param traffic what it was measured on
 * @param quantity what was measured, such as {@code false-alarms}
 * @param trials replicates, windows or injections
 * @param refused trials on which the test refused
 * @param hits trials that count; negative if the figure is no share
 * @param days days that the interval takes for the units; 0 if the trials are independent
 * @param value the figure
 * @param low lower end of its 99 % interval; NaN if there is none
 * @param high upper end
 * @param goal where it shall lie
 * @param met whether the interval meets the goal
 * @param note what else a reader must know, or empty
 */
public record Figure(
        String section,
        String test,
        String setting,
        String traffic,
        String quantity,
        int trials,
        int refused,
        int hits,
        int days,
        double value,
        double low,
        double high,
        Goal goal,
        Goal.Met met,
        String note) {
    /** Of every interval. */
    public static final double CONFIDENCE = 0.99;

    private static final double MANY = 0.01;

    /** What a figure is about. */
    record About(String section, String test, String setting, String traffic) {
        static About of(String section, Rate rate) {
            return new About(section, rate.test(), rate.setting(), rate.family());
        }

        Figure figure(
                String quantity,
                int trials,
                int refused,
                int hits,
                int days,
                double value,
                double[] interval,
                Goal goal,
                String note) {
            Goal.Met met = trials > 0 && refused == trials && !Double.isNaN(goal.low())
                    ? Goal.Met.REFUSED
                    : goal.judge(interval[0], interval[1]);
            return new Figure(
                    section,
                    test,
                    setting,
                    traffic,
                    quantity,
                    trials,
                    refused,
                    hits,
                    days,
                    value,
                    interval[0],
                    interval[1],
                    goal,
                    met,
                    note);
        }

        /** Nothing could be measured. */
        Figure nothing(String quantity, String why) {
            return figure(quantity, 0, 0, -1, 0, Double.NaN, new double[] {Double.NaN, Double.NaN}, Goal.NONE, why);
        }

        /** A share of independent trials. */
        Figure share(String quantity, int trials, int refused, int hits, Goal goal, String note) {
            Rate rate = new Rate(test, setting, traffic, trials, refused, hits);
            return figure(quantity, trials, refused, hits, 0, rate.value(), exact(rate), goal, note);
        }

        /** A mean of independent trials; NaN among the values is a refusal. */
        Figure mean(String quantity, double[] values, Goal goal, String note) {
            double sum = 0;
            int n = 0;
            for (double value : values) {
                if (!Double.isNaN(value)) {
                    sum += value;
                    n++;
                }
            }
            double mean = sum / n;
            double squares = 0;
            for (double value : values) {
                squares += Double.isNaN(value) ? 0 : (value - mean) * (value - mean);
            }
            double half = n < 2
                    ? Double.NaN
                    : new TDistribution(null, n - 1.0).inverseCumulativeProbability((1 + CONFIDENCE) / 2)
                            * StrictMath.sqrt(squares / (n - 1.0) / n);
            double[] interval = {mean - half, mean + half};
            return figure(quantity, values.length, values.length - n, -1, 0, mean, interval, goal, note);
        }
    }

    /** The interval by Clopper and Pearson. */
    static double[] exact(Rate rate) {
        return rate.trials() == 0
                ? new double[] {Double.NaN, Double.NaN}
                : new double[] {rate.low(CONFIDENCE), rate.high(CONFIDENCE)};
    }

    /** How trials hang together. */
    interface Trials {
        /** Days that are the units; 0 if the trials are independent. */
        int days();

        /** Interval of the rate of these trials. */
        double[] interval(Rate rate);
    }

    private enum Independent implements Trials {
        TRIALS;

        @Override
        public int days() {
            return 0;
        }

        @Override
        public double[] interval(Rate rate) {
            return exact(rate);
        }
    }

    /** False alarms of independent replicates. */
    public static List<Figure> falseAlarms(String section, Rate rate) {
        return falseAlarms(section, rate, Independent.TRIALS, Independent.TRIALS, "");
    }

    /**
     * False alarms in all trials, the share of refusals, and, where refusals are more than a few, false alarms in the trials on
     * which the test ran. A refusal is no alarm, so the share in all trials may then lie below the goal, and the share where
     * it ran is what must not.
     */
    static List<Figure> falseAlarms(String section, Rate rate, Trials all, Trials run, String note) {
        About about = About.of(section, rate);
        List<Figure> out = new ArrayList<>();
        if (rate.trials() == 0) {
            out.add(about.nothing("false-alarms", note.isEmpty() ? "the bins are too coarse for this test" : note));
            return out;
        }
        boolean refuses = rate.refused() > MANY * rate.trials();
        boolean below = rate.test().endsWith("-searched");
        Goal goal = below ? Goal.LEVEL_FROM_ABOVE : Goal.LEVEL;
        out.add(about.figure(
                "false-alarms",
                rate.trials(),
                rate.refused(),
                rate.hits(),
                all.days(),
                rate.value(),
                all.interval(rate),
                refuses ? Goal.LEVEL_FROM_ABOVE : goal,
                note));
        if (refuses && rate.refused() < rate.trials()) {
            Rate ran = new Rate("", "", "", rate.trials() - rate.refused(), 0, rate.hits());
            out.add(about.figure(
                    "false-alarms-where-run",
                    ran.trials(),
                    0,
                    ran.hits(),
                    run.days(),
                    ran.value(),
                    run.interval(ran),
                    goal,
                    note));
        }
        Rate refusals = new Rate("", "", "", rate.trials(), 0, rate.refused());
        out.add(about.figure(
                "refusals",
                rate.trials(),
                0,
                rate.refused(),
                0,
                refusals.value(),
                all.days() > 0 ? new double[] {Double.NaN, Double.NaN} : exact(refusals),
                Goal.NONE,
                ""));
        return out;
    }
}
