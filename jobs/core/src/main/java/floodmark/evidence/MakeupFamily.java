package floodmark.evidence;

import floodmark.model.DestinationSeries;
import floodmark.model.Profile;
import floodmark.model.Profile.Tally;
import floodmark.model.Times;
import floodmark.stats.Divergence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Is the traffic the service's own kind, or that of a known kind of flood? */
final class MakeupFamily implements Family {
    /** From this share of the inbound packets on, a kind of flood is what the window is made of. */
    private static final double DOMINANT = 0.7;

    /**
     * A flood is at least this many packets in some second. A convention, far above what scanners, probes and a small
     * site's visitors send and far below any flood that has denied a service (ntopng's SYN alarm is
     * 256/s by default, FastNetMon's packet alarm 20,000/s).
     */
    static final double LEAST_FLOOD_PPS = 1000;

    /** Fewer packets than this show no makeup, whatever sampling makes of them. */
    private static final long LEAST_PACKETS_SEEN = 100;

    private static final double UNLIKE = 0.6;
    private static final double ALIKE = 0.3;

    private static final Scale SIGNATURE = Scale.named(
            "makeup",
            "signature",
            "do the added packets have the makeup of a known kind of flood?",
            "nothing added",
            "none",
            "lacking",
            "found");

    @Override
    public List<Scale> scales() {
        List<Scale> all = new ArrayList<>(List.of(SIGNATURE));
        all.addAll(AddedMakeup.SCALES);
        return all;
    }

    @Override
    public String id() {
        return "makeup";
    }

    @Override
    public String question() {
        return "is the traffic the service's own kind?";
    }

    @Override
    public void evaluate(Context context) {
        if (context.data().counts()) {
            none(context, "counts do not say what the traffic was made of");
            return;
        }
        Added added = context.added();
        Profile trouble = added.trouble();
        Profile addition = added.profile();
        if (trouble == null || addition == null) {
            none(context, "no traffic reached the subject in the trouble window");
            return;
        }
        signature(context, added, trouble, addition);
        usual(context, trouble, added.before());
        AddedMakeup.grade(context, added);
    }

    private void none(Context context, String why) {
        context.add(Evidence.notTested(id(), "flood-signature", why).bearsOn("attack"));
        context.add(Evidence.notTested(id(), "hellinger", why).bearsOn("attack", "flash-crowd"));
        context.answer(Question.FLOOD_SIGNATURE, Finding.NOT_TESTED, why);
        context.answer(Question.USUAL_MAKEUP, Finding.NOT_TESTED, why);
    }

    /**
     * Packets of a kind in the second that held most of them, as far as the bins allow to state: at least their mean, at least the
     * largest bin less everything in the window that is of another kind, and less three standard errors of the sampling.
     */
    private static double leastPeakPps(Context context, Profile trouble, long packets) {
        Signal s = context.services().stream()
                .filter(d -> d.signal().metric().equals("pps")
                        && d.signal().service().equals(trouble.service()))
                .findFirst()
                .or(() -> context.subject("pps"))
                .map(Departure::signal)
                .orElse(null);
        if (s == null) {
            return Double.NaN;
        }
        double seconds = Math.max(1, s.binSeconds());
        // A bin shorter than a second says how many packets came, not that they kept coming.
        double peak = s.binNanos() >= Times.SECOND ? s.peak(context.trouble()) : largestSecond(s, context);
        double other = (trouble.packets() - packets) / seconds;
        double mean = packets / Math.max(1, trouble.seconds());
        double least = Double.isNaN(peak) ? Double.NaN : Math.max(peak - other, Math.min(mean, peak));
        double rate = trouble.samplingRateMax() > 1 ? trouble.samplingRateMax() : 0;
        return least - 3 * Math.sqrt(Math.max(0, least) * rate / seconds);
    }

    /** Share of the service's packets that its most loaded destination received; 1 if no destination is known. */
    private static double topDestination(Context context, Profile trouble) {
        Map<String, Long> each = new TreeMap<>();
        long all = 0;
        for (DestinationSeries s : context.data().subject()) {
            for (int i = 0; s.service().equals(trouble.service()) && i < s.size(); i++) {
                if (context.trouble().containsBin(s.bin()[i] * s.binNanos(), s.binNanos())) {
                    each.merge(s.destination(), s.packets()[i], Long::sum);
                    all += s.packets()[i];
                }
            }
        }
        return all == 0
                ? 1
                : each.values().stream().mapToLong(Long::longValue).max().orElse(0) / (double) all;
    }

