package floodmark.stats;

import static floodmark.stats.Contract.Special.EMPTY;
import static floodmark.stats.Contract.Special.NAN;
import static floodmark.stats.Contract.Special.TOO_SHORT;
import static floodmark.stats.Samples.columns;
import static floodmark.stats.Samples.concat;
import static floodmark.stats.Samples.map;
import static floodmark.stats.Samples.prepended;
import static floodmark.stats.Samples.turned;
import static floodmark.stats.Samples.upTo;
import static floodmark.stats.Samples.with;
import static floodmark.stats.Samples.withLast;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Entries of {@link Contracts} for tests of volume. */
final class VolumeContracts {
    private static final double NONE = Double.NaN;
    private static final double[] SCRAMBLED =
            IntStream.range(0, 28).mapToDouble(i -> 1 + i * 11 % 28).toArray();

    /** Imhof 1961, Biometrika 48: the quadratic form (c'x)^2 - t^2 x'Sx under the covariance of fractional Gaussian noise. */
    static final String IMHOF = "(lambda b, t, H: (lambda k, c, S: (lambda L: (lambda w: (.5 + integrate.quad(lambda u:"
            + " np.sin(.5 * np.arctan(w * u).sum()) / (u * np.prod((1 + (w * u)**2)**.25)), 0, np.inf,"
            + " limit=500)[0] / np.pi) / 2)(np.linalg.eigvalsh(L.T @ (np.outer(c, c) - t * t * S) @ L)))"
            + "(np.linalg.cholesky(.5 * ((k + 1)**(2 * H) - 2 * k**(2 * H) + abs(k - 1)**(2 * H)))))"
            + "(abs(np.subtract.outer(np.arange(b + 1.), np.arange(b + 1.))), np.append(-np.ones(b) / b, 1),"
            + " np.pad(np.eye(b) - 1 / b, (0, 1)) / (b - 1)))";

    /** Standardised windows of {@link #days}, 25 of them. */
    static final String STANDARDISED =
            "(lambda x: (x - np.median(x, 0)) / stats.median_abs_deviation(x, 0, scale='normal'))"
                    + "(np.array([[i * 7 % 23 + 30 * s + i * i % 5 * s for s in range(3)] for i in range(25)]))";

    static final List<Contract> ALL = List.of(
            matchedWindow(),
            matchedWindowSearched(),
            contamination(),
            blockExcess(),
            placeboInSpace(),
            volumeVisibility(),
            changePoint());

    private VolumeContracts() {}

    private static Contract matchedWindow() {
        return Contract.of(MatchedWindows.ABOUT)
                .reference(
                        "(1 + (np.arange(1, 29) >= 27.5).sum()) / 29",
                        0.06896551724137931,
                        1e-15,
                        () -> matched(27.5, SCRAMBLED).pValue())
                .reference(
                        "27.5 - np.median(np.arange(1, 29))",
                        13,
                        1e-15,
                        () -> matched(27.5, SCRAMBLED).effect())
                .call(double[].class, SCRAMBLED, earlier -> matched(27.5, earlier))
                .refuses(NAN, () -> matched(NONE, upTo(28)))
                .leavesOut(
                        NAN, () -> matched(27.5, concat(upTo(28), new double[] {NONE})), () -> matched(27.5, upTo(28)))
                .refuses(EMPTY, () -> matched(27.5, new double[0]))
                .refuses(TOO_SHORT, () -> matched(27.5, upTo(18)))
                .same("order of the history", () -> matched(27.5, SCRAMBLED), () -> matched(27.5, upTo(28)))
                .same(
                        "scale",
                        () -> matched(27.5, upTo(28)).pValue(),
                        () -> matched(220, map(upTo(28), v -> 8 * v)).pValue())
                .same(
                        "shift",
                        () -> matched(27.5, upTo(28)).effect(),
                        () -> matched(127.5, map(upTo(28), v -> 100 + v)).effect());
    }

    private static TestResult matched(double observed, double[] earlier) {
        return MatchedWindows.test(observed, earlier, Side.GREATER, .05);
    }

