package floodmark.evidence;

import floodmark.model.Profile;
import floodmark.model.Profile.Tally;
import floodmark.stats.Divergence;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the added traffic was made of, against what the service usually carries. */
final class AddedMakeup {
    private static final Scale PORTS =
            distance("added-ports", "how far are the added packets' ports from the usual ones?");
    private static final Scale FLAGS =
            distance("added-flags", "how far are the added packets' flags from the usual ones?");
    private static final Scale SIZES =
            distance("added-sizes", "how far are the added packets' sizes from the usual ones?");
    private static final Scale UNUSUAL = Scale.cut(
            "makeup",
            "unusual-ports",
            "what part of the added packets went where the service carries next to nothing?",
            0.05,
            0.3,
            0.8);
    private static final Scale BYTES = Scale.cut(
            "makeup",
            "packet-bytes-ratio",
            "how large are the added packets, relative to the usual ones?",
            0.3,
            0.7,
            1.4,
            3);
    private static final Scale SYN = Scale.cut(
            "makeup", "syn-share", "what part of the added packets only asks for a connection?", 0.1, 0.4, 0.8);

    static final List<Scale> SCALES = List.of(PORTS, FLAGS, SIZES, UNUSUAL, BYTES, SYN);

    /** What carries less than this part of the packets is not what the service is for. */
    private static final double RARE = 0.01;
    /** Ports from here on are chosen afresh for each connection (RFC 6056); those that are rare are one class. */
    private static final int EPHEMERAL = 32_768;

    private AddedMakeup() {}

    private static Scale distance(String id, String question) {
        return Scale.cut("makeup", id, question, 0.15, 0.35, 0.6, 0.85);
    }

    static void grade(Context context, Added added) {
        Profile now = added.profile();
        if (now == null || !added.enough() || now.packets() == 0) {
            return;
        }
        context.grade(
                SYN,
                now.synPackets() / (double) now.packets(),
                row(context, SYN, now.synPackets() / (double) now.packets(), now, "packet-share")
                        .method(
                                "added packets of flows with SYN and without ACK, of all added",
                                "Eddy 2007, RFC 4987"));
        Profile before = added.before();
        if (before == null) {
            return;
        }
        TreeSet<Long> usual = usual(before);
        distance(context, PORTS, now, ports(now, usual), ports(before, usual));
        distance(context, FLAGS, now, cells(now.tcpFlags()), cells(before.tcpFlags()));
        double sizes = Divergence.hellinger(toDouble(now.packetSizes()), toDouble(before.packetSizes()));
        context.grade(SIZES, sizes, distanceRow(context, SIZES, now, sizes));
        long rare = now.destinationPorts().stream()
                .filter(t -> !usual.contains(key(t)))
                .mapToLong(Tally::packets)
                .sum();
        double unusual = Math.min(1, rare / (double) now.packets());
        context.grade(
                UNUSUAL,
                unusual,
                row(context, UNUSUAL, unusual, now, "packet-share")
                        .method(
                                "added packets to protocols and ports that carry under " + Words.percent(RARE)
                                        + " of the baseline's packets",
                                "-"));
        double ratio = now.bytes() / (double) now.packets() / (before.bytes() / (double) before.packets());
        context.grade(
                BYTES,
                ratio,
                row(context, BYTES, ratio, now, "mean-packet-ratio")
                        .method("mean bytes of an added packet over the baseline's mean", "-"));
    }

    private static void distance(Context context, Scale scale, Profile now, Map<Long, Double> a, Map<Long, Double> b) {
        TreeSet<Long> keys = new TreeSet<>(a.keySet());
        keys.addAll(b.keySet());
        double[] p = keys.stream().mapToDouble(k -> a.getOrDefault(k, 0.0)).toArray();
        double[] q = keys.stream().mapToDouble(k -> b.getOrDefault(k, 0.0)).toArray();
        double distance = Divergence.hellinger(p, q);
        context.grade(scale, distance, distanceRow(context, scale, now, distance));
    }

    private static Evidence distanceRow(Context context, Scale scale, Profile now, double value) {
        return row(context, scale, value, now, "hellinger-distance")
                .method(
                        "Hellinger distance of the added packets' distribution from the baseline's",
                        "Le Cam and Yang 2000, Asymptotics in Statistics");
    }

    private static Evidence row(Context context, Scale scale, double value, Profile now, String metric) {
        return Evidence.of(scale.family(), scale.id())
                .service(now.service())
                .window(context.trouble())
                .metric(metric, "1")
                .observed(value)
                .sampleSize(now.sampledPackets())
                .bearsOn("attack", "flash-crowd")
                .finding(Double.isNaN(value) ? Finding.NOT_TESTED : Finding.UNDECIDED)
                .note(scale.question() + " Weighed by its likelihood ratio, not by a threshold");
    }

    /** Protocols and ports that carry enough of the baseline to be what the service is for. */
    private static TreeSet<Long> usual(Profile before) {
        TreeSet<Long> usual = new TreeSet<>();
        for (Tally t : before.destinationPorts()) {
            if (t.packets() >= RARE * before.packets()) {
                usual.add(key(t));
            }
        }
        return usual;
    }

    private static Map<Long, Double> ports(Profile p, TreeSet<Long> usual) {
        Map<Long, Double> cells = new TreeMap<>();
        for (Tally t : p.destinationPorts()) {
            boolean apart = usual.contains(key(t)) || t.value() < EPHEMERAL;
            long key = apart ? key(t) : (long) t.protocol() << 32 | EPHEMERAL;
            cells.merge(key, (double) t.packets(), Double::sum);
        }
        return cells;
    }

    private static Map<Long, Double> cells(List<Tally> tallies) {
        Map<Long, Double> cells = new TreeMap<>();
        tallies.forEach(t -> cells.merge(key(t), (double) t.packets(), Double::sum));
        return cells;
    }

    private static double[] toDouble(long[] values) {
        return Arrays.stream(values).asDoubleStream().toArray();
    }

    private static long key(Tally t) {
        return (long) t.protocol() << 32 | (t.value() & 0xffffffffL);
    }
}
