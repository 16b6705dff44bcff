package floodmark.evidence;

import floodmark.stats.MultipleTesting;
import floodmark.stats.TestResult;
import java.util.ArrayList;
import java.util.List;

/** Is the subject's traffic out of the ordinary, against its own history? */
final class VolumeFamily implements Family {
    /** Departures of less than a fifth are not called an excess or a loss, however sure. */
    private static final double RELEVANT = 0.2;

    private static final double ENOUGH_POWER = 0.8;
    private static final double ENOUGH_COVERAGE = 0.95;
    private static final int LEAST_SILENCE_BINS = 8;
    private static final double SILENT = 0.05;

    @Override
    public String id() {
        return "volume";
    }

    @Override
    public String question() {
        return "is the subject's traffic out of the ordinary, against its own history?";
    }

    /** A row with what is needed to judge it. */
    private record Judged(Departure departure, Evidence row, TestResult test, boolean excess) {}

    @Override
    public void evaluate(Context context) {
        List<Judged> more = new ArrayList<>();
        List<Judged> less = new ArrayList<>();
        List<Departure> inbound = context.deciding(false);
        List<Departure> outbound = context.deciding(true);
        for (Departure d : context.subject()) {
            if (d.signal().direction() >= 0 || inbound.contains(d)) {
                more.add(judge(context, d, true));
            }
            less.add(judge(context, d, false));
        }
        if (context.subject().isEmpty()) {
            context.add(Evidence.notTested(id(), "matched-window", "the captures hold nothing about the subject")
                    .bearsOn("attack", "flash-crowd", "service-failure"));
        }
        List<Judged> arrived = of(less, inbound);
        List<Judged> served = of(less, outbound);
        List<Judged> asked = of(more, inbound);
        correct(asked);
        correct(served.isEmpty() && context.data().counts() ? arrived : served);
        more.forEach(j -> context.add(j.row));
        less.forEach(j -> context.add(j.row));
        services(context);
        VolumeBurst.rows(context);
        silence(context);
        answerExcess(context, asked);
        // Counts of requests that a server logged are what it served as well as what it was asked for.
        answerLoss(
                context,
                Question.LOSS,
                served.isEmpty() && context.data().counts() ? arrived : served,
                "served or sent");
        answerLoss(context, Question.ARRIVAL_LOSS, arrived, "arrived");
        if (!context.data().counts()) {
            VolumeScales.grade(context);
        }
    }

    @Override
    public List<Scale> scales() {
        return VolumeScales.SCALES;
    }

    private static List<Judged> of(List<Judged> all, List<Departure> departures) {
        return all.stream().filter(j -> departures.contains(j.departure)).toList();
    }

    private void services(Context context) {
        List<String> metrics = java.util.stream.Stream.concat(
                        context.deciding(false).stream(), context.deciding(true).stream())
                .map(d -> d.signal().metric())
                .toList();
        for (Departure d : context.services()) {
            if (metrics.contains(d.signal().metric())) {
                if (d.signal().direction() >= 0) {
                    context.add(judge(context, d, true).row);
                }
                context.add(judge(context, d, false).row);
            }
        }
    }