    private static Contract matchedWindowSearched() {
        return Contract.of(MatchedWindows.ABOUT_SEARCHED)
                .reference(
                        STANDARDISED + "[-1].max()",
                        -0.2890670357983207,
                        1e-12,
                        () -> searched(days(25)).statistic())
                .reference(
                        "(lambda z: (1 + (z[:-1].max(1) >= z[-1].max()).sum()) / 25)(" + STANDARDISED + ")",
                        0.76,
                        1e-15,
                        () -> searched(days(25)).pValue())
                .call(double[][].class, days(25), VolumeContracts::searched)
                .refuses(NAN, () -> searched(withLast(days(25), new double[] {NONE, NONE, NONE})))
                .leavesOut(
                        NAN,
                        () -> searched(prepended(days(25), new double[] {NONE, NONE, NONE})),
                        () -> searched(days(25)))
                .refuses(EMPTY, () -> searched(new double[0][]))
                .refuses(TOO_SHORT, () -> searched(days(19)))
                .same("order of the earlier days", () -> searched(days(25)), () -> searched(turned(days(25))))
                .same(
                        "order of the shifts",
                        () -> searched(days(25)),
                        () -> searched(columns(days(25), row -> new double[] {row[2], row[0], row[1]})))
                .same(
                        "level and scale of a single shift",
                        1e-12,
                        () -> searched(days(25)).statistic(),
                        () -> searched(columns(days(25), r -> new double[] {r[0], 8 * r[1] + 3, r[2]}))
                                .statistic());
    }

    private static TestResult searched(double[][] days) {
        return MatchedWindows.searched(days, Side.GREATER, .05);
    }

    static double[][] days(int n) {
        double[][] days = new double[n][3];
        for (int i = 0; i < n; i++) {
            for (int s = 0; s < 3; s++) {
                days[i][s] = i * 7 % 23 + 30 * s + i * i % 5 * s;
            }
        }
        return days;
    }

    private static Contract contamination() {
        return Contract.of(Contamination.ABOUT)
                .reference(
                        "(lambda x: max(min(np.mean(x[i - 1:i + 2]), np.median(x[i - 1:i + 2])) for i in range(1, 599)) / np.median(x))"
                                + "([(1000 + (i * 7 % 11 - 5) * 10) * (50 if 300 <= i < 330 else 1) for i in range(600)])",
                        50.833333333333336,
                        1e-12,
                        () -> earlierFlood(found(minutes())).ratio())
                .reference(
                        "np.flatnonzero([300 <= i < 330 for i in range(600)])[0] - 60 // 4",
                        285,
                        1e-15,
                        () -> earlierFlood(found(minutes())).from())
                .call(double[].class, minutes(), VolumeContracts::found)
                .refusal(NAN, () -> found(map(minutes(), v -> NONE)).refusal())
                .leavesOut(
                        NAN,
                        () -> earlierFlood(found(concat(minutes(), new double[] {NONE, NONE, NONE}))),
                        () -> earlierFlood(found(minutes())))
                .refusal(EMPTY, () -> found(new double[0]).refusal())
                .refusal(TOO_SHORT, () -> found(Arrays.copyOf(minutes(), 29)).refusal())
                .refusal(TOO_SHORT, () -> found(new double[600]).refusal())
                .refusal(TOO_SHORT, () -> found(map(upTo(600), i -> i % 2)).refusal())
                .same(
                        "unit",
                        () -> found(minutes()).stretches().get(0).to(),
                        () -> found(map(minutes(), v -> 8 * v))
                                .stretches()
                                .get(0)
                                .to())
                .same(
                        "direction of time",
                        () -> 600 - earlierFlood(found(minutes())).to(),
                        () -> earlierFlood(found(map(upTo(600), i -> minutes()[600 - (int) i])))
                                .from());
    }

    /** Ten hours with a flood of half an hour. */
    private static double[] minutes() {
        return IntStream.range(0, 600)
                .mapToDouble(i -> (1000 + (i * 7 % 11 - 5) * 10) * (i >= 300 && i < 330 ? 50 : 1))
                .toArray();
    }

    private static Contamination.Found found(double[] minutes) {
        return Contamination.find(minutes, 60);
    }

    private static Contamination.Stretch earlierFlood(Contamination.Found found) {
        return found.stretches().get(0);
    }

