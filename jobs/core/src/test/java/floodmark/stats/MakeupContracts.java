package floodmark.stats;

import static floodmark.stats.Contract.Special.EMPTY;
import static floodmark.stats.Contract.Special.NAN;
import static floodmark.stats.Contract.Special.TOO_SHORT;
import static floodmark.stats.Samples.concat;
import static floodmark.stats.Samples.map;
import static floodmark.stats.Samples.only;
import static floodmark.stats.Samples.plus;
import static floodmark.stats.Samples.swapped;
import static floodmark.stats.Samples.upTo;
import static floodmark.stats.Samples.with;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Entries of {@link Contracts} for what describes traffic, for sampling and for families of tests. */
final class MakeupContracts {
    private static final double NONE = Double.NaN;
    private static final double[] QUIET = {.2, .4, .6, .3, .5, .2, .4, .6, .3, .5};

    static final List<Contract> ALL = List.of(
            riseTime(),
            divergence(),
            entropy(),
            sourceUniformity(),
            samplingError(),
            backscatter(),
            plateau(),
            pooledTail(),
            falseDiscoveryRate());

    private MakeupContracts() {}

    private static Contract riseTime() {
        return Contract.of(RiseTime.ABOUT)
                .reference(
                        "(lambda m: (lambda b, h, t: (lambda s: s + np.argmax(m[s:] >= b + .9 * h) - s)"
                                + "(np.flatnonzero(m[:t] <= b + .1 * h).max()))(np.median(m[:36]), m.max() - np.median(m[:36]),"
                                + " m.argmax()))((lambda y: np.array([np.median(y[max(0, i - 6):i + 7]) for i in range(180)]))"
                                + "(100 + 900 * np.clip((np.arange(180) - 59) / 100, 0, 1)**2))",
                        64,
                        1e-12,
                        () -> RiseTime.bins(ramp()))
                .call(double[].class, ramp(), RiseTime::bins)
                .leavesOut(NAN, () -> RiseTime.bins(with(ramp(), 30, NONE)), () -> RiseTime.bins(ramp()))
                .notAvailable(NAN, () -> RiseTime.bins(map(ramp(), v -> NONE)))
                .notAvailable(EMPTY, () -> RiseTime.bins(new double[0]))
                .notAvailable(TOO_SHORT, () -> RiseTime.bins(upTo(19)))
                .same(
                        "level and scale",
                        () -> RiseTime.bins(ramp()),
                        () -> RiseTime.bins(map(ramp(), v -> 8 * v + 1024)))
                .same("an outlier", () -> RiseTime.bins(ramp()), () -> RiseTime.bins(with(ramp(), 20, 1e9)));
    }

    /** Flat for 60 bins, then rising as a square over 100. */
    private static double[] ramp() {
        return IntStream.range(0, 180)
                .mapToDouble(i -> StrictMath.max(0, StrictMath.min(1, (i - 59) / 100.0)))
                .map(part -> 100 + 900 * part * part)
                .toArray();
    }

    private static Contract divergence() {
        double[] p = {10, 20, 30, 40};
        double[] q = {40, 30, 20, 10};
        return Contract.of(Divergence.ABOUT)
                .reference(
                        "np.sqrt(1 - np.sqrt(np.array([.1, .2, .3, .4]) * np.array([.4, .3, .2, .1])).sum())",
                        0.3318162917087773,
                        1e-14,
                        () -> Divergence.hellinger(p, q))
                .reference(
                        "spatial.distance.jensenshannon([10, 20, 30, 40], [40, 30, 20, 10], base=2)",
                        0.3918681606471551,
                        1e-14,
                        () -> Divergence.jensenShannon(p, q))
                .call(
                        double[][].class,
                        new double[][] {p, q},
                        both -> List.of(
                                Divergence.hellinger(both[0], both[1]), Divergence.jensenShannon(both[0], both[1])))
                .cannotBe(NAN, "a count that is not known is a mistake of the caller: an exception")
                .notAvailable(EMPTY, () -> Divergence.hellinger(new double[4], q))
                .notAvailable(EMPTY, () -> Divergence.jensenShannon(p, new double[4]))
                .cannotBe(TOO_SHORT, "a single observation has a makeup")
                .same("symmetry of Hellinger's", () -> Divergence.hellinger(p, q), () -> Divergence.hellinger(q, p))
                .same(
                        "symmetry of Jensen and Shannon's",
                        () -> Divergence.jensenShannon(p, q),
                        () -> Divergence.jensenShannon(q, p))
                .same(
                        "totals",
                        1e-14,
                        () -> Divergence.hellinger(p, q),
                        () -> Divergence.hellinger(map(p, v -> 7 * v), q))
                .same(
                        "empty cells",
                        () -> Divergence.jensenShannon(p, q),
                        () -> Divergence.jensenShannon(concat(p, new double[2]), concat(q, new double[2])));
    }

