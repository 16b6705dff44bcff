package floodmark.evidence;

import floodmark.model.Times;
import floodmark.model.Window;
import floodmark.stats.ChangePoint;

/** When and how did it start and end? */
final class TimelineFamily implements Family {
    /** How far before the trouble an onset is looked for: its own length, at least an hour and 48 bins. */
    private static final long LEAST_LOOK_BACK = 60 * Times.MINUTE;

    private static final int LEAST_BINS = 48;

    /** A peak this close to the schedule, or during the scheduled event, is tied to it. */
    private static final long NEAR_SCHEDULE = 60 * Times.MINUTE;

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
        Located onset = locate("onset", signal, around);
        Located recovery = locate("recovery", signal, new Window(middle, trouble.endNanos() + back));
        context.add(onset.row.bearsOn("onset", "attack-caused-trouble", "flash-crowd"));
        context.add(recovery.row.bearsOn("recovery"));
        ramp(context, onset);
        schedule(context, signal);
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

    private Located locate(String test, Signal signal, Window window) {
        int[] range = signal.range(window);
        double[] series = java.util.Arrays.copyOfRange(signal.value(), range[0], range[1]);
        ChangePoint.Change change = ChangePoint.locate(series);
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

    private void ramp(Context context, Located onset) {
        if (!onset.found) {
            context.answer(Question.RAMP, Finding.NOT_TESTED, "no onset was found", onset.row);
            return;
        }
        Evidence row = Evidence.of(id(), "ramp")
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
                .note("supported means that a gradual rise fits better than a step; a feature, not a verdict");
        context.add(row);
        context.answer(
                Question.RAMP,
                row.finding(),
                row.finding() == Finding.SUPPORTED ? "it built up gradually" : "it did not clearly build up gradually",
                row);
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
        context.answer(
                Question.SCHEDULED,
                row.finding(),
                "the peak came " + Words.duration(Math.abs(distance)) + (distance < 0 ? " before" : " after")
                        + " the scheduled start",
                row);
    }
}
