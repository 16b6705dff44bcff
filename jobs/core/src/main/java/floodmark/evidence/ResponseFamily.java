package floodmark.evidence;

import floodmark.model.Profile;
import floodmark.model.Profile.Phase;
import java.util.List;
import java.util.stream.Stream;

/**
 * Did the service answer? What became of connections, who tried again, and bytes out for each byte in, during the trouble and
 * before. Descriptions all: connections depend on one another through the same server and the same network, so that no p-value
 * of their counts could be trusted.
 */
final class ResponseFamily implements Family {
    private static final String OUT_PER_IN = "bytes-out-per-byte-in";
    private static final String SHARE = "1";
    private static final String INBOUND_ONLY = "the vantage sees inbound traffic only";

    @Override
    public String id() {
        return "response";
    }

    @Override
    public String question() {
        return "did the service answer?";
    }

    @Override
    public void evaluate(Context context) {
        CaseData data = context.data();
        if (data.counts()) {
            none(context, "counts do not pair requests with responses");
            return;
        }
        if (!data.seesBothDirections()) {
            none(context, INBOUND_ONLY);
        }
        boolean any = false;
        for (Profile trouble : data.profiles()) {
            if (trouble.phase() == Phase.TROUBLE && trouble.bytes() > 0) {
                any = true;
                service(context, trouble);
            }
        }
        if (any) {
            ResponseScales.grade(context);
        }
        if (!any && data.seesBothDirections()) {
            none(context, "no traffic reached the subject in the trouble window");
        }
    }

    @Override
    public List<Scale> scales() {
        return ResponseScales.SCALES;
    }

    private void service(Context context, Profile trouble) {
        String service = trouble.service();
        ResponseFacts facts = ResponseFacts.of(context.data(), service);
        Profile before = context.data()
                .profile(service, Phase.BASELINE)
                .filter(p -> p.bytes() > 0)
                .orElse(null);
        boolean both = context.data().seesBothDirections();
        String sampled = before != null && before.samplingRateMax() > 1 || trouble.samplingRateMax() > 1
                ? "packets were sampled: flags, packets and durations of a sampled flow are not the connection's, and an answer"
                        + " may be missed"
                : "";
        if (both) {
            context.add(row(trouble, context, OUT_PER_IN, facts.outPerInNow(), facts.outPerInUsual())
                    .bearsOn("service-failure", "attack")
                    .method(
                            "bytes sent over bytes received; effect: ratio to the baseline",
                            "Gil and Poletto 2001, USENIX Security")
                    .note("a description; what was sent is tested under volume"));
        }
        if (!both) {
            for (String test : List.of("answered-share", "resets-out")) {
                context.add(Evidence.notTested(id(), test, INBOUND_ONLY).service(service));
            }
        }
        if (!sampled.isEmpty()) {
            List<String> inbound = List.of("completion", "retries", "resets-in", "long-thin-connections");
            List<String> outbound = both ? List.of("answered-share", "resets-out") : List.of();
            for (String test :
                    Stream.concat(inbound.stream(), outbound.stream()).toList()) {
                context.add(Evidence.notTested(id(), test, sampled).service(service));
            }
            return;
        }
        completion(context, trouble, facts);
        retries(context, trouble, facts);
        resets(context, trouble, facts, both);
        longThin(context, trouble, facts);
        if (both) {
            answered(context, trouble, facts);
        }
    }

    private Evidence row(Profile trouble, Context context, String test, double now, double usual) {
        return Evidence.of(id(), test)
                .service(trouble.service())
                .window(context.trouble())
                .metric(test, SHARE)
                .observed(now)
                .expected(usual, Double.NaN, Double.NaN)
                .effect(now / usual, Double.NaN, Double.NaN)
                .sampleSize(trouble.flows())
                .finding(Finding.UNDECIDED);
    }

    private void completion(Context context, Profile trouble, ResponseFacts facts) {
        if (Double.isNaN(facts.completionNow())) {
            context.add(Evidence.notTested(id(), "completion", "nobody tried to open a TCP connection")
                    .service(trouble.service()));
            return;
        }
        context.add(row(trouble, context, "completion", facts.completionNow(), facts.completionUsual())
                .sampleSize(trouble.connections().attempts())
                .bearsOn("attack", "service-failure")
                .method(
                        "share of TCP flows with SYN whose sender also sent ACK and something more; effect: ratio to the baseline",
                        "Wang, Zhang and Shin 2002, INFOCOM, for attempts that are not followed up")
                .note("of networks seen in the baseline " + Words.percent(facts.completionOfKnown())
                        + ", of new ones " + Words.percent(facts.completionOfNew())
                        + "; forged senders complete nothing, while a service that fails or is overloaded stops completing"
                        + " for its usual clients as well; a description without a p-value"));
    }

