package floodmark.evidence;

import floodmark.model.Times;
import floodmark.model.Window;

/** What came first: that more arrived, or that less was answered? */
final class TimelineOrder {
    static final Scale ORDER = Scale.named(
            "timeline",
            "order",
            "did more arrive before less was answered?",
            "neither",
            "rise alone",
            "rise first",
            "together",
            "fall first",
            "fall alone");

    private static final double ROSE = 1.5;
    private static final double FELL = 0.6;
    /** Bins in a row that make a change; one alone is noise. */
    private static final int IN_A_ROW = 2;
    /** What happened longer before the trouble is another story, or another time of the day. */
    private static final long LONGEST_LOOK_BACK = 2 * 60 * Times.MINUTE;

    private TimelineOrder() {}

    /** @param around from before the trouble on, where the cause is looked for */
    static void grade(Context context, Window around) {
        Departure in = context.subject("pps").orElse(null);
        Departure out = context.subject("pps-out").orElse(null);
        if (in == null || out == null) {
            context.add(Evidence.notTested("timeline", ORDER.id(), "what was answered is not seen from here")
                    .bearsOn("service-failure", "attack-caused-trouble"));
            return;
        }
        Signal a = in.signal();
        Signal b = out.signal();
        Window whole = new Window(
                Math.max(around.startNanos(), context.trouble().startNanos() - LONGEST_LOOK_BACK),
                context.trouble().endNanos());
        int[] range = a.range(whole);
        double[] usualIn = usual(context, in, range);
        double[] usualOut = usual(context, out, range);
        if (usualIn.length == 0 || usualOut.length == 0) {
            context.add(Evidence.notTested("timeline", ORDER.id(), "there is no baseline to rise above or fall below")
                    .bearsOn("service-failure", "attack-caused-trouble"));
            return;
        }
        int rise = -1;
        int fall = -1;
        int up = 0;
        int down = 0;
        for (int i = range[0]; i < range[1]; i++) {
            double arrived = a.value()[i] / usualIn[i - range[0]];
            double answered = b.value()[i] / usualOut[i - range[0]];
            // Answers that do not follow what arrives are as good as none.
            boolean falls = answered < FELL || answered < FELL * FELL * arrived;
            up = arrived >= ROSE ? up + 1 : 0;
            down = falls ? down + 1 : 0;
            rise = rise < 0 && up == IN_A_ROW ? i : rise;
            fall = fall < 0 && down == IN_A_ROW ? i : fall;
        }
        String level = level(rise, fall);
        Evidence row = Evidence.of("timeline", ORDER.id())
                .window(whole)
                .metric("fall-after-rise", "s")
                .observed(rise < 0 || fall < 0 ? Double.NaN : (fall - rise) * a.binSeconds())
                .sampleSize(range[1] - range[0])
                .bearsOn("attack", "service-failure", "flash-crowd", "attack-caused-trouble")
                .finding(Finding.UNDECIDED)
                .method(
                        "first two bins in a row with half as many packets again as usual, against the first two with fewer than"
                                + " .6 of the usual answers, or of a third of what arrived",
                        "-")
                .note(level
                        + (rise < 0 ? "" : "; arrivals rose at " + Words.time(a.startOf(rise - 1)))
                        + (fall < 0 ? "" : "; answers fell at " + Words.time(b.startOf(fall - 1))));
        context.add(row);
        context.grade(ORDER, level, row);
    }

    /** What each bin usually holds: by clock time where there are days enough, else the level of the trouble's own time. */
    private static double[] usual(Context context, Departure d, int[] range) {
        double[] usual = ClockTime.usual(
                d.signal(), range[0], range[1], context.baselines().of(d.signal()));
        double level = VolumeScales.usual(context, d);
        for (int i = 0; i < usual.length; i++) {
            usual[i] = usual[i] > 0 ? usual[i] : level;
        }
        return level > 0 ? usual : new double[0];
    }

    private static String level(int rise, int fall) {
        if (rise < 0) {
            return fall < 0 ? "neither" : "fall alone";
        }
        if (fall < 0) {
            return "rise alone";
        }
        return Math.abs(rise - fall) <= 1 ? "together" : rise < fall ? "rise first" : "fall first";
    }
}
