package floodmark.evidence;

import floodmark.model.Amplifiers;
import floodmark.model.Profile;
import floodmark.model.Profile.Tally;
import floodmark.stats.SourceUniformity;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/**
 * Kinds of flood that leave a makeup of their own in flow records. Each says which tallies of a profile are its packets and
 * which further sign tells it from legitimate traffic of the same kind; without that sign nothing is concluded.
 */
enum FloodVector {
    SYN_FLOOD("syn-flood", "TCP SYN that nobody follows up") {
        @Override
        long packets(Profile p) {
            return p.synPackets();
        }

        @Override
        Sign sign(Profile p, Added added, boolean seesOut, double peakPps) {
            double bare = p.packetSizes()[BARE_HEADER_CLASS] / (double) Math.max(1, p.packets());
            double bogons = p.bogonPackets() / (double) Math.max(1, p.packets());
            double perSender = p.packets() / (double) Math.max(1, p.senders().distinct());
            double perSenderSecond = perSender / Math.max(1, p.seconds());
            double beyondSyn = 1 - p.synPackets() / (double) Math.max(1, tcp(p));
            Profile before = added.before();
            double seen = before == null ? 0 : added.seenShare();
            // Clients that reconnect repeat themselves, but neither once only nor hundreds of times a second.
            // One sampled packet stands for as many as the rate says, so only senders sampled often have a rate.
            boolean often = p.sampledPackets() >= OFTEN * p.senders().distinct();
            // One port from one sender is no scan; over many ports only a rate far beyond a scanner's is none.
            boolean aimed = perSenderSecond >= 100 && topPort(p, TCP) >= 0.5;
            boolean beyondScan = peakPps / Math.max(1, p.senders().distinct()) >= BEYOND_SCAN_PPS;
            boolean unlikeClients = perSender <= 3 || often && (aimed || beyondScan);
            double size = meanSynBytes(p);
            boolean optionless = bare >= 0.9 && size < BARE_BYTES;
            // Private addresses are ordinary clients inside a provider's network, unless none was there before.
            boolean forged = before != null
                    && bogons >= 0.005
                    && p.senders().distinct() >= 1000
                    && before.bogonPackets() <= bogons / 10 * before.packets();
            boolean uniform = SourceUniformity.consistentWithUniform(
                    SourceUniformity.test(SourcesFamily.perSlash8(p.senders()), 0.05));
            return new Sign(
                    (optionless || forged || uniform) && unlikeClients && beyondSyn <= 0.3 && seen < 0.5,
                    "SYN packets of a bare header: " + Words.percent(bare) + " at " + Words.digits(size)
                            + " bytes on average (operating systems add options), from unroutable addresses: "
                            + Words.percent(bogons)
                            + ", packets per sender: " + Words.digits(perSender)
                            + ", TCP packets beyond a SYN: " + Words.percent(beyondSyn)
                            + (before == null ? "" : ", from networks seen in the baseline: " + Words.percent(seen)));
        }

        @Override
        String reference() {
            return "Eddy 2007, RFC 4987; Moore et al. 2006, ACM TOCS 24(2)";
        }
    },
    REFLECTION("reflection", "UDP from the ports of services that amplify") {
        @Override
        long packets(Profile p) {
            return amplified(p).stream().mapToLong(Tally::packets).sum();
        }

        @Override
        Sign sign(Profile p, Added added, boolean seesOut, double peakPps) {
            long packets = packets(p);
            long bytes = amplified(p).stream().mapToLong(Tally::bytes).sum();
            long flows = amplified(p).stream().mapToLong(Tally::flows).sum();
            double size = bytes / (double) Math.max(1, packets);
            boolean asked = seesOut && p.flowsOut() >= flows / 10.0;
            long networks = p.networks().distinct();
            return new Sign(
                    size >= LEAST_ANSWER_BYTES && networks >= leastReflectors(seesOut) && !asked,
                    "mean packet " + Words.digits(size) + " bytes from " + networks + " networks"
                            + (seesOut
                                    ? asked ? ", asked for by the subject" : ", not asked for by the subject"
                                    : ", requests are not seen from here"));
        }

        @Override
        String reference() {
            return "Rossow 2014, NDSS (Amplification Hell)";
        }
    },
    SYN_ACK_REFLECTION("syn-ack-reflection", "TCP SYN-ACK and RST that answer nothing the subject sent") {
        @Override
        long packets(Profile p) {
            return p.tcpFlags().stream()
                    .filter(FloodVector::answers)
                    .mapToLong(Tally::packets)
                    .sum();
        }

        @Override
        Sign sign(Profile p, Added added, boolean seesOut, double peakPps) {
            boolean asked = seesOut && p.flowsOut() >= p.flows() / 10.0;
            long networks = p.networks().distinct();
            double top = p.destinationPorts().stream()
                            .filter(t -> t.protocol() == TCP)
                            .mapToLong(Tally::packets)
                            .max()
                            .orElse(0)
                    / (double) Math.max(1, p.packets());
            return new Sign(
                    networks >= leastReflectors(seesOut) && !asked && top <= 0.5,
                    networks + " networks, largest destination port holds " + Words.percent(top)
                            + (seesOut
                                    ? asked ? ", asked for by the subject" : ", not asked for by the subject"
                                    : ", requests are not seen from here"));
        }

        @Override
        String reference() {
            return "Bock et al. 2021, USENIX Security (Weaponizing Middleboxes); Paxson 2001, ACM CCR 31(3)";
        }
    },
    ICMP_FLOOD("icmp-flood", "ICMP far beyond what hosts exchange") {
        @Override
        long packets(Profile p) {
            return p.protocols().stream()
                    .filter(t -> t.protocol() == 1 || t.protocol() == 58)
                    .mapToLong(Tally::packets)
                    .sum();
        }

        @Override
        Sign sign(Profile p, Added added, boolean seesOut, double peakPps) {
            long echo = p.destinationPorts().stream()
                    .filter(t ->
                            t.protocol() == 1 && t.value() == 8 * 256 || t.protocol() == 58 && t.value() == 128 * 256)
                    .mapToLong(Tally::packets)
                    .sum();
            double requests = echo / (double) Math.max(1, packets(p));
            boolean asked = !seesOut || p.packetsOut() >= p.packets() / 10.0;
            boolean often = p.sampledPackets() >= OFTEN * p.senders().distinct();
            double perSenderSecond =
                    p.packets() / (double) Math.max(1, p.senders().distinct()) / Math.max(1, p.seconds());
            // Errors and replies answer what the subject sent; hosts that are pinged by everybody are so always.
            boolean unasked = requests >= 0.5 ? added.before() != null || often && perSenderSecond >= 100 : !asked;
            return new Sign(
                    unasked,
                    "no service carries its users' traffic over ICMP; echo requests: " + Words.percent(requests)
                            + ", packets per sender and second: " + Words.digits(perSenderSecond)
                            + (seesOut ? "" : ", what the subject sent is not seen from here"));
        }

        @Override
        String reference() {
            return "Mirkovic and Reiher 2004, ACM CCR 34(2)";
        }
    },
    UDP_FLOOD("udp-flood", "UDP from no service's port to a service that carries none") {
        @Override
        long packets(Profile p) {
            return sum(p.sourcePorts(), FloodVector::fromNoService, Tally::packets);
        }

        @Override
        Sign sign(Profile p, Added added, boolean seesOut, double peakPps) {
            return unanswered(p, added, seesOut, packets(p), before -> packets(before));
        }

        @Override
        String reference() {
            return "Mirkovic and Reiher 2004, ACM CCR 34(2)";
        }
    },
    ACK_FLOOD("ack-flood", "TCP segments of connections that were never opened") {
        @Override
        long packets(Profile p) {
            return sum(p.tcpFlags(), t -> (t.value() & 0x02) == 0 && !answers(t), Tally::packets);
        }

        @Override
        Sign sign(Profile p, Added added, boolean seesOut, double peakPps) {
            return unanswered(p, added, seesOut, packets(p), before -> packets(before));
        }

        @Override
        String reference() {
            return "Mirkovic and Reiher 2004, ACM CCR 34(2)";
        }
    },
    OTHER_PROTOCOL("other-protocol", "IP protocols that the service does not use (GRE and others)") {
        @Override
        long packets(Profile p) {
            return sum(
                    p.protocols(),
                    t -> t.protocol() != TCP && t.protocol() != UDP && t.protocol() != 1 && t.protocol() != 58,
                    Tally::packets);
        }

        @Override
        Sign sign(Profile p, Added added, boolean seesOut, double peakPps) {
            return unanswered(p, added, seesOut, packets(p), before -> packets(before));
        }

        @Override
        String reference() {
            return "Antonakakis et al. 2017, USENIX Security (Understanding the Mirai Botnet)";
        }
    };

