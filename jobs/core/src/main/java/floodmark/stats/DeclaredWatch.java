package floodmark.stats;

import java.util.Arrays;

/**
 * Has a watch of declared length seen anything out of the ordinary so far? May be read after every bin, and acted upon at any time:
 * without an effect the probability that its p-value ever falls to alpha is at most alpha.
 *
 * <p>The readings of a day, such as running means, are standardised reading by reading, by median and median absolute deviation over
 * all days, today included, so that today is treated like the others. Today's largest so far, M, is compared with each earlier
 * day's largest <em>over the whole watch</em>. What an earlier day's later readings come to depends on today's that are not there yet;
 * until then the most they can come to stands in. So {@code p = (1 + #{earlier days with at least M}) / (K + 1)} never rises
 * in the course of the watch, and ends at the conformal p-value of {@link MatchedWindows#searched}. That is why looking often costs
 * nothing. The e-value of that rank ({@link EProcess#ofRank}) never falls, and its mean is at most 1 at any stopping time.
 *
 * <p>Assumes that days are exchangeable; nothing about the dependence within a day. Sources: Westfall and Young 1993 for the
 * maximum; Bates et al. 2023, Annals of Statistics 51(1), for the rank.
 *
 * <p>The bound: with n earlier values and one unknown, the median lies between those with the unknown at either end, and the median
 * absolute deviation is at least that about the middle of the two, with a deviation of zero for the unknown, less half their
 * distance. Where that is zero nothing can be said before the reading is there.
 *
 * <p>Effect = observed - median, in the unit of the readings, at the reading that stands out most. Special cases: an earlier reading that is NaN is left out; of
 * today it counts as no reading. Refuses if 1/(K+1) exceeds alpha.
 */
public final class DeclaredWatch {
    /** Registry entry. */
    public static final StatTest ABOUT = new Described(
            "declared-watch",
            "watch of declared length, readable at any time (maximum statistic)",
            "Has the watch seen anything out of the ordinary so far, however often it is looked at?",
            "Westfall and Young 1993; Bates et al. 2023, Annals of Statistics 51(1)");

    private final double[][] earlier;
    private final double sign;
    private final double alpha;
    /** The most that a day's readings from this one on can come to. */
    private final double[][] ahead;

    private final double[] reached;
    private final int days;
    private int read;
    private double most = Double.NaN;
    private double observed = Double.NaN;
    private double expected = Double.NaN;

    /**
     * Declares the watch.
     *
     * @param earlier rows are earlier days, columns the readings of the watch in order; NaN = not covered
     * @param side {@code GREATER} or {@code LESS}
     */
    public DeclaredWatch(double[][] earlier, Side side, double alpha) {
        if (side == Side.TWO_SIDED) {
            throw new IllegalArgumentException("a watch looks to one side");
        }
        sign = side == Side.GREATER ? 1 : -1;
        this.alpha = alpha;
        this.earlier = Arrays.stream(earlier)
                .filter(day -> Arrays.stream(day).anyMatch(v -> !Double.isNaN(v)))
                .map(day -> Arrays.stream(day).map(v -> sign * v).toArray())
                .toArray(double[][]::new);
        days = this.earlier.length;
        reached = new double[days];
        Arrays.fill(reached, Double.NEGATIVE_INFINITY);
        int length = days == 0 ? 0 : this.earlier[0].length;
        ahead = new double[days][length + 1];
        for (int d = 0; d < days; d++) {
            ahead[d][length] = Double.NEGATIVE_INFINITY;
        }
        for (int s = length - 1; s >= 0; s--) {
            double[] bounds = bounds(column(s));
            for (int d = 0; d < days; d++) {
                ahead[d][s] = StrictMath.max(ahead[d][s + 1], bounds[d]);
            }
        }
    }

    /** The next reading of today; what is known after it. */
    public TestResult next(double reading) {
        if (days > 0 && read >= earlier[0].length) {
            throw new IllegalStateException("the watch is over");
        }
        if (days > 0) {
            double value = sign * reading;
            double[] all = Arrays.copyOf(column(read), days + 1);
            all[days] = value;
            double centre = OrderStatistics.median(all);
            double scale = scale(all, centre);
            for (int d = 0; d < days; d++) {
                double z = (all[d] - centre) / scale;
                reached[d] = Double.isNaN(z) ? reached[d] : StrictMath.max(reached[d], z);
            }
            double z = (value - centre) / scale;
            if (!Double.isNaN(z) && !(z <= most)) {
                most = z;
                observed = reading;
                expected = sign * centre;
            }
            read++;
        }
        return now();
    }

    /** What is known so far; refuses before the first reading. */
    public TestResult now() {
        double smallest = 1.0 / (days + 1);
        if (smallest > alpha + 1e-12) {
            return TestResult.refused(
                    ABOUT.id(),
                    smallest,
                    days,
                    "cannot reach " + OrderStatistics.level(alpha) + " with " + days + " earlier days; needs "
                            + OrderStatistics.needed(1, alpha));
        }
        if (Double.isNaN(most)) {
            return TestResult.refused(ABOUT.id(), smallest, days, "there is no reading yet; needs one");
        }
        double none = Double.NaN;
        return new TestResult(
                ABOUT.id(),
                most,
                rank() / (days + 1.0),
                smallest,
                observed - expected,
                none,
                none,
                expected,
                none,
                none,
                days,
                "");
    }

    /** E-value so far; 1 before the first reading and where the test refuses. */
    public double eValue() {
        return now().refused() ? 1 : EProcess.ofRank(rank(), days + 1);
    }

    private int rank() {
        int rank = 1;
        for (int d = 0; d < days; d++) {
            rank += StrictMath.max(reached[d], ahead[d][read]) >= most ? 1 : 0;
        }
        return rank;
    }

    private double[] column(int s) {
        return Arrays.stream(earlier).mapToDouble(day -> day[s]).toArray();
    }

    /** As in {@link MatchedWindows#searched}: mean deviation where more than half are equal, 1 where all are. */
    private static double scale(double[] all, double centre) {
        double mad = OrderStatistics.scaledMad(all, centre);
        if (mad > 0) {
            return mad;
        }
        double mean = Arrays.stream(all)
                .filter(v -> !Double.isNaN(v))
                .map(v -> StrictMath.abs(v - centre))
                .average()
                .orElse(0);
        return mean > 0 ? mean : 1;
    }

    /** The largest standardised value that each day can have in this column, whatever today's value is. */
    private static double[] bounds(double[] column) {
        double[] ascending = OrderStatistics.sorted(column);
        double low = medianWith(ascending, Double.NEGATIVE_INFINITY);
        double high = medianWith(ascending, Double.POSITIVE_INFINITY);
        double middle = 0.5 * (low + high);
        double half = 0.5 * (high - low);
        double[] deviations = Arrays.stream(Arrays.copyOf(ascending, ascending.length + 1))
                .map(v -> StrictMath.max(0, StrictMath.abs(v - middle) - half))
                .toArray();
        deviations[ascending.length] = 0;
        double least = OrderStatistics.MAD_TO_SD * OrderStatistics.median(deviations);
        return Arrays.stream(column)
                .map(v -> Double.isNaN(v)
                        ? Double.NEGATIVE_INFINITY
                        : !(least > 0) ? Double.POSITIVE_INFINITY : StrictMath.max(0, v - low) / least)
                .toArray();
    }

    private static double medianWith(double[] ascending, double end) {
        double[] all = Arrays.copyOf(ascending, ascending.length + 1);
        all[ascending.length] = end;
        return OrderStatistics.median(all);
    }
}
