package floodmark.evidence;

import floodmark.model.Window;
import floodmark.stats.MultipleTesting;
import floodmark.stats.PlaceboInSpace;
import floodmark.stats.Side;
import floodmark.stats.TestResult;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** And against comparable destinations in the same minutes? */
final class ElsewhereFamily implements Family {
    private static final double RELEVANT = 0.2;
    /** The trouble is not the subject's alone if at least this share of the comparison departed with it. */
    private static final double MOST = 0.5;

    private static final double FEW = 0.1;

    /** With fewer comparison destinations than this a share says little. */
    private static final int LEAST_DONORS = 3;

    private static final Scale DEPARTED = Scale.named(
            "elsewhere",
            "departed",
            "did comparable destinations depart in the same way?",
            "contradicted",
            "undecided",
            "supported");
    private static final Scale OTHERS = Scale.cut(
            "elsewhere",
            "others-ratio",
            "what came to comparable destinations, relative to the usual?",
            0.3,
            0.7,
            0.9,
            1.1,
            1.5,
            3);
    private static final Scale AGAINST = Scale.cut(
            "elsewhere",
            "against-others",
            "how much more did the subject change than they?",
            0.2,
            0.6,
            0.85,
            1.2,
            2,
            5,
            20);

    @Override
    public String id() {
        return "elsewhere";
    }

    @Override
    public String question() {
        return "is it out of the ordinary against comparable destinations in the same minutes?";
    }

    /** The subject's change against the comparison's. */
    record Placement(Evidence row, TestResult more, TestResult less, double ratio) {}

    @Override
    public void evaluate(Context context) {
        Departure main = context.main().orElse(null);
        if (context.comparison().isEmpty() || main == null) {
            String why = context.comparison().isEmpty()
                    ? "the captures hold no comparison destination with a baseline"
                    : "the captures hold nothing about the subject";
            context.add(
                    Evidence.notTested(id(), "placebo-in-space", why).bearsOn("elsewhere-ordinary", "network-event"));
            context.add(Evidence.notTested(id(), "departed-share", why).bearsOn("elsewhere-ordinary", "network-event"));
            return;
        }
        Placement placement = placement(context);
        if (placement == null) {
            context.add(Evidence.notTested(
                            id(),
                            "placebo-in-space",
                            "the subject or the comparison has no volume in the baseline to compare with")
                    .bearsOn("elsewhere-ordinary", "network-event"));
        } else {
            context.add(placement.row());
        }
        share(context, main);
        ElsewhereInTime.rows(context, main);
        if (!context.data().counts()) {
            grade(context, main);
        }
    }

    @Override
    public List<Scale> scales() {
        return List.of(DEPARTED, OTHERS, AGAINST);
    }

    private void grade(Context context, Departure main) {
        double[] others = context.comparison().stream()
                .mapToDouble(d -> logRatio(context, d.signal()))
                .filter(Double::isFinite)
                .sorted()
                .toArray();
        double median = others.length < LEAST_DONORS
                ? Double.NaN
                : (others[(others.length - 1) / 2] + others[others.length / 2]) / 2;
        double subject = logRatio(context, main.signal());
        context.grade(OTHERS, StrictMath.exp(median), row(context, OTHERS, StrictMath.exp(median), others.length));
        context.grade(
                AGAINST,
                StrictMath.exp(subject - median),
                row(context, AGAINST, StrictMath.exp(subject - median), others.length));
        Answer departed = context.answer(Question.ELSEWHERE_DEPARTED);
        if (departed.finding() != Finding.NOT_TESTED) {
            Evidence row = Evidence.of(id(), DEPARTED.id())
                    .window(context.trouble())
                    .finding(departed.finding())
                    .bearsOn("network-event")
                    .method("what the tests of this family come to", "-")
                    .note(DEPARTED.question() + " " + departed.words());
            context.add(row);
            context.grade(DEPARTED, departed.finding().text(), row);
        }
    }

    private Evidence row(Context context, Scale scale, double value, int donors) {
        return Evidence.of(id(), scale.id())
                .window(context.trouble())
                .metric("ratio-to-usual", "1")
                .observed(value)
                .sampleSize(donors)
                .bearsOn("network-event")
                .finding(Double.isNaN(value) ? Finding.NOT_TESTED : Finding.UNDECIDED)
                .method("mean of the trouble window over the baseline's, median of the comparison", "-")
                .note(
                        Double.isNaN(value)
                                ? "fewer than " + LEAST_DONORS + " comparison destinations have a baseline"
                                : scale.question() + " Weighed by its likelihood ratio");
    }

