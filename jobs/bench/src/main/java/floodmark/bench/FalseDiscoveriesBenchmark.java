package floodmark.bench;

import floodmark.stats.Draws;
import floodmark.stats.FalseDiscoveries;
import floodmark.stats.MultipleTesting;
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

/** Seconds for the correction of 10^7 p-values within a heap of 1 GB: q-values of all, in one place or in eight parts. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(value = 2, jvmArgs = "-Xmx1g")
@Warmup(iterations = 2)
@Measurement(iterations = 3)
public class FalseDiscoveriesBenchmark {
    private static final int PARTS = 8;

    /** Set by JMH. */
    @Param("10000000")
    public int tests = 10_000_000;

    private double[] p = new double[0];

    /** One in fifty is small. */
    @Setup
    public void draw() {
        Draws draws = new Draws(1);
        p = new double[tests];
        for (int i = 0; i < tests; i++) {
            p[i] = draws.uniform() * (i % 50 == 0 ? 1e-5 : 1);
        }
    }

    /** The central form. */
    @Benchmark
    public double[] central() {
        return MultipleTesting.benjaminiHochberg(p);
    }

    /** All q-values from eight parts. */
    @Benchmark
    public double all() {
        return parts(1);
    }

    /** q-values up to .10 from eight parts. */
    @Benchmark
    public double upToLevel() {
        return parts(0.1);
    }

    private double parts(double level) {
        FalseDiscoveries family = FalseDiscoveries.ofPValues(level);
        for (int part = 0; part < PARTS; part++) {
            FalseDiscoveries one = FalseDiscoveries.ofPValues(level);
            for (int i = part; i < tests; i += PARTS) {
                one.add(p[i]);
            }
            family.merge(one);
        }
        FalseDiscoveries.QValues q = family.benjaminiHochberg();
        double sum = 0;
        for (double value : p) {
            sum += q.of(value);
        }
        return sum;
    }
}
