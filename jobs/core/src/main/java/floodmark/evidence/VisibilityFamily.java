package floodmark.evidence;

import floodmark.claim.Vantage;
import floodmark.model.Profile;
import floodmark.stats.SamplingError;
import java.util.List;

/** What could have been seen at all? Smallest visible flood, power at the claimed size, upper bounds, at the subject. */
final class VisibilityFamily implements Family {
    private static final double ENOUGH_COVERAGE = 0.95;
    private static final List<Double> POWERS = List.of(0.8, 0.95);
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
                sizes(context, d);
            }
            wholeInbound(context, metric, vantage);
        }
        Departure main = context.main().orElse(null);
        if (!any && main != null && main.visibility() != null) {
            any = true;
            curve(context, main);
            sizes(context, main);
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

    /** The sizes that are seen with the usual probabilities, and the test of the claimed size itself. */
    private void sizes(Context context, Departure d) {
        AtSubject seen = context.atSubject(d);
        double claimed = context.claimedSize(d.signal());
        double bound = seen.upperBound(d.observed());
        for (double power : POWERS) {
            double size = seen.smallestVisible(power);
            context.add(Evidence.of(id(), "smallest-visible-" + StrictMath.round(100 * power))
                    .window(context.trouble())
                    .metric(d.signal().metric(), d.signal().unit())
                    .effect(size, Double.NaN, Double.NaN)
                    .visibility(seen.power(claimed), size, bound)
                    .statistic(power)
                    .sampleSize(d.historyWindows())
                    .bearsOn("attack", "no-attack")
                    .finding(Finding.UNDECIDED)
                    .method(
                            "smallest flood of constant rate (effect) that would have been seen with this probability (statistic)",
                            d.method().reference())
                    .note("sizes at the subject"));
        }
        double p = seen.pValueAgainst(d.observed(), claimed);
        Evidence row = Evidence.of(id(), "equivalence")
                .window(context.trouble())
                .metric(d.signal().metric(), d.signal().unit())
                .observed(d.observed())
                .effect(claimed, Double.NaN, Double.NaN)
                .visibility(seen.power(claimed), seen.smallestVisible(0.95), bound)
                .sampleSize(d.historyWindows())
                .bearsOn("attack", "no-attack")
                .method(
                        "one-sided test of the hypothesis that a flood of the claimed size (effect) was in the window",
                        "Schuirmann 1987, J. Pharmacokinet. Biopharm. 15(6)");
        context.add(
                Double.isNaN(p)
                        ? row.finding(Finding.NOT_TESTED).note("there is no claimed size, or the window is not covered")
                        : row.p(p, d.more().smallestP(), d.observed())
                                .finding(p <= context.alpha() ? Finding.CONTRADICTED : Finding.UNDECIDED)
                                .note(
                                        "contradicted means that a flood of the claimed size would have left more than was observed"));
    }

    /** Even with no history: a flood cannot have been larger than all that came in. */
    private void wholeInbound(Context context, String metric, Vantage vantage) {
        Departure d = context.subject(metric).orElse(null);
        if (d == null || Double.isNaN(d.observed())) {
            return;
        }
        double peak = d.signal().peak(context.trouble());
        double share = vantage.shareLow() * context.dilution(d.signal());
        double most = mostInbound(context, d);
        double bound = samplingUpper(context, d, d.observed(), context.trouble().seconds()) / share;
        double claimed = context.claimedSize(d.signal());
        boolean covered = context.coverage(d) >= ENOUGH_COVERAGE;
        boolean below = covered && most < claimed;
        context.add(Evidence.of(id(), "whole-inbound")
                .window(context.trouble())
                .metric(metric, d.signal().unit())
                .observed(d.observed())
                .effect(peak, Double.NaN, Double.NaN)
                .visibility(below ? 0.95 : Double.NaN, Double.NaN, covered ? bound : Double.NaN)
                .statistic(most)
                .bearsOn("attack", "no-attack")
                .finding(!covered ? Finding.NOT_VISIBLE : below ? Finding.CONTRADICTED : Finding.UNDECIDED)
                .method(
                        "all inbound traffic of the window bounds any flood in it (upper_bound, mean rate); effect: largest bin; statistic: the most it can have been at the subject",
                        "Horvitz and Thompson 1952, JASA 47(260), for the sampling error")
                .note("contradicted means that even the largest bin stays below the claimed size"));
    }

    /** The most that any bin of the window can have carried at the subject, one-sided 95 %; NaN if nothing is covered. */
    static double mostInbound(Context context, Departure d) {
        double peak = d.signal().peak(context.trouble());
        double seconds = Math.min(d.signal().binSeconds(), context.trouble().seconds());
        double share = context.data().vantage().shareLow() * context.dilution(d.signal());
        return Double.isNaN(peak) ? Double.NaN : samplingUpper(context, d, peak, seconds) / share;
    }

    /**
     * One-sided 95 % upper limit of a rate that sampling only estimates: exact Poisson limit (Garwood 1936) of the sampled packets
     * behind it. Packets of unlike size make bytes less certain than their number says; they count as fewer.
     */
    static double samplingUpper(Context context, Departure d, double rate, double seconds) {
        double whole = context.perSampledPacket(d.signal());
        if (whole <= 0) {
            return rate;
        }
        double perPacket = whole
                * context.trouble().seconds()
                / seconds
                * unevenness(context, d.signal().metric());
        double upper = SamplingError.poissonUpper(rate / perPacket, 0.95);
        return upper * perPacket;
    }

    /** Mean square over squared mean of the sampled packets' sizes for bytes, 1 for packets. */
    private static double unevenness(Context context, String metric) {
        double squares = 0;
        double packets = 0;
        double bytes = 0;
        for (Profile p : context.data().profiles()) {
            squares += p.sampledByteSquares();
            packets += p.sampledPackets();
            bytes += p.bytes() / (double) Math.max(1, p.samplingRateMax());
        }
        boolean known = metric.equals("bps") && packets > 0 && bytes > 0 && squares > 0;
        return known ? Math.max(1, squares * packets / (bytes * bytes)) : 1;
    }
}