    /**
     * Silence needs no history of days: a level that never fell below half of its median in the baseline, and then stays
     * below a twentieth of its smallest bin. A rule, not a test: it gives no p-value.
     */
    private void silence(Context context) {
        for (Departure d : context.subject()) {
            boolean leftOut = !context.baselines().leftOut(d.signal()).isEmpty();
            double[] before = context.baselines().of(d.signal()).stream()
                    .flatMapToDouble(w -> java.util.Arrays.stream(d.signal().covered(w)))
                    .sorted()
                    .toArray();
            double[] during = d.signal().covered(context.trouble());
            if (before.length < LEAST_SILENCE_BINS || during.length == 0) {
                continue;
            }
            double least = before[0];
            double median = before[before.length / 2];
            long silent = java.util.Arrays.stream(during)
                    .filter(v -> v <= SILENT * least)
                    .count();
            boolean steady = least > 0 && least >= median / 2;
            boolean quiet = steady && silent >= 0.9 * during.length;
            context.add(Evidence.of(id(), "silence")
                    .window(context.trouble())
                    .metric(d.signal().metric(), d.signal().unit())
                    .observed(d.observed())
                    .expected(median, least, before[before.length - 1])
                    .effect(silent / (double) during.length, Double.NaN, Double.NaN)
                    .sampleSize(before.length)
                    .finding(quiet ? Finding.SUPPORTED : steady ? Finding.CONTRADICTED : Finding.NOT_TESTED)
                    .bearsOn("service-failure")
                    .method(
                            "nine in ten bins below a twentieth of the smallest baseline bin (effect: share of such bins)",
                            "-")
                    .note((steady
                                    ? quiet ? "it went silent" : "it did not go silent"
                                    : "the baseline itself falls below half of its median, so silence would say nothing")
                            + (leftOut ? "; earlier floods or outages are left out of it (ledger)" : "")));
        }
    }

    private Judged judge(Context context, Departure d, boolean excess) {
        Signal signal = d.signal();
        TestResult test = excess ? d.more() : d.less();
        Evidence row = Evidence.of(id(), d.method().test() + (excess ? "" : "-loss"))
                .service(signal.service())
                .window(context.trouble())
                .metric(signal.metric(), signal.unit())
                .observed(d.observed())
                .method(d.method().words(), d.method().reference())
                .bearsOn(excess ? new String[] {"attack", "flash-crowd"} : new String[] {"service-failure"});
        if (Double.isNaN(d.observed())) {
            return new Judged(
                    d, row.finding(Finding.NOT_TESTED).note("no capture covers the trouble window"), test, excess);
        }
        if (d.method() == Departure.Method.MATCHED_SEARCH && !Double.isNaN(test.effect())) {
            // The best window of the search, to which expectation and effect belong.
            row.observed(test.expected() + test.effect());
        }
        row.expected(test.expected(), test.expectedLow(), test.expectedHigh())
                .effect(test.effect(), test.effectLow(), test.effectHigh())
                .p(test.pValue(), test.smallestP(), test.statistic())
                .sampleSize(test.sampleSize());
        if (test.refused()) {
            return new Judged(
                    d, row.finding(Finding.NOT_TESTED).note("no usable history: " + test.refusal()), test, excess);
        }
        String note = assumption(d) + d.sensitivity().words(excess, test.pValue(), context.alpha());
        if (excess) {
            double claimed = context.claimedSize(signal);
            AtSubject seen = context.atSubject(d);
            row.visibility(seen.power(claimed), seen.smallestVisible(0.95), seen.upperBound(d.observed()))
                    .note("claimed size taken: " + Words.size(claimed, signal.unit()) + note);
        } else {
            row.note(note.startsWith("; ") ? note.substring(2) : note);
        }
        return new Judged(d, row.finding(finding(context, d, test.pValue(), excess)), test, excess);
    }

    /** What replaces the earlier days where there are none. */
    private static String assumption(Departure d) {
        return d.method() == Departure.Method.BLOCKS
                ? "; assumes that the hours before stand for this one, without a daily course"
                : "";
    }

    private static boolean relevant(Departure d, boolean excess) {
        TestResult test = excess ? d.more() : d.less();
        double expected = test.expected();
        double observed = expected + test.effect();
        // Nothing where nothing is usual is no excess.
        return excess ? observed > 0 && observed >= (1 + RELEVANT) * expected : observed <= (1 - RELEVANT) * expected;
    }

    private static Finding finding(Context context, Departure d, double p, boolean excess) {
        if (p <= context.alpha() && relevant(d, excess)) {
            return Finding.SUPPORTED;
        }
        if (context.coverage(d) < ENOUGH_COVERAGE) {
            return Finding.NOT_VISIBLE;
        }
        if (!excess) {
            return relevant(d, false) ? Finding.UNDECIDED : Finding.CONTRADICTED;
        }
        AtSubject seen = context.atSubject(d);
        double doubling = context.doubling(d.signal());
        if (!seen.known()) {
            return Finding.UNDECIDED;
        }
        if (!(seen.power(doubling) >= ENOUGH_POWER)) {
            return Finding.NOT_VISIBLE;
        }
        return seen.upperBound(d.observed()) < doubling ? Finding.CONTRADICTED : Finding.UNDECIDED;
    }

