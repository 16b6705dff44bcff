package floodmark.stats.calibration;

/**
 * Where a figure shall lie.
 *
 * @param low lower end; NaN if there is no goal
 * @param high upper end; NaN if there is no goal
 */
public record Goal(double low, double high) {
    /** A figure that is only shown. */
    public static final Goal NONE = new Goal(Double.NaN, Double.NaN);
    /** False alarms at nominal .05. */
    public static final Goal LEVEL = new Goal(0.02, 0.06);
    /** The same for a test that may stay below: it searches, or it refuses. */
    public static final Goal LEVEL_FROM_ABOVE = new Goal(0, 0.06);
    /** Coverage of a 95 % bound. */
    public static final Goal COVERAGE = new Goal(0.94, 1);
    /** The same where enough packets are sampled that it need not be wider than it says. */
    public static final Goal COVERAGE_EXACT = new Goal(0.94, 0.99);
    /** Width of a bound in units of the oracle's. */
    public static final Goal WIDTH = new Goal(0, 1.5);
    /** Share of false discoveries at nominal .10. */
    public static final Goal DISCOVERIES = new Goal(0, 0.10);
    /** Share of floods of ten times the usual volume that are found. */
    public static final Goal FOUND = new Goal(0.8, 1);

    /** Whether a goal was met. */
    public enum Met {
        MET("met"),
        MISSED("missed"),
        /** The test never ran. */
        REFUSED("refused"),
        NOT_JUDGED("not-judged");

        private final String text;

        Met(String text) {
            this.text = text;
        }

        /** As in results. */
        public String text() {
            return text;
        }
    }

    /** Realised power where this much was predicted. */
    public static Goal near(double predicted) {
        double tolerance = 0.05;
        return new Goal(StrictMath.max(0, predicted - tolerance), StrictMath.min(1, predicted + tolerance));
    }

    /** A goal is met if the interval of the figure has a point in common with it. */
    public Met judge(double least, double most) {
        if (Double.isNaN(low) || Double.isNaN(least)) {
            return Met.NOT_JUDGED;
        }
        return least <= high && most >= low ? Met.MET : Met.MISSED;
    }
}
