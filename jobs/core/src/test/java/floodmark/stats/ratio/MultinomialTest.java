package floodmark.stats.ratio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class MultinomialTest {
    private static final Offset<Double> CLOSE = within(1e-9);

    /** Incidents by a rule of whole numbers, so that the recipe below can make them too. */
    static Indicators byRule() {
        return byRule(false, false, false);
    }

    private static Indicators byRule(boolean... ordered) {
        int n = 60;
        int[][] levels = new int[n][3];
        int[] classes = new int[n];
        double[] weights = new double[n];
        for (int i = 0; i < n; i++) {
            for (int s = 0; s < 3; s++) {
                levels[i][s] = (i * i * (s + 2) + 7 * i + s * s) % 11 % 4 - 1;
            }
            classes[i] = (Math.max(levels[i][0], 0) + (i * i % 7 > 3 ? 1 : 0) + (levels[i][1] == 2 ? 1 : 0)) % 3;
            weights[i] = 1 + i % 3;
        }
        return new Indicators(levels, classes, weights, new int[] {3, 3, 3}, ordered, 3);
    }

    /**
     * Python, scikit-learn 1.9.1: {@code L=np.array([[(i*i*(s+2)+7*i+s*s)%11%4-1 for s in range(3)] for i in range(60)]);
     * y=np.array([(max(L[i][0],0)+(i*i%7>3)+(L[i][1]==2))%3 for i in range(60)]); w=np.array([1.+i%3 for i in range(60)]);
     * w*=60/w.sum(); X=np.array([[float(L[i][s]==l) for s in range(3) for l in range(3)] for i in range(60)]);
     * m=LogisticRegression(C=1/.5, fit_intercept=False, solver='newton-cg', tol=1e-13, max_iter=10000).fit(X, y, sample_weight=w);
     * m.coef_.T; log_loss(y, m.predict_proba(X), sample_weight=w)}.
     */
    @Test
    void agreesWithScikitLearn() {
        Multinomial fit = Multinomial.fit(byRule(), 0.5);
        double[][] expected = {
            {1.0725053044, 0.4364172657, -1.5089225701},
            {-1.6818912697, 1.1162339206, 0.5656573491},
            {0, 0, 0},
            {0.5545050137, 0.3677100581, -0.9222150718},
            {0.4493727942, 0.1790322826, -0.6284050768},
            {-1.0062249849, 0.9417644269, 0.064460558},
            {0.656909059, 0.1780267136, -0.8349357726},
            {0.0204914675, -0.6497279512, 0.6292364837},
            {1.0084499154, 0.1714066111, -1.1798565265}
        };
        for (int row = 0; row < 9; row++) {
            assertThat(fit.coefficients()[row / 3][row % 3]).containsExactly(expected[row], CLOSE);
        }
        assertThat(fit.logLoss(byRule())).isCloseTo(0.6471934388520881, CLOSE);
    }

    /**
     * As above with {@code X=np.array([[float(L[i][s]==l if s==1 else L[i][s]>=l) for s in range(3) for l in range(3)] for i in
     * range(60)])} and {@code c=m.coef_.T.copy().reshape(3,3,3); c[[0,2]]=c[[0,2]].cumsum(axis=1)}. No incident has the last level of the first
     * scale: it says what the one below says.
     */
    @Test
    void agreesWithScikitLearnOnOrderedScales() {
        Multinomial fit = Multinomial.fit(byRule(true, false, true), 0.5);
        double[][] expected = {
            {0.7073816139, 0.3282039885, -1.0355856023},
            {-1.6338439469, 1.1256093640, 0.5082345828},
            {-1.6338439469, 1.1256093640, 0.5082345828},
            {0.3939999231, 0.2616482917, -0.6556482147},
            {0.3600157637, 0.2170314913, -0.5770472549},
            {-1.0062249849, 0.9417644269, 0.0644605580},
            {0.6289724033, 0.0624146773, -0.6913870806},
            {0.5377962743, -0.5332309101, -0.0045653642},
            {1.0964556319, 0.1174392400, -1.2138948719}
        };
        for (int row = 0; row < 9; row++) {
            assertThat(fit.coefficients()[row / 3][row % 3]).containsExactly(expected[row], CLOSE);
        }
    }

    @Test
    void recoversKnownRatios() {
        KnownModel known = new KnownModel(6, 3, 4, 0.8, 0.8, 31);
        Multinomial fit = Multinomial.fit(known.drawn(32, 8000, 4000, 6000, 2000), 1);
        double[][][] theta = fit.coefficients();
        double squares = 0;
        double signal = 0;
        for (int s = 0; s < 6; s++) {
            for (int l = 0; l < 3; l++) {
                for (int c = 0; c < 4; c++) {
                    assertThat(theta[s][l][c]).isCloseTo(known.theta(s, l, c), within(0.25));
                    squares += Math.pow(theta[s][l][c] - known.theta(s, l, c), 2);
                    signal += Math.pow(known.theta(s, l, c), 2);
                }
            }
        }
        assertThat(Math.sqrt(squares / 72)).isLessThan(0.07);
        assertThat(Math.sqrt(signal / 72)).isGreaterThan(0.5);
    }

    /** Of incidents that the fit has not seen, as many are of a class as the ratios say, in every bin. */
    @Test
    void reportsCalibratedRatiosOfUnseenIncidents() {
        KnownModel known = new KnownModel(8, 4, 3, 0.7, 0.7, 41);
        Multinomial fit = Multinomial.fit(known.drawn(42, 6000, 3000, 1500), 1);
        Indicators unseen = known.drawn(43, 3000, 2000, 1000);
        double[][] logs = fit.logLikelihoods(unseen);
        double[] shares = {0, 2, 1};
        double[] ratios = IntStream.range(0, unseen.size())
                .mapToDouble(i -> Multinomial.logRatio(logs[i], 0, shares))
                .toArray();
        boolean[] truth = new boolean[unseen.size()];
        for (int i = 0; i < truth.length; i++) {
            truth[i] = unseen.classOf(i) == 0;
        }
        // 3000 against 2000 + 1000 in the proportion of the shares: even odds.
        List<Curves.Reliability> bins = Curves.reliability(ratios, truth, new double[] {-3, -2, -1, 0, 1, 2, 3}, 0.999);
        for (Curves.Reliability bin : bins) {
            assertThat(bin.incidents()).isGreaterThan(100);
            assertThat(bin.predicted()).isBetween(bin.low(), bin.high());
        }
        double[] h1 = IntStream.range(0, truth.length)
                .filter(i -> truth[i])
                .mapToDouble(i -> ratios[i])
                .toArray();
        double[] h2 = IntStream.range(0, truth.length)
                .filter(i -> !truth[i])
                .mapToDouble(i -> ratios[i])
                .toArray();
        assertThat(LikelihoodRatioCost.cost(h1, h2)).isLessThan(0.7);
        assertThat(LikelihoodRatioCost.calibrationLoss(h1, h2)).isLessThan(0.02);
        assertThat(Temperature.slope(logs, unseen)).isGreaterThan(0.93);
    }

    @Test
    void theOrderOfIncidentsAndTheScaleOfWeightsDoNotMatter() {
        Indicators incidents = new KnownModel(10, 5, 6, 1.5, 0.7, 51).drawn(52, 90, 20, 40, 5, 60, 30);
        int n = incidents.size();
        int[] order = IntStream.range(0, n).map(i -> (i * 103 + 7) % n).toArray();
        assertThat(Arrays.stream(order).distinct().count()).isEqualTo(n);
        Multinomial straight = Multinomial.fit(incidents, 0.01);
        int[][] levels = Arrays.stream(order).mapToObj(incidents::levels).toArray(int[][]::new);
        int[] classes = Arrays.stream(order).map(incidents::classOf).toArray();
        double[] weights =
                Arrays.stream(order).mapToDouble(i -> 17 * incidents.weight(i)).toArray();
        Multinomial mixed =
                Multinomial.fit(new Indicators(levels, classes, weights, incidents.levelsOfScale(), 6), 0.01);
        for (int s = 0; s < 10; s++) {
            for (int l = 0; l < 5; l++) {
                assertThat(mixed.coefficients()[s][l]).containsExactly(straight.coefficients()[s][l], CLOSE);
                assertThat(Arrays.stream(mixed.coefficients()[s][l]).sum()).isCloseTo(0, within(1e-13));
            }
        }
    }

    /** At the minimum the derivative by each coefficient is 0; counted here without the class that is tested. */
    @Test
    void separableIncidentsHaveAFitThatThePenaltyHolds() {
        int[][] levels = {{0}, {0}, {0}, {1}};
        Multinomial fit = Multinomial.fit(Indicators.balanced(levels, new int[] {0, 0, 0, 1}, new int[] {2}, 2), 0.001);
        double theta = fit.coefficients()[0][0][0];
        // Class 0 weighs 2 of 4: 2 p(wrong) = lambda theta, where p(wrong) = 1 / (1 + exp(2 theta)).
        assertThat(2 / (1 + StrictMath.exp(2 * theta))).isCloseTo(0.001 * theta, within(1e-12));
        assertThat(fit.coefficients()[0][1][1]).isCloseTo(theta, CLOSE);
        assertThat(theta).isGreaterThan(2);
    }

    @Test
    void whatWasNotTestedOrNeverSeenSaysNothing() {
        Multinomial fit = Multinomial.fit(byRule(), 0.5);
        assertThat(fit.logLikelihoods(-1, -1, -1)).containsExactly(0, 0, 0);
        assertThat(fit.logLikelihoods(2, -1, -1)).containsExactly(0, 0, 0);
        assertThat(fit.logLikelihoods(1, -1, 0))
                .containsExactly(new double[] {-1.0249822107, 1.2942606342, -0.2692784235}, CLOSE);
        assertThat(fit.classCount()).isEqualTo(3);
    }

    @Test
    void aStrongerPenaltyMakesRatiosSmaller() {
        double last = Double.POSITIVE_INFINITY;
        for (double lambda : new double[] {0.01, 0.1, 1, 10, 1e6}) {
            double[] level = Multinomial.fit(byRule(), lambda).coefficients()[0][1];
            double size = Math.abs(level[1] - level[0]);
            assertThat(size).isLessThan(last);
            last = size;
        }
        assertThat(last).isLessThan(1e-4);
    }

    @Test
    void ratioAgainstAMixture() {
        double[] logs = {StrictMath.log(6), StrictMath.log(2), StrictMath.log(4)};
        assertThat(Multinomial.logRatio(logs, 0, new double[] {0, 1, 1})).isCloseTo(StrictMath.log(2), CLOSE);
        assertThat(Multinomial.logRatio(logs, 0, new double[] {0, 9, 0})).isCloseTo(StrictMath.log(3), CLOSE);
        assertThat(Multinomial.logRatio(logs, 2, new double[] {1, 3, 0})).isCloseTo(StrictMath.log(4 / 3.0), CLOSE);
        assertThatThrownBy(() -> Multinomial.logRatio(logs, 0, new double[] {1, 1, 1}))
                .hasMessageContaining("against class 0");
        assertThatThrownBy(() -> Multinomial.logRatio(logs, 0, new double[] {0, 0, 0}))
                .hasMessageContaining("against class 0");
        assertThatThrownBy(() -> Multinomial.logRatio(logs, 0, new double[] {0, 2, -1}))
                .hasMessageContaining("against class 0");
        assertThatThrownBy(() -> Multinomial.logRatio(logs, 0, new double[] {0, 2}))
                .hasMessageContaining("against class 0");
    }

    @Test
    void temperingScalesEveryRatio() {
        Multinomial fit = Multinomial.fit(byRule(), 0.5);
        double[] half =
                Arrays.stream(fit.logLikelihoods(1, 0, 2)).map(x -> 0.5 * x).toArray();
        assertThat(fit.tempered(0.5).logLikelihoods(1, 0, 2)).containsExactly(half, CLOSE);
        assertThatThrownBy(() -> fit.tempered(Double.NaN)).hasMessageContaining("expected 3 finite");
    }

    /** Newton's steps are too long where the start is far off; without the search for a shorter one there is no end. */
    @Test
    void weakPenaltiesOnSeparableIncidentsConverge() {
        Indicators incidents = new KnownModel(12, 4, 4, 2.5, 0.9, 81).drawn(82, 100, 100, 100, 100);
        Multinomial fit = Multinomial.fit(incidents, 1e-5);
        assertThat(fit.logLoss(incidents)).isLessThan(1e-4);
        double[] far = IntStream.range(0, 12 * 4 * 4)
                .mapToDouble(i -> 20 * ((i * 7) % 5 - 2))
                .toArray();
        assertThat(new PenalisedFit(incidents, 0.1).minimised(far).logLikelihoods(incidents.levels(0)))
                .containsExactly(Multinomial.fit(incidents, 0.1).logLikelihoods(incidents.levels(0)), CLOSE);
    }

    @Test
    void lossOfNothingKnownIsTheLogarithmOfTheClasses() {
        Multinomial nothing = new Multinomial(new double[3][3][3], 3);
        assertThat(nothing.logLoss(byRule())).isCloseTo(StrictMath.log(3), CLOSE);
        assertThat(nothing.logLoss(byRule().subset())).isNaN();
    }

    @Test
    void bootstrapVariesAsOtherIncidentsWould() {
        KnownModel known = new KnownModel(4, 3, 3, 0.8, 0.9, 61);
        double[] fresh = IntStream.range(0, 60)
                .mapToDouble(k ->
                        Multinomial.fit(known.drawn(100 + k, 200, 300, 150), 1).coefficients()[1][2][0])
                .toArray();
        Indicators one = known.drawn(62, 200, 300, 150);
        List<Multinomial> fits = Multinomial.bootstrap(one, 1, 60, 63);
        double[] copies =
                fits.stream().mapToDouble(fit -> fit.coefficients()[1][2][0]).toArray();
        assertThat(deviation(copies)).isBetween(0.6 * deviation(fresh), 1.7 * deviation(fresh));
        assertThat(Arrays.stream(copies).distinct().count()).isEqualTo(60);
        assertThat(Multinomial.bootstrap(one, 1, 3, 63).get(2).coefficients())
                .isDeepEqualTo(fits.get(2).coefficients());
    }

    private static double deviation(double[] values) {
        double mean = Arrays.stream(values).average().orElseThrow();
        return Math.sqrt(Arrays.stream(values)
                .map(x -> (x - mean) * (x - mean))
                .average()
                .orElseThrow());
    }

    @Test
    void refusesWhatIsNoModel() {
        assertThatThrownBy(() -> new Multinomial(new double[][][] {{{1, 2, 3}}}, 2))
                .hasMessageContaining("expected 2 finite");
        assertThatThrownBy(() -> new Multinomial(new double[][][] {{{1, Double.NaN}}}, 2))
                .hasMessageContaining("expected 2 finite");
        Multinomial fit = Multinomial.fit(byRule(), 0.5);
        assertThatThrownBy(() -> fit.logLikelihoods(0, 1)).hasMessage("2 levels for 3 scales");
        assertThatThrownBy(() -> fit.logLikelihoods(0, 3, 0)).hasMessage("level 3 on scale 1, which has 3");
        assertThatThrownBy(() -> fit.logLikelihoods(0, 0, -2)).hasMessage("level -2 on scale 2, which has 3");
        for (double lambda : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> Multinomial.fit(byRule(), lambda)).hasMessageContaining("penalty " + lambda);
        }
        assertThatThrownBy(() -> Multinomial.fit(byRule().subset(), 1)).hasMessageContaining("0 incidents");
    }
}
