package floodmark.stats;

import static floodmark.stats.Contract.Special.EMPTY;
import static floodmark.stats.Contract.Special.NAN;
import static floodmark.stats.Contract.Special.TOO_SHORT;
import static floodmark.stats.Samples.concat;
import static floodmark.stats.Samples.map;
import static floodmark.stats.Samples.prepended;
import static floodmark.stats.Samples.with;
import static floodmark.stats.Samples.withLast;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Entries of {@link Contracts} for tests of counts, of the largest bin, against others, and of streams. */
final class ComparisonContracts {
    private static final double NONE = Double.NaN;

    static final List<Contract> ALL = List.of(
            negativeBinomialExcess(),
            differenceInDifferences(),
            donorDecline(),
            extremeTail(),
            declaredWatch(),
            blockDetector(),
            eProcess(),
            varianceCollapse());

    private ComparisonContracts() {}

    private static Contract negativeBinomialExcess() {
        return Contract.of(NegativeBinomialExcess.ABOUT)
                .reference(
                        "(lambda Y: (lambda m, a: (lambda l: (lambda x: np.sign(x) * np.sqrt(2 * (l(x) - l(0))))"
                                + "(optimize.minimize_scalar(lambda x: -l(x), bracket=(-1, 1), tol=1e-12).x))"
                                + "(lambda x: stats.nbinom.logpmf(Y[-1], 1 / a, 1 / (1 + a * np.exp(x) * m)).sum()))"
                                + "(Y.sum(0) / Y.sum() * Y[:-1].sum(1).mean(), (Y.var(0, ddof=1) - Y.mean(0)).sum() / (Y.mean(0)**2).sum()))"
                                + "(np.array([[(i * 7 + t * 5) % 11 * 6 + 20 + 60 * (i == 20) for t in range(3)] for i in range(21)]))",
                        3.6778254262178742, 1e-6, () -> counted(counts()).statistic())
                .call(double[][].class, counts(), ComparisonContracts::counted)
                .refuses(NAN, () -> counted(withLast(counts(), new double[] {5, NONE, 7})))
                .leavesOut(NAN, () -> counted(prepended(counts(), new double[] {5, NONE, 7})), () -> counted(counts()))
                .refuses(EMPTY, () -> counted(new double[0][]))
                .refuses(EMPTY, () -> counted(new double[21][3]))
                .refuses(TOO_SHORT, () -> counted(Arrays.copyOfRange(counts(), 13, 21)))
                .same(
                        "order of the bins",
                        1e-9,
                        () -> counted(counts()).statistic(),
                        () -> counted(Samples.columns(counts(), row -> new double[] {row[2], row[0], row[1]}))
                                .statistic());
    }

    private static double[][] counts() {
        double[][] counts = new double[21][3];
        for (int i = 0; i < 21; i++) {
            for (int t = 0; t < 3; t++) {
                counts[i][t] = (i * 7 + t * 5) % 11 * 6 + 20 + (i == 20 ? 60 : 0);
            }
        }
        return counts;
    }

    private static TestResult counted(double[][] counts) {
        return NegativeBinomialExcess.matched(counts, Side.GREATER, .05).test();
    }

    private static final String DONORS = "(np.log([[10, 12, 8, 11], [5, 5, 6, 5], [7, 8, 7, 9]]))";

    private static double[][] donors() {
        return new double[][] {{10, 12, 8, 11}, {5, 5, 6, 5}, {7, 8, 7, 9}};
    }

    private static double[] subject() {
        return new double[] {100, 110, 90, 220};
    }

