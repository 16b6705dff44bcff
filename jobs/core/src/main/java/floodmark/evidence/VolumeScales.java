package floodmark.evidence;

import floodmark.model.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The volume's departures as facts to weigh: what the tests say, and the plain ratios where no test has enough history. */
final class VolumeScales {
    private static final String[] TESTED = {"not-visible", "contradicted", "undecided", "supported"};
    private static final Scale EXCESS =
            Scale.named("volume", "excess", "did more than usual reach the subject?", TESTED);
    private static final Scale LOSS = Scale.named("volume", "loss", "did the subject serve less than usual?", TESTED);
    private static final Scale ARRIVALS =
            Scale.named("volume", "arrival-loss", "did less than usual reach the subject?", TESTED);
    private static final Scale BYTES = ratio("bytes-ratio", "how many bytes came, relative to the usual?");
    private static final Scale PACKETS = ratio("packets-ratio", "how many packets came, relative to the usual?");
    private static final Scale FLOWS = ratio("flows-ratio", "how many flows came, relative to the usual?");
    private static final Scale SERVED = ratio("served-ratio", "how many bytes were sent, relative to the usual?");
    private static final Scale PEAK = Scale.cut(
            "volume",
            "peak-ratio",
            "how large is the largest bin, relative to the baseline's largest?",
            0.8,
            1.2,
            2,
            5,
            20);
    private static final Scale SILENT = Scale.cut(
            "volume",
            "silent-share",
            "in what part of the bins was a twentieth of the usual sent, or less?",
            0.05,
            0.5,
            0.9);

    static final List<Scale> SCALES = List.of(EXCESS, LOSS, ARRIVALS, BYTES, PACKETS, FLOWS, SERVED, PEAK, SILENT);

    private static final double A_TWENTIETH = 0.05;

    private VolumeScales() {}

    private static Scale ratio(String id, String question) {
        return Scale.cut("volume", id, question, 0.2, 0.6, 0.85, 1.2, 2, 5, 20);
    }

    static void grade(Context context) {
        tested(context, EXCESS, Question.EXCESS);
        tested(context, LOSS, Question.LOSS);
        tested(context, ARRIVALS, Question.ARRIVAL_LOSS);
        plain(context, BYTES, "bps");
        plain(context, PACKETS, "pps");
        plain(context, FLOWS, "flows");
        plain(context, SERVED, "bps-out");
        context.subject("pps").ifPresent(d -> peak(context, d));
        context.subject("bps-out").ifPresent(d -> silent(context, d));
    }

    private static void tested(Context context, Scale scale, Question question) {
        Answer answer = context.answer(question);
        Evidence row = Evidence.of("volume", scale.id())
                .window(context.trouble())
                .finding(answer.finding())
                .bearsOn(bearsOn(scale))
                .method("what the tests of this family come to", "-")
                .note(scale.question() + " " + answer.words());
        context.add(row);
        if (answer.finding() != Finding.NOT_TESTED) {
            context.grade(scale, answer.finding().text(), row);
        }
    }

    private static String[] bearsOn(Scale scale) {
        return scale == LOSS || scale == SERVED || scale == SILENT
                ? new String[] {"service-failure", "network-event"}
                : new String[] {"attack", "flash-crowd"};
    }

    /** What the subject's history expects; without tests the mean of the baseline. */
    static double usual(Context context, Departure d) {
        double expected = d.refused() ? Double.NaN : d.more().expected();
        return Double.isNaN(expected)
                ? Departure.baselineMean(d.signal(), context.baselines().of(d.signal()))
                : expected;
    }

    private static void plain(Context context, Scale scale, String metric) {
        Departure d = context.subject(metric).orElse(null);
        if (d == null) {
            return;
        }
        double usual = usual(context, d);
        double ratio = usual > 0 ? d.observed() / usual : Double.NaN;
        context.grade(
                scale,
                ratio,
                row(context, scale, ratio)
                        .expected(1, Double.NaN, Double.NaN)
                        .method(
                                "mean of the trouble window over what the history expects, or over the baseline's mean",
                                "-"));
    }

    private static void peak(Context context, Departure d) {
        double[] before = covered(context, d);
        double most = Arrays.stream(before).max().orElse(Double.NaN);
        double ratio = most > 0 ? d.signal().peak(context.trouble()) / most : Double.NaN;
        context.grade(
                PEAK,
                ratio,
                row(context, PEAK, ratio)
                        .sampleSize(before.length)
                        .method("largest bin of packets over the baseline's largest", "-"));
    }

    private static void silent(Context context, Departure d) {
        double usual = usual(context, d);
        double[] during = d.signal().covered(context.trouble());
        double share = usual > 0 && during.length > 0
                ? Arrays.stream(during).filter(v -> v <= A_TWENTIETH * usual).count() / (double) during.length
                : Double.NaN;
        context.grade(
                SILENT,
                share,
                row(context, SILENT, share)
                        .sampleSize(during.length)
                        .method("bins of the trouble window in which at most a twentieth of the usual was sent", "-"));
    }

    private static double[] covered(Context context, Departure d) {
        List<double[]> parts = new ArrayList<>();
        for (Window w : context.baselines().of(d.signal())) {
            parts.add(d.signal().covered(w));
        }
        return parts.stream().flatMapToDouble(Arrays::stream).toArray();
    }

    private static Evidence row(Context context, Scale scale, double value) {
        return Evidence.of("volume", scale.id())
                .window(context.trouble())
                .metric("ratio-to-usual", "1")
                .observed(value)
                .bearsOn(bearsOn(scale))
                .finding(Double.isNaN(value) ? Finding.NOT_TESTED : Finding.UNDECIDED)
                .note(Double.isNaN(value) ? "no baseline" : scale.question() + " Weighed by its likelihood ratio");
    }
}