    private static Contract blockExcess() {
        String blocks = "np.array([100, 110, 90, 105, 95, 95, 105, 90, 110, 100])";
        return Contract.of(BlockExcess.ABOUT)
                .reference(
                        "(lambda y: (np.log(120) - y.mean()) / y.std(ddof=1))(np.log(" + blocks + "))",
                        2.4716500545485003,
                        1e-12,
                        () -> excess(baseline(), 120).statistic())
                .reference(
                        IMHOF + "(10, 2.4716500545485, .9)",
                        0.029853273132169483,
                        1e-9,
                        () -> excess(baseline(), 120).pValue())
                .reference(
                        "120 - stats.gmean(" + blocks + ")",
                        20.25075440601877,
                        1e-9,
                        () -> excess(baseline(), 120).effect())
                .call(double[].class, baseline(), bins -> excess(bins, 120))
                .refuses(NAN, () -> excess(baseline(), NONE))
                .leavesOut(
                        NAN,
                        () -> excess(concat(new double[] {1, NONE, NONE}, baseline()), 120),
                        () -> excess(baseline(), 120))
                .refuses(EMPTY, () -> excess(new double[0], 120))
                .refuses(TOO_SHORT, () -> excess(Arrays.copyOf(baseline(), 23), 120))
                .refuses(TOO_SHORT, () -> BlockExcess.test(baseline(), 3, 0, 120, Side.GREATER, 1e-7))
                .same(
                        "order within blocks",
                        () -> excess(baseline(), 120),
                        () -> excess(
                                map(
                                        upTo(30),
                                        i -> baseline()[
                                                (int) i - 1 + ((int) i % 3 == 0 ? -2 : (int) i % 3 == 1 ? 2 : 0)]),
                                120))
                .same(
                        "bins that fill no block",
                        () -> excess(baseline(), 120),
                        () -> excess(concat(new double[] {1e6, 1e6}, baseline()), 120))
                .same(
                        "unit",
                        1e-12,
                        () -> excess(baseline(), 120).pValue(),
                        () -> excess(map(baseline(), v -> 8192 * v), 120 * 8192.0)
                                .pValue());
    }

    /** Ten blocks of three bins without trend. */
    private static double[] baseline() {
        double[] means = {100, 110, 90, 105, 95, 95, 105, 90, 110, 100};
        return IntStream.range(0, 30)
                .mapToDouble(i -> means[i / 3] + (i % 3 - 1) * 7)
                .toArray();
    }

    private static TestResult excess(double[] bins, double observed) {
        return BlockExcess.test(bins, 3, 0, observed, Side.GREATER, .05);
    }

    private static Contract placeboInSpace() {
        return Contract.of(PlaceboInSpace.ABOUT)
                .reference(
                        "(1 + (np.arange(1, 29) / 10 >= 2.65).sum()) / 29",
                        0.10344827586206896,
                        1e-15,
                        () -> among(2.65, donors()).pValue())
                .reference(
                        "2.65 - np.median(np.arange(1, 29) / 10)",
                        1.2,
                        1e-12,
                        () -> among(2.65, donors()).effect())
                .call(double[].class, donors(), donors -> among(2.65, donors))
                .refuses(NAN, () -> among(NONE, donors()))
                .leavesOut(
                        NAN,
                        () -> among(2.65, concat(new double[] {NONE, Double.NEGATIVE_INFINITY}, donors())),
                        () -> among(2.65, donors()))
                .refuses(EMPTY, () -> among(2.65, new double[0]))
                .refuses(TOO_SHORT, () -> among(2.65, upTo(18)))
                .same(
                        "permutation of donors",
                        () -> among(2.65, donors()),
                        () -> among(2.65, map(upTo(28), v -> v / 10)))
                .same(
                        "a change that all share",
                        1e-12,
                        () -> among(2.65, donors()).effect(),
                        () -> among(3.65, map(donors(), v -> 1 + v)).effect());
    }

    private static double[] donors() {
        return map(SCRAMBLED, v -> v / 10);
    }

    private static TestResult among(double subject, double[] donors) {
        return PlaceboInSpace.test(subject, donors, Side.GREATER, .05);
    }