    private static Contract entropy() {
        long[] counts = {50, 30, 15, 5};
        return Contract.of(Entropy.ABOUT)
                .reference(
                        "stats.entropy([50, 30, 15, 5], base=2)",
                        1.647730922119161,
                        1e-14,
                        () -> Entropy.plugIn(counts))
                .reference(
                        "stats.entropy([50, 30, 15, 5], base=2) + 3 / (200 * np.log(2))",
                        1.6693713477324954,
                        1e-14,
                        () -> Entropy.millerMadow(counts))
                .call(long[].class, counts, Entropy::millerMadow)
                .cannotBe(NAN, "counts are whole numbers")
                .notAvailable(EMPTY, () -> Entropy.millerMadow(new long[0]))
                .notAvailable(EMPTY, () -> Entropy.plugIn(new long[3]))
                .cannotBe(TOO_SHORT, "a single observation has an entropy, 0")
                .same(
                        "order of the cells",
                        1e-14,
                        () -> Entropy.millerMadow(counts),
                        () -> Entropy.millerMadow(new long[] {5, 50, 15, 30}))
                .same(
                        "empty cells",
                        () -> Entropy.millerMadow(counts),
                        () -> Entropy.millerMadow(new long[] {50, 0, 30, 15, 0, 5}));
    }

    private static Contract sourceUniformity() {
        String n = "np.array([5 + o * 7 % 11 for o in range(224) if o not in (0, 10, 100, 127, 169, 172, 192, 198)])";
        return Contract.of(SourceUniformity.ABOUT)
                .reference(
                        "stats.chisquare(" + n + ").statistic",
                        216.97415782187355,
                        1e-9,
                        () -> spread(senders()).statistic())
                .reference(
                        "(lambda n: (lambda v: stats.gamma.sf(stats.chisquare(n).statistic, 215**2 / v, scale=v / 215))"
                                + "(430 * (n.sum() - 1) / n.sum()))(" + n + ")",
                        0.44944677898581725,
                        1e-9,
                        () -> spread(senders()).pValue())
                .call(long[].class, senders(), MakeupContracts::spread)
                .cannotBe(NAN, "counts are whole numbers")
                .refuses(EMPTY, () -> spread(new long[256]))
                .refuses(TOO_SHORT, () -> spread(only(20, 99)))
                .same("reserved addresses", () -> spread(senders()), () -> spread(plus(senders(), 127, 9000)))
                .same(
                        "which /8 holds how many",
                        1e-9,
                        () -> spread(senders()).statistic(),
                        () -> spread(swapped(senders())).statistic());
    }

    private static TestResult spread(long[] senders) {
        return SourceUniformity.test(senders, .05);
    }

    private static long[] senders() {
        return IntStream.range(0, 256)
                .mapToLong(o -> SourceUniformity.reserved(o) ? 0 : 5 + o * 7 % 11)
                .toArray();
    }