    private void retries(Context context, Profile trouble, ResponseFacts facts) {
        double now = facts.attemptsPerSenderNow();
        if (Double.isNaN(now)) {
            context.add(Evidence.notTested(
                            id(),
                            "retries",
                            "nobody tried to open a TCP connection, or no bin lies in the trouble window")
                    .service(trouble.service()));
            return;
        }
        context.add(row(trouble, context, "retries", now, facts.attemptsPerSenderUsual())
                .metric("attempts-per-sender-and-bin", SHARE)
                .sampleSize(trouble.connections().attempts())
                .bearsOn("service-failure", "attack")
                .method(
                        "attempts to open a TCP connection for each sender of a bin, median over bins; effect: ratio to the baseline",
                        "Jung, Krishnamurthy and Rabinovich 2002, WWW, for rates of single clients")
                .note(Words.times(facts.attemptsNow() / facts.attemptsUsual()) + " the usual attempts a second, "
                        + Words.percent(facts.knownShare()) + " from networks seen in the baseline, "
                        + Words.percent(facts.completionNow()) + " completed, " + Words.digits(facts.bytesPerFlowNow())
                        + " bytes a flow where " + Words.digits(facts.bytesPerFlowUsual())
                        + " are usual; usual clients that try again send more attempts, small and not completed;"
                        + " a description without a p-value"));
    }

    private void resets(Context context, Profile trouble, ResponseFacts facts, boolean both) {
        if (!Double.isNaN(facts.resetsInNow())) {
            context.add(
                    row(trouble, context, "resets-in", facts.resetsInNow(), facts.resetsInUsual())
                            .sampleSize(trouble.connections().flows())
                            .bearsOn("service-failure", "attack")
                            .method(
                                    "share of inbound TCP flows with RST; effect: ratio to the baseline",
                                    "RFC 9293, 3.5.2")
                            .note(
                                    "clients that give up, scans, or answers to forged packets; a description without a p-value"));
        }
        if (both && !Double.isNaN(facts.resetsOutNow())) {
            context.add(row(trouble, context, "resets-out", facts.resetsOutNow(), facts.resetsOutUsual())
                    .sampleSize(trouble.connections().flowsOut())
                    .bearsOn("service-failure", "attack")
                    .method(
                            "share of TCP flows from the service with RST; effect: ratio to the baseline",
                            "RFC 9293, 3.5.2")
                    .note("a host whose service does not listen, or no longer takes connections, refuses them with RST;"
                            + " so does one that gets packets of no connection; a description without a p-value"));
        }
        if (Double.isNaN(facts.resetsInNow())) {
            context.add(Evidence.notTested(id(), "resets-in", "no TCP flow reached the service")
                    .service(trouble.service()));
        }
    }

    private void longThin(Context context, Profile trouble, ResponseFacts facts) {
        if (Double.isNaN(facts.longThinNow())) {
            context.add(Evidence.notTested(
                            id(),
                            "long-thin-connections",
                            "no TCP flow lasts " + ResponseFacts.LONG_SECONDS
                                    + " s or more, in the trouble or before; a meter may have cut them")
                    .service(trouble.service()));
            return;
        }
        context.add(row(trouble, context, "long-thin-connections", facts.longThinNow(), facts.longThinUsual())
                .sampleSize(trouble.connections().flows())
                .bearsOn("attack")
                .method(
                        "share of inbound TCP flows of at least " + ResponseFacts.LONG_SECONDS + " s and fewer than "
                                + ResponseFacts.THIN_BYTES + " bytes; effect: ratio to the baseline",
                        "Cambiaso et al. 2013, Int. J. Trust Management in Computing and Communications 1(3/4)")
                .note(
                        "connections that are held open with next to nothing sent, as slow attacks do, and as idle clients"
                                + " do; a description without a p-value"));
    }

    private void answered(Context context, Profile trouble, ResponseFacts facts) {
        context.add(
                row(trouble, context, "answered-share", facts.answeredNow(), facts.answeredUsual())
                        .bearsOn("service-failure", "attack")
                        .method(
                                "share of inbound flows whose sender was sent a flow in the same phase; effect: ratio to the baseline",
                                "Gil and Poletto 2001, USENIX Security")
                        .note(
                                "the longer the phase, the more senders were answered at some time; a description without a p-value"));
    }

    private void none(Context context, String why) {
        context.add(Evidence.notTested(id(), OUT_PER_IN, why).bearsOn("service-failure"));
    }
}
