package floodmark.simulate.reference;

import floodmark.model.Address;

/**
 * Writes the sessions of a service's users, both directions, as an exporter records them. Without sampling each session is written
 * by itself; with it, the records that sampling leaves of either direction are drawn at once, since most sessions leave none.
 */
final class Sessions {
    private static final int FIN = 0x01;
    private static final int SYN = 0x02;
    private static final int RST = 0x04;
    private static final int PSH = 0x08;
    private static final int ACK = 0x10;
    private static final long SECOND = 1_000_000_000L;
    private static final int MOST_SECONDS = 60;
    /** Bytes of a SYN with the options of usual systems, and of a header alone. */
    private static final int SYN_BYTES = 60;

    private static final int BARE_BYTES = 40;
    private static final int MTU = 1500;

    private final Moment moment;
    private final Recorder recorder;
    private final Chance chance;
    private final Conditions conditions;
    private final Peer peer = new Peer();
    private final long reachSalt;

    Sessions(Moment moment, long reachSalt) {
        this.moment = moment;
        this.reachSalt = reachSalt;
        recorder = moment.recorder();
        chance = moment.chance();
        conditions = moment.conditions();
    }

    /** Sessions of one of the subject's services. */
    void subject(Service service, int index, double expected, double volume, Conditions.PeerSource people) {
        double answered = expected * conditions.answered[index];
        double failed = expected - answered;
        answered(service, answered, volume, conditions.passing, people);
        if (failed > 0) {
            double refused = service.tcp() ? conditions.refused[index] : 0;
            double stuck = service.tcp() ? (1 - refused) * conditions.stuck[index] : 0;
            double attempts = failed * (1 + conditions.retries[index]) * StrictMath.sqrt(conditions.passing);
            refused(service, attempts * refused, people);
            stuck(service, attempts * stuck, people);
            silent(service, attempts * (1 - refused - stuck), people);
        }
    }

    /** Sessions that go as they should. */
    void answered(Service service, double expected, double volume, double passing, Conditions.PeerSource people) {
        double packetsIn = service.packetsIn() * passing;
        double packetsOut = service.packetsOut() * volume * passing;
        if (recorder.view().sampling() > 1) {
            int in = chance.count(expected * recorder.view().seen(packetsIn));
            for (int i = 0; i < in; i++) {
                request(service, packetsIn * chance.logNormal(service.sigma()), people, -1, 0);
            }
            int out = chance.count(expected * recorder.view().seen(packetsOut));
            for (int i = 0; i < out; i++) {
                response(service, packetsOut * chance.logNormal(service.sigma()), people);
            }
            return;
        }
        int sessions = chance.count(expected);
        for (int i = 0; i < sessions; i++) {
            double factor = chance.logNormal(service.sigma());
            request(service, packetsIn * factor, people, packetsOut * factor * chance.logNormal(0.3), 1);
        }
    }

    private boolean reached() {
        return conditions.reach >= 1 || Networks.way(peer.high, peer.low, reachSalt) < conditions.reach;
    }

    private void request(
            Service service, double packets, Conditions.PeerSource people, double packetsOut, int leastOut) {
        people.draw(chance, peer);
        Address to = service.addressFor(peer, chance);
        if (to == null || !reached()) {
            return;
        }
        long start = moment.anywhere();
        long end = start + length(service);
        int port = clientPort();
        double real = StrictMath.max(service.tcp() ? 4 : 1, packets);
        long seen = recorder.observed(real, chance);
        boolean middle = middle(service);
        int flags = service.tcp() ? flags(seen, real, SYN, middle) : 0;
        recorder.in(
                start,
                seen == 1 ? start : end,
                peer,
                to,
                port,
                service.port(),
                service.protocol(),
                flags,
                seen,
                bytes(service, seen, service.sizeIn()));
        if (packetsOut >= 0) {
            long answer = StrictMath.max(leastOut, StrictMath.round(packetsOut));
            recorder.out(
                    start + SECOND / 50,
                    end + SECOND / 50,
                    to,
                    peer,
                    service.port(),
                    port,
                    service.protocol(),
                    service.tcp() ? flags(answer, answer, SYN | ACK, middle) : 0,
                    answer,
                    bytes(service, answer, service.sizeOut()));
        }
    }

    private void response(Service service, double packets, Conditions.PeerSource people) {
        people.draw(chance, peer);
        Address from = service.addressFor(peer, chance);
        if (from == null || !reached()) {
            return;
        }
        long start = moment.anywhere();
        double real = StrictMath.max(1, packets);
        long seen = recorder.observed(real, chance);
        recorder.out(
                start,
                seen == 1 ? start : start + length(service),
                from,
                peer,
                service.port(),
                clientPort(),
                service.protocol(),
                service.tcp() ? flags(seen, real, SYN | ACK, middle(service)) : 0,
                seen,
                bytes(service, seen, service.sizeOut()));
    }