    private static double largestSecond(Signal s, Context context) {
        double[] values = s.covered(context.trouble());
        int bins = (int) Math.max(1, Times.SECOND / s.binNanos());
        double sum = 0;
        double largest = 0;
        for (int i = 0; i < values.length; i++) {
            sum += values[i] * s.binSeconds();
            if (i >= bins) {
                sum -= values[i - bins] * s.binSeconds();
            }
            largest = Math.max(largest, sum);
        }
        return largest;
    }

    private void signature(Context context, Added added, Profile trouble, Profile addition) {
        Profile before = added.before();
        double concentrated = topDestination(context, trouble);
        List<Evidence> rows = new ArrayList<>();
        Evidence found = null;
        String foundWords = "";
        FloodVector nearest = null;
        for (FloodVector vector : FloodVector.values()) {
            double ofAll = vector.packets(addition) / (double) trouble.packets();
            double share = added.enough() ? vector.packets(addition) / (double) Math.max(1, addition.packets()) : ofAll;
            double peak =
                    leastPeakPps(context, trouble, vector.packets(addition)) * (vector.aimsAtHost() ? concentrated : 1);
            double usual = before == null ? Double.NaN : vector.packets(before) / (double) before.packets();
            FloodVector.Sign sign = vector.sign(addition, added, context.data().seesBothDirections(), peak);
            boolean dominant = share >= DOMINANT;
            boolean ordinary = usual >= share / 2;
            boolean large = peak >= LEAST_FLOOD_PPS;
            boolean enough = ofAll * trouble.sampledPackets() >= LEAST_PACKETS_SEEN;
            boolean flood = dominant && !ordinary && large && enough && sign.found();
            Evidence row = Evidence.of(id(), vector.id())
                    .service(trouble.service())
                    .window(context.trouble())
                    .metric("packet-share", "1")
                    .observed(ofAll)
                    .expected(usual, Double.NaN, Double.NaN)
                    .effect(share, Double.NaN, Double.NaN)
                    .statistic(peak)
                    .sampleSize(trouble.sampledPackets())
                    .bearsOn("attack")
                    .finding(flood ? Finding.SUPPORTED : dominant ? Finding.UNDECIDED : Finding.CONTRADICTED)
                    .method(
                            "share of inbound packets of this kind beyond the usual (effect: of the added ones); flood if >= "
                                    + Words.percent(DOMINANT) + " of the added, not usual, >= "
                                    + Words.digits(LEAST_FLOOD_PPS)
                                    + " packets in a second (statistic, at least), and the sign that tells it from legitimate traffic",
                            vector.reference())
                    .note(vector.words() + "; " + sign.words()
                            + (ordinary ? "; usual for this service" : "")
                            + (dominant && !large ? "; too few packets a second for a flood" : "")
                            + (dominant && !enough ? "; too few packets were seen" : ""));
            rows.add(row);
            context.add(row);
            if (flood) {
                context.add(byteShare(context, trouble, addition, vector));
            }
            if (flood && found == null) {
                found = row;
                foundWords = Words.percent(ofAll) + " of the inbound packets are " + vector.words() + ", up to "
                        + Words.size(peak, "packet/s") + "; " + sign.words();
            } else if (dominant && !ordinary) {
                nearest = vector;
            }
        }
        if (found != null) {
            context.answer(Question.FLOOD_SIGNATURE, Finding.SUPPORTED, foundWords, found);
            context.grade(SIGNATURE, "found", found);
        } else if (nearest != null) {
            context.answer(
                    Question.FLOOD_SIGNATURE,
                    Finding.UNDECIDED,
                    "most packets are " + nearest.words() + ", but they lack what makes that a flood",
                    rows);
            context.grade(SIGNATURE, added.enough() ? "lacking" : "nothing added", rows.get(nearest.ordinal()));
        } else {
            context.answer(
                    Question.FLOOD_SIGNATURE,
                    Finding.CONTRADICTED,
                    "the inbound packets are not mainly of a kind of flood that leaves a makeup of its own",
                    rows);
            context.grade(SIGNATURE, added.enough() ? "none" : "nothing added", rows.get(0));
        }
    }

