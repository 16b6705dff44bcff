package floodmark.verdict;

import floodmark.claim.Asserts;
import floodmark.claim.CaseFile;
import floodmark.claim.Statement;
import floodmark.claim.Target;
import floodmark.claim.Vantage;
import floodmark.evidence.CaseData;
import floodmark.evidence.Context;
import floodmark.evidence.Windows;
import floodmark.model.Address;
import floodmark.model.CountSeries;
import floodmark.model.DestinationSeries;
import floodmark.model.LedgerEntry;
import floodmark.model.Profile;
import floodmark.model.Profile.Phase;
import floodmark.model.Profile.SenderSample;
import floodmark.model.Profile.Tally;
import floodmark.model.Times;
import floodmark.model.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Builds small cases with a known cause: thirty days of ordinary traffic in ten-minute bins, then an hour of trouble. */
final class Scenario {
    static final long BIN = 10 * Times.MINUTE;
    static final LikelihoodModel RULES_ALONE = new LikelihoodModel("none", 1, 0, 0, Map.of());

    private static final long COUNT_INTERVAL = 2 * Times.MINUTE;
    private static final int DAYS = 30;
    private static final long START = 1_700_006_400L * Times.SECOND;
    static final Window TROUBLE = new Window(
            START + (DAYS - 1) * Times.DAY + 12 * 3600 * Times.SECOND,
            START + (DAYS - 1) * Times.DAY + 13 * 3600 * Times.SECOND);

    private final SplittableRandom random;
    private final List<Statement> statements = new ArrayList<>();
    private double inbound = 1;
    private double outbound = 1;
    private double senders = 1;
    private boolean history = true;
    private boolean counts;
    private boolean covered = true;
    private double coveredPart = 1;
    private double comparison = Double.NaN;
    private Vantage vantage = Vantage.unstated();
    private Profile trouble = users(Phase.TROUBLE, 1, 0);
    private @Nullable Long capacity;
    private @Nullable Long scheduled;
    private boolean ramp;
    private Window earlier = new Window(0, 0);
    private double earlierInbound = 1;
    private double earlierOutbound = 1;

    Scenario(long seed) {
        random = new SplittableRandom(seed);
        for (Asserts asserts : Asserts.values()) {
            if (asserts != Asserts.ONSET && asserts != Asserts.RECOVERY) {
                statements.add(Statement.implied(asserts));
            }
        }
    }

    Scenario inbound(double factor) {
        inbound = factor;
        return this;
    }

    Scenario outbound(double factor) {
        outbound = factor;
        return this;
    }

    Scenario senders(double factor) {
        senders = factor;
        return this;
    }

    Scenario withoutHistory() {
        history = false;
        return this;
    }

    Scenario counts() {
        counts = true;
        return this;
    }

    Scenario uncovered() {
        covered = false;
        return this;
    }

    /** Captures that end when this much of the trouble is over. */
    Scenario coveredUpTo(double part) {
        coveredPart = part;
        return this;
    }

    Scenario comparison(double factor) {
        comparison = factor;
        return this;
    }

    Scenario vantage(Vantage value) {
        vantage = value;
        return this;
    }

    Scenario capacity(long bps) {
        capacity = bps;
        return this;
    }

    Scenario scheduledRamp() {
        scheduled = TROUBLE.startNanos() + 40 * Times.MINUTE;
        ramp = true;
        return this;
    }

    /** An event in the hour of the trouble a week before. */
    Scenario aWeekBefore(double inboundFactor, double outboundFactor) {
        earlier = TROUBLE.shifted(-7 * Times.DAY);
        earlierInbound = inboundFactor;
        earlierOutbound = outboundFactor;
        return this;
    }

    Scenario claims(long bps) {
        statements.add(new Statement(
                "claimed", Asserts.ATTACK, null, null, null, null, bps, null, null, 0, null, null, List.of()));
        return this;
    }

    Scenario trouble(Profile profile) {
        trouble = profile;
        return this;
    }

