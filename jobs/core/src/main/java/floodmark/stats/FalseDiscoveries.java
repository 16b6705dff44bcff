package floodmark.stats;

import java.util.Arrays;

/**
 * The corrections of {@link MultipleTesting} for families that are spread over many machines: each part keeps what can matter, parts
 * merge in any order, and the result has the same bits as the central computation over all tests at once.
 *
 * <p>For a level a, only p-values up to a can get a q-value up to a: {@code c m p / j <= a} with a rank j of at most m means
 * {@code p <= a / c}, and c is at least 1. So a part keeps these and the number of its tests. With a = 1 everything is kept
 * and all q-values are exact: 8 bytes a test, three times as much while the array grows. For e-values, {@code e k a >= m} with k of
 * at most m means {@code e >= 1 / a}. NaN means "not tested": it is neither kept nor counted.
 */
public final class FalseDiscoveries {
    /** Room for the rounding of a product of three numbers, relative. */
    private static final double ROUNDING = 1e-12;

    private static final int START = 64;

    private final double level;
    private final boolean eValues;
    private double[] kept;
    private int size;
    private long tests;

    private FalseDiscoveries(double level, boolean eValues, double[] kept, long tests) {
        if (!(level > 0 && level <= 1)) {
            throw new IllegalArgumentException("not a level: " + level);
        }
        this.level = level;
        this.eValues = eValues;
        this.kept = kept;
        this.size = kept.length;
        this.tests = tests;
    }

    /** An empty part of a family of p-values. */
    public static FalseDiscoveries ofPValues(double level) {
        return new FalseDiscoveries(level, false, new double[0], 0);
    }

    /** An empty part of a family of e-values. */
    public static FalseDiscoveries ofEValues(double level) {
        return new FalseDiscoveries(level, true, new double[0], 0);
    }

    /** Adds a p-value, or an e-value, of one test. */
    public void add(double value) {
        if (value < 0 || !eValues && value > 1) {
            throw new IllegalArgumentException("no " + (eValues ? "e" : "p") + "-value: " + value);
        }
        if (Double.isNaN(value)) {
            return;
        }
        tests++;
        if (eValues ? value * level >= 1 - ROUNDING : value <= level * (1 + ROUNDING)) {
            reserve(1);
            kept[size++] = value;
        }
    }

    /** Adds another part of the same family. */
    public void merge(FalseDiscoveries other) {
        if (other.level != level || other.eValues != eValues) {
            throw new IllegalArgumentException("parts of different families: " + level + ", " + other.level);
        }
        reserve(other.size);
        System.arraycopy(other.kept, 0, kept, size, other.size);
        size += other.size;
        tests = Math.addExact(tests, other.tests);
    }

    private void reserve(int more) {
        int needed = Math.addExact(size, more);
        if (needed > kept.length) {
            long half = (long) kept.length + (kept.length >> 1);
            kept = Arrays.copyOf(kept, (int) Math.max(Math.max(START, needed), Math.min(half, Integer.MAX_VALUE - 8)));
        }
    }

    /** Number of tests so far, without those that were not made. */
    public long tests() {
        return tests;
    }

    /** Number of values that are kept. */
    public int kept() {
        return size;
    }

    /** All figures as one array, to be sent and put back by {@link #ofArray}; the order of the values is that of their arrival. */
    public long[] toArray() {
        long[] figures = new long[size + 3];
        figures[0] = Double.doubleToLongBits(level);
        figures[1] = eValues ? 1 : 0;
        figures[2] = tests;
        for (int i = 0; i < size; i++) {
            figures[i + 3] = Double.doubleToLongBits(kept[i]);
        }
        return figures;
    }

    /** The reverse of {@link #toArray}. */
    public static FalseDiscoveries ofArray(long[] figures) {
        if (figures.length < 3 || figures[2] < figures.length - 3) {
            throw new IllegalArgumentException("not a part of a family: " + figures.length + " figures");
        }
        double[] kept = new double[figures.length - 3];
        for (int i = 0; i < kept.length; i++) {
            kept[i] = Double.longBitsToDouble(figures[i + 3]);
        }
        return new FalseDiscoveries(Double.longBitsToDouble(figures[0]), figures[1] == 1, kept, figures[2]);
    }

    /** What the family comes to by Benjamini and Hochberg. */
    public QValues benjaminiHochberg() {
        return qValues(false);
    }

    /** What the family comes to by Benjamini and Yekutieli. */
    public QValues benjaminiYekutieli() {
        return qValues(true);
    }

    private QValues qValues(boolean anyDependence) {
        if (eValues) {
            throw new IllegalStateException("e-values have no q-values");
        }
        double[] ascending = ascending();
        return new QValues(level, ascending, MultipleTesting.stepUp(ascending, tests, anyDependence));
    }

    /** Smallest e-value that the e-BH procedure rejects at the level; infinite and {@code false} if there is none. */
    public Rejections eBenjaminiHochberg() {
        if (!eValues) {
            throw new IllegalStateException("p-values are no e-values");
        }
        return MultipleTesting.eStepUp(ascending(), tests, level);
    }

    private double[] ascending() {
        double[] ascending = Arrays.copyOf(kept, size);
        Arrays.sort(ascending);
        return ascending;
    }

    /**
     * Which e-values are rejected: all from a threshold on.
     *
     * @param any whether any is
     * @param threshold the smallest of them
     */
    public record Rejections(boolean any, double threshold) {
        /** Whether this e-value is; NaN never. */
        public boolean rejects(double eValue) {
            return any && eValue >= threshold;
        }
    }

    /** q-values of a whole family. */
    public static final class QValues {
        private final double level;
        private final double[] ascending;
        private final double[] q;

        private QValues(double level, double[] ascending, double[] q) {
            this.level = level;
            this.ascending = ascending;
            this.q = q;
        }

        /**
         * q-value of a test of the family with this p-value: exact if at most the level; above the level the upper limit 1, unless
         * the level is 1; NaN for NaN.
         *
         * @throws IllegalArgumentException if no test of the family has this p-value, though it would have been kept
         */
        public double of(double pValue) {
            if (Double.isNaN(pValue)) {
                return Double.NaN;
            }
            if (pValue > level * (1 + ROUNDING)) {
                return 1;
            }
            // Equal p-values share one q-value, so any of the equal positions serves.
            int at = Arrays.binarySearch(ascending, pValue);
            if (at < 0) {
                throw new IllegalArgumentException("not in the family: " + pValue);
            }
            return q[at] <= level ? q[at] : 1;
        }
    }
}
