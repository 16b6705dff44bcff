package floodmark.evidence;

import floodmark.claim.Statement;
import floodmark.model.Times;
import floodmark.model.Window;
import floodmark.stats.ChangePoint;
import floodmark.stats.RiseTime;
import java.util.List;

/** When and how did it start and end? */
final class TimelineFamily implements Family {
    /** How far before the trouble an onset is looked for: its own length, at least an hour and 48 bins. */
    private static final long LEAST_LOOK_BACK = 60 * Times.MINUTE;

    private static final int LEAST_BINS = 48;
    /** What rises within this time rose in a step. */
    private static final long LONGEST_STEP = 5 * Times.MINUTE;
    /** What takes at least this long built up. */
    private static final long SHORTEST_BUILD_UP = 15 * Times.MINUTE;

    private static final double RELEVANT_RISE = 1.2;

    /** A peak this close to the schedule, or during the scheduled event, is tied to it. */
    private static final long NEAR_SCHEDULE = 60 * Times.MINUTE;

    private static final Scale RISE =
            Scale.cut("timeline", "rise-time", "how long did it take to rise, in seconds?", 120, 600, 1800);
    private static final Scale SCHEDULE =
            Scale.named("timeline", "schedule", "did it peak around the scheduled start?", "apart", "near");

    @Override
    public String id() {
        return "timeline";
    }

    @Override
    public String question() {
        return "when and how did it start and end?";
    }

    @Override
    public void evaluate(Context context) {
        Departure main = context.main().orElse(null);
        if (main == null || Double.isNaN(main.observed())) {
            String why = "no capture covers the subject in the trouble window";
            context.add(Evidence.notTested(id(), "onset", why).bearsOn("onset", "attack-caused-trouble"));
            context.add(Evidence.notTested(id(), "recovery", why).bearsOn("recovery"));
            context.answer(Question.RAMP, Finding.NOT_TESTED, why);
            context.answer(Question.SCHEDULED, Finding.NOT_TESTED, why);
            return;
        }
        Signal signal = main.signal();
        Window trouble = context.trouble();
        long back = Math.max(
                LEAST_BINS * signal.binNanos(), Math.min(Times.DAY, Math.max(LEAST_LOOK_BACK, trouble.lengthNanos())));
        long middle = trouble.startNanos() + trouble.lengthNanos() / 2;
        Window around = new Window(trouble.startNanos() - back, Math.max(middle, peakOf(signal, trouble)));
        boolean shown = context.answer(Question.EXCESS).yes()
                || context.answer(Question.LOSS).yes()
                || context.answer(Question.ARRIVAL_LOSS).yes();
        Located onset = locate(context, "onset", signal, around, shown);
        Located recovery = locate(context, "recovery", signal, new Window(middle, trouble.endNanos() + back), shown);
        context.add(onset.row.bearsOn("onset", "attack-caused-trouble", "flash-crowd"));
        context.add(recovery.row.bearsOn("recovery"));
        stepOrRamp(context, onset);
        rise(context, signal, around);
        rose(context, main, around);
        schedule(context, signal);
        said(context, onset);
        if (!context.data().counts()) {
            TimelineOrder.grade(context, new Window(trouble.startNanos() - back, trouble.endNanos()));
        }
    }

    @Override
    public List<Scale> scales() {
        return List.of(RISE, SCHEDULE, TimelineOrder.ORDER);
    }

    /** A change point as time: NaN-free only if found. */
    private record Located(Evidence row, boolean found, double rampAdvantage) {}

    private static long peakOf(Signal signal, Window window) {
        int[] range = signal.range(window);
        int peak = range[0];
        for (int i = range[0]; i < range[1]; i++) {
            if (!Double.isNaN(signal.value()[i]) && !(signal.value()[i] <= signal.value()[peak])) {
                peak = i;
            }
        }
        return signal.startOf(peak) + signal.binNanos();
    }