    private static Contract differenceInDifferences() {
        return Contract.of(DifferenceInDifferences.ABOUT)
                .reference(
                        "np.log(220) - (lambda l: np.median(l - np.median(l, 1, keepdims=True), 0)[-1])" + DONORS,
                        5.3459724564502,
                        1e-12,
                        () -> against(subject(), donors(), .25).statistic())
                .call(double[][].class, donors(), donors -> against(subject(), donors, .25))
                .refuses(NAN, () -> against(with(subject(), 3, NONE), donors(), .25))
                .leavesOut(
                        NAN,
                        () -> against(subject(), prepended(donors(), new double[] {NONE, NONE, NONE, NONE}), .25),
                        () -> against(subject(), donors(), .25))
                .refuses(EMPTY, () -> against(subject(), new double[0][], .25))
                .refuses(TOO_SHORT, () -> against(subject(), Arrays.copyOf(donors(), 2), .25))
                .refuses(TOO_SHORT, () -> against(subject(), donors(), .24))
                .same(
                        "permutation of donors",
                        () -> against(subject(), donors(), .25),
                        () -> against(subject(), new double[][] {donors()[2], donors()[0], donors()[1]}, .25))
                .same(
                        "size of a donor",
                        1e-12,
                        () -> against(subject(), donors(), .25).effect(),
                        () -> against(subject(), withLast(donors(), map(donors()[2], v -> 1000 * v)), .25)
                                .effect())
                .same(
                        "size of the subject",
                        1e-12,
                        () -> against(subject(), donors(), .25).effect(),
                        () -> against(map(subject(), v -> 1000 * v), donors(), .25)
                                .effect());
    }

    private static TestResult against(double[] subject, double[][] donors, double alpha) {
        return DifferenceInDifferences.matched(subject, donors, Side.GREATER, alpha);
    }

    private static Contract donorDecline() {
        return Contract.of(DonorDecline.ABOUT)
                .reference(
                        "(lambda l: np.median(l - np.median(l, 1, keepdims=True), 0)[-1])" + DONORS,
                        0.047655089902162384,
                        1e-12,
                        () -> declined(donors(), .25).statistic())
                .call(double[][].class, donors(), donors -> declined(donors, .25))
                .refuses(NAN, () -> declined(Samples.columns(donors(), row -> with(row, 3, NONE)), .25))
                .leavesOut(
                        NAN,
                        () -> declined(prepended(donors(), new double[] {NONE, NONE, NONE, NONE}), .25),
                        () -> declined(donors(), .25))
                .refuses(EMPTY, () -> declined(new double[0][], .25))
                .refuses(TOO_SHORT, () -> declined(donors(), .24))
                .refuses(TOO_SHORT, () -> declined(Arrays.copyOf(donors(), 2), .25))
                .same(
                        "permutation of donors",
                        () -> declined(donors(), .25),
                        () -> declined(new double[][] {donors()[2], donors()[0], donors()[1]}, .25))
                .same(
                        "size of a donor",
                        1e-12,
                        () -> declined(donors(), .25).effect(),
                        () -> declined(withLast(donors(), map(donors()[2], v -> 1000 * v)), .25)
                                .effect());
    }

    private static TestResult declined(double[][] donors, double alpha) {
        return DonorDecline.matched(donors, 4, alpha).test();
    }

    private static Contract extremeTail() {
        double[] series = bursts(28);
        return Contract.of(ExtremeTail.ABOUT)
                .reference(
                        "stats.genpareto.sf(1, .2, scale=.5)",
                        0.18593443208187063,
                        1e-14,
                        () -> Excesses.survival(1, .2, .5))
                .reference(
                        "(lambda T: 2 * (T - 1).sum()**2 / (len(T) * ((T - 1) * (T - 2)).sum()))(np.array([1, 1, 7, 1, 12, 1, 1, 30]))",
                        0.555672268907563,
                        1e-12,
                        () -> Excesses.extremalIndex(new int[] {1, 1, 7, 1, 12, 1, 1, 30}))
                .call(double[].class, series, ComparisonContracts::largest)
                .refuses(NAN, () -> {
                    double[] gap = series.clone();
                    Arrays.fill(gap, gap.length - 12, gap.length, NONE);
                    return largest(gap);
                })
                .refuses(EMPTY, () -> largest(new double[0]))
                .refuses(EMPTY, () -> largest(new double[series.length]))
                .refuses(TOO_SHORT, () -> largest(Arrays.copyOf(series, 7 * 288 + 11)))
                .same(
                        "unit",
                        1e-9,
                        () -> largest(series).pValue(),
                        () -> largest(map(series, v -> 8 * v)).pValue());
    }