    private static Contract volumeVisibility() {
        return Contract.of(VolumeVisibility.ABOUT)
                .reference(
                        "(1 + stats.poisson.cdf((20 - np.arange(1, 21)) // 2, 12.5).sum()) / 29",
                        0.06571438535496389,
                        1e-9,
                        () -> visible(SCRAMBLED).pValueAgainst(20, 25, 50))
                .reference(
                        "np.mean([x + 22.5 > max(set(range(1, 29)) - {x}) for x in range(1, 29)])",
                        0.8214285714285714,
                        1e-12,
                        () -> visible(SCRAMBLED).power(22.5))
                .reference(
                        "20 - np.sort(np.arange(1, 29))[0]",
                        19,
                        1e-6,
                        () -> visible(SCRAMBLED).upperBound(20, .95))
                .call(
                        double[].class,
                        SCRAMBLED,
                        earlier -> List.of(
                                visible(earlier),
                                visible(earlier).smallestVisible(.8),
                                visible(earlier).upperBound(20, .95)))
                .leavesOut(
                        NAN,
                        () -> visible(concat(upTo(28), new double[] {NONE})).smallestVisible(.8),
                        () -> visible(upTo(28)).smallestVisible(.8))
                .notAvailable(NAN, () -> visible(upTo(28)).upperBound(NONE, .95))
                .notAvailable(NAN, () -> visible(upTo(28)).pValueAgainst(NONE, 5))
                .notAvailable(NAN, () -> visible(upTo(28)).power(NONE))
                .refusal(EMPTY, () -> visible(new double[0]).refusal())
                .notAvailable(EMPTY, () -> visible(new double[0]).power(5))
                .refusal(TOO_SHORT, () -> visible(upTo(18)).refusal())
                .refusal(
                        TOO_SHORT,
                        () -> VolumeVisibility.blocks(Arrays.copyOf(baseline(), 23), 3, .05)
                                .refusal())
                .notAvailable(TOO_SHORT, () -> visible(upTo(18)).smallestVisible(.8))
                .same("order of the history", () -> visible(SCRAMBLED), () -> visible(upTo(28)))
                .same(
                        "a level that all share",
                        1e-6,
                        () -> visible(upTo(28)).smallestVisible(.8),
                        () -> visible(map(upTo(28), v -> 100 + v)).smallestVisible(.8))
                .same(
                        "unit",
                        1e-5,
                        () -> 8 * visible(upTo(28)).smallestVisible(.8),
                        () -> visible(map(upTo(28), v -> 8 * v)).smallestVisible(.8));
    }

    private static VolumeVisibility visible(double[] earlier) {
        return VolumeVisibility.matched(earlier, .05);
    }

    private static Contract changePoint() {
        return Contract.of(ChangePoint.ABOUT)
                .reference(
                        "(lambda S, f: max(30 * (S[k] - k / 30 * S[30])**2 / (f(S[:k + 1]) + f(S[k:])) for k in range(2, 29)))"
                                + "(np.append(0, np.log1p([i * 7 % 5 + 3 * (i >= 15) for i in range(30)]).cumsum()),"
                                + " lambda a: ((a - a[0] - np.arange(len(a)) / (len(a) - 1) * (a[-1] - a[0]))**2).sum())",
                        186.7393799345685, 1e-9, () -> changes(stepped()).statistic())
                .reference(
                        "(lambda y: max((abs(y[k:].mean() - y[:k].mean()) * np.sqrt(k * (30 - k)), y[k:].mean() - y[:k].mean())"
                                + " for k in range(1, 30))[1])(np.log1p([i * 7 % 5 + 3 * (i >= 15) for i in range(30)]))",
                        0.8121814794097351, 1e-12, () -> changes(stepped()).effect())
                .call(
                        double[].class,
                        stepped(),
                        series -> List.of(changes(series), ChangePoint.locate(series, 1, true)))
                .leavesOut(
                        NAN,
                        () -> changes(with(stepped(), 12, NONE)),
                        () -> changes(with(stepped(), 12, stepped()[11])))
                .refuses(NAN, () -> changes(map(stepped(), v -> NONE)))
                .refuses(EMPTY, () -> changes(new double[0]))
                .refuses(TOO_SHORT, () -> changes(Arrays.copyOf(stepped(), 19)))
                .same(
                        "direction of time",
                        1e-9,
                        () -> changes(stepped()).statistic(),
                        () -> changes(map(upTo(30), i -> stepped()[30 - (int) i]))
                                .statistic())
                .same(
                        "scale of the logarithms",
                        1e-9,
                        () -> changes(stepped()).statistic(),
                        () -> changes(map(stepped(), v -> StrictMath.pow(1 + v, 3) - 1))
                                .statistic());
    }

    private static double[] stepped() {
        return IntStream.range(0, 30)
                .mapToDouble(i -> i * 7 % 5 + (i >= 15 ? 3 : 0))
                .toArray();
    }

    private static TestResult changes(double[] series) {
        return ChangePoint.test(series, true);
    }
}