    private Located locate(Context context, String test, Signal signal, Window window, boolean shown) {
        int[] range = signal.range(window);
        ClockTime.Course course =
                ClockTime.course(signal, range[0], range[1], context.baselines().of(signal));
        double[] series = course.amounts();
        ChangePoint.Change change = ChangePoint.locate(series, shown ? 1 : ChangePoint.LEVEL, course.removed());
        Evidence row = Evidence.of(id(), test)
                .window(window)
                .metric(signal.metric() + "-change-at", "s since the epoch")
                .sampleSize(series.length)
                .method(
                        "single change in level on a log scale, interval for dependent noise",
                        ChangePoint.ABOUT.reference());
        if (change.refused()) {
            return new Located(row.finding(Finding.NOT_TESTED).note(change.refusal()), false, Double.NaN);
        }
        double at = seconds(signal, range[0] + change.index());
        row.observed(at)
                .effect(change.logRatio(), change.logRatioLow(), change.logRatioHigh())
                .p(change.pValue(), Double.NaN, change.statistic())
                .expected(
                        Double.NaN,
                        seconds(signal, range[0] + change.low()),
                        seconds(signal, range[0] + change.high() + 1))
                .finding(Finding.SUPPORTED)
                .note("changed at " + Words.time(signal.startOf(range[0] + change.index())) + ", 95 % interval "
                        + Words.time(signal.startOf(range[0] + change.low())) + " to "
                        + Words.time(signal.startOf(range[0] + change.high() + 1))
                        + " (expected_low, expected_high); effect is the change of the logarithm");
        return new Located(row, true, -change.bicStepOverRamp());
    }

    private static double seconds(Signal signal, int index) {
        return signal.startOf(index) / (double) Times.SECOND;
    }

    private void stepOrRamp(Context context, Located onset) {
        if (!onset.found) {
            context.add(Evidence.notTested(id(), "step-or-ramp", "no onset was found")
                    .bearsOn("flash-crowd", "attack"));
            return;
        }
        context.add(Evidence.of(id(), "step-or-ramp")
                .window(context.trouble())
                .metric("bic-difference", "1")
                .observed(onset.rampAdvantage)
                .bearsOn("flash-crowd", "attack")
                .finding(
                        onset.rampAdvantage >= 2
                                ? Finding.SUPPORTED
                                : onset.rampAdvantage <= -2 ? Finding.CONTRADICTED : Finding.UNDECIDED)
                .method(
                        "Bayesian information criterion of a step less that of a ramp",
                        "Schwarz 1978, Ann. Statist. 6(2)")
                .note("supported means that one straight ramp fits better than one step; a feature, not a verdict"));
    }

    /** Floods start within minutes; people take longer to hear of something and come. */
    private void rise(Context context, Signal signal, Window around) {
        if (signal.binNanos() > LONGEST_STEP) {
            String why = "bins of " + Words.duration(signal.binSeconds()) + " cannot tell a step from a build-up";
            context.add(Evidence.notTested(id(), "rise-time", why).bearsOn("flash-crowd", "attack"));
            context.answer(Question.RAMP, Finding.NOT_TESTED, why);
            return;
        }
        int[] range = signal.range(around);
        double bins = RiseTime.bins(ClockTime.amounts(
                signal, range[0], range[1], context.baselines().of(signal)));
        double seconds = bins * signal.binSeconds();
        Evidence row = Evidence.of(id(), "rise-time")
                .window(around)
                .metric("rise-time", "s")
                .observed(seconds)
                .expected(Double.NaN, LONGEST_STEP / 1e9, SHORTEST_BUILD_UP / 1e9)
                .sampleSize(range[1] - range[0])
                .bearsOn("flash-crowd", "attack")
                .finding(
                        Double.isNaN(bins)
                                ? Finding.NOT_TESTED
                                : seconds >= SHORTEST_BUILD_UP / 1e9 && bins >= 5
                                        ? Finding.SUPPORTED
                                        : seconds <= LONGEST_STEP / 1e9 ? Finding.CONTRADICTED : Finding.UNDECIDED)
                .method(
                        "time from a tenth to nine tenths of the rise, daily course removed",
                        RiseTime.ABOUT.reference())
                .note(Double.isNaN(bins) ? "there is no rise to measure" : "supported means a gradual build-up");
        context.grade(RISE, rises(context) ? seconds : Double.NaN, row);
        context.answer(
                Question.RAMP,
                row.finding(),
                Double.isNaN(bins) ? "there is no rise to measure" : "it rose within " + Words.duration(seconds),
                row);
    }

