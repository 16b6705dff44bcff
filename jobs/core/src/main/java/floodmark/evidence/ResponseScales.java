package floodmark.evidence;

import floodmark.model.Profile;
import floodmark.model.Profile.Phase;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the service that changed most answered, as facts to weigh. */
final class ResponseScales {
    private static final Scale COMPLETED =
            scale("completed", "what part of the attempts to connect was completed?", 0.1, 0.5, 0.9);
    private static final Scale COMPLETION =
            scale("completion-ratio", "what part was completed, relative to the usual?", 0.3, 0.7, 0.9);
    private static final Scale NEWCOMERS =
            scale("completion-of-new", "what part of the attempts from new networks was completed?", 0.1, 0.5, 0.9);
    private static final Scale KNOWN = scale(
            "attempts-known", "what part of the attempts came from networks that the baseline knows?", 0.2, 0.5, 0.8);
    private static final Scale RETRIES =
            scale("attempts-per-sender-ratio", "how often did each sender try, relative to the usual?", 0.7, 1.5, 3, 8);
    private static final Scale ANSWERED =
            scale("answered-ratio", "what part of the flows was answered, relative to the usual?", 0.2, 0.6, 0.9);
    private static final Scale RESETS_OUT =
            scale("resets-out-more", "how much larger was the share of answers that reset?", 0.05, 0.2, 0.5);
    private static final Scale RESETS_IN =
            scale("resets-in-more", "how much larger was the share of clients' flows that reset?", 0.05, 0.2, 0.5);
    private static final Scale OUT_PER_IN = scale(
            "out-per-in-ratio", "how much was sent for each byte in, relative to the usual?", 0.1, 0.4, 0.7, 1.4, 3);
    private static final Scale THIN =
            scale("long-thin-more", "how much larger was the share of long thin connections?", 0.02, 0.1, 0.4);
    private static final Scale PER_FLOW = scale(
            "bytes-per-flow-ratio", "how much did a connection carry in, relative to the usual?", 0.2, 0.6, 1.6, 5);

    static final List<Scale> SCALES = List.of(
            COMPLETED,
            COMPLETION,
            NEWCOMERS,
            KNOWN,
            RETRIES,
            ANSWERED,
            RESETS_OUT,
            RESETS_IN,
            OUT_PER_IN,
            THIN,
            PER_FLOW);

    private ResponseScales() {}

    private static Scale scale(String id, String question, double... cuts) {
        return Scale.cut("response", id, question, cuts);
    }

    static void grade(Context context) {
        String service = mostChanged(context);
        ResponseFacts f = ResponseFacts.of(context.data(), service);
        row(context, COMPLETED, service, f.completionNow());
        row(context, COMPLETION, service, f.completionNow() / f.completionUsual());
        row(context, NEWCOMERS, service, f.completionOfNew());
        row(context, KNOWN, service, f.knownShare());
        row(context, RETRIES, service, f.attemptsPerSenderNow() / f.attemptsPerSenderUsual());
        row(context, ANSWERED, service, f.answeredNow() / f.answeredUsual());
        row(context, RESETS_OUT, service, f.resetsOutNow() - f.resetsOutUsual());
        row(context, RESETS_IN, service, f.resetsInNow() - f.resetsInUsual());
        row(context, OUT_PER_IN, service, f.outPerInNow() / f.outPerInUsual());
        row(context, THIN, service, f.longThinNow() - f.longThinUsual());
        row(context, PER_FLOW, service, f.bytesPerFlowNow() / f.bytesPerFlowUsual());
    }

    /** The service whose packets, either way, left their baseline rate by the largest factor; null, for the whole subject, without a baseline. */
    private static @Nullable String mostChanged(Context context) {
        String most = null;
        double largest = -1;
        for (Profile now : context.data().profiles()) {
            Profile before = context.data()
                    .profile(now.service(), Phase.BASELINE)
                    .filter(p -> p.packets() > 0 && p.seconds() > 0)
                    .orElse(null);
            if (now.phase() == Phase.TROUBLE && before != null && now.seconds() > 0) {
                double in = change(now.packets() / now.seconds(), before.packets() / before.seconds());
                double out = change(now.packetsOut() / now.seconds(), before.packetsOut() / before.seconds());
                if (Math.max(in, out) > largest) {
                    largest = Math.max(in, out);
                    most = now.service();
                }
            }
        }
        return most;
    }

    /** Absolute logarithm of the ratio; a thousandth of the usual stands for silence, and nothing for what was never there. */
    private static double change(double now, double usual) {
        return usual > 0 ? Math.abs(StrictMath.log(Math.max(now, usual / 1000) / usual)) : 0;
    }

    private static void row(Context context, Scale scale, @Nullable String service, double value) {
        boolean known = Double.isFinite(value);
        Evidence row = Evidence.of(scale.family(), scale.id())
                .service(service)
                .window(context.trouble())
                .metric(scale.id(), "1")
                .observed(value)
                .bearsOn("attack", "service-failure", "flash-crowd")
                .finding(known ? Finding.UNDECIDED : Finding.NOT_TESTED)
                .method("of the service whose packets changed by the largest factor", "-")
                .note(
                        known
                                ? scale.question() + " Weighed by its likelihood ratio, not by a threshold"
                                : "sampling, the vantage or a missing baseline hides it");
        context.grade(scale, known ? value : Double.NaN, row);
    }
}