    /** Ordinary clients: complete handshakes, mixed sizes, senders numbered from {@code firstSender}. */
    static Profile users(Phase phase, double factor, int firstSender) {
        long flows = (long) (20_000 * factor);
        long packets = flows * 20;
        long[] sizes = new long[96];
        sizes[2] = packets / 20;
        sizes[3] = packets / 4;
        sizes[40] = packets / 5;
        sizes[93] = packets / 2;
        return profile(
                phase,
                flows,
                packets,
                packets * 700,
                packets / 20,
                0,
                List.of(new Tally(6, -1, flows, packets, packets * 700)),
                List.of(new Tally(6, 51_000, flows, packets, packets * 700)),
                List.of(new Tally(6, 443, flows, packets, packets * 700)),
                List.of(new Tally(6, 0x1b, flows, packets, packets * 700)),
                sizes,
                senders(2000, firstSender, packets),
                flows);
    }

    /** Spoofed SYN packets without options, one from each sender. */
    static Profile synFlood(long packets) {
        long[] sizes = new long[96];
        sizes[2] = packets;
        return profile(
                Phase.TROUBLE,
                packets,
                packets,
                packets * 40,
                packets,
                packets / 50,
                List.of(new Tally(6, -1, packets, packets, packets * 40)),
                List.of(new Tally(6, 1234, packets, packets, packets * 40)),
                List.of(new Tally(6, 443, packets, packets, packets * 40)),
                List.of(new Tally(6, 0x02, packets, packets, packets * 40)),
                sizes,
                spoofed(packets),
                0);
    }

    /** One machine sends bare SYN packets to many ports of the subject. */
    static Profile singleSender(long packets) {
        long[] sizes = new long[96];
        sizes[2] = packets;
        List<Tally> ports = new ArrayList<>();
        for (int port = 0; port < 1000; port++) {
            ports.add(new Tally(6, 1000 + port, packets / 1000, packets / 1000, packets / 1000 * 40));
        }
        return profile(
                Phase.TROUBLE,
                packets,
                packets,
                packets * 40,
                packets,
                0,
                List.of(new Tally(6, -1, packets, packets, packets * 40)),
                List.of(new Tally(6, 1234, packets, packets, packets * 40)),
                ports,
                List.of(new Tally(6, 0x02, packets, packets, packets * 40)),
                sizes,
                senders(1, 1_000_000, packets),
                0);
    }

    /** DNS answers of the given size from many networks that the subject did not ask. */
    static Profile dnsAnswers(long packets, long size) {
        long[] sizes = new long[96];
        sizes[(int) Math.min(95, size / 16)] = packets;
        return profile(
                Phase.TROUBLE,
                packets,
                packets,
                packets * size,
                0,
                0,
                List.of(new Tally(17, -1, packets, packets, packets * size)),
                List.of(new Tally(17, 53, packets, packets, packets * size)),
                List.of(new Tally(17, 4444, packets, packets, packets * size)),
                List.of(),
                sizes,
                senders(5000, 1_000_000, packets),
                0);
    }

    /** What clients send that reconnect to a dead service: SYN with options, from usual senders, several from each. */
    static Profile retries(long packets) {
        long[] sizes = new long[96];
        sizes[3] = packets;
        return profile(
                Phase.TROUBLE,
                packets / 3,
                packets,
                packets * 60,
                packets,
                0,
                List.of(new Tally(6, -1, packets / 3, packets, packets * 60)),
                List.of(new Tally(6, 51_000, packets / 3, packets, packets * 60)),
                List.of(new Tally(6, 443, packets / 3, packets, packets * 60)),
                List.of(new Tally(6, 0x02, packets / 3, packets, packets * 60)),
                sizes,
                senders(2000, 0, packets),
                0);
    }