    private static double[] bursts(int days) {
        Draws draws = new Draws(5);
        return IntStream.range(0, days * 288 + 12)
                .mapToDouble(i -> 100 + 10 * draws.gamma(1))
                .toArray();
    }

    private static TestResult largest(double[] series) {
        return ExtremeTail.test(series, 12, 0, 288, NONE, .05);
    }

    private static Contract declaredWatch() {
        double[][] days = VolumeContracts.days(25);
        return Contract.of(DeclaredWatch.ABOUT)
                .reference(
                        VolumeContracts.STANDARDISED + "[-1].max()",
                        -0.2890670357983207,
                        1e-12,
                        () -> last(watched(days)).statistic())
                .reference(
                        "(lambda z: (1 + (z[:-1].max(1) >= z[-1].max()).sum()) / 25)(" + VolumeContracts.STANDARDISED
                                + ")",
                        0.76,
                        1e-15,
                        () -> last(watched(days)).pValue())
                .call(double[][].class, days, ComparisonContracts::watched)
                .refuses(NAN, () -> last(watched(withLast(days, new double[] {NONE, NONE, NONE}))))
                .leavesOut(
                        NAN,
                        () -> last(watched(prepended(days, new double[] {NONE, NONE, NONE}))),
                        () -> last(watched(days)))
                .refuses(EMPTY, () -> new DeclaredWatch(new double[0][], Side.GREATER, .05).now())
                .refuses(EMPTY, () -> new DeclaredWatch(days, Side.GREATER, .05).now())
                .refuses(TOO_SHORT, () -> last(watched(VolumeContracts.days(19))))
                .same("order of the earlier days", () -> last(watched(days)), () -> last(watched(Samples.turned(days))))
                .same(
                        "ends where the search of the whole day does",
                        () -> last(watched(days)).pValue(),
                        () -> MatchedWindows.searched(days, Side.GREATER, .05).pValue());
    }

    /** What is known after each reading of the last day. */
    private static List<TestResult> watched(double[][] days) {
        int last = days.length - 1;
        DeclaredWatch watch = new DeclaredWatch(Arrays.copyOf(days, last), Side.GREATER, .05);
        List<TestResult> known = new ArrayList<>();
        for (double reading : days[last]) {
            known.add(watch.next(reading));
        }
        return known;
    }

    private static TestResult last(List<TestResult> results) {
        return results.get(results.size() - 1);
    }

    private static Contract blockDetector() {
        return Contract.of(BlockDetector.ABOUT)
                .reference(
                        "3 * " + VolumeContracts.IMHOF + "(16, (lambda y: (np.log(130) - y.mean()) / y.std(ddof=1))"
                                + "(np.log([100 + i * 7 % 11 for i in range(51, 67)])), .9)",
                        1.5188896189372025e-05,
                        1e-12,
                        () -> detected(readings()).pValue())
                .call(double[].class, readings(), ComparisonContracts::detected)
                .refuses(NAN, () -> detected(map(readings(), v -> NONE)))
                .refuses(EMPTY, () -> detected(new double[0]))
                .refuses(TOO_SHORT, () -> detected(Arrays.copyOf(readings(), 67)))
                .refuses(TOO_SHORT, () -> BlockDetector.test(readings(), Side.GREATER, 5e-6))
                .same(
                        "older readings",
                        () -> detected(readings()),
                        () -> detected(concat(new double[] {1e6, NONE, 0}, readings())))
                .same(
                        "unit",
                        1e-9,
                        () -> detected(readings()).pValue(),
                        () -> detected(map(readings(), v -> 8 * v)).pValue());
    }

    private static double[] readings() {
        return IntStream.range(0, 68)
                .mapToDouble(i -> i == 67 ? 130 : 100 + i * 7 % 11)
                .toArray();
    }

