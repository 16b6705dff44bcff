package floodmark.bench;

import floodmark.stats.Draws;
import floodmark.stats.PooledTail;
import floodmark.stats.ScanScore;
import floodmark.stats.ScanScore.Features;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Series a second on one core: what {@code scan} does for one metric of one destination over a day of minutes. A score is what
 * comes after a series has been merged: features, count in the pool, and the p-value against a pool that is settled.
 *
 * <p>The goal is 20,000 a second for series without a gap.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 2)
public class ScreeningBenchmark {
    private static final int BINS = 1440;
    /** More than the processor remembers the branches of. */
    private static final int SERIES = 512;

    /** How many of the 1,440 bins hold anything. */
    public enum Kind {
        /** All. */
        DENSE(1),
        /** Half, anywhere. */
        HALF_EMPTY(0.5),
        /** One in a hundred. */
        SPARSE(0.01);

        private final double present;

        Kind(double present) {
            this.present = present;
        }
    }

    /** Set by JMH. */
    @Param
    public Kind kind = Kind.DENSE;

    private final long[][] bins = new long[SERIES][BINS];
    private final double[][] values = new double[SERIES][BINS];
    private final int[] size = new int[SERIES];
    private PooledTail.Pool pool = new PooledTail.Pool();
    private PooledTail tail = PooledTail.fit(pool);
    private int next;

    /** Means from 1 to 60,000, overdispersed. */
    @Setup
    public void draw() {
        Draws draws = new Draws(3);
        pool = new PooledTail.Pool();
        for (int s = 0; s < SERIES; s++) {
            double mean = StrictMath.exp(11 * draws.uniform());
            int n = 0;
            for (int t = 0; t < BINS; t++) {
                if (draws.uniform() < kind.present || t == BINS - 1 && n == 0) {
                    bins[s][n] = t;
                    values[s][n++] = 1 + draws.poisson(mean * StrictMath.exp(0.3 * draws.normal()));
                }
            }
            size[s] = n;
            pool.add(features(s));
        }
        tail = PooledTail.fit(pool);
    }

    private Features features(int series) {
        return ScanScore.compute(bins[series], values[series], size[series], 0, BINS - 1, 1);
    }

    /** Everything for one series. */
    @Benchmark
    public double screen() {
        next = (next + 1) % SERIES;
        Features features = features(next);
        pool.add(features);
        return tail.test(features, 0.05).pValue();
    }

    /** The features alone. */
    @Benchmark
    public Features score() {
        next = (next + 1) % SERIES;
        return features(next);
    }
}
