package floodmark.evidence;

import floodmark.model.Profile;
import floodmark.model.Profile.SenderSample;
import floodmark.stats.SourceUniformity;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Who sent the added traffic. */
final class AddedSenders {
    private static final Scale SEEN = Scale.cut(
            "sources",
            "added-seen-before",
            "what part of the added packets came from networks that the baseline knows?",
            0.15,
            0.4,
            0.7);
    private static final Scale SENDERS = Scale.cut(
            "sources", "senders-ratio", "how many senders came, relative to the usual?", 0.5, 0.8, 1.25, 2, 5, 20);
    private static final Scale RATE = Scale.cut(
            "sources",
            "per-sender-ratio",
            "how much did each sender send, relative to the usual?",
            0.3,
            0.65,
            1.5,
            3,
            10);
    private static final Scale TOP =
            Scale.cut("sources", "top-sender", "what part of the packets did the busiest sender send?", 0.05, 0.3, 0.7);
    private static final Scale ALIKE = Scale.cut(
            "sources", "alike", "what part of the new senders behaved like the commonest of them?", 0.2, 0.45, 0.75);
    private static final Scale SPREAD = Scale.named(
            "sources",
            "spread",
            "are the new senders spread as forged addresses are?",
            "neither",
            "unroutable",
            "uniform");

    static final List<Scale> SCALES = List.of(SEEN, SENDERS, RATE, TOP, ALIKE, SPREAD);

    /** Fewer senders show neither spread nor likeness. */
    private static final int FEWEST = 30;

    private static final double SIZE_STEP = 64;
    private static final double UNROUTABLE = 0.02;

    private AddedSenders() {}

    /**
     * @param senders rise of the distinct senders per bin; NaN without a baseline
     * @param perSender rise of the packets of each
     */
    static void grade(Context context, Added added, double senders, double perSender) {
        Profile trouble = added.trouble();
        Profile now = added.profile();
        if (trouble == null || now == null) {
            return;
        }
        context.grade(
                SENDERS,
                senders,
                row(context, SENDERS, senders, now.senders().distinct(), "ratio-to-usual")
                        .method("distinct senders per bin over the baseline's mean", "-"));
        context.grade(
                RATE,
                perSender,
                row(context, RATE, perSender, now.senders().distinct(), "ratio-to-usual")
                        .method(
                                "packets per sender and bin over the baseline's mean",
                                "Jung, Krishnamurthy and Rabinovich 2002, WWW"));
        if (!added.enough()) {
            return;
        }
        double seen = added.seenShare();
        context.grade(
                SEEN,
                seen,
                row(context, SEEN, seen, trouble.networks().size(), "packet-share")
                        .method(
                                "added packets from networks (/24, /48) seen in the baseline, of all added",
                                "Jung, Krishnamurthy and Rabinovich 2002, WWW"));
        double top = Arrays.stream(trouble.senders().packets()).max().orElse(0) / (double) trouble.packets();
        context.grade(
                TOP,
                top,
                row(context, TOP, top, trouble.senders().distinct(), "packet-share")
                        .method("packets of the busiest sender in the sample, of all", "-"));
        double alike = alike(now.senders());
        context.grade(
                ALIKE,
                alike,
                row(context, ALIKE, alike, now.senders().size(), "sender-share")
                        .method(
                                "new senders that share the commonest class of packets (powers of two) and packet size (64 bytes)",
                                "Yu et al. 2012, IEEE TPDS 23(6), on the likeness of flows from one botnet"));
        spread(context, added, now);
    }

    private static void spread(Context context, Added added, Profile now) {
        long[] perSlash8 = SourcesFamily.perSlash8(now.senders());
        long ipv4 = Arrays.stream(perSlash8).sum();
        if (ipv4 < FEWEST) {
            return;
        }
        Profile before = added.before();
        double bogons = now.bogonPackets() / (double) Math.max(1, now.packets());
        boolean usual = before != null && before.bogonPackets() > bogons / 10 * before.packets();
        boolean uniform = SourceUniformity.consistentWithUniform(SourceUniformity.test(perSlash8, context.alpha()));
        String level = uniform ? "uniform" : bogons >= UNROUTABLE && !usual ? "unroutable" : "neither";
        Evidence row = row(context, SPREAD, bogons, ipv4, "packet-share")
                .method(
                        "new senders per /8 against a uniform draw; else added packets from unroutable addresses (observed)",
                        "Moore et al. 2006, ACM TOCS 24(2)");
        context.add(row);
        context.grade(SPREAD, level, row);
    }

    /** Share of the senders in the commonest class of behaviour; NaN for fewer than {@value #FEWEST}. */
    private static double alike(SenderSample senders) {
        if (senders.size() < FEWEST) {
            return Double.NaN;
        }
        Map<Long, Integer> classes = new HashMap<>();
        for (int i = 0; i < senders.size(); i++) {
            long packets = Math.max(1, senders.packets()[i]);
            long size = (long) (senders.bytes()[i] / (double) packets / SIZE_STEP);
            long amount = 63L - Long.numberOfLeadingZeros(packets);
            classes.merge(amount << 32 | size, 1, Integer::sum);
        }
        return classes.values().stream().mapToInt(Integer::intValue).max().orElse(0) / (double) senders.size();
    }

    private static Evidence row(Context context, Scale scale, double value, long sample, String metric) {
        return Evidence.of(scale.family(), scale.id())
                .window(context.trouble())
                .metric(metric, "1")
                .observed(value)
                .sampleSize(sample)
                .bearsOn("attack", "flash-crowd")
                .finding(Double.isNaN(value) ? Finding.NOT_TESTED : Finding.UNDECIDED)
                .note(
                        Double.isNaN(value)
                                ? "no baseline, or too few senders, to tell"
                                : scale.question() + " Weighed by its likelihood ratio, not by a threshold");
    }
}