    /** A further sign, found or not, with what was measured. */
    record Sign(boolean found, String words) {}

    static final int TCP = 6;
    static final int UDP = 17;
    /** Class of 32-47 bytes: IPv4 and TCP headers are 40 without options, 44 with a segment size alone. */
    private static final int BARE_HEADER_CLASS = 2;
    /** Requests and the ordinary answers of time servers are smaller. */
    private static final double LEAST_ANSWER_BYTES = 150;

    private static final long LEAST_REFLECTORS = 20;
    /** Where requests cannot be seen: more networks than a host polls, plays with or asks within one incident. */
    private static final long LEAST_REFLECTORS_UNSEEN = 1000;
    /**
     * SYN packets per second from one sender to one host that are more than a port scan: a hundred times the default rate of
     * masscan (100 packets/s), far above the size at which the scan would itself be a flood.
     */
    private static final double BEYOND_SCAN_PPS = 10_000;
    /** Mean size from which DNS answers are of the kind that amplification asks for; ordinary ones are a few hundred bytes. */
    private static final double LARGE_DNS_BYTES = 800;

    private static final long MOST_FRAGMENTS = 44;

    /** Below it are the system ports, from which services answer (RFC 6335). */
    private static final int FIRST_USER_PORT = 1024;

    /** What a service carries of a kind by accident: probes, scans. */
    private static final double RARE = 0.02;
    /** Packets back for each packet of a kind; TCP clients get about one for two. */
    private static final double UNANSWERED = 0.1;