    private long length(Service service) {
        double seconds = service.application().seconds * (0.4 + 0.6 * chance.exponential());
        return (long) (StrictMath.min(MOST_SECONDS, seconds) * SECOND);
    }

    private int clientPort() {
        return 32768 + chance.below(28232);
    }

    private long bytes(Service service, long packets, double size) {
        double people = packets < 4 ? chance.between(0.6, 1.4) : chance.between(0.93, 1.07);
        double spread = 1 + service.varied() * (people - 1);
        return packets * (long) StrictMath.max(BARE_BYTES, StrictMath.min(MTU, size * spread));
    }

    /** Whether a record began after its connection did, and ends before it. */
    private boolean middle(Service service) {
        return service.lasting() > 0 && chance.happens(service.lasting());
    }

    /** OR over the packets that were seen of a completed connection; the opening packet is one of them all. */
    private int flags(long seen, double real, int opening, boolean middle) {
        if (middle) {
            // Who receives acknowledges and says nothing else; the sender pushes now and then.
            return (opening & ACK) == 0 ? ACK : ACK | PSH;
        }
        if (recorder.view().sampling() == 1) {
            double end = chance.uniform();
            return SYN | ACK | PSH | (end < 0.7 ? FIN : end < 0.78 ? RST : 0);
        }
        double each = StrictMath.min(1, seen / StrictMath.max(1, real));
        if (seen == 1) {
            double u = chance.uniform();
            return u < each ? opening : u < 1.7 * each ? FIN | ACK : u < 0.6 ? ACK : PSH | ACK;
        }
        return ACK | PSH | (chance.happens(each) ? opening : 0) | (chance.happens(0.7 * each) ? FIN : 0);
    }

    /** Attempts that get no answer at all: SYN packets or requests, repeated. */
    void silent(Service service, double attempts, Conditions.PeerSource people) {
        int rows = chance.count(attempts * recorder.view().seen(2.5));
        for (int i = 0; i < rows; i++) {
            people.draw(chance, peer);
            Address to = service.addressFor(peer, chance);
            if (to == null || !reached()) {
                continue;
            }
            long tries = recorder.view().sampling() > 1 ? 1 : 1 + StrictMath.min(4, chance.count(1.3));
            long start = moment.anywhere();
            // A SYN is repeated after 1, 3, 7 ... seconds (RFC 6298).
            long end = start + ((1L << tries - 1) - 1) * SECOND;
            long size = service.tcp() ? synBytes() : (long) StrictMath.max(BARE_BYTES, service.sizeIn());
            recorder.in(
                    start,
                    end,
                    peer,
                    to,
                    clientPort(),
                    service.port(),
                    service.protocol(),
                    service.tcp() ? SYN : 0,
                    tries,
                    tries * size);
        }
    }

    private long synBytes() {
        return chance.happens(0.7) ? SYN_BYTES : 52;
    }

    private void refused(Service service, double attempts, Conditions.PeerSource people) {
        int rows = chance.count(attempts * recorder.view().seen(1));
        for (int i = 0; i < rows; i++) {
            people.draw(chance, peer);
            Address to = service.addressFor(peer, chance);
            if (to == null || !reached()) {
                continue;
            }
            long start = moment.anywhere();
            int port = clientPort();
            boolean paired = recorder.view().sampling() == 1;
            if (paired || chance.happens(0.5)) {
                recorder.in(start, start, peer, to, port, service.port(), service.protocol(), SYN, 1, synBytes());
            }
            if (paired || chance.happens(0.5)) {
                recorder.out(
                        start, start, to, peer, service.port(), port, service.protocol(), RST | ACK, 1, BARE_BYTES);
            }
        }
    }

    /** The connection is accepted, the request repeated, and nothing comes back. */
    private void stuck(Service service, double attempts, Conditions.PeerSource people) {
        int rows = chance.count(attempts * recorder.view().seen(6));
        for (int i = 0; i < rows; i++) {
            people.draw(chance, peer);
            Address to = service.addressFor(peer, chance);
            if (to == null || !reached()) {
                continue;
            }
            long start = moment.anywhere();
            long end = start + (long) (chance.between(2, 30) * SECOND);
            int port = clientPort();
            boolean paired = recorder.view().sampling() == 1;
            long seen = paired ? 4 + chance.below(5) : 1;
            recorder.in(
                    start,
                    end,
                    peer,
                    to,
                    port,
                    service.port(),
                    service.protocol(),
                    paired ? SYN | ACK | PSH : PSH | ACK,
                    seen,
                    seen * 120);
            if (paired || chance.happens(0.4)) {
                long back = paired ? 1 + chance.below(4) : 1;
                recorder.out(
                        start,
                        end,
                        to,
                        peer,
                        service.port(),
                        port,
                        service.protocol(),
                        paired ? SYN | ACK : ACK,
                        back,
                        back * 52);
            }
        }
    }
}