    /** A crowd that overloads a service first raises what it serves; one that never raised it was not there. */
    private void rose(Context context, Departure main, Window around) {
        Signal signal = main.signal();
        Window whole = new Window(around.startNanos(), context.trouble().endNanos());
        int[] range = signal.range(whole);
        double[] usual =
                ClockTime.usual(signal, range[0], range[1], context.baselines().of(signal));
        double most = Double.NaN;
        for (int i = range[0]; i < range[1]; i++) {
            double ratio = signal.value()[i] / usual[i - range[0]];
            most = Double.isNaN(ratio) || most >= ratio ? most : ratio;
        }
        Evidence row = Evidence.of(id(), "largest-rise")
                .window(whole)
                .metric("ratio-to-usual", "1")
                .observed(most)
                .expected(1, Double.NaN, RELEVANT_RISE)
                .bearsOn("flash-crowd")
                .finding(
                        Double.isNaN(most)
                                ? Finding.NOT_TESTED
                                : most < RELEVANT_RISE ? Finding.CONTRADICTED : Finding.UNDECIDED)
                .method("largest bin against the median of the same clock time in the baseline", "-")
                .note(
                        Double.isNaN(most)
                                ? "the baseline does not hold this clock time on five days"
                                : "contradicted means that no bin rose a fifth above the usual, before or during the trouble");
        context.add(row);
        context.answer(
                Question.ROSE,
                row.finding(),
                "its largest bin was " + Words.times(most) + " the usual of that time of day",
                row);
    }

    /** Who said something when: before the change that the captures show, during it or after it. */
    private void said(Context context, Located onset) {
        for (Statement statement : context.data().theCase().statements()) {
            Long at = statement.atNanos();
            if (at == null || !onset.found) {
                continue;
            }
            double seconds = at / (double) Times.SECOND - onset.row.observed();
            context.add(Evidence.of(id(), "statement-after-onset")
                    .window(context.trouble())
                    .metric("said-after-change", "s")
                    .observed(seconds)
                    .expected(
                            Double.NaN,
                            at / (double) Times.SECOND - onset.row.expectedHigh(),
                            at / (double) Times.SECOND - onset.row.expectedLow())
                    .bearsOn("onset")
                    .finding(Finding.UNDECIDED)
                    .method("time of the statement less that of the change found, with the change's interval", "-")
                    .note(statement.id() + " was said " + Words.duration(Math.abs(seconds))
                            + (seconds < 0 ? " before" : " after") + " the change"));
        }
    }

    /** True if what came rose enough to speak of how it rose. */
    private static boolean rises(Context context) {
        return context.added().enough();
    }

    private void schedule(Context context, Signal signal) {
        Long scheduled = context.data().theCase().scheduledStartNanos();
        if (scheduled == null) {
            String why = "the case declares no scheduled_start";
            context.add(Evidence.notTested(id(), "schedule", why).bearsOn("flash-crowd"));
            context.answer(Question.SCHEDULED, Finding.NOT_TESTED, why);
            return;
        }
        long peak = peakOf(signal, context.trouble()) - signal.binNanos();
        double distance = (peak - scheduled) / (double) Times.SECOND;
        boolean near = Math.abs(peak - scheduled) <= NEAR_SCHEDULE;
        Evidence row = Evidence.of(id(), "schedule")
                .window(context.trouble())
                .metric("peak-after-schedule", "s")
                .observed(distance)
                .expected(0, -NEAR_SCHEDULE / 1e9, NEAR_SCHEDULE / 1e9)
                .bearsOn("flash-crowd")
                .finding(near ? Finding.SUPPORTED : Finding.UNDECIDED)
                .method("distance of the largest bin from the scheduled start", "-")
                .note("the largest bin starts at " + Words.time(peak));
        context.add(row);
        if (rises(context)) {
            context.grade(SCHEDULE, near ? "near" : "apart", row);
        }
        context.answer(
                Question.SCHEDULED,
                row.finding(),
                "the peak came " + Words.duration(Math.abs(distance)) + (distance < 0 ? " before" : " after")
                        + " the scheduled start",
                row);
    }
}