    /** The metrics of one subject are one family; they depend positively on one another, so Benjamini and Hochberg holds. */
    private static void correct(List<Judged> family) {
        double[] q = MultipleTesting.benjaminiHochberg(
                family.stream().mapToDouble(j -> j.test.pValue()).toArray());
        for (int i = 0; i < q.length; i++) {
            if (family.get(i).row.finding() == Finding.NOT_TESTED) {
                continue;
            }
            family.get(i).row.q(q[i]);
        }
    }

    private static double smallestQ(List<Judged> family) {
        double[] q = MultipleTesting.benjaminiHochberg(
                family.stream().mapToDouble(j -> j.test.pValue()).toArray());
        double smallest = Double.NaN;
        for (int i = 0; i < q.length; i++) {
            if (relevant(family.get(i).departure, family.get(i).excess) && !(smallest <= q[i]) && !Double.isNaN(q[i])) {
                smallest = q[i];
            }
        }
        return smallest;
    }

    private static void answerExcess(Context context, List<Judged> all) {
        List<Judged> family = all.stream().filter(j -> !j.departure.refused()).toList();
        List<Evidence> rows = all.stream().map(j -> j.row).toList();
        if (family.isEmpty()) {
            answerExcessWithoutHistory(context, rows);
            return;
        }
        List<Judged> seen = family.stream()
                .filter(j -> relevant(j.departure, true))
                .filter(j -> j.row.finding() == Finding.SUPPORTED)
                .toList();
        if (smallestQ(family) <= context.alpha() && !seen.isEmpty()) {
            Judged most = seen.stream()
                    .reduce((a, b) -> b.departure.ratio(true) > a.departure.ratio(true) ? b : a)
                    .orElseThrow();
            context.answer(
                    Question.EXCESS,
                    Finding.SUPPORTED,
                    Words.times(most.departure.ratio(true)) + " the usual "
                            + most.departure.signal().metric(),
                    seen.stream().map(j -> j.row).toList());
            return;
        }
        List<Judged> weighed = family;
        List<Evidence> weighedRows = weighed.stream().map(j -> j.row).toList();
        Judged first = weighed.get(0);
        String against = Words.times(first.departure.ratio(true)) + " the usual "
                + first.departure.signal().metric();
        if (weighed.stream().allMatch(j -> j.row.finding() == Finding.CONTRADICTED)) {
            context.answer(Question.EXCESS, Finding.CONTRADICTED, against, weighedRows);
        } else if (context.coverage(context.deciding(false)) < ENOUGH_COVERAGE) {
            context.answer(
                    Question.EXCESS,
                    Finding.NOT_VISIBLE,
                    against + " in the part of the window that is covered",
                    weighedRows);
        } else if (weighed.stream().anyMatch(j -> j.row.finding() == Finding.NOT_VISIBLE)) {
            context.answer(
                    Question.EXCESS,
                    Finding.NOT_VISIBLE,
                    "a doubling would have been seen with a probability below .8",
                    weighedRows);
        } else {
            context.answer(
                    Question.EXCESS, Finding.UNDECIDED, against + ", which its history does not rule out", weighedRows);
        }
    }

    /** Without enough history of its own, the subject's rank among comparison destinations is what is left. */
    private static void answerExcessWithoutHistory(Context context, List<Evidence> rows) {
        ElsewhereFamily.Placement placement = ElsewhereFamily.placement(context);
        Departure main = context.main().orElse(null);
        double doubling = main == null ? Double.NaN : context.doubling(main.signal());
        double most = main == null ? Double.NaN : VisibilityFamily.mostInbound(context, main);
        boolean covered = main != null && context.coverage(main) >= ENOUGH_COVERAGE;
        if (main != null && covered && most < doubling) {
            context.answer(
                    Question.EXCESS,
                    Finding.CONTRADICTED,
                    "all that came, at most " + Words.size(most, main.signal().unit())
                            + " in a bin, is less than the usual "
                            + Words.size(doubling, main.signal().unit())
                            + ", which a flood of that size would have added",
                    rows);
        } else if (placement == null || placement.more().refused()) {
            context.answer(
                    Question.EXCESS,
                    Finding.NOT_TESTED,
                    "there is no history and no comparison to measure an excess against",
                    rows);
        } else {
            answerExcessBySpace(context, placement);
        }
    }

