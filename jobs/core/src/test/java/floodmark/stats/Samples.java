package floodmark.stats;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** Small samples for {@link Contracts}; nothing given is changed. */
final class Samples {
    private Samples() {}

    /** 1, 2, ..., k. */
    static double[] upTo(int k) {
        return IntStream.rangeClosed(1, k).asDoubleStream().toArray();
    }

    static double[] map(double[] x, DoubleUnaryOperator f) {
        return Arrays.stream(x).map(f).toArray();
    }

    static double[] concat(double[] a, double[] b) {
        double[] out = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, out, a.length, b.length);
        return out;
    }

    /** One value replaced. */
    static double[] with(double[] x, int at, double value) {
        double[] out = x.clone();
        out[at] = value;
        return out;
    }

    /** The last row replaced. */
    static double[][] withLast(double[][] rows, double[] last) {
        double[][] out = rows.clone();
        out[rows.length - 1] = last;
        return out;
    }

    static double[][] prepended(double[][] rows, double[] first) {
        double[][] out = new double[rows.length + 1][];
        out[0] = first;
        System.arraycopy(rows, 0, out, 1, rows.length);
        return out;
    }

    /** All rows but the last in reverse. */
    static double[][] turned(double[][] rows) {
        double[][] out = rows.clone();
        for (int i = 0; i < rows.length - 1; i++) {
            out[i] = rows[rows.length - 2 - i];
        }
        return out;
    }

    static double[][] columns(double[][] rows, UnaryOperator<double[]> change) {
        return Arrays.stream(rows).map(change).toArray(double[][]::new);
    }

    /** Senders in one /8. */
    static long[] only(int octet, long senders) {
        return plus(new long[256], octet, senders);
    }

    static long[] plus(long[] counts, int at, long more) {
        long[] out = counts.clone();
        out[at] += more;
        return out;
    }

    /** /8s 20 to 29 and 30 to 39 exchanged. */
    static long[] swapped(long[] counts) {
        long[] out = counts.clone();
        System.arraycopy(counts, 20, out, 30, 10);
        System.arraycopy(counts, 30, out, 20, 10);
        return out;
    }
}