    private Evidence byteShare(Context context, Profile trouble, Profile addition, FloodVector vector) {
        double share = Math.min(1, vector.bytes(addition) / Math.max(1, trouble.bytes()));
        return Evidence.of(id(), vector.id())
                .service(trouble.service())
                .window(context.trouble())
                .metric("byte-share", "1")
                .observed(share)
                .sampleSize(trouble.sampledPackets())
                .bearsOn("attack")
                .finding(Finding.SUPPORTED)
                .method("share of inbound bytes of this kind", vector.reference())
                .note(vector.words());
    }

    private void usual(Context context, Profile trouble, @Nullable Profile before) {
        if (before == null) {
            String why = "the captures hold no baseline of this service";
            context.add(Evidence.notTested(id(), "hellinger", why)
                    .service(trouble.service())
                    .bearsOn("attack", "flash-crowd"));
            context.answer(Question.USUAL_MAKEUP, Finding.NOT_TESTED, why);
            return;
        }
        double ports = distance(trouble, before, Profile::destinationPorts);
        double flags = distance(trouble, before, Profile::tcpFlags);
        double sizes = Divergence.hellinger(toDouble(trouble.packetSizes()), toDouble(before.packetSizes()));
        Evidence p = row(context, trouble, "hellinger-ports", "protocol and destination port", ports);
        Evidence f = row(context, trouble, "hellinger-flags", "TCP flags", flags);
        Evidence s = row(context, trouble, "hellinger-sizes", "mean packet size", sizes);
        double most = Math.max(ports, Math.max(Double.isNaN(flags) ? 0 : flags, sizes));
        context.answer(
                Question.USUAL_MAKEUP,
                most >= UNLIKE ? Finding.CONTRADICTED : most <= ALIKE ? Finding.SUPPORTED : Finding.UNDECIDED,
                "its ports, flags and packet sizes are at most " + Words.digits(most)
                        + " from the baseline's (0 same, 1 disjoint)",
                p,
                f,
                s);
    }

    private Evidence row(Context context, Profile trouble, String test, String what, double distance) {
        Evidence row = Evidence.of(id(), test)
                .service(trouble.service())
                .window(context.trouble())
                .metric("hellinger-distance", "1")
                .observed(distance)
                .expected(0, 0, ALIKE)
                .effect(distance, Double.NaN, Double.NaN)
                .sampleSize(trouble.sampledPackets())
                .bearsOn("attack", "flash-crowd")
                .finding(
                        Double.isNaN(distance)
                                ? Finding.NOT_TESTED
                                : distance >= UNLIKE
                                        ? Finding.CONTRADICTED
                                        : distance <= ALIKE ? Finding.SUPPORTED : Finding.UNDECIDED)
                .method(
                        "Hellinger distance of the packets' distribution over " + what + ", trouble against baseline",
                        "Le Cam and Yang 2000, Asymptotics in Statistics")
                .note("supported means like the baseline; a description, without an error rate yet");
        context.add(row);
        return row;
    }

    private static double[] toDouble(long[] values) {
        double[] out = new double[values.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = values[i];
        }
        return out;
    }

    private static double distance(Profile a, Profile b, Function<Profile, List<Tally>> of) {
        TreeMap<Long, double[]> cells = new TreeMap<>();
        add(cells, of.apply(a), 0);
        add(cells, of.apply(b), 1);
        double[] p = cells.values().stream().mapToDouble(c -> c[0]).toArray();
        double[] q = cells.values().stream().mapToDouble(c -> c[1]).toArray();
        return Divergence.hellinger(p, q);
    }

    private static void add(TreeMap<Long, double[]> cells, List<Tally> tallies, int side) {
        for (Tally t : tallies) {
            cells.computeIfAbsent((long) t.protocol() << 32 | (t.value() & 0xffffffffL), k -> new double[2])[side] +=
                    t.packets();
        }
    }
}