    /** A rank among others can show an excess; that there is none it cannot, for it has no power to state. */
    private static void answerExcessBySpace(Context context, ElsewhereFamily.Placement placement) {
        boolean relevant = placement.ratio() >= 1 + RELEVANT;
        if (placement.more().pValue() <= context.alpha() && relevant) {
            context.answer(
                    Question.EXCESS,
                    Finding.SUPPORTED,
                    Words.times(placement.ratio()) + " its baseline, more than comparable destinations",
                    placement.row());
        } else {
            context.answer(
                    Question.EXCESS,
                    Finding.UNDECIDED,
                    Words.times(placement.ratio()) + " its baseline, within what comparable destinations show",
                    placement.row());
        }
    }

    private static void answerLoss(Context context, Question question, List<Judged> all, String verb) {
        List<Judged> family = all.stream().filter(j -> !j.departure.refused()).toList();
        List<Evidence> rows = all.stream().map(j -> j.row).toList();
        if (family.isEmpty()) {
            List<String> metrics =
                    all.stream().map(j -> j.departure.signal().metric()).toList();
            List<Evidence> silent = context.rows().stream()
                    .filter(r -> r.name().equals("volume.silence")
                            && metrics.contains(r.metric())
                            && r.finding() == Finding.SUPPORTED)
                    .toList();
            if (!silent.isEmpty()) {
                Evidence row = silent.get(0);
                context.answer(
                        question,
                        Finding.SUPPORTED,
                        Words.percent(row.observed() / row.expected()) + " of the baseline " + verb
                                + ": it went silent",
                        silent);
                return;
            }
            ElsewhereFamily.Placement placement = all.isEmpty() ? null : ElsewhereFamily.placement(context);
            if (placement == null || placement.less().refused()) {
                context.answer(question, Finding.NOT_TESTED, "there is no history of what was " + verb, rows);
            } else {
                answerLossBySpace(context, question, placement, verb);
            }
            return;
        }
        Judged least = family.stream()
                .reduce((a, b) -> b.departure.ratio(false) < a.departure.ratio(false) ? b : a)
                .orElseThrow();
        String words = Words.percent(least.departure.ratio(false)) + " of the usual "
                + least.departure.signal().metric() + " " + verb;
        if (smallestQ(family) <= context.alpha()) {
            context.answer(question, Finding.SUPPORTED, words, rows);
        } else if (family.stream().anyMatch(j -> relevant(j.departure, false))) {
            context.answer(question, Finding.UNDECIDED, words + ", which its history does not rule out", rows);
        } else if (family.stream().anyMatch(j -> context.coverage(j.departure) < ENOUGH_COVERAGE)) {
            context.answer(question, Finding.NOT_VISIBLE, words + " in the part of the window that is covered", rows);
        } else {
            context.answer(question, Finding.CONTRADICTED, words, rows);
        }
    }

    private static void answerLossBySpace(
            Context context, Question question, ElsewhereFamily.Placement placement, String verb) {
        String words = Words.percent(placement.ratio()) + " of its baseline " + verb;
        if (placement.less().pValue() <= context.alpha() && placement.ratio() <= 1 - RELEVANT) {
            context.answer(question, Finding.SUPPORTED, words + ", less than comparable destinations", placement.row());
        } else {
            context.answer(
                    question,
                    placement.ratio() >= 1 && context.coverage(context.subject()) >= ENOUGH_COVERAGE
                            ? Finding.CONTRADICTED
                            : Finding.UNDECIDED,
                    words,
                    placement.row());
        }
    }
}