    /** Sampled packets of a sender from which its rate can be told. */
    private static final long OFTEN = 10;
    /** IPv4 and TCP headers alone are 40 bytes; small devices add the segment size alone, which makes 44. */
    private static final double BARE_BYTES = 42;

    private final String id;
    private final String words;

    FloodVector(String id, String words) {
        this.id = id;
        this.words = words;
    }

    /** Packets of this kind in a profile. */
    abstract long packets(Profile profile);

    /** Bytes of this kind in a profile; flows that hold other packets too may add theirs. */
    double bytes(Profile profile) {
        return switch (this) {
            case SYN_FLOOD -> {
                double size = meanSynBytes(profile);
                yield Double.isNaN(size) ? 0 : packets(profile) * size;
            }
            case UDP_FLOOD -> sum(profile.sourcePorts(), FloodVector::fromNoService, Tally::bytes);
            case ACK_FLOOD -> sum(profile.tcpFlags(), t -> (t.value() & 0x02) == 0 && !answers(t), Tally::bytes);
            case OTHER_PROTOCOL ->
                sum(
                        profile.protocols(),
                        t -> t.protocol() != TCP && t.protocol() != UDP && t.protocol() != 1 && t.protocol() != 58,
                        Tally::bytes);
            case REFLECTION ->
                amplified(profile).stream().mapToLong(Tally::bytes).sum();
            case SYN_ACK_REFLECTION ->
                profile.tcpFlags().stream()
                        .filter(FloodVector::answers)
                        .mapToLong(Tally::bytes)
                        .sum();
            case ICMP_FLOOD ->
                profile.protocols().stream()
                        .filter(t -> t.protocol() == 1 || t.protocol() == 58)
                        .mapToLong(Tally::bytes)
                        .sum();
        };
    }

