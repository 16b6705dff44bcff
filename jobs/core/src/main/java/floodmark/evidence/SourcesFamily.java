package floodmark.evidence;

import floodmark.model.DestinationSeries;
import floodmark.model.Profile;
import floodmark.model.Profile.SenderSample;
import floodmark.model.Window;
import floodmark.stats.SourceUniformity;
import floodmark.stats.TestResult;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Are the senders the usual users? */
final class SourcesFamily implements Family {
    /**
     * Flash crowds found by Jung, Krishnamurthy and Rabinovich (2002) had most of their clusters seen before, attacks few.
     * The two bounds leave the ground between their figures open; they are conventions until calibrated here.
     */
    private static final double MOSTLY_SEEN = 0.5;

    private static final double RARELY_SEEN = 0.15;

    private static final double IN_STEP = 2;

    @Override
    public String id() {
        return "sources";
    }

    @Override
    public String question() {
        return "are the senders the usual users?";
    }

    @Override
    public void evaluate(Context context) {
        if (context.data().counts()) {
            String why = "counts do not name senders";
            context.add(Evidence.notTested(id(), "seen-before", why).bearsOn("attack", "flash-crowd"));
            context.add(Evidence.notTested(id(), "uniformity", why).bearsOn("attack"));
            countedSenders(context);
            return;
        }
        Added added = context.added();
        Profile trouble = added.trouble();
        if (trouble == null || trouble.packets() == 0) {
            String why = "no traffic reached the subject in the trouble window";
            context.add(Evidence.notTested(id(), "seen-before", why).bearsOn("attack", "flash-crowd"));
            context.add(Evidence.notTested(id(), "uniformity", why).bearsOn("attack"));
            return;
        }
        Profile before = added.before();
        seenBefore(context, trouble, before);
        perSender(context, trouble, before);
        uniformity(context, trouble);
        bogons(context, trouble, before);
        inStep(context, added);
    }

    @Override
    public List<Scale> scales() {
        return AddedSenders.SCALES;
    }

    private void countedSenders(Context context) {
        context.subject("sources")
                .ifPresent(
                        d -> context.add(
                                Evidence.of(id(), "distinct-senders")
                                        .window(context.trouble())
                                        .metric("sources", "sender")
                                        .observed(d.observed())
                                        .expected(
                                                d.more().expected(),
                                                d.more().expectedLow(),
                                                d.more().expectedHigh())
                                        .effect(d.ratio(), Double.NaN, Double.NaN)
                                        .sampleSize(d.historyWindows())
                                        .finding(d.refused() ? Finding.NOT_TESTED : Finding.UNDECIDED)
                                        .bearsOn("attack", "flash-crowd")
                                        .method(
                                                "published number of distinct senders against earlier intervals",
                                                "RSSAC002")
                                        .note(
                                                Double.isNaN(d.ratio())
                                                        ? "no earlier number to compare with"
                                                        : "effect is the ratio to the expected; how they are spread is not published")));
    }

    private void seenBefore(Context context, Profile trouble, @Nullable Profile before) {
        if (before == null) {
            String why = "the captures hold no baseline of this service, so no sender can have been seen before";
            context.add(Evidence.notTested(id(), "seen-before", why)
                    .service(trouble.service())
                    .bearsOn("attack", "flash-crowd"));
            context.answer(Question.USUAL_SENDERS, Finding.NOT_TESTED, why);
            return;
        }
        double[] seen = seenShare(trouble.networks(), before.networks());
        double share = seen[0];
        Evidence row = Evidence.of(id(), "seen-before")
                .service(trouble.service())
                .window(context.trouble())
                .metric("packet-share", "1")
                .observed(share)
                .expected(Double.NaN, MOSTLY_SEEN, 1)
                .effect(seen[1], Double.NaN, Double.NaN)
                .sampleSize((long) seen[2])
                .bearsOn("attack", "flash-crowd")
                .finding(
                        Double.isNaN(share)
                                ? Finding.NOT_TESTED
                                : share >= MOSTLY_SEEN
                                        ? Finding.SUPPORTED
                                        : share <= RARELY_SEEN ? Finding.CONTRADICTED : Finding.UNDECIDED)
                .method(
                        "share of the window's packets from networks (/24, /48) seen in the baseline; effect: share of networks",
                        "Jung, Krishnamurthy and Rabinovich 2002, WWW")
                .note("supported means that most were seen before; a short baseline makes usual users look new");
        context.add(row);
        context.answer(
                Question.USUAL_SENDERS,
                row.finding(),
                Words.percent(share) + " of the packets come from networks seen in the baseline",
                row);
    }