    /** Difference in differences of log rates, ranked among the comparison destinations; null if it cannot be formed. */
    static @Nullable Placement placement(Context context) {
        Departure main = context.main().orElse(null);
        if (main == null) {
            return null;
        }
        double subject = logRatio(context, main.signal());
        double[] donors = context.comparison().stream()
                .mapToDouble(d -> logRatio(context, d.signal()))
                .filter(Double::isFinite)
                .toArray();
        if (Double.isNaN(subject) || donors.length == 0) {
            return null;
        }
        TestResult more = PlaceboInSpace.test(subject, donors, Side.GREATER, context.alpha());
        TestResult less = PlaceboInSpace.test(subject, donors, Side.LESS, context.alpha());
        TestResult either = more.pValue() <= less.pValue() ? more : less;
        boolean refused = more.refused();
        Evidence row = Evidence.of("elsewhere", "placebo-in-space")
                .window(context.trouble())
                .metric(main.signal().metric() + "-log-ratio", "ln")
                .observed(subject)
                .expected(more.expected(), more.expectedLow(), more.expectedHigh())
                .effect(more.effect(), more.effectLow(), more.effectHigh())
                .p(refused ? Double.NaN : Math.min(1, 2 * either.pValue()), 2 * more.smallestP(), subject)
                .sampleSize(donors.length)
                .bearsOn("elsewhere-ordinary", "network-event", "service-failure", "attack")
                .finding(
                        refused
                                ? Finding.NOT_TESTED
                                : 2 * either.pValue() <= context.alpha() ? Finding.SUPPORTED : Finding.UNDECIDED)
                .method(
                        "difference in differences of log mean rates (trouble against baseline), ranked among comparison destinations",
                        "Abadie, Diamond and Hainmueller 2010, JASA 105(490)")
                .note(
                        refused
                                ? more.refusal()
                                : "supported means that the subject changed unlike the comparison; assumes that without an incident it is as likely as any of them to change most"
                                        + withEverythingKept(context, main));
        return new Placement(row, more, less, StrictMath.exp(subject));
    }

    /** What the p-value would be without leaving anything out of any baseline; empty if nothing is. */
    private static String withEverythingKept(Context context, Departure main) {
        List<Window> declared = context.baselines().declared();
        long cut = Stream.concat(Stream.of(main), context.comparison().stream())
                .filter(d -> !context.baselines().leftOut(d.signal()).isEmpty())
                .count();
        if (cut == 0) {
            return "";
        }
        double subject = logRatio(context, main.signal(), declared);
        double[] donors = context.comparison().stream()
                .mapToDouble(d -> logRatio(context, d.signal(), declared))
                .filter(Double::isFinite)
                .toArray();
        double p = 2
                * Math.min(
                        PlaceboInSpace.test(subject, donors, Side.GREATER, context.alpha())
                                .pValue(),
                        PlaceboInSpace.test(subject, donors, Side.LESS, context.alpha())
                                .pValue());
        return "; earlier floods or outages are left out of " + cut + (cut == 1 ? " baseline" : " baselines")
                + " (ledger); with them kept p = " + Words.digits(Math.min(1, p));
    }

    private static double logRatio(Context context, Signal signal) {
        return logRatio(context, signal, context.baselines().of(signal));
    }

    private static double logRatio(Context context, Signal signal, List<Window> baseline) {
        double before = Departure.baselineMean(signal, baseline);
        double during = signal.mean(context.trouble());
        // A thousandth of the baseline stands for silence, so that it ranks last without being infinitely far.
        return before > 0 && !Double.isNaN(during)
                ? StrictMath.log(Math.max(during, before / 1000) / before)
                : Double.NaN;
    }

