package floodmark.simulate.shifted;

import floodmark.model.Address;
import floodmark.simulate.FlowSink;
import floodmark.stats.Draws;

/** Makes flows of a run. */
final class Emission implements Stage {
    private static final int[] SCANNED = {22, 23, 80, 443, 445, 2323, 3389, 5900, 6379, 8080, 8443, 37_215};
    private static final int STREAM_SECONDS = 60;

    private final Sight sight;
    private final Scale scale;
    private final Draws draws;
    private final Recorder recorder;
    private final int spooferTtl;

    Emission(Sight sight, Scale scale, Draws draws, FlowSink sink) {
        this.sight = sight;
        this.scale = scale;
        this.draws = draws;
        recorder = new Recorder(sink, sight, draws, scale.merged());
        spooferTtl = (draws.uniform() < .5 ? 64 : 255) - 6 - draws.below(12);
    }

    @Override
    public void window(long from, long to) {
        recorder.window(from, to);
    }

    @Override
    public void sessions(
            Service service,
            Session session,
            AddressPlan users,
            boolean[] cut,
            double expected,
            long from,
            int step,
            boolean neighbour) {
        double unit = neighbour ? scale.neighbours() : scale.subject();
        double mean = expected * unit / scale.merged() * sight.share() * session.recorded;
        if (mean <= 0) {
            return;
        }
        int made = (int) draws.poisson(mean);
        for (int i = 0; i < made; i++) {
            Address user = users.draw(draws, cut);
            Address server = service.addresses.size() == 1
                    ? service.addresses.get(0)
                    : service.addresses.get((int) (service.addresses.size() * StrictMath.pow(draws.uniform(), 1.5)));
            double offset = draws.uniform() * step;
            int connections = session.recordedConnections(draws);
            int port = session.clientPort >= 0 ? session.clientPort : clientPort(user);
            for (int c = 0; c < connections; c++) {
                double at = c == 0 ? offset : offset + Laws.exponential(draws, session.spread);
                int asked = session.anyPort ? SCANNED[draws.below(SCANNED.length)] : service.port(session);
                recorder.connection(from, at, user, port, server, asked, session.conversation);
                if (session.clientPort < 0) {
                    port = port >= 65_000 ? 33_000 : port + 1 + draws.below(6);
                }
            }
        }
    }

    @Override
    public void load(long from, int step, double usualBps, double usualPps, double floodBps, double floodPps) {
        // flows are made of what passes the vantage, not of what reaches the subject
    }

    /** Systems differ in where their ephemeral ports begin; translators use all. */
    private int clientPort(Address user) {
        long fixed = Laws.mix(user.high(), user.low()) >>> 5;
        return switch ((int) (fixed & 3)) {
            case 0, 1 -> 49_152 + draws.below(16_384);
            case 2 -> 32_768 + draws.below(28_232);
            default -> 1024 + draws.below(64_512);
        };
    }

    @Override
    public void packets(Flood flood, double packets, double answered, long from, int step) {
        double seen = packets * scale.subject() * sight.share() / sight.sampling();
        for (Strand strand : flood.strands()) {
            double mean = seen * strand.share();
            double rows = mean / scale.weight();
            if (strand.stream()) {
                double sources = flood.sources().population() * step / STREAM_SECONDS;
                rows = StrictMath.min(rows, sources);
            }
            if (rows <= 0) {
                continue;
            }
            double each = mean / rows;
            int made = (int) draws.poisson(rows);
            for (int i = 0; i < made; i++) {
                packet(flood, strand, each, answered, from, step);
            }
        }
    }

    private void packet(Flood flood, Strand strand, double each, double answered, long from, int step) {
        boolean stream = strand.stream();
        double sent = stream && each > 1 ? each * draws.gamma(2) / 2 : each;
        long packets = 1 + (long) (sent > 1 ? draws.poisson(sent - 1) : 0);
        Address source = strand.spoofed() ? invented() : flood.sources().draw(draws);
        Address target = flood.addresses().get(draws.below(flood.addresses().size()));
        int sourcePort = port(strand.sourcePort(), strand.protocol());
        int port = port(strand.destinationPort(), strand.protocol());
        double offset = draws.uniform() * step;
        double lasts = packets > 1 ? Laws.between(draws, 1, stream ? STREAM_SECONDS : step) : 0;
        lasts = StrictMath.max(0, StrictMath.min(lasts, flood.end() - from - offset));
        if (flood.pulse() > 0) {
            lasts = StrictMath.min(lasts, step);
        }
        double size = Laws.between(draws, strand.least(), strand.most());
        int ttl = strand.spoofed() ? spooferTtl : AddressPlan.ttl(source);
        int flags = strand.trace().flags(draws, 1, 1);
        recorder.row(
                from, offset, lasts, source, target, sourcePort, port, strand.protocol(), flags, packets, size, ttl);
        if (strand.answer() == Trace.NONE || !sight.both() || draws.uniform() >= answered) {
            return;
        }
        // with sampling an answer is seen of another packet than the one that was seen
        Address to = sight.sampling() == 1
                ? source
                : strand.spoofed() ? invented() : flood.sources().draw(draws);
        int toPort = sight.sampling() == 1 ? sourcePort : port(strand.sourcePort(), strand.protocol());
        double answer = strand.answer() == Trace.RESET ? 40 : 52;
        int answerFlags = strand.answer().flags(draws, 1, 1);
        recorder.row(
                from,
                offset + .001,
                lasts,
                target,
                to,
                port,
                toPort,
                strand.protocol(),
                answerFlags,
                packets,
                answer,
                AddressPlan.ttl(target));
    }

    private int port(int fixed, int protocol) {
        boolean portless = protocol != 6 && protocol != 17;
        return fixed >= 0 ? fixed : portless ? 0 : 1024 + draws.below(64_512);
    }

    /** Any address but those of the local machine and of multicast; private ones too, as nobody checks. */
    private Address invented() {
        int bits;
        do {
            bits = (1 + draws.below(223)) << 24 | draws.below(1 << 24);
        } while (bits >>> 24 == 127);
        return Address.ofIpv4(bits);
    }
}
