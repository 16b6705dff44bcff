package floodmark.stats.ratio;

import floodmark.stats.Draws;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Incidents of known class, as levels on scales.
 *
 * <p>A scale is one thing that is looked at; its levels are numbered from 0. -1 says that the scale was not tested in the incident.
 * What does not fit is refused by an exception that says where.
 */
public final class Indicators {
    /** Level of a scale that was not tested. */
    public static final int NOT_TESTED = -1;

    private final int[][] levels;
    private final int[] classes;
    private final double[] weights;
    private final int[] levelsOfScale;
    private final boolean[] ordered;
    private final int classCount;

    /** Incidents with weights, on scales of which none is ordered. */
    public Indicators(int[][] levels, int[] classes, double[] weights, int[] levelsOfScale, int classCount) {
        this(levels, classes, weights, levelsOfScale, new boolean[levelsOfScale.length], classCount);
    }

    /**
     * Incidents with weights.
     *
     * @param levels row = incident, column = scale
     * @param classes class of each incident, from 0
     * @param weights positive, one for each incident; only proportions matter
     * @param levelsOfScale how many levels each scale has
     * @param ordered for each scale, whether its levels are steps of one quantity, so that neighbours say much the same
     * @param classCount how many classes there are, at least 2
     */
    public Indicators(
            int[][] levels, int[] classes, double[] weights, int[] levelsOfScale, boolean[] ordered, int classCount) {
        Logs.requireWeights(weights, classes.length);
        if (ordered.length != levelsOfScale.length) {
            throw new IllegalArgumentException(
                    ordered.length + " scales are ordered or not, of " + levelsOfScale.length);
        }
        if (levels.length != classes.length || classCount < 2) {
            throw new IllegalArgumentException(
                    levels.length + " rows for " + classes.length + " incidents of " + classCount + " classes");
        }
        for (int i = 0; i < classes.length; i++) {
            if (classes[i] < 0 || classes[i] >= classCount) {
                throw new IllegalArgumentException("incident " + i + " has class " + classes[i] + " of " + classCount);
            }
            requireLevels(levels[i], levelsOfScale);
        }
        this.levels = Arrays.stream(levels).map(int[]::clone).toArray(int[][]::new);
        this.classes = classes.clone();
        this.weights = weights.clone();
        this.levelsOfScale = levelsOfScale.clone();
        this.ordered = ordered.clone();
        this.classCount = classCount;
    }

    /** Incidents weighted so that every class that occurs weighs the same: n / (classes that occur * incidents of the class). */
    public static Indicators balanced(int[][] levels, int[] classes, int[] levelsOfScale, int classCount) {
        double[] ones = new double[classes.length];
        Arrays.fill(ones, 1);
        Indicators plain = new Indicators(levels, classes, ones, levelsOfScale, classCount);
        int[] counts = plain.counts();
        long occurring = Arrays.stream(counts).filter(c -> c > 0).count();
        double[] weights = Arrays.stream(classes)
                .mapToDouble(c -> classes.length / (double) (occurring * counts[c]))
                .toArray();
        return new Indicators(levels, classes, weights, levelsOfScale, classCount);
    }

    static void requireLevels(int[] levels, int[] levelsOfScale) {
        if (levels.length != levelsOfScale.length) {
            throw new IllegalArgumentException(levels.length + " levels for " + levelsOfScale.length + " scales");
        }
        for (int s = 0; s < levels.length; s++) {
            if (levels[s] < NOT_TESTED || levels[s] >= levelsOfScale[s]) {
                throw new IllegalArgumentException(
                        "level " + levels[s] + " on scale " + s + ", which has " + levelsOfScale[s]);
            }
        }
    }

    /** How many incidents. */
    public int size() {
        return classes.length;
    }

    /** How many classes. */
    public int classCount() {
        return classCount;
    }

    /** Class of an incident. */
    public int classOf(int incident) {
        return classes[incident];
    }

    /** Weight of an incident. */
    public double weight(int incident) {
        return weights[incident];
    }

    /** How many levels each scale has. */
    public int[] levelsOfScale() {
        return levelsOfScale.clone();
    }

    /** For each scale, whether its levels are steps of one quantity. */
    public boolean[] ordered() {
        return ordered.clone();
    }

    /** Levels of an incident; -1 = not tested. */
    public int[] levels(int incident) {
        return levels[incident].clone();
    }

    /** The incidents with these numbers, in this order; a number may occur more than once. */
    public Indicators subset(int... incidents) {
        return new Indicators(
                Arrays.stream(incidents).mapToObj(i -> levels[i]).toArray(int[][]::new),
                Arrays.stream(incidents).map(i -> classes[i]).toArray(),
                Arrays.stream(incidents).mapToDouble(i -> weights[i]).toArray(),
                levelsOfScale,
                ordered,
                classCount);
    }

    /** As many incidents of every class as there are, drawn from that class with replacement. */
    Indicators resampled(Draws draws) {
        int[][] members = IntStream.range(0, classCount)
                .mapToObj(c ->
                        IntStream.range(0, size()).filter(i -> classes[i] == c).toArray())
                .toArray(int[][]::new);
        return subset(Arrays.stream(members)
                .flatMapToInt(of -> IntStream.range(0, of.length).map(i -> of[draws.below(of.length)]))
                .toArray());
    }

    /**
     * Folds of about the same make-up: the incidents of each class are dealt out in a drawn order.
     *
     * <p>Where incidents are kin (the same mechanism, the same day), give folds that keep kin together instead: a held-out
     * incident with a sibling in the fit flatters it.
     *
     * @return fold of each incident, in [0, folds)
     */
    public int[] folds(int folds, long seed) {
        Draws draws = new Draws(seed);
        int[] order = IntStream.range(0, size()).toArray();
        for (int i = order.length - 1; i > 0; i--) {
            int j = draws.below(i + 1);
            int kept = order[i];
            order[i] = order[j];
            order[j] = kept;
        }
        int[] fold = new int[size()];
        int dealt = 0;
        for (int c = 0; c < classCount; c++) {
            for (int incident : order) {
                if (classes[incident] == c) {
                    fold[incident] = dealt++ % folds;
                }
            }
        }
        return fold;
    }

    private int[] counts() {
        int[] counts = new int[classCount];
        for (int c : classes) {
            counts[c]++;
        }
        return counts;
    }
}