    private void share(Context context, Departure main) {
        List<Departure> usable =
                context.comparison().stream().filter(d -> !d.refused()).toList();
        Evidence row = Evidence.of(id(), "departed-share")
                .window(context.trouble())
                .metric("departed-share", "1")
                .bearsOn("elsewhere-ordinary", "network-event")
                .method(
                        "share of comparison destinations whose own test departs (corrected, by a fifth or more)",
                        "Benjamini and Hochberg 1995, JRSS B 57(1)");
        if (usable.size() < LEAST_DONORS) {
            shareByRatio(context, row);
            return;
        }
        int up = departed(usable, true, context.alpha());
        int down = departed(usable, false, context.alpha());
        int near = (int) usable.stream().filter(d -> near(d.ratio())).count();
        report(context, main, row, new Tally(usable.size(), up, down, near), "");
    }

    /** Without a history for tests, plain ratios against the baseline; said so, and never more than a description. */
    private void shareByRatio(Context context, Evidence row) {
        List<Double> ratios = new ArrayList<>();
        for (Departure d : context.comparison()) {
            double ratio = logRatio(context, d.signal());
            if (Double.isFinite(ratio)) {
                ratios.add(StrictMath.exp(ratio));
            }
        }
        if (ratios.size() < LEAST_DONORS) {
            context.add(row.finding(Finding.NOT_TESTED)
                    .sampleSize(ratios.size())
                    .note("only " + ratios.size() + " comparison destinations have a baseline; needs " + LEAST_DONORS));
            return;
        }
        Departure main = context.main().orElseThrow();
        int up = (int) ratios.stream().filter(r -> r >= 2).count();
        int down = (int) ratios.stream().filter(r -> r <= 0.5).count();
        int near = (int) ratios.stream().filter(ElsewhereFamily::near).count();
        report(
                context,
                main,
                row,
                new Tally(ratios.size(), up, down, near),
                "; without a history for tests, departed means doubled or halved");
    }

    private static int departed(List<Departure> donors, boolean excess, double alpha) {
        double[] q = MultipleTesting.benjaminiHochberg(donors.stream()
                .mapToDouble(d -> excess ? d.more().pValue() : d.less().pValue())
                .toArray());
        int departed = 0;
        for (int i = 0; i < q.length; i++) {
            double ratio = donors.get(i).ratio();
            if (q[i] <= alpha && (excess ? ratio >= 1 + RELEVANT : ratio <= 1 - RELEVANT)) {
                departed++;
            }
        }
        return departed;
    }

    /** Neither doubled nor halved. */
    private static boolean near(double ratio) {
        return ratio > 0.5 && ratio < 2;
    }

    /** How many comparison destinations there are, rose, fell, and stayed within a factor of two of their history. */
    private record Tally(int donors, int up, int down, int near) {
        /** One destination with a trouble of its own says nothing about the others, whichever way it went. */
        Tally withoutASingleOne() {
            return up + down == 1 && donors > LEAST_DONORS ? new Tally(donors - 1, 0, 0, near) : this;
        }

        double share(int part) {
            return part / (double) donors;
        }
    }

    private static void report(Context context, Departure main, Evidence row, Tally all, String how) {
        Tally tally = all.withoutASingleOne();
        boolean one = tally.donors() < all.donors();
        String words = all.up() + " of " + all.donors() + " comparison destinations rose and " + all.down() + " fell"
                + (one ? ", a single one, which is left out" : "") + how;
        double share = tally.share(Math.max(tally.up(), tally.down()));
        // That none departed says little of destinations whose history would hide it; most must be near their usual.
        boolean quiet = tally.share(tally.up() + tally.down()) <= FEW && tally.share(tally.near()) > MOST;
        Finding ordinary = quiet ? Finding.SUPPORTED : share >= MOST ? Finding.CONTRADICTED : Finding.UNDECIDED;
        context.add(row.observed(share)
                .expected(0, 0, FEW)
                .effect(tally.share(tally.near()), Double.NaN, Double.NaN)
                .sampleSize(tally.donors())
                .finding(ordinary)
                .note(words + "; effect is the share within a factor of two of its history"));
        context.answer(Question.ELSEWHERE_ORDINARY, ordinary, words, row);
        double baseline =
                Departure.baselineMean(main.signal(), context.baselines().of(main.signal()));
        boolean fell = main.observed() < baseline;
        double same = tally.share(fell ? tally.down() : tally.up());
        Finding departed = same >= MOST ? Finding.SUPPORTED : quiet ? Finding.CONTRADICTED : Finding.UNDECIDED;
        context.answer(Question.ELSEWHERE_DEPARTED, departed, words, row);
    }
}