    /** The same flood of SYN packets as a profile with another packet size, sampling rate and number of unroutable senders. */
    static Profile syn(long packets, int bytesEach, int rate, long bogons, SenderSample from) {
        Profile p = synFlood(packets);
        long bytes = packets * bytesEach;
        List<Tally> flags = List.of(new Tally(6, 0x02, packets, packets, bytes));
        long[] sizes = new long[96];
        sizes[bytesEach / 16] = packets;
        return new Profile(
                "web",
                Phase.TROUBLE,
                3600,
                packets,
                packets,
                bytes,
                packets / rate,
                packets / (double) rate * bytesEach * bytesEach,
                rate,
                rate,
                packets,
                bogons,
                0,
                p.protocols(),
                p.sourcePorts(),
                p.destinationPorts(),
                flags,
                sizes,
                from,
                from,
                0,
                0,
                0);
    }

    /** Echo requests or answers of the given type from hosts that send now and then. */
    static Profile icmp(long packets, int type) {
        Profile p = syn(packets, 64, 1, 0, spoofed(packets / 10));
        List<Tally> icmp = List.of(new Tally(1, type * 256, packets, packets, packets * 64));
        return new Profile(
                "web",
                Phase.TROUBLE,
                3600,
                packets,
                packets,
                packets * 64,
                packets,
                0,
                1,
                1,
                0,
                0,
                0,
                List.of(new Tally(1, -1, packets, packets, packets * 64)),
                icmp,
                icmp,
                List.of(),
                p.packetSizes(),
                p.senders(),
                p.networks(),
                0,
                0,
                0);
    }

    private static Profile profile(
            Phase phase,
            long flows,
            long packets,
            long bytes,
            long syn,
            long bogons,
            List<Tally> protocols,
            List<Tally> sourcePorts,
            List<Tally> destinationPorts,
            List<Tally> flags,
            long[] sizes,
            SenderSample senders,
            long flowsOut) {
        return new Profile(
                "web",
                phase,
                3600,
                flows,
                packets,
                bytes,
                packets,
                0,
                1,
                1,
                syn,
                bogons,
                flowsOut,
                protocols,
                sourcePorts,
                destinationPorts,
                flags,
                sizes,
                senders,
                senders,
                flowsOut,
                flowsOut * 20,
                flowsOut * 20_000);
    }

    static SenderSample senders(int n, int first, long packets) {
        Address[] sorted = new Address[n];
        for (int i = 0; i < n; i++) {
            sorted[i] = Address.ofIpv4(0x0b000000 + (first + i) * 256);
        }
        Arrays.sort(sorted, (a, b) -> Long.compareUnsigned(a.hash64(), b.hash64()));
        long[] each = new long[n];
        Arrays.fill(each, packets / n);
        return new SenderSample(
                n,
                true,
                Arrays.stream(sorted).mapToLong(Address::hash64).toArray(),
                Arrays.stream(sorted).mapToLong(Address::high).toArray(),
                Arrays.stream(sorted).mapToLong(Address::low).toArray(),
                each,
                each,
                each);
    }

    /** One packet from each of very many senders, of which the sample keeps the smallest hashes. */
    static SenderSample spoofed(long packets) {
        SenderSample kept = senders(SenderSample.LIMIT, 1_000_000, SenderSample.LIMIT);
        return new SenderSample(
                packets, false, kept.hash(), kept.high(), kept.low(), kept.flows(), kept.packets(), kept.bytes());
    }