    private static Contract samplingError() {
        return Contract.of(SamplingError.ABOUT)
                .reference(
                        "4 * (10 - np.sqrt(.75) * (10 - stats.chi2.ppf(.025, 20) / 2))",
                        21.970697576108147,
                        1e-6,
                        () -> SamplingError.packets(10, 4).low())
                .reference(
                        "4 * (10 + np.sqrt(.75) * (stats.chi2.ppf(.975, 22) / 2 - 10))",
                        69.0650459167346,
                        1e-6,
                        () -> SamplingError.packets(10, 4).high())
                .reference(
                        "1e6 * stats.binomtest(1000, 2500).proportion_ci(method='wilson').low",
                        380963.8995968933,
                        1e-6,
                        () -> SamplingError.packetsOfClass(1000, 2500, 400).low())
                .reference(
                        "(1 - 1 / 1000)**1000",
                        0.36769542477096373,
                        1e-12,
                        () -> SamplingError.missedSourceShare(1000, 1000))
                .reference("stats.chi2.ppf(.95, 22) / 2", 16.962219234, 1e-6, () -> SamplingError.poissonUpper(10, .95))
                .call(
                        double[].class,
                        new double[] {100_000, 1.2e8},
                        sums -> List.of(SamplingError.bytes(sums[0], sums[1], 100), SamplingError.packets(10, 4)))
                .notAvailable(NAN, () -> SamplingError.bytes(NONE, NONE, 100).value())
                .notAvailable(EMPTY, () -> SamplingError.packets(0, 10).relativeError())
                .cannotBe(TOO_SHORT, "no packet at all still has an upper end, the rule of three")
                .same(
                        "nothing is uncertain at 1:1",
                        () -> SamplingError.packets(123, 1),
                        () -> new SamplingError.Estimate(123, 123, 123))
                .same(
                        "unit of bytes",
                        1e-6,
                        () -> 8 * SamplingError.bytes(100_000, 1.2e8, 100).high(),
                        () -> SamplingError.bytes(800_000, 64 * 1.2e8, 100).high());
    }

    private static Contract backscatter() {
        double telescope = 12_582_912;
        long[] times = {0, 1000, 59_999, 60_000, 61_000, 200_000};
        return Contract.of(Backscatter.ABOUT)
                .reference(
                        "(1 - 12582912 / 2**32)**1000",
                        0.053184544870829645,
                        1e-12,
                        () -> Backscatter.missProbability(1000, telescope))
                .reference("2**32 / 12582912", 341.3333333333333, 1e-12, () -> Backscatter.inferredRate(1, telescope))
                .call(long[].class, times, Backscatter::mostInWindow)
                .notAvailable(NAN, () -> Backscatter.smallestRate(NONE, telescope))
                .notAvailable(NAN, () -> Backscatter.inferredRate(NONE, telescope))
                .same("no packet is none missed", 1e-15, () -> Backscatter.missProbability(0, telescope), () -> 1.0)
                .cannotBe(EMPTY, "no packet is no attack: the rule answers")
                .notAvailable(TOO_SHORT, () -> Backscatter.smallestRate(59.999, telescope))
                .same(
                        "clock",
                        () -> Backscatter.mostInWindow(times),
                        () -> Backscatter.mostInWindow(Arrays.stream(times)
                                .map(t -> t + 1_700_000_000_000L)
                                .toArray()))
                .same(
                        "unit of the rate",
                        1e-9,
                        () -> 60 * Backscatter.inferredRate(1, telescope),
                        () -> Backscatter.inferredRate(60, telescope));
    }

    private static Contract plateau() {
        double[] u = {.2, .5, .97, .99, .96, .98, .95, .97, .99, .96, .98, .97};
        String x = "np.array([.2, .5, .97, .99, .96, .98, .95, .97, .99, .96, .98, .97])";
        return Contract.of(Saturation.ABOUT)
                .reference(
                        "stats.skew(" + x + ")",
                        -2.0299798959262874,
                        1e-10,
                        () -> Saturation.plateau(u).skew())
                .reference(
                        "stats.variation(" + x + ")",
                        0.2764248753640712,
                        1e-12,
                        () -> Saturation.plateau(u).variation())
                .reference(
                        "(" + x + " >= .95).mean()",
                        10 / 12.0,
                        1e-15,
                        () -> Saturation.plateau(u).plateauShare())
                .call(double[].class, u, Saturation::plateau)
                .refusal(NAN, () -> Saturation.plateau(map(u, v -> NONE)).refusal())
                .leavesOut(NAN, () -> Saturation.plateau(concat(new double[] {NONE}, u)), () -> Saturation.plateau(u))
                .refusal(EMPTY, () -> Saturation.plateau(new double[0]).refusal())
                .refusal(
                        TOO_SHORT, () -> Saturation.plateau(Arrays.copyOf(u, 9)).refusal())
                .refusal(TOO_SHORT, () -> Saturation.plateau(u, u, 60.5).refusal())
                .same(
                        "order of the bins",
                        1e-12,
                        () -> Saturation.plateau(u).variation(),
                        () -> Saturation.plateau(map(upTo(12), i -> u[12 - (int) i]))
                                .variation())
                .same(
                        "unit of the baseline",
                        1e-12,
                        () -> Saturation.plateau(u, QUIET, 1).varianceCollapse(),
                        () -> Saturation.plateau(u, map(QUIET, v -> v / 1000), 1)
                                .varianceCollapse());
    }

