package floodmark.evidence;

import floodmark.claim.Vantage;
import floodmark.model.Profile;
import floodmark.model.Profile.Phase;
import java.util.List;

/** What could have been seen at all? Smallest visible flood, power at the claimed size, upper bounds, at the subject. */
final class VisibilityFamily implements Family {
    private static final List<Double> CURVE = List.of(0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0);

    @Override
    public String id() {
        return "visibility";
    }

    @Override
    public String question() {
        return "what could have been seen at all?";
    }

    @Override
    public void evaluate(Context context) {
        Vantage vantage = context.data().vantage();
        boolean any = false;
        for (String metric : List.of("bps", "pps")) {
            Departure d = context.subject(metric).orElse(null);
            if (d != null && d.visibility() != null) {
                any = true;
                curve(context, d);
            }
            wholeInbound(context, metric, vantage);
        }
        Departure main = context.main().orElse(null);
        if (!any && main != null && main.visibility() != null) {
            any = true;
            curve(context, main);
        }
        if (!any) {
            context.add(Evidence.notTested(
                            id(),
                            "power-curve",
                            main == null
                                    ? "the captures hold nothing about the subject"
                                    : "there is no usable history: "
                                            + main.more().refusal())
                    .bearsOn("attack", "no-attack"));
        }
    }

    /** Power against added volume, as multiples of what is usual: one row a point, so that a curve can be drawn. */
    private void curve(Context context, Departure d) {
        AtSubject seen = context.atSubject(d);
        double usual = d.more().expected() / context.data().vantage().shareLow();
        double claimed = context.claimedSize(d.signal());
        for (double factor : CURVE) {
            double size = factor * usual;
            context.add(Evidence.of(id(), "power-curve-" + Words.digits(factor))
                    .window(context.trouble())
                    .metric(d.signal().metric(), d.signal().unit())
                    .expected(usual, Double.NaN, Double.NaN)
                    .effect(size, Double.NaN, Double.NaN)
                    .visibility(seen.power(claimed), seen.smallestVisible(0.95), seen.upperBound(d.observed()))
                    .statistic(seen.power(size))
                    .sampleSize(d.historyWindows())
                    .bearsOn("attack", "no-attack")
                    .finding(Finding.UNDECIDED)
                    .method(
                            "probability that a flood of constant rate " + Words.digits(factor)
                                    + " times the usual (effect) would have been seen (statistic)",
                            d.method().reference())
                    .note("sizes at the subject"));
        }
    }

    /** Even with no history: a flood cannot have been larger than all that came in. */
    private void wholeInbound(Context context, String metric, Vantage vantage) {
        Departure d = context.subject(metric).orElse(null);
        if (d == null || Double.isNaN(d.observed())) {
            return;
        }
        double peak = d.signal().peak(context.trouble());
        double widened = samplingUpper(context, metric);
        double claimed = context.claimedSize(d.signal());
        context.add(Evidence.of(id(), "whole-inbound")
                .window(context.trouble())
                .metric(metric, d.signal().unit())
                .observed(d.observed())
                .effect(peak, Double.NaN, Double.NaN)
                .visibility(Double.NaN, Double.NaN, d.observed() * widened / vantage.shareLow())
                .bearsOn("attack", "no-attack")
                .finding(
                        Double.isNaN(claimed)
                                ? Finding.UNDECIDED
                                : peak * widened / vantage.shareLow() < claimed
                                        ? Finding.CONTRADICTED
                                        : Finding.UNDECIDED)
                .method(
                        "all inbound traffic of the window bounds any flood in it (upper_bound, mean rate); effect: largest bin",
                        "Horvitz and Thompson 1952, JASA 47(260), for the sampling error")
                .note("contradicted means that even the largest bin stays below the claimed size"));
    }

    /** Factor by which sampling may understate the volume, one-sided 95 %. */
    static double samplingUpper(Context context, String metric) {
        double estimate = 0;
        double variance = 0;
        for (Profile p : context.data().profiles()) {
            if (p.phase() == Phase.TROUBLE && p.samplingRateMax() > 1) {
                double n = p.samplingRateMax();
                estimate += metric.equals("bps") ? p.bytes() : p.packets();
                variance += metric.equals("bps") ? (n - 1) * n * p.sampledByteSquares() : (n - 1) * p.packets();
            }
        }
        return estimate <= 0 ? 1 : 1 + 1.645 * Math.sqrt(variance) / estimate;
    }
}