    private static boolean answers(Tally t) {
        return (t.value() & 0x3f) == 0x12 || (t.value() & 0x3f) == 0x04 || (t.value() & 0x3f) == 0x14;
    }

    /** True if it aims at a host: spread thinly over many it is what scanning looks like. */
    boolean aimsAtHost() {
        return this == SYN_FLOOD;
    }

    /**
     * What tells it from legitimate traffic of the same kind.
     *
     * @param profile the packets that the trouble added
     * @param added what they were added to
     * @param seesOut whether what the subject sent is seen
     * @param peakPps packets of this kind in the largest second
     */
    abstract Sign sign(Profile profile, Added added, boolean seesOut, double peakPps);

    abstract String reference();

    String id() {
        return id;
    }

    String words() {
        return words;
    }

    private static long leastReflectors(boolean seesOut) {
        return seesOut ? LEAST_REFLECTORS : LEAST_REFLECTORS_UNSEEN;
    }

    /** A kind of packet that the service did not carry before and does not answer; clients would be answered. */
    private static Sign unanswered(
            Profile p, Added added, boolean seesOut, long packets, ToLongFunction<Profile> ofKind) {
        Profile before = added.before();
        if (before == null || !seesOut) {
            return new Sign(
                    false,
                    before == null
                            ? "without a baseline it cannot be told from what the service carries"
                            : "answers are not seen from here");
        }
        double usual = ofKind.applyAsLong(before) / (double) Math.max(1, before.packets());
        double answered = p.packetsOut() / (double) Math.max(1, packets);
        return new Sign(
                usual <= RARE && answered <= UNANSWERED,
                "in the baseline " + Words.percent(usual) + " of the packets, answered with " + Words.digits(answered)
                        + " packets each");
    }

    /** UDP that cannot be a service's answer to something that left by another way. */
    private static boolean fromNoService(Tally t) {
        return t.protocol() == UDP && t.value() >= FIRST_USER_PORT && !Amplifiers.contains(t.value());
    }

    private static long sum(List<Tally> tallies, Predicate<Tally> which, ToLongFunction<Tally> column) {
        return tallies.stream().filter(which).mapToLong(column).sum();
    }

    /** Share of the packets that go to the commonest port of a protocol. */
    private static double topPort(Profile p, int protocol) {
        return p.destinationPorts().stream()
                        .filter(t -> t.protocol() == protocol)
                        .mapToLong(Tally::packets)
                        .max()
                        .orElse(0)
                / (double) Math.max(1, p.packets());
    }

    /** Mean size of packets in flows that hold SYN and no ACK; NaN if there is none. */
    private static double meanSynBytes(Profile p) {
        long packets = 0;
        long bytes = 0;
        for (Tally t : p.tcpFlags()) {
            if ((t.value() & 0x12) == 0x02) {
                packets += t.packets();
                bytes += t.bytes();
            }
        }
        return packets == 0 ? Double.NaN : bytes / (double) packets;
    }

    /** Packets from the ports that amplify and, where there are such, their later fragments, which have no ports. */
    private static List<Tally> amplified(Profile p) {
        List<Tally> answers = new ArrayList<>(p.sourcePorts().stream()
                .filter(t -> t.protocol() == UDP)
                .filter(t -> Amplifiers.contains(t.value())
                        || t.value() == Amplifiers.DNS && t.bytes() >= LARGE_DNS_BYTES * Math.max(1, t.packets()))
                .toList());
        long first = answers.stream().mapToLong(Tally::packets).sum();
        p.sourcePorts().stream()
                .filter(t -> t.protocol() == UDP && t.value() == 0)
                // Answers of 64 kB are the longest: 44 fragments after the first.
                .filter(t -> first > 0 && t.packets() <= MOST_FRAGMENTS * first)
                .forEach(answers::add);
        return answers;
    }

    private static long tcp(Profile p) {
        return p.protocols().stream()
                .filter(t -> t.protocol() == TCP)
                .mapToLong(Tally::packets)
                .sum();
    }
}