    Context evaluate() {
        Window coverage = new Window(
                history ? START : TROUBLE.startNanos(),
                !covered
                        ? TROUBLE.startNanos()
                        : coveredPart < 1
                                ? TROUBLE.startNanos() + (long) (coveredPart * TROUBLE.lengthNanos())
                                : START + DAYS * Times.DAY);
        CaseFile theCase = new CaseFile(
                "scenario",
                "scenario",
                new CaseFile.Subject(
                        "subject",
                        List.of(new CaseFile.Service("web", List.of(Target.of("192.0.2.1")), List.of(), List.of())),
                        capacity,
                        List.of()),
                TROUBLE,
                scheduled,
                null,
                null,
                0,
                null,
                null,
                List.of(),
                statements,
                false,
                "00",
                "case.yaml");
        List<Window> baseline = Windows.baseline(theCase, coverage);
        List<CaseData.ServiceCounts> subjectCounts =
                counts ? List.of(new CaseData.ServiceCounts("web", countSeries(coverage))) : List.of();
        List<DestinationSeries> others = new ArrayList<>();
        for (int i = 0; !Double.isNaN(comparison) && i < 25; i++) {
            others.add(series("198.51.100." + i, coverage, comparison, comparison, 1));
        }
        List<Profile> profiles = new ArrayList<>();
        if (!counts) {
            profiles.add(trouble);
            if (history) {
                profiles.add(users(Phase.BASELINE, 20, 0));
            }
        }
        DestinationSeries subject = series("192.0.2.1", coverage, inbound, outbound, senders);
        return Context.evaluate(new CaseData(
                theCase,
                counts,
                0.05,
                BIN,
                List.of(coverage),
                baseline,
                counts ? List.of() : List.of(subject),
                others,
                subject,
                profiles,
                subjectCounts,
                List.of(),
                vantage,
                List.of(new LedgerEntry("read", "flows.parquet", "rows.read", 1000, ""))));
    }

    /** By the named rules alone, as where no ratio is known. */
    Verdict judge() {
        return Judge.judge(evaluate(), false, List.of(), RULES_ALONE);
    }

    /** By the model that the program carries. */
    Verdict weigh() {
        return Judge.judge(evaluate(), false, List.of());
    }

    private double factor(long start, double inTrouble) {
        if (ramp && start >= TROUBLE.startNanos() - 2 * 3600 * Times.SECOND && start < TROUBLE.endNanos()) {
            double hours = Math.abs(start - TROUBLE.startNanos() - 40 * Times.MINUTE) / (3600.0 * Times.SECOND);
            return 1 + (inTrouble - 1) * Math.max(0, 1 - hours / 2.7);
        }
        return TROUBLE.containsBin(start, BIN) ? inTrouble : 1;
    }

    private DestinationSeries series(String destination, Window coverage, double in, double out, double senderFactor) {
        int n = (int) (coverage.lengthNanos() / BIN);
        long[][] c = new long[9][n];
        boolean[] exact = new boolean[n];
        Arrays.fill(exact, true);
        for (int i = 0; i < n; i++) {
            long start = coverage.startNanos() + i * BIN;
            double level = 1_000_000 * (0.95 + 0.1 * random.nextDouble());
            boolean before = destination.equals("192.0.2.1") && earlier.containsBin(start, BIN);
            double up = factor(start, in) * (before ? earlierInbound : 1);
            double down = factor(start, out) * (before ? earlierOutbound : 1);
            c[0][i] = start / BIN;
            c[1][i] = (long) (level * 700 * up);
            c[2][i] = (long) (level * up);
            c[3][i] = (long) (level / 20 * up);
            c[4][i] = c[3][i];
            c[5][i] = (long) (2000 * factor(start, senderFactor));
            c[6][i] = (long) (level * 20_000 * down);
            c[7][i] = (long) (level * 20 * down);
            c[8][i] = c[3][i];
        }
        return new DestinationSeries(
                destination, "web", BIN, c[0], c[1], c[2], c[3], c[4], c[5], exact, c[6], c[7], c[8]);
    }

    private CountSeries countSeries(Window coverage) {
        int n = (int) (coverage.lengthNanos() / COUNT_INTERVAL);
        long[] start = new long[n];
        int[] seconds = new int[n];
        double[] value = new double[n];
        for (int i = 0; i < n; i++) {
            start[i] = coverage.startNanos() + i * COUNT_INTERVAL;
            seconds[i] = 120;
            value[i] = Math.rint(20_000
                    * (0.95 + 0.1 * random.nextDouble())
                    * factor(start[i], inbound)
                    * (earlier.contains(start[i]) ? earlierInbound : 1));
        }
        return new CountSeries("site", "requests", 1, start, seconds, value);
    }
}