    private static TestResult detected(double[] readings) {
        return BlockDetector.test(readings, Side.GREATER, .05);
    }

    private static Contract eProcess() {
        return Contract.of(EProcess.ABOUT)
                .reference(
                        "integrate.quad(lambda k: k * .01**(k - 1), 0, 1)[0]",
                        4.450992260085819,
                        1e-11,
                        () -> EProcess.of(.01))
                .reference(
                        "29 / (1 / np.sqrt(np.arange(1, 30))).sum() / np.sqrt(3)",
                        1.7807028028361411,
                        1e-12,
                        () -> EProcess.ofRank(3, 29))
                .call(double[].class, new double[] {4, 0, 2}, EProcess::merged)
                .cannotBe(NAN, "a test that refused is no evidence: 1, see the invariances")
                .cannotBe(EMPTY, "the average of nothing is no evidence: 1, see the invariances")
                .cannotBe(TOO_SHORT, "a single e-value is one")
                .same("a refusal is no evidence", () -> EProcess.of(NONE), () -> 1.0)
                .same("nothing is no evidence", EProcess::merged, () -> 1.0)
                .same("order", () -> EProcess.merged(4, 0, 2), () -> EProcess.merged(2, 4, 0))
                .same(
                        "ranks have mean 1",
                        1e-12,
                        () -> IntStream.rangeClosed(1, 29)
                                .mapToDouble(r -> EProcess.ofRank(r, 29))
                                .average()
                                .orElse(NONE),
                        () -> 1.0);
    }

    private static Contract varianceCollapse() {
        return Contract.of(Saturation.ABOUT_COLLAPSE)
                .reference(
                        "stats.variation([100 + i * 7 % 11 for i in range(12)])",
                        0.03182267019556312,
                        1e-12,
                        () -> collapse(window(1), histories(19), 60).statistic())
                .reference(
                        "stats.variation([100 + i * 7 % 11 for i in range(12)]) / np.median([stats.variation([100 + d * (i * 7 % 11) for i in range(12)]) for d in range(2, 21)])",
                        0.13074972835929008,
                        1e-12,
                        () -> collapse(window(1), histories(19), 60).effect())
                .call(double[][].class, histories(19), earlier -> collapse(window(1), earlier, 60))
                .refuses(NAN, () -> collapse(map(window(1), v -> NONE), histories(19), 60))
                .leavesOut(
                        NAN,
                        () -> collapse(window(1), prepended(histories(19), map(window(1), v -> NONE)), 60),
                        () -> collapse(window(1), histories(19), 60))
                .refuses(EMPTY, () -> collapse(new double[0], histories(19), 60))
                .refuses(EMPTY, () -> collapse(window(1), new double[0][], 60))
                .refuses(TOO_SHORT, () -> collapse(window(1), histories(18), 60))
                .refuses(TOO_SHORT, () -> collapse(window(1), histories(19), 61))
                .same(
                        "order of the days",
                        () -> collapse(window(1), histories(19), 60),
                        () -> collapse(window(1), Samples.turned(histories(19)), 60))
                .same(
                        "unit",
                        1e-12,
                        () -> collapse(window(1), histories(19), 60).effect(),
                        () -> collapse(
                                        map(window(1), v -> 8 * v),
                                        Samples.columns(histories(19), row -> map(row, v -> 8 * v)),
                                        60)
                                .effect());
    }

    private static double[] window(int spread) {
        return IntStream.range(0, 12)
                .mapToDouble(i -> 100 + spread * (i * 7 % 11))
                .toArray();
    }

    private static double[][] histories(int days) {
        return IntStream.range(2, days + 2)
                .mapToObj(ComparisonContracts::window)
                .toArray(double[][]::new);
    }

    private static TestResult collapse(double[] window, double[][] earlier, double binSeconds) {
        return Saturation.collapse(window, earlier, binSeconds, .05);
    }
}
