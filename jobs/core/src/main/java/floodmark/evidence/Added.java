package floodmark.evidence;

import floodmark.model.Profile;
import floodmark.model.Profile.Phase;
import floodmark.model.Profile.SenderSample;
import floodmark.model.Profile.Tally;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the trouble added to a service's usual traffic: its profile less the baseline's, the latter brought to the volume that the
 * subject's own history expects in the trouble window. A flood that comes beside as much legitimate traffic shows its makeup here and not in
 * the sum. Without a baseline everything counts as added.
 *
 * @param trouble profile of the trouble window; null if nothing came
 * @param before profile of the baseline; null without one
 * @param factor what the baseline's sums are multiplied with to give the expected ones of the trouble window; 0 without a baseline
 * @param share added packets over all inbound packets of the trouble window, in [0, 1]; NaN if nothing came
 * @param profile the addition, every sum at least 0; its senders are those that the baseline does not know; null if nothing came
 */
record Added(
        @Nullable Profile trouble,
        @Nullable Profile before,
        double factor,
        double share,
        @Nullable Profile profile) {
    /** Less than this part of the traffic lies within what hours and days differ by, and shows no makeup of its own. */
    static final double LEAST_SHARE = 0.2;

    /** For the service that gained most packets; where none gained, the one that received most. */
    static Added of(Context context) {
        Added most = new Added(null, null, 0, Double.NaN, null);
        double gained = -1;
        for (Profile p : context.data().profiles()) {
            if (p.phase() != Phase.TROUBLE || p.packets() == 0) {
                continue;
            }
            Added one = of(context, p);
            double packets = one.share * p.packets();
            if (packets > gained || packets == gained && most.trouble != null && p.packets() > most.trouble.packets()) {
                most = one;
                gained = packets;
            }
        }
        return most;
    }

    private static Added of(Context context, Profile trouble) {
        Profile before = context.data()
                .profile(trouble.service(), Phase.BASELINE)
                .filter(p -> p.packets() > 0 && p.seconds() > 0)
                .orElse(null);
        if (before == null) {
            return new Added(trouble, null, 0, 1, trouble);
        }
        double usual = before.packets() / before.seconds();
        double expected = context.services().stream()
                .filter(d -> d.signal().service().equals(trouble.service())
                        && d.signal().metric().equals("pps")
                        && !d.refused())
                .mapToDouble(d -> d.more().expected())
                .filter(e -> e > 0)
                .findFirst()
                .orElse(usual);
        double factor = trouble.seconds() / before.seconds() * expected / usual;
        double share = Math.max(
                Math.max(0, 1 - factor * before.packets() / trouble.packets()),
                (double) ofNewSizes(trouble, before, factor) / trouble.packets());
        return new Added(trouble, before, factor, share, difference(trouble, before, factor, share));
    }

    /** Packets beyond the expected number of their size: a flood that crowds out as much as it adds shows here. */
    private static long ofNewSizes(Profile now, Profile before, double factor) {
        long packets = 0;
        for (int i = 0; i < now.packetSizes().length; i++) {
            packets += less(now.packetSizes()[i], before.packetSizes()[i], factor);
        }
        return packets;
    }

    /** True if enough was added to ask what it was. */
    boolean enough() {
        return share >= LEAST_SHARE;
    }

    /** Share of the added packets that came from networks which the baseline knows; NaN without a baseline or an addition. */
    double seenShare() {
        if (trouble == null || before == null || !enough()) {
            return Double.NaN;
        }
        double seen = SourcesFamily.seenShare(trouble.networks(), before.networks())[0];
        double known = seen * trouble.packets() - factor * before.packets();
        return Double.isNaN(seen) ? Double.NaN : Math.min(1, Math.max(0, known / (share * trouble.packets())));
    }

    /** Senders of the trouble window that the baseline does not know; all of them without a baseline. */
    private static SenderSample unseen(SenderSample now, @Nullable SenderSample earlier) {
        long threshold = -1;
        Set<Long> known = new HashSet<>();
        if (earlier != null) {
            for (long hash : earlier.hash()) {
                known.add(hash);
            }
            if (!earlier.exact() && earlier.size() > 0) {
                threshold = earlier.hash()[earlier.size() - 1];
            }
        }
        int[] kept = new int[now.size()];
        int n = 0;
        int compared = 0;
        for (int i = 0; i < now.size() && Long.compareUnsigned(now.hash()[i], threshold) <= 0; i++) {
            compared++;
            if (!known.contains(now.hash()[i])) {
                kept[n++] = i;
            }
        }
        int[] rows = Arrays.copyOf(kept, n);
        return new SenderSample(
                Math.round(now.distinct() * (double) n / Math.max(1, compared)),
                now.exact() && compared == now.size(),
                pick(now.hash(), rows),
                pick(now.high(), rows),
                pick(now.low(), rows),
                pick(now.flows(), rows),
                pick(now.packets(), rows),
                pick(now.bytes(), rows));
    }

    private static long[] pick(long[] values, int[] rows) {
        return Arrays.stream(rows).mapToLong(i -> values[i]).toArray();
    }

    private static Profile difference(Profile now, Profile before, double factor, double share) {
        long[] sizes = now.packetSizes().clone();
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = less(sizes[i], before.packetSizes()[i], factor);
        }
        return new Profile(
                now.service(),
                now.phase(),
                now.seconds(),
                less(now.flows(), before.flows(), factor),
                Math.max(less(now.packets(), before.packets(), factor), ofNewSizes(now, before, factor)),
                less(now.bytes(), before.bytes(), factor),
                Math.round(now.sampledPackets() * share),
                now.sampledByteSquares(),
                now.samplingRateMin(),
                now.samplingRateMax(),
                less(now.synPackets(), before.synPackets(), factor),
                less(now.bogonPackets(), before.bogonPackets(), factor),
                less(now.answeredFlows(), before.answeredFlows(), factor),
                less(now.protocols(), before.protocols(), factor),
                less(now.sourcePorts(), before.sourcePorts(), factor),
                less(now.destinationPorts(), before.destinationPorts(), factor),
                less(now.tcpFlags(), before.tcpFlags(), factor),
                sizes,
                unseen(now.senders(), before.senders()),
                unseen(now.networks(), before.networks()),
                less(now.flowsOut(), before.flowsOut(), factor),
                less(now.packetsOut(), before.packetsOut(), factor),
                less(now.bytesOut(), before.bytesOut(), factor));
    }

    private static long less(long now, long before, double factor) {
        return Math.max(0, Math.round(now - factor * before));
    }

    private static List<Tally> less(List<Tally> now, List<Tally> before, double factor) {
        Map<Long, Tally> earlier = new HashMap<>();
        before.forEach(t -> earlier.put(key(t), t));
        List<Tally> left = new ArrayList<>();
        for (Tally t : now) {
            Tally b = earlier.get(key(t));
            Tally rest = b == null
                    ? t
                    : new Tally(
                            t.protocol(),
                            t.value(),
                            less(t.flows(), b.flows(), factor),
                            less(t.packets(), b.packets(), factor),
                            less(t.bytes(), b.bytes(), factor));
            if (rest.packets() > 0) {
                left.add(rest);
            }
        }
        return left;
    }

    private static long key(Tally t) {
        return (long) t.protocol() << 32 | (t.value() & 0xffffffffL);
    }
}
