package floodmark.evidence;

import floodmark.model.Profile;
import floodmark.model.Profile.Tally;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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
        Sign sign(Profile p, @Nullable Profile before, boolean seesOut) {
            double bare = p.packetSizes()[BARE_HEADER_CLASS] / (double) Math.max(1, p.packets());
            double bogons = p.bogonPackets() / (double) Math.max(1, p.packets());
            double perSender = p.packets() / (double) Math.max(1, p.senders().distinct());
            double perSenderSecond = perSender / Math.max(1, p.seconds());
            double beyondSyn = 1 - p.synPackets() / (double) Math.max(1, tcp(p));
            double seen = before == null ? 0 : SourcesFamily.seenShare(p.networks(), before.networks())[0];
            // Clients that reconnect repeat themselves, but neither once only nor hundreds of times a second.
            boolean unlikeClients = perSender <= 3 || perSenderSecond >= 100;
            boolean made = bare >= 0.9 || bogons >= 0.005 && p.senders().distinct() >= 1000;
            return new Sign(
                    made && unlikeClients && beyondSyn <= 0.3 && seen < 0.5,
                    "SYN packets of a bare header: " + Words.percent(bare)
                            + " (operating systems add options), from unroutable addresses: " + Words.percent(bogons)
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
        Sign sign(Profile p, @Nullable Profile before, boolean seesOut) {
            long packets = packets(p);
            long bytes = amplified(p).stream().mapToLong(Tally::bytes).sum();
            long flows = amplified(p).stream().mapToLong(Tally::flows).sum();
            double size = bytes / (double) Math.max(1, packets);
            boolean asked = seesOut && p.flowsOut() >= flows / 10.0;
            long networks = p.networks().distinct();
            return new Sign(
                    size >= LEAST_ANSWER_BYTES && networks >= LEAST_REFLECTORS && !asked,
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
                    .filter(t -> (t.value() & 0x3f) == 0x12 || (t.value() & 0x3f) == 0x04 || (t.value() & 0x3f) == 0x14)
                    .mapToLong(Tally::packets)
                    .sum();
        }

        @Override
        Sign sign(Profile p, @Nullable Profile before, boolean seesOut) {
            boolean asked = seesOut && p.flowsOut() >= p.flows() / 10.0;
            long networks = p.networks().distinct();
            double top = p.destinationPorts().stream()
                            .filter(t -> t.protocol() == TCP)
                            .mapToLong(Tally::packets)
                            .max()
                            .orElse(0)
                    / (double) Math.max(1, p.packets());
            return new Sign(
                    networks >= LEAST_REFLECTORS && !asked && top <= 0.5,
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
        Sign sign(Profile p, @Nullable Profile before, boolean seesOut) {
            return new Sign(true, "no service carries its users' traffic over ICMP");
        }

        @Override
        String reference() {
            return "Mirkovic and Reiher 2004, ACM CCR 34(2)";
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

    /**
     * UDP source ports of protocols that amplify (Rossow 2014; CISA alert TA14-017A; BACnet 47808, DHDiscover 37810). DNS is
     * left out: resolvers and name servers get its answers in the course of business.
     */
    private static final Set<Integer> AMPLIFIERS = Set.of(
            17, 19, 69, 111, 123, 137, 161, 177, 389, 427, 520, 1434, 1900, 3283, 3478, 3702, 5093, 5353, 5683, 6881,
            10001, 10074, 11211, 17185, 27015, 27960, 30718, 32414, 33848, 37810, 47808);

    private final String id;
    private final String words;

    FloodVector(String id, String words) {
        this.id = id;
        this.words = words;
    }

    /** Packets of this kind in a profile. */
    abstract long packets(Profile profile);

    /** What tells it from legitimate traffic of the same kind; {@code before} is the baseline, if there is one. */
    abstract Sign sign(Profile profile, @Nullable Profile before, boolean seesOut);

    abstract String reference();

    String id() {
        return id;
    }

    String words() {
        return words;
    }

    private static List<Tally> amplified(Profile p) {
        return p.sourcePorts().stream()
                .filter(t -> t.protocol() == UDP && AMPLIFIERS.contains(t.value()))
                .toList();
    }

    private static long tcp(Profile p) {
        return p.protocols().stream()
                .filter(t -> t.protocol() == TCP)
                .mapToLong(Tally::packets)
                .sum();
    }
}