    /** Share of packets and of networks seen before, and the number compared, below the smaller sampling threshold. */
    static double[] seenShare(SenderSample now, SenderSample before) {
        long threshold = -1;
        if (!now.exact() && now.size() > 0) {
            threshold = now.hash()[now.size() - 1];
        }
        if (!before.exact()
                && before.size() > 0
                && Long.compareUnsigned(before.hash()[before.size() - 1], threshold) < 0) {
            threshold = before.hash()[before.size() - 1];
        }
        Set<Long> known = new HashSet<>();
        for (long hash : before.hash()) {
            known.add(hash);
        }
        double packets = 0;
        double seenPackets = 0;
        long networks = 0;
        long seenNetworks = 0;
        for (int i = 0; i < now.size(); i++) {
            if (Long.compareUnsigned(now.hash()[i], threshold) > 0) {
                break;
            }
            networks++;
            packets += now.packets()[i];
            if (known.contains(now.hash()[i])) {
                seenNetworks++;
                seenPackets += now.packets()[i];
            }
        }
        return new double[] {
            packets == 0 ? Double.NaN : seenPackets / packets,
            networks == 0 ? Double.NaN : seenNetworks / (double) networks,
            networks
        };
    }

    private void perSender(Context context, Profile trouble, @Nullable Profile before) {
        double now = trouble.packets() / (double) Math.max(1, trouble.senders().distinct());
        double usual = before == null
                ? Double.NaN
                : before.packets() / (double) Math.max(1, before.senders().distinct());
        context.add(Evidence.of(id(), "packets-per-sender")
                .service(trouble.service())
                .window(context.trouble())
                .metric("packets-per-sender", "packet")
                .observed(now)
                .expected(usual, Double.NaN, Double.NaN)
                .sampleSize(trouble.senders().distinct())
                .bearsOn("attack", "flash-crowd")
                .finding(Finding.UNDECIDED)
                .method("packets of the window over its distinct senders; depends on the length of the window", "-")
                .note(trouble.senders().distinct() + " senders in "
                        + trouble.networks().distinct() + " networks"
                        + (trouble.senders().exact() ? "" : " (estimated)")));
    }

    private void uniformity(Context context, Profile trouble) {
        long[] perSlash8 = perSlash8(trouble.senders());
        long ipv4 = Arrays.stream(perSlash8).sum();
        TestResult test = SourceUniformity.test(perSlash8, context.alpha());
        context.add(
                Evidence.of(id(), "uniformity")
                        .service(trouble.service())
                        .window(context.trouble())
                        .metric("hellinger-distance", "1")
                        .observed(test.effect())
                        .effect(test.effect(), test.effectLow(), test.effectHigh())
                        .p(test.pValue(), test.smallestP(), test.statistic())
                        .sampleSize(ipv4)
                        .bearsOn("attack")
                        .finding(test.refused() ? Finding.NOT_TESTED : Finding.UNDECIDED)
                        .method(
                                "senders per /8 against a uniform draw from routable IPv4 space; effect: Hellinger distance to it",
                                "Moore et al. 2006, ACM TOCS 24(2)")
                        .note(
                                test.refused()
                                        ? test.refusal()
                                        : "a small distance is what uniform spoofing leaves, a large one what real users leave"));
    }