    private static Contract pooledTail() {
        return Contract.of(PooledTail.ABOUT)
                .reference(
                        "1 - stats.binom.pmf(0, 48, 1e-3)",
                        0.04688910312010597,
                        1e-12,
                        () -> PooledTail.overBlocks(1e-3, 48))
                .call(
                        double[].class,
                        new double[] {40},
                        peak -> PooledTail.fit(pool(0, 150)).test(destination(7, peak[0]), .05))
                .cannotBe(NAN, "bins that are absent are silent, and counts are never NaN")
                .refuses(EMPTY, () -> PooledTail.fit(new PooledTail.Pool()).test(destination(7, 40), .05))
                .refuses(TOO_SHORT, () -> PooledTail.fit(pool(0, 99)).test(destination(7, 40), .05))
                .refuses(
                        TOO_SHORT,
                        () -> PooledTail.fit(pool(0, 150))
                                .test(ScanScore.compute(new long[] {1, 2}, new double[] {1, 1}, 0, 14), .05))
                .same("parts add up in any order", () -> pool(0, 150).toArray(), () -> {
                    PooledTail.Pool merged = pool(60, 150);
                    merged.merge(PooledTail.Pool.ofArray(pool(0, 60).toArray()));
                    return merged.toArray();
                });
    }

    private static PooledTail.Pool pool(int from, int to) {
        PooledTail.Pool pool = new PooledTail.Pool();
        for (int i = from; i < to; i++) {
            pool.add(destination(i, 12 + i % 9));
        }
        return pool;
    }

    private static ScanScore.Features destination(int phase, double peak) {
        long[] bins = IntStream.range(0, 192).asLongStream().toArray();
        double[] x = IntStream.range(0, 192)
                .mapToDouble(i -> i == 90 ? peak : 2 + (i * 5 + phase) * 7 % 11)
                .toArray();
        return ScanScore.compute(bins, x, 0, 191);
    }

    private static Contract falseDiscoveryRate() {
        double[] p = {.01, .04, .03, .005, .5, .04};
        return Contract.of(MultipleTesting.ABOUT)
                .reference(
                        "stats.false_discovery_control([.01, .04, .03, .005, .5, .04])[1]",
                        .048,
                        1e-14,
                        () -> MultipleTesting.benjaminiHochberg(p)[1])
                .reference(
                        "stats.false_discovery_control([.01, .04, .03, .005, .5, .04], method='by')[3]",
                        .0735,
                        1e-14,
                        () -> MultipleTesting.benjaminiYekutieli(p)[3])
                .call(double[].class, p, MultipleTesting::benjaminiHochberg)
                .leavesOut(
                        NAN,
                        () -> MultipleTesting.benjaminiHochberg(concat(p, new double[] {NONE})),
                        () -> concat(MultipleTesting.benjaminiHochberg(p), new double[] {NONE}))
                .same("an empty family", () -> MultipleTesting.benjaminiHochberg(new double[0]), () -> new double[0])
                .cannotBe(EMPTY, "an empty family has no q-values, see the invariances")
                .cannotBe(TOO_SHORT, "a single test is a family")
                .same(
                        "order of the tests",
                        () -> MultipleTesting.benjaminiYekutieli(p)[0],
                        () -> MultipleTesting.benjaminiYekutieli(new double[] {.5, .04, .01, .03, .04, .005})[2])
                .same(
                        "a single test needs no correction",
                        1e-15,
                        () -> MultipleTesting.benjaminiYekutieli(new double[] {.03})[0],
                        () -> .03);
    }
}
