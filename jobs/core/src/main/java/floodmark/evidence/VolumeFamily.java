package floodmark.evidence;

import floodmark.claim.Vantage;
import floodmark.stats.MultipleTesting;
import floodmark.stats.TestResult;
import floodmark.stats.VolumeVisibility;
import java.util.ArrayList;
import java.util.List;

/** Is the subject's traffic out of the ordinary, against its own history? */
final class VolumeFamily implements Family {
    /** Departures of less than a fifth are not called an excess or a loss, however sure. */
    private static final double RELEVANT = 0.2;

    private static final double ENOUGH_POWER = 0.8;

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
        for (Departure d : context.subject()) {
            if (d.signal().direction() >= 0) {
                more.add(judge(context, d, true));
            }
            less.add(judge(context, d, false));
        }
        if (context.subject().isEmpty()) {
            context.add(Evidence.notTested(id(), "matched-window", "the captures hold nothing about the subject")
                    .bearsOn("attack", "flash-crowd", "service-failure"));
        }
        correct(more);
        correct(less);
        more.forEach(j -> context.add(j.row));
        less.forEach(j -> context.add(j.row));
        answerExcess(context, more);
        answerLoss(context, Question.LOSS, served(context, less), "served or sent");
        answerLoss(
                context,
                Question.ARRIVAL_LOSS,
                less.stream().filter(j -> j.departure.signal().direction() >= 0).toList(),
                "arrived");
        for (Departure d : context.services()) {
            String metric = d.signal().metric();
            if (d.signal().direction() >= 0 && !metric.equals("flows") && !metric.equals("syn-pps")) {
                context.add(judge(context, d, true).row);
                context.add(judge(context, d, false).row);
            }
        }
    }

    /** What shows that a service answered: what it sent where that is seen, else the counts themselves. */
    private static List<Judged> served(Context context, List<Judged> less) {
        List<Judged> out =
                less.stream().filter(j -> j.departure.signal().direction() < 0).toList();
        return out.isEmpty() && context.data().counts() ? less : out;
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
        row.expected(test.expected(), test.expectedLow(), test.expectedHigh())
                .effect(test.effect(), test.effectLow(), test.effectHigh())
                .p(test.pValue(), test.smallestP(), test.statistic())
                .sampleSize(test.sampleSize());
        if (test.refused()) {
            return new Judged(
                    d, row.finding(Finding.NOT_TESTED).note("no usable history: " + test.refusal()), test, excess);
        }
        if (excess && d.visibility() != null) {
            visibility(context, d, d.visibility(), row);
        }
        return new Judged(d, row.finding(finding(context, d, test.pValue(), excess)), test, excess);
    }

    private static void visibility(Context context, Departure d, VolumeVisibility visible, Evidence row) {
        Vantage vantage = context.data().vantage();
        double claimed = context.claimedSize(d.signal());
        // At the lowest share that the vantage may carry the least of a flood would arrive here.
        double here = claimed * vantage.shareLow();
        row.visibility(
                        visible.power(here),
                        visible.smallestVisible(0.95) / vantage.shareLow(),
                        visible.upperBound(d.observed(), 0.95) / vantage.shareLow())
                .note("claimed size taken: " + Words.size(claimed, d.signal().unit()));
    }

    private static boolean relevant(Departure d, boolean excess) {
        double expected = d.more().expected();
        return excess ? d.observed() >= (1 + RELEVANT) * expected : d.observed() <= (1 - RELEVANT) * expected;
    }

    private static Finding finding(Context context, Departure d, double p, boolean excess) {
        if (p <= context.alpha() && relevant(d, excess)) {
            return Finding.SUPPORTED;
        }
        if (!excess) {
            return relevant(d, false) ? Finding.UNDECIDED : Finding.CONTRADICTED;
        }
        if (d.visibility() == null) {
            return Finding.UNDECIDED;
        }
        double here = context.claimedSize(d.signal()) * context.data().vantage().shareLow();
        if (d.visibility().power(here) < ENOUGH_POWER) {
            return Finding.NOT_VISIBLE;
        }
        return d.visibility().upperBound(d.observed(), 0.95) < here ? Finding.CONTRADICTED : Finding.UNDECIDED;
    }

    /** The metrics of one subject are one family; they depend positively on one another, so Benjamini and Hochberg holds. */
    private static void correct(List<Judged> family) {
        double[] q = MultipleTesting.benjaminiHochberg(
                family.stream().mapToDouble(j -> j.test.pValue()).toArray());
        for (int i = 0; i < q.length; i++) {
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

    private void answerExcess(Context context, List<Judged> all) {
        List<Judged> family = all.stream().filter(j -> !j.departure.refused()).toList();
        List<Evidence> rows = all.stream().map(j -> j.row).toList();
        if (family.isEmpty()) {
            answerExcessBySpace(context, rows);
            return;
        }
        List<Judged> seen = family.stream()
                .filter(j -> relevant(j.departure, true))
                .filter(j -> j.row.finding() == Finding.SUPPORTED)
                .toList();
        if (smallestQ(family) <= context.alpha() && !seen.isEmpty()) {
            Judged most = seen.stream()
                    .reduce((a, b) -> b.departure.ratio() > a.departure.ratio() ? b : a)
                    .orElseThrow();
            context.answer(
                    Question.EXCESS,
                    Finding.SUPPORTED,
                    Words.times(most.departure.ratio()) + " the usual "
                            + most.departure.signal().metric(),
                    seen.stream().map(j -> j.row).toList());
            return;
        }
        List<Judged> main = family.stream()
                .filter(j -> !j.departure.signal().metric().equals("flows")
                        && !j.departure.signal().metric().equals("syn-pps"))
                .toList();
        List<Judged> weighed = main.isEmpty() ? family : main;
        List<Evidence> weighedRows = weighed.stream().map(j -> j.row).toList();
        Judged first = weighed.get(0);
        String against = Words.times(first.departure.ratio()) + " the usual "
                + first.departure.signal().metric();
        if (weighed.stream().allMatch(j -> j.row.finding() == Finding.CONTRADICTED)) {
            context.answer(Question.EXCESS, Finding.CONTRADICTED, against, weighedRows);
        } else if (weighed.stream().anyMatch(j -> j.row.finding() == Finding.NOT_VISIBLE)) {
            context.answer(
                    Question.EXCESS,
                    Finding.NOT_VISIBLE,
                    "a flood of the claimed size would have been seen with a probability below .8",
                    weighedRows);
        } else {
            context.answer(
                    Question.EXCESS, Finding.UNDECIDED, against + ", which its history does not rule out", weighedRows);
        }
    }

    /** Without enough history of its own, the subject's rank among comparison destinations is what is left. */
    private static void answerExcessBySpace(Context context, List<Evidence> rows) {
        ElsewhereFamily.Placement placement = ElsewhereFamily.placement(context);
        if (placement == null || placement.more().refused()) {
            context.answer(
                    Question.EXCESS,
                    Finding.NOT_TESTED,
                    "there is no history and no comparison to measure an excess against",
                    rows);
            return;
        }
        boolean relevant = placement.ratio() >= 1 + RELEVANT;
        if (placement.more().pValue() <= context.alpha() && relevant) {
            context.answer(
                    Question.EXCESS,
                    Finding.SUPPORTED,
                    Words.times(placement.ratio()) + " its baseline, more than comparable destinations",
                    placement.row());
        } else if (placement.ratio() < 1) {
            context.answer(
                    Question.EXCESS,
                    Finding.CONTRADICTED,
                    Words.times(placement.ratio()) + " its baseline, no more than comparable destinations",
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
            ElsewhereFamily.Placement placement = all.isEmpty() ? null : ElsewhereFamily.placement(context);
            if (placement == null || placement.less().refused()) {
                context.answer(question, Finding.NOT_TESTED, "there is no history of what was " + verb, rows);
            } else {
                answerLossBySpace(context, question, placement, verb);
            }
            return;
        }
        Judged least = family.stream()
                .reduce((a, b) -> b.departure.ratio() < a.departure.ratio() ? b : a)
                .orElseThrow();
        String words = Words.percent(least.departure.ratio()) + " of the usual "
                + least.departure.signal().metric() + " " + verb;
        if (smallestQ(family) <= context.alpha()) {
            context.answer(question, Finding.SUPPORTED, words, rows);
        } else if (family.stream().anyMatch(j -> relevant(j.departure, false))) {
            context.answer(question, Finding.UNDECIDED, words + ", which its history does not rule out", rows);
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
                    placement.ratio() >= 1 ? Finding.CONTRADICTED : Finding.UNDECIDED,
                    words,
                    placement.row());
        }
    }
}