    /** IPv4 senders by first octet. */
    static long[] perSlash8(SenderSample senders) {
        long[] perSlash8 = new long[256];
        for (int i = 0; i < senders.size(); i++) {
            if (senders.high()[i] == 0 && senders.low()[i] >>> 32 == 0xffff) {
                perSlash8[(int) (senders.low()[i] >>> 24) & 0xff]++;
            }
        }
        return perSlash8;
    }

    private void bogons(Context context, Profile trouble, @Nullable Profile before) {
        double now = trouble.bogonPackets() / (double) Math.max(1, trouble.packets());
        double usual = before == null ? Double.NaN : before.bogonPackets() / (double) Math.max(1, before.packets());
        context.add(Evidence.of(id(), "bogon-share")
                .service(trouble.service())
                .window(context.trouble())
                .metric("packet-share", "1")
                .observed(now)
                .expected(usual, Double.NaN, Double.NaN)
                .sampleSize(trouble.sampledPackets())
                .bearsOn("attack")
                .finding(Finding.UNDECIDED)
                .method("share of packets from addresses that are not routed globally", "RFC 6890")
                .note("private and test networks send from such addresses too, so this alone decides nothing"));
    }

    /** In a crowd volume rises because more people come; in many floods a few senders send more. */
    private void inStep(Context context, Added added) {
        double[] now = meanSources(context, List.of(context.trouble()));
        double[] usual = meanSources(context, context.baselines().subject());
        if (usual[0] <= 0 || now[0] <= 0) {
            String why = "no senders in the baseline to compare with";
            context.add(Evidence.notTested(id(), "in-step", why).bearsOn("flash-crowd"));
            context.answer(Question.MORE_SENDERS, Finding.NOT_TESTED, why);
            AddedSenders.grade(context, added, Double.NaN, Double.NaN);
            return;
        }
        double volume = now[1] / usual[1];
        double senders = now[0] / usual[0];
        double perSender = volume / senders;
        Finding finding = senders >= 1.2 && perSender <= IN_STEP && perSender >= 1 / IN_STEP
                ? Finding.SUPPORTED
                : perSender > 2 * IN_STEP ? Finding.CONTRADICTED : Finding.UNDECIDED;
        Evidence row = Evidence.of(id(), "in-step")
                .window(context.trouble())
                .metric("packets-per-sender-and-bin", "1")
                .observed(perSender)
                .expected(1, 1 / IN_STEP, IN_STEP)
                .effect(senders, Double.NaN, Double.NaN)
                .bearsOn("flash-crowd", "attack")
                .finding(finding)
                .method(
                        "rise of packets over rise of distinct senders per bin; effect: rise of senders",
                        "Jung, Krishnamurthy and Rabinovich 2002, WWW")
                .note("supported means that more senders came and each sent about as much as usual");
        context.add(row);
        context.answer(
                Question.MORE_SENDERS,
                finding,
                "senders rose " + Words.times(senders) + ", packets of each " + Words.times(perSender),
                row);
        AddedSenders.grade(context, added, senders, perSender);
    }

    /** Senders and packets per second of the windows that a capture covers. */
    private static double[] meanSources(Context context, List<Window> windows) {
        double sources = 0;
        double packets = 0;
        Signal volume = context.main().map(Departure::signal).orElse(null);
        double seconds = volume == null
                ? 0
                : windows.stream().mapToDouble(w -> volume.covered(w).length).sum() * volume.binSeconds();
        for (DestinationSeries s : context.data().subject()) {
            for (int i = 0; i < s.size(); i++) {
                long start = s.bin()[i] * s.binNanos();
                if (windows.stream().anyMatch(w -> w.containsBin(start, s.binNanos()))) {
                    sources += s.sources()[i];
                    packets += s.packets()[i];
                }
            }
        }
        return seconds <= 0 ? new double[2] : new double[] {sources / seconds, packets / seconds};
    }
}
